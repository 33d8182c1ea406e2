// Package viewer shows the body of an answer of any size as a table and as
// text, with folds, a search, and what can be copied. It knows gui/kit and
// internal/answer; where its texts come from, and who does what takes long, it
// is told by Words and Control.
package viewer
