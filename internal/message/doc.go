// Package message owns every word a person reads: it turns findings, steps,
// codes and facts into plain sentences of one language, taken from the
// translations in package assets.
//
// It never decides anything about a key, never shows a raw code where there is
// a word for it, and never touches disk, network or a secret. What comes from
// a server passes through Clean before it becomes part of a sentence.
package message
