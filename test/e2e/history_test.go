//go:build e2e && linux

package e2e

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestHistory: two checks of a saved connection stand in its history and can be
// compared; one is erased, and the other is there after a restart.
func TestHistory(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")
	w.keep(s.kept(1, "Bakery"))
	works := say(t, "finding.ok.title")

	a := w.open("--env", "demo")
	a.resize(tallWidth, 1000)
	a.selectFirst()
	a.waitFor(kept(t, "0001"))
	for n := range 2 {
		a.press("ctrl+Return")
		w.eventually("the check is in the history", func() bool { return len(w.checks()) == n+1 })
	}
	checks := w.checks()
	a.waitFor(works)
	a.click(say(t, "ui.history.tab"))
	a.waitFor(sayCount(t, "ui.history.count", 2), say(t, "ui.history.pick"))
	a.picture("both")

	// The verdict says it too, above the two rows.
	a.clickOf(works, 1, 3)
	a.waitFor(say(t, "ui.history.picked"))
	a.clickOf(works, 2, 3)
	a.click(say(t, "ui.history.compare"))
	a.waitFor(say(t, "ui.compare.title"), say(t, "ui.compare.same"), say(t, "ui.compare.step.identity"))
	a.picture("compared")
	a.press("space")

	// The newer one stays picked.
	a.clickOf(works, 2, 3)
	a.click(say(t, "ui.history.erase-one"))
	a.waitFor(say(t, "ui.history.erase-one.title"))
	a.press("Tab", "space")
	a.waitFor(sayCount(t, "ui.history.count", 1))
	a.picture("erased")
	if got := w.checks(); !slices.Equal(got, checks[:1]) {
		t.Errorf("the history holds\n%q, want\n%q", got, checks[:1])
	}
	a.quit()

	a = w.open("--env", "demo")
	a.resize(tallWidth, 1000)
	a.press("ctrl+h")
	a.waitFor(say(t, "ui.history.filter"), sayCount(t, "ui.history.count", 1), works)
	a.picture("of-all")
	a.click(works) // which leads to its connection
	a.waitFor(kept(t, "0001"), sayCount(t, "ui.history.count", 1), say(t, "ui.history.pick"))
	a.picture("started-again")
	a.quit()
	if got := w.checks(); !slices.Equal(got, checks[:1]) {
		t.Errorf("after a restart the history holds\n%q, want\n%q", got, checks[:1])
	}
	w.assertNowhere(s.key)
}

// checks are those of the history, as they stand on disk.
func (w *world) checks() []string {
	w.t.Helper()
	return slices.Collect(strings.Lines(w.file(filepath.Join(w.config, "history.jsonl"))))
}
