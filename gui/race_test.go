//go:build race

package gui

// sample is one in how many of the many cases of a layout are tried: the race
// detector, which finds nothing in a layout, makes them ten times as slow.
const sample = 11
