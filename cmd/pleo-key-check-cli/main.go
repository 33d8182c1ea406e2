//go:build cli

package main

import (
	"context"
	"fmt"
	"io"
)

// program is the name of this program, which is built without Fyne and without
// C: it starts at once and needs no libraries of the system.
const program = "pleo-key-check-cli"

// windowUsage is the window's part of the usage: there is none.
const windowUsage = ""

// runWindow says that there is no window here, and where there is one.
func runWindow(_ context.Context, _ []string, _, stderr io.Writer) int {
	fmt.Fprintln(stderr, program+": this program has no window; pleo-key-check has one.")
	fmt.Fprintln(stderr, "What this one does: "+program+" help.")
	return exitUsage
}
