package cli

import (
	"strings"
	"testing"
)

func TestWrongUseOfTheWindow(t *testing.T) {
	for name, tt := range map[string]struct {
		says string
		args []string
	}{
		"environment":   {"--env is one of", []string{"window", "--env", canary}},
		"address":       {"must begin with https://", []string{"window", "--base-url", "ftp://x"}},
		"story":         {"--story goes with", []string{"window", "--env", "demo", "--story", canary}},
		"no command":    {"no arguments", []string{"--env", "demo", canary}},
		"flag of check": {"there is no flag --key-stdin", []string{"--key-stdin"}},
	} {
		t.Run(name, func(t *testing.T) { expectMisuse(t, tt.says, tt.args...) })
	}
}

func TestHelpOfTheWindow(t *testing.T) {
	if status, stdout, stderr := call(t, "", "window", "-h"); status != exitOK || stdout == "" || stderr != "" {
		t.Errorf("status %d, standard output %q, standard error %q", status, stdout, stderr)
	}
}

// TestNoWindow: the program without a window says so, and which one has it. What
// it was given is not repeated.
func TestNoWindow(t *testing.T) {
	call := func(args ...string) (status int, stdout, stderr string) {
		var out, err strings.Builder
		status = Program{Name: "pleo-key-check-cli"}.run(t.Context(), args, strings.NewReader(""), &out, &err)
		return status, out.String(), err.String()
	}
	for _, args := range [][]string{nil, {"window"}, {"window", "-h"}, {"--env", "demo"}, {"window", "--story", canary}, {"-" + canary}} {
		status, stdout, stderr := call(args...)
		if status != exitUsage || stdout != "" || !strings.Contains(stderr, "this program has no window; pleo-key-check has one.") || strings.Contains(stderr, canary) {
			t.Errorf("%q: status %d, %s%s", args, status, stdout, stderr)
		}
	}
	for _, args := range [][]string{{"help"}, {"-h"}, {"--help"}} {
		if status, help, stderr := call(args...); status != exitOK || stderr != "" || strings.Contains(help, "window  ") || !strings.Contains(help, "check") {
			t.Errorf("%q: status %d, the help has the window: %s%s", args, status, help, stderr)
		}
	}
}
