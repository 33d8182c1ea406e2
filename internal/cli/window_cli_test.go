//go:build cli

package main

import (
	"strings"
	"testing"
)

// TestNoWindow: this program says so, and which one has the window. What it was
// given is not repeated.
func TestNoWindow(t *testing.T) {
	for _, args := range [][]string{nil, {"window"}, {"window", "-h"}, {"-env", "demo"}, {"window", "-story", canary}, {"-" + canary}} {
		expectMisuse(t, "this program has no window; pleo-key-check has one.", args...)
	}
	if _, help, _ := call(t, "", "help"); strings.Contains(help, "window]") {
		t.Errorf("the help has the window: %s", help)
	}
}
