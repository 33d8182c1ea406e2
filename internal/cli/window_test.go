//go:build !cli

package main

import (
	"testing"

	"pleokeycheck/internal/settings"
)

func TestWrongUseOfTheWindow(t *testing.T) {
	for name, tt := range map[string]struct {
		says string
		args []string
	}{
		"environment":   {"-env is one of", []string{"window", "-env", canary}},
		"address":       {"must begin with https://", []string{"window", "-base-url", "ftp://x"}},
		"story":         {"-story goes with", []string{"window", "-env", "demo", "-story", canary}},
		"no command":    {"no arguments", []string{"-env", "demo", canary}},
		"flag of check": {"not how the flags", []string{"-key-stdin"}},
	} {
		t.Run(name, func(t *testing.T) { expectMisuse(t, tt.says, tt.args...) })
	}
}

func TestHelpOfTheWindow(t *testing.T) {
	if status, stdout, stderr := call(t, "", "window", "-h"); status != exitOK || stdout == "" || stderr != "" {
		t.Errorf("status %d, standard output %q, standard error %q", status, stdout, stderr)
	}
}

func TestMarksAreKept(t *testing.T) {
	dir := filled(t)
	kept, mark := marks()
	if len(kept) != 1 || kept[0] != "welcome" {
		t.Errorf("kept %q", kept)
	}
	_, remember := memory()
	if err := mark(true, "guide.before.role"); err != nil {
		t.Fatal(err)
	}
	left, _ := memory()
	left.Width, left.Height, left.Tab = 900, 700, "ui.details.answer"
	remember(left)
	if s := settings.Load(dir); len(s.Marks) != 2 || s.Width != 900 || s.Tab != "ui.details.answer" {
		t.Errorf("closing the window loses a tick: %+v", s)
	}
}
