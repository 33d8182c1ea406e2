// Package faultlab holds no code: its tests are the fault laboratory, which
// runs the real check against faults that are produced for real.
//
// It owns one table, a row a fault. The servers, names, certificates, proxies
// and frames of a row are made on loopback; only what no loopback can be made
// to do is a double, and then the row says so. For each row it holds the
// finding, the verdict and the limit that fired, and that nothing is left
// behind: no goroutine, no connection, no memory, no trace of the key.
//
// It never talks to another computer, never measures how fast anything is, and
// adds nothing to the packages that it tests: it uses what any caller has. The
// table as a document is docs/faults.md.
package faultlab
