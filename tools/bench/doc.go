//go:build linux

// Command bench measures the program side by side with what people would use
// in its place, in one run, and prints one table: medians, ratios and the
// goals. script/bench builds what it needs and calls it.
//
// Times are wall-clock; memory is the proportional set size of all processes
// of a program (/proc/PID/smaps_rollup); CPU is user and system time of all its
// processes. Programs that are compared take turns, so that a noisy machine
// disturbs each of them alike.
package main
