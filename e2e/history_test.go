//go:build e2e && linux

package e2e

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestHistory: two checks stand in the history, also after a restart; they can
// be compared, and erased.
func TestHistory(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")
	a := w.works(s.id)
	a.press("ctrl+Return")
	w.eventually("two checks are kept", func() bool { return w.checks() == 2 })
	a.quit()

	a = w.open()
	a.resize(tallWidth, tallHeight)
	a.press("ctrl+h")
	a.waitFor(say(t, "ui.history.explained"), sayCount(t, "ui.history.count", 2))
	a.picture("all")
	a.press("Escape")
	a.selectFirst()
	a.waitFor(say(t, "ui.form.key.kept", "Hint", "0001"), say(t, "ui.history.pick"))
	a.picture("of-one")
	a.toHistory()
	a.press("space", "Down", "space", "Tab", "space")
	a.waitFor(say(t, "ui.compare.title"), say(t, "ui.compare.same"))
	a.picture("compared")
	a.press("Escape")

	// One is erased, and then all.
	a.press("Tab", "Tab")
	a.click(strings.TrimSuffix(say(t, "ui.history.erase-these"), "…"))
	a.waitFor(say(t, "ui.history.erase-these.title"))
	a.press("Tab", "space")
	a.waitFor(say(t, "ui.history.none"))
	w.eventually("the history is erased", func() bool { return w.checks() == 0 })
	a.quit()
	w.assertNowhere(s.key)
}

// checks counts those of the history.
func (w *world) checks() int {
	w.t.Helper()
	return strings.Count(w.file(filepath.Join(w.config, "history.jsonl")), "\n")
}

// toHistory puts the focus on the list of the history's tab.
func (a *window) toHistory() {
	a.w.t.Helper()
	a.clickFirst(say(a.w.t, "finding.ok.title"))
	a.press("space")
}
