//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"maps"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCLIStories: every demo key gives its verdict, its finding and its exit
// status on the command line.
func TestCLIStories(t *testing.T) {
	w := newWorld(t)
	status := map[string]int{"working": 0, "failed": 1, "inconclusive": 3, "limited": 4}
	all := w.stories()
	if len(all) < 11 {
		t.Fatalf("%d stories, want 11 at the least", len(all))
	}
	for _, s := range all {
		t.Run(s.id, func(t *testing.T) {
			args := []string{"check", "--env", "demo", "--company-id", s.company, "--key-stdin"}
			got := w.run(s.key, w.binary, append(args, "--json")...)
			var report struct {
				Version              int
				Environment, Verdict string
				Finding              struct{ Kind, Title, Explanation, Action, Who string }
				Steps                []struct{ Name, Status string }
			}
			if err := json.Unmarshal([]byte(got.stdout), &report); err != nil {
				t.Fatalf("status %d, not JSON (%v): %s%s", got.status, err, got.stdout, got.stderr)
			}
			f := report.Finding
			if report.Verdict != s.verdict || f.Kind != s.kind {
				t.Errorf("verdict %q, finding %q; want %q, %q", report.Verdict, f.Kind, s.verdict, s.kind)
			}
			if want, ok := status[s.verdict]; !ok || got.status != want {
				t.Errorf("exit status %d, want %d", got.status, want)
			}
			if report.Version != 1 || report.Environment != "demo" || len(report.Steps) == 0 || f.Title == "" || f.Explanation == "" || f.Action == "" || f.Who == "" {
				t.Errorf("the report is not whole: %+v", report)
			}
			assertNotIn(t, s.key, "the report", got.stdout+got.stderr)
			if got.stderr != "" {
				t.Errorf("standard error: %q", got.stderr)
			}
		})
	}
	for _, s := range all {
		w.assertNowhere(s.key)
	}
}

// noWindow is what the program says where it can open no window: within the time
// that a person waits, in one sentence after the other, and with its own status.
func (w *world) noWindow(want ...string) {
	w.t.Helper()
	got, ok := w.runWithin(5*time.Second, "", w.binary, "window")
	if !ok {
		w.t.Fatal("the program does not end")
	}
	if got.status != 5 || got.stdout != "" {
		w.t.Errorf("status %d, standard output %q", got.status, got.stdout)
	}
	for _, text := range want {
		if !strings.Contains(got.stderr, text) {
			w.t.Errorf("standard error does not say %q: %s", text, got.stderr)
		}
	}
	if strings.Contains(got.stderr, "goroutine") || strings.Contains(got.stderr, "panic") {
		w.t.Errorf("standard error: %s", got.stderr)
	}
}

// TestNoDisplay: without a screen the window says so in a sentence, also where
// something listens that never answers.
func TestNoDisplay(t *testing.T) {
	for name, vars := range map[string]map[string]string{
		"none":               nil,
		"dead":               {"DISPLAY": ":4321"},
		"no name of one":     {"DISPLAY": "fake"},
		"silent Wayland":     {"WAYLAND_DISPLAY": "silent"},
		"stale Wayland":      {"WAYLAND_DISPLAY": "gone"},
		"platform not there": {"WAYLAND_DISPLAY": "silent", "FYNE_PLATFORM": "wayland", "DISPLAY": ":4321"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			silent, err := net.Listen("unix", filepath.Join(w.dir, "run", "silent"))
			must(t, err)
			t.Cleanup(func() { _ = silent.Close() })
			maps.Copy(w.vars, vars)
			w.noWindow(say(t, "ui.start.no-screen", "Display", vars["DISPLAY"]), "pleo-key-check check --help")
		})
	}
}

// TestNoOpenGL: where no window can be drawn the program says so, in the language
// of the system.
func TestNoOpenGL(t *testing.T) {
	t.Run("none", func(t *testing.T) {
		w := newWorld(t).withScreen("-extension", "GLX")
		w.vars["LANGUAGE"] = "de"
		w.noWindow(sayIn(t, "de", "ui.start.no-graphics"), "libgl1-mesa-dri")
	})
	t.Run("too old", func(t *testing.T) {
		w := newWorld(t).withScreen()
		w.vars["MESA_GLES_VERSION_OVERRIDE"] = "1.0"
		w.noWindow(say(t, "ui.start.no-graphics"))
	})
	t.Run("platform that is not there", func(t *testing.T) {
		w := newWorld(t).withScreen()
		w.vars["FYNE_PLATFORM"] = "wayland"
		w.noWindow(say(t, "ui.start.no-screen", "Display", w.vars["DISPLAY"]))
	})
}

// TestStaleWayland: a Wayland screen that is gone does not keep the program from
// the X screen that is there.
func TestStaleWayland(t *testing.T) {
	w := newWorld(t).withScreen()
	silent, err := net.Listen("unix", filepath.Join(w.dir, "run", "silent"))
	must(t, err)
	t.Cleanup(func() { _ = silent.Close() })
	w.vars["WAYLAND_DISPLAY"] = "silent"
	w.open().quit()
}
