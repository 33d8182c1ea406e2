//go:build e2e && linux

package e2e

import (
	"strings"
	"testing"
)

// tall is a window in which everything about an answer is seen at once.
const tallWidth, tallHeight = 1280, 1500

// works opens the window on a demo key and checks it.
func (w *world) works(story string) *window {
	w.t.Helper()
	a := w.open("--env", "demo", "--story", story)
	a.resize(tallWidth, tallHeight)
	a.keepsDemo()
	a.press("ctrl+Return")
	a.waitFor(say(w.t, "finding.ok.title"), say(w.t, "ui.saving.saved.title"))
	return a
}

// TestAnswer is what a person does with an answer: see what the key may do,
// turn the page, look at what is hidden, and copy.
func TestAnswer(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")
	a := w.works(s.id)

	// What the key may do.
	a.menu(1, 4) // what the key may do
	a.waitFor(say(t, "permissions.reads"), "users:read", say(t, "permissions.claim.listed"), say(t, "permissions.access.write"), say(t, "ui.permissions.again"))
	a.picture("permissions")

	// The next page.
	a.press("Home") // of the tabs: the answer
	a.waitFor(sayCount(t, "ui.pager.at", 1, "Page", "1"))
	a.click(say(t, "ui.pager.next"))
	a.waitFor(sayCount(t, "ui.pager.at", 1, "Page", "2"))
	a.picture("next-page")

	// Personal data are hidden, also in what is copied, until they are shown.
	a.waitFor(say(t, "ui.viewer.reveal"))
	a.click(say(t, "ui.viewer.as-text"))
	a.click("email")
	a.press("ctrl+c")
	hidden := w.copied("dots", func(text string) bool { return strings.Contains(text, "•") })
	w.assertImpersonal("the clipboard", hidden)
	a.waitFor(say(t, "ui.viewer.copied-value")) // which moves what is above it
	a.click(say(t, "ui.viewer.reveal"))
	a.waitFor(say(t, "ui.viewer.hide"), "example.com")
	a.click("email")
	a.press("ctrl+c")
	w.copied("the address", func(text string) bool { return strings.Contains(text, "@example.com") })
	a.picture("revealed")
	a.quit()
	w.assertNowhere(s.key)
}
