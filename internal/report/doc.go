// Package report turns a finished check into something to read or pass on: the
// JSON of version 1 and the plain text that a terminal prints, and the exit
// status that goes with them.
//
// It never holds a key, a body or the value of a header, and prints nothing
// from a server before message.Clean has seen it. It decides nothing: what a
// check concluded stands in the result.
package report
