//go:build e2e && linux

package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestHiddenForLong: what was hidden for long comes back as it was. Fyne drops
// what it made to paint something that was not seen for a minute, here for two
// seconds; it looks for such things every ten seconds, while it paints.
func TestHiddenForLong(t *testing.T) {
	w := newWorld(t).withoutReaders().withScreen().withKeychain()
	w.vars["FYNE_CACHE"] = "2s"
	a := w.open("--env", "demo", "--story", "full-access")
	a.resize(tallWidth, tallHeight)
	a.keepsDemo()
	a.resize(tallWidth, 900)
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.ok.title"))
	a.menu(1, 4) // what the key may do
	a.waitFor(say(t, "permissions.reads"), say(t, "ui.permissions.again"))

	spots := map[string]word{} // of what is clicked, so that each is looked for once
	click := func(id string) {
		if _, known := spots[id]; !known {
			spots[id] = a.find(say(t, id), 1, func(found []word) word { return found[0] })
		}
		a.clickAt(spots[id])
	}
	keys := func(keys ...string) func() { return func() { a.press(keys...) } }
	menu := func(name, item string) func() { return func() { click(name); click(item) } }
	screens := []struct {
		name  string
		open  func()
		close bool // to get on, by Esc
	}{
		{"guide", keys("F1"), true},
		{"answer", keys("ctrl+f"), false}, // and from there to the tabs
		{"permissions", keys("shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Right"), false},
		{"past", keys("Right"), false},
		{"technical", keys("Right"), false},
		{"history", keys("ctrl+h"), true},
		{"all", menu("ui.menu.connection", "ui.menu.all"), true},
		{"leak", menu("ui.menu.help", "leak.menu"), true},
		{"welcome", menu("ui.menu.help", "welcome.menu"), true},
		{"settings", keys("ctrl+comma"), true},
	}
	var last []byte // picture
	another := func(name string) []byte {
		t.Helper()
		before := last
		w.eventually("another picture that stays: "+name, func() bool {
			previous := last
			last = a.snapshot(name)
			return !bytes.Equal(last, before) && bytes.Equal(last, previous)
		})
		return last
	}
	began := time.Now()
	seen := map[string][]byte{}
	for _, s := range screens {
		s.open()
		a.rest()
		seen[s.name] = another(s.name)
		for name, picture := range seen {
			if name != s.name && bytes.Equal(picture, seen[s.name]) {
				t.Fatalf("%s is not seen: the window shows %s", s.name, name)
			}
		}
		if s.name == "past" {
			a.waitFor(say(t, "ui.history.pick"))
		}
		if s.close {
			a.press("Escape")
			another("closed")
		}
	}
	w.eventually("what was hidden is dropped", func() bool { return time.Since(began) > 13*time.Second })
	for _, s := range screens {
		s.open()
		a.rest()
		w.eventually("the window looks as it did: "+s.name, func() bool {
			last = a.snapshot(s.name + "-again")
			return bytes.Equal(last, seen[s.name])
		})
		if s.close {
			a.press("Escape")
			another("closed")
		}
	}
	a.quit()
}

// snapshot is a picture of the window, which is kept under its name.
func (a *window) snapshot(name string) []byte {
	a.w.t.Helper()
	path := filepath.Join(a.w.out, name+".png")
	if !a.capture(path) {
		a.w.t.Fatalf("no picture could be taken: %s", name)
	}
	picture, err := os.ReadFile(path)
	must(a.w.t, err)
	return picture
}
