//go:build e2e && linux

package e2e

import (
	"strconv"
	"strings"
	"testing"
)

// TestTwoCopies: two windows check and save at the same time; nothing is lost.
func TestTwoCopies(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	one, two := w.story("full-access"), w.story("empty-company")
	a := w.open("-env", "demo", "-story", one.id)
	a.moveTo(0, 0)
	b := w.open("-env", "demo", "-story", two.id)
	b.moveTo(1300, 0)
	for range 2 {
		a.activate()
		a.press("ctrl+Return")
		b.activate()
		b.press("ctrl+Return")
	}
	a.waitFor(say(t, "finding.ok.title"), say(t, "ui.form.key.kept", "Hint", "0001"))
	b.waitFor(say(t, "finding.ok-empty.title"), say(t, "ui.form.key.kept", "Hint", "0011"))
	b.picture("second")
	w.eventually("both are saved", func() bool { return len(w.connections()) == 2 && len(w.kept()) == 2 })
	kept := w.kept()
	for _, con := range w.connections() {
		want := map[string]string{one.company: one.key, two.company: two.key}[con.CompanyID]
		if kept["demo/"+con.ID] != want || !con.KeyKept {
			t.Errorf("the key of %s was lost", con.Name)
		}
	}
	a.activate()
	a.quit()
	b.activate()
	b.quit()
	if got := w.connections(); len(got) != 2 {
		t.Errorf("%d connections are left, want 2", len(got))
	}
	if n := w.checks(); n < 2 {
		t.Errorf("%d checks are in the history, want 2 at the least", n)
	}
	w.assertNowhere(one.key)
	w.assertNowhere(two.key)
}

// activate gives the window the keyboard.
func (a *window) activate() {
	a.w.t.Helper()
	a.w.tool("", "xdotool", "windowactivate", a.id)
	a.w.eventually("the window has the keyboard", func() bool {
		return strings.TrimSpace(a.w.run("", "xdotool", "getwindowfocus").stdout) == a.id
	})
}

// moveTo puts the window somewhere else on the screen.
func (a *window) moveTo(x, y int) {
	a.w.t.Helper()
	a.w.tool("", "xdotool", "windowmove", a.id, strconv.Itoa(x), strconv.Itoa(y))
}
