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
	a := w.open("-env", "demo", "-story", story)
	a.resize(tallWidth, tallHeight)
	a.press("ctrl+Return")
	a.waitFor(say(w.t, "finding.ok.title"), say(w.t, "ui.saving.saved.title"))
	return a
}

// TestAnswer is what a person does with an answer: see what the key may do,
// turn the page, look at what is hidden, copy, save, and pass on.
func TestAnswer(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")
	a := w.works(s.id)

	// What the key may do.
	a.press("ctrl+p")
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
	a.click("email")
	a.press("ctrl+c")
	hidden := w.copied("dots", func(text string) bool { return strings.Contains(text, "•") })
	w.assertImpersonal("the clipboard", hidden)
	a.click(say(t, "ui.viewer.reveal"))
	a.waitFor(say(t, "ui.viewer.hide"), "example.com")
	a.click("email")
	a.press("ctrl+c")
	w.copied("the address", func(text string) bool { return strings.Contains(text, "@example.com") })
	a.picture("revealed")

	// A file has dots, although the window does not.
	a.click(say(t, "ui.viewer.save"))
	a.waitFor(say(t, "ui.save-answer.title"))
	a.press("space")
	_, text := w.found("pleo-employees-*.json")
	if !strings.Contains(text, "•") {
		t.Errorf("the saved answer hides nothing: %s", text)
	}
	w.assertImpersonal("the saved answer", text)

	// What is passed on has neither key nor people.
	a.press("ctrl+shift+c")
	a.waitFor(say(t, "ui.pass.report.title"), say(t, "ui.pass.leaves"))
	a.picture("support")
	a.press("space")
	text = w.copied("the report", func(text string) bool { return strings.Contains(text, say(t, "finding.ok.title")) })
	assertNotIn(t, s.key, "the report for support", text)
	w.assertImpersonal("the report for support", text)
	a.waitFor(say(t, "ui.pass.copied"))

	a.press("ctrl+s")
	a.waitFor(say(t, "ui.pass.report.title"), say(t, "ui.pass.folder"))
	a.press("space")
	_, text = w.found("*.html")
	if !strings.Contains(text, "<html") || !strings.Contains(text, say(t, "finding.ok.title")) {
		t.Errorf("the report is no page: %.200s", text)
	}
	w.assertImpersonal("the report", text)

	a.click(say(t, "ui.pass.link.curl"))
	a.waitFor(say(t, "ui.pass.curl.title"))
	a.press("space")
	text = w.copied("the command", func(text string) bool { return strings.Contains(text, "curl") })
	if !strings.Contains(text, "PLEO_API_KEY") {
		t.Errorf("the command does not take the key from where it says: %s", text)
	}
	assertNotIn(t, s.key, "the command", text)
	a.quit()
	w.assertNowhere(s.key)
}
