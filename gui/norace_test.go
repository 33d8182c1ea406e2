//go:build !race

package gui

// sample is one in how many of the many cases of a layout are tried.
const sample = 1

// slower is how many times longer a step may take.
const slower = 1
