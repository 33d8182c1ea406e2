//go:build e2e && linux

package e2e

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// inDays is the date in so many days.
func inDays(n int) string { return time.Now().UTC().AddDate(0, 0, n).Format(time.DateOnly) }

// TestRotation: a key is replaced by one that may do less. That is asked about;
// the old key stays as long as nothing else was said; then it is to be deleted
// in Pleo, which the next start still knows.
func TestRotation(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	old, fewer := w.story("full-access"), w.story("read-only-employees")
	a := w.works(old.id)
	con := w.assertKept(old)

	replace := func() {
		a.clickFirst(say(t, "ui.form.key.replace"))
		a.waitFor(say(t, "rotation.promise"))
		a.screen.Focus("ui.form.key")
		a.typed(fewer.key)
		a.press("ctrl+Return")
		a.waitFor(say(t, "rotation.ask.lost"), say(t, "rotation.company.same"), say(t, "rotation.ask.replace"))
	}
	replace()
	a.picture("asked")
	w.assertKept(old)
	a.click(say(t, "rotation.keep-old"))
	a.waitFor(kept(t, "0001"))
	w.assertKept(old)

	replace()
	a.click(say(t, "rotation.ask.replace"))
	a.waitFor(kept(t, "0002"), say(t, "rotation.delete.two", "Hint", "0001"))
	a.picture("replaced")
	if got := w.ofKeychain("demo/" + con.ID); got != fewer.key {
		t.Error("the keychain does not hold the new key")
	}
	a.quit()

	a = w.open()
	a.resize(tallWidth, tallHeight)
	a.waitFor(say(t, "rotation.old-key.line", "Environment", say(t, "env.demo")))
	a.selectFirst()
	a.waitFor(kept(t, "0002"), say(t, "rotation.old-key.deleted"))
	a.picture("still-to-delete")
	a.click(say(t, "rotation.old-key.deleted"))
	w.eventually("the old key is no longer noted", func() bool {
		return !strings.Contains(w.file(filepath.Join(w.config, "connections.json")), "replacedOn")
	})
	a.quit()
	w.assertNowhere(old.key)
	w.assertNowhere(fewer.key)
}

// ofKeychain is the key that the keychain holds for a user name.
func (w *world) ofKeychain(user string) string {
	w.t.Helper()
	return w.kept()[user]
}
