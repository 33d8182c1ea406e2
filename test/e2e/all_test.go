//go:build e2e && linux

package e2e

import (
	"encoding/csv"
	"strings"
	"testing"
)

// three are connections that a round finds something else of each.
func (w *world) three() {
	w.t.Helper()
	w.keep(w.story("full-access").kept(1, "Bakery"), w.story("expired").kept(2, "Cellar"), w.story("empty-company").kept(3, "Dairy"))
}

// TestCheckAll checks three connections at once and saves the table.
func TestCheckAll(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	w.three()
	a := w.open()
	a.press("ctrl+shift+Return")
	a.waitFor(sayCount(t, "ui.all.sum.works", 2), sayCount(t, "ui.all.sum.failed", 1), "Bakery", "Cellar", "Dairy", say(t, "finding.key-rejected.title"))
	a.picture("all")
	a.click(say(t, "ui.all.save"))
	a.waitFor(say(t, "ui.all.save.title"))
	a.press("space")
	_, text := w.found("*.csv")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("the table has %d lines, want 4 (%v): %s", len(rows), err, text)
	}
	wanted := []string{say(t, "ui.all.column.name"), "Bakery", "Cellar", "Dairy"}
	verdicts := []string{say(t, "ui.all.column.verdict"), say(t, "verdict.working"), say(t, "verdict.failed"), say(t, "verdict.working")}
	for i, row := range rows {
		line := strings.Join(row, "|")
		if row[0] != wanted[i] || !strings.Contains(line, verdicts[i]) {
			t.Errorf("line %d of the table: %s", i, line)
		}
	}
	a.quit()
	for _, s := range w.stories() {
		w.assertNowhere(s.key)
	}
}

// TestExpiry: a key that expires soon is told of at the start, once.
func TestExpiry(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	con := w.story("full-access").kept(1, "Bakery")
	con["expiresOn"] = inDays(5)
	w.keep(con)
	soon := sayCount(t, "expiry.line.soon", 5, "Environment", say(t, "env.demo"))

	a := w.open()
	a.waitFor(sayCount(t, "expiry.notice", 1), say(t, "expiry.notice.text"), soon)
	a.picture("soon")
	a.quit()
	a = w.open()
	a.waitFor(say(t, "ui.form.key.hint"), soon) // in the list
	if shown := a.reads(); shows(shown, say(t, "expiry.notice.text")) {
		t.Errorf("the notice comes again: %s", shown)
	}
	a.quit()
}
