//go:build e2e && linux

package e2e

import (
	"os"
	"testing"
)

// assertErased proves that nothing of the program is left.
func (w *world) assertErased() {
	w.t.Helper()
	if kept := w.kept(); len(kept) > 0 {
		w.t.Errorf("the keychain still holds keys under %v", users(kept))
	}
	if files, err := os.ReadDir(w.config); err == nil {
		w.t.Errorf("the folder is still there, with %v", files)
	}
}

// TestRemoveEverything: keys and files go, another copy that is open brings
// nothing back, and the next start is the first.
func TestRemoveEverything(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")
	b := w.open()
	b.press("ctrl+plus") // to be remembered
	a := w.works(s.id)
	w.assertKept(s)
	for _, item := range []string{"ui.menu.connection", "erase.menu"} { // it is not said where a menu is
		a.clickAt(a.findPainted(say(t, item), 1, func(found []word) word { return found[0] }))
	}
	a.waitFor(say(t, "erase.title"), sayCount(t, "erase.goes.connections", 1), say(t, "erase.tick"))
	a.picture("asked")
	a.press("shift+Tab", "space") // the tick stands before the buttons
	a.press("Tab", "Tab", "space")
	a.waitFor(say(t, "erase.done.title"), sayCount(t, "erase.done.keys", 1), say(t, "erase.pleo"))
	a.picture("removed")
	w.assertErased()
	a.press("Escape")
	a.quit()
	b.front()
	b.quit()
	w.assertErased()

	a = w.open()
	a.waitFor(say(t, "welcome.title"), say(t, "welcome.demo.title"))
	a.quit()
	w.assertNowhere(s.key)
}
