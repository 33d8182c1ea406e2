//go:build e2e && linux

package e2e

import "testing"

// TestNoKeychain: without a keychain the key stays in memory, the window says
// so, and after the next start the key has to be entered again.
func TestNoKeychain(t *testing.T) {
	w := newWorld(t).withScreen()
	s := w.story("full-access")

	a := w.open("--env", "demo")
	a.resize(tallWidth, tallHeight)
	a.fill(s.key, s.company)
	a.keepsDemo()
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.ok.title"), say(t, "ui.saving.session.title"), say(t, "finding.keychain-unavailable.title"))
	a.waitFor(say(t, "ui.form.key.session", "Hint", "0001"))
	a.picture("in-memory")
	if con := w.connection(); con.KeyKept {
		t.Errorf("the saved connection says that its key is kept: %+v", con)
	}
	w.assertNowhere(s.key)

	a.press("ctrl+n")
	a.waitFor(say(t, "ui.welcome.title"), say(t, "ui.form.key.hint"))
	a.selectFirst()
	a.waitFor(say(t, "ui.form.key.session", "Hint", "0001"))
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.ok.title"))
	a.quit()

	a = w.open()
	a.selectFirst()
	a.waitFor(say(t, "ui.form.environment.fixed"), say(t, "ui.form.key.hint"))
	a.picture("started-again")
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.key-missing.title"))
	a.picture("asks-for-the-key")
	a.quit()
	w.assertNowhere(s.key)
}

// TestLockedKeychain: a locked keychain is told, both when a key is to be kept
// and when a kept one is to be read, and nothing goes to disk instead.
func TestLockedKeychain(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")

	a := w.open("--env", "demo")
	a.fill(s.key, s.company)
	a.keepsDemo()
	a.press("ctrl+Return")
	a.waitFor(say(t, "ui.saving.saved.title"))
	w.assertKept(s)
	a.quit()
	w.lockKeychain()

	a = w.open()
	a.selectFirst()
	a.waitFor(kept(t, "0001"))
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.keychain-locked.title"), say(t, "finding.keychain-locked.explanation"))
	a.picture("cannot-be-read")

	other := w.story("empty-company")
	a.press("ctrl+n")
	a.waitFor(say(t, "ui.welcome.title"), say(t, "ui.form.key.hint"))
	a.fill(other.key, other.company)
	a.keepsDemo()
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.ok-empty.title"), say(t, "ui.saving.session.title"), say(t, "finding.keychain-locked.title"))
	a.picture("cannot-be-kept")
	for _, con := range w.connections() {
		if con.CompanyID == other.company && con.KeyKept {
			t.Errorf("the saved connection says that its key is kept: %+v", con)
		}
	}
	a.quit()
	w.assertNowhere(s.key)
	w.assertNowhere(other.key)
}

// TestRefusedKeyIsNotSaved: a key that was refused is not kept, and the window
// says so.
func TestRefusedKeyIsNotSaved(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("expired")

	a := w.open("--env", "demo")
	a.fill(s.key, s.company)
	a.keepsDemo()
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.key-rejected.title"), say(t, "ui.saving.refused.title"))
	a.picture("refused")
	w.assertGone()
	a.quit()
	w.assertGone()
	w.assertNowhere(s.key)
}
