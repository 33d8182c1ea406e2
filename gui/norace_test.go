//go:build !race

package gui

// sample is one in how many of the many cases of a layout are tried.
const sample = 1
