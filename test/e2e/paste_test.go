//go:build e2e && linux

package e2e

import "testing"

// TestPasteIsCleaned: a whole header is pasted; the key in it is taken, what
// was removed is named, the check works, and the key can be forgotten.
func TestPasteIsCleaned(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")
	text := `Authorization: Basic "` + s.key + `"` + "\n"
	// -quiet keeps it in the foreground, so that it ends with the test.
	w.start("xclip.log", text, nil, nil, "xclip", "-quiet", "-selection", "clipboard", "-in")
	w.eventually("the clipboard holds the text", func() bool {
		return w.run("", "xclip", "-selection", "clipboard", "-out").stdout == text
	})

	a := w.open("--env", "demo")
	a.press("ctrl+shift+v")
	a.waitFor(say(t, "cleaned.header-name"), say(t, "cleaned.basic"), say(t, "cleaned.quotes"))
	a.picture("cleaned")
	// Past Paste to the offer to clear the clipboard, which is taken.
	a.press("Tab", "Tab", "space")
	a.waitFor(say(t, "ui.clipboard.cleared"))
	if got := w.run("", "xclip", "-selection", "clipboard", "-out").stdout; got != "" {
		t.Errorf("the clipboard still holds %d bytes", len(got))
	}
	// The focus went to Check; back to the company ID.
	a.press("shift+Tab", "shift+Tab")
	a.typed(s.company)
	a.awaitTyped("ui.form.company", s.company)
	a.keepsDemo()
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.ok.title"), say(t, "ui.saving.saved.title"))
	con := w.assertKept(s)

	// From Check back, past the company and what to do if it leaked: Forget.
	a.press("shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab")
	a.press("space")
	a.waitFor(say(t, "ui.forget.title", "Name", con.Name))
	a.picture("asked")
	a.press("Tab", "space")
	a.waitFor(say(t, "ui.key.forgotten"))
	a.picture("forgotten")
	if got := w.kept(); len(got) != 0 {
		t.Errorf("the keychain still holds a key under %v", users(got))
	}
	if con := w.connection(); con.KeyKept || con.KeyHint != "" {
		t.Errorf("the saved connection still tells of a key: %+v", con)
	}
	a.quit()
	w.assertNowhere(s.key)
}
