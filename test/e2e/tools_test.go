//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// TestCommandLineOverSaved: what the command line does with what the window
// saved: check all, write reports, export, and remove everything.
func TestCommandLineOverSaved(t *testing.T) {
	w := newWorld(t).withKeychain()
	w.three()
	company := w.story("full-access").company

	text := w.run("", w.binary, "check", "--all")
	if text.status != 1 || !strings.Contains(text.stdout, "Bakery") || !strings.Contains(text.stdout, say(t, "finding.key-rejected.title")) {
		t.Errorf("check --all: status %d, want 1: %s%s", text.status, text.stdout, text.stderr)
	}
	table := w.run("", w.binary, "check", "--all", "--csv")
	if lines := strings.Count(table.stdout, "\n"); table.status != 1 || lines != 4 {
		t.Errorf("check --all --csv: status %d, %d lines: %s", table.status, lines, table.stdout)
	}
	if all := w.run("", w.binary, "check", "--all", "--json"); !json.Valid([]byte(all.stdout)) || !strings.Contains(all.stdout, "Dairy") {
		t.Errorf("check --all --json: %s", all.stdout)
	}
	if n := len(w.checks()); n != 9 {
		t.Errorf("%d checks are in the history, want 9", n)
	}
	page := w.run("", w.binary, "check", "--connection", "Bakery", "--format", "html")
	if page.status != 0 || !strings.Contains(page.stdout, "<html") || !strings.Contains(page.stdout, say(t, "finding.ok.title")) {
		t.Errorf("check --format html: status %d: %.300s", page.status, page.stdout)
	}
	w.assertImpersonal("the report", page.stdout)
	if got := w.tool("", w.binary, "export", "--curl", "sh", "--env", "demo", "--company-id", company); !strings.Contains(got, "PLEO_API_KEY") || !strings.Contains(got, company) {
		t.Errorf("export --curl: %s", got)
	}
	folder := filepath.Join(w.home, "postman")
	for _, path := range strings.Split(strings.TrimSpace(w.tool("", w.binary, "export", "--postman", folder, "--env", "demo", "--company-id", company)), "\n") {
		if !json.Valid([]byte(w.file(path))) {
			t.Errorf("%s is not JSON", path)
		}
	}
	for _, s := range w.stories() {
		assertNotIn(t, s.key, "what was printed", text.stdout+table.stdout+page.stdout)
		w.assertNowhere(s.key)
	}

	if unsaid := w.run("", w.binary, "remove-everything"); unsaid.status != 2 || len(w.kept()) != 3 {
		t.Errorf("remove-everything without a yes: status %d, %d keys are left", unsaid.status, len(w.kept()))
	}
	gone := w.tool("", w.binary, "remove-everything", "--yes")
	if !strings.Contains(gone, say(t, "erase.done.title")) || !strings.Contains(gone, sayCount(t, "erase.done.keys", 3)) {
		t.Errorf("remove-everything: %s", gone)
	}
	w.assertErased()
}
