//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"strings"
	"testing"
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

// TestNoDisplay: without a screen the window says so in a sentence.
func TestNoDisplay(t *testing.T) {
	for name, display := range map[string]string{"none": "", "dead": ":4321"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			if display != "" {
				w.vars["DISPLAY"] = display
			}
			got := w.run("", w.binary, "window")
			if got.status != 5 || got.stdout != "" {
				t.Errorf("status %d, standard output %q", got.status, got.stdout)
			}
			if !strings.Contains(got.stderr, "no screen") || complaint.MatchString(got.stderr) || strings.Contains(got.stderr, "goroutine") {
				t.Errorf("standard error: %s", got.stderr)
			}
		})
	}
}
