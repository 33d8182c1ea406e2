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
	a.waitFor(say(t, "ui.history.filter"), sayCount(t, "ui.history.count", 2))
	a.picture("all")
	a.clickFirst(say(t, "finding.ok.title")) // which leads to its connection
	a.waitFor(say(t, "ui.form.key.kept", "Hint", "0001"), say(t, "ui.history.pick"))
	a.picture("of-one")
	a.clickFirst(say(t, "finding.ok.title"))
	a.click(say(t, "finding.ok.title"))
	a.click(say(t, "ui.history.compare"))
	a.waitFor(say(t, "ui.compare.title"), say(t, "ui.compare.same"))
	a.picture("compared")
	a.press("space")

	a.click(say(t, "ui.history.erase-these"))
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
