//go:build e2e && linux

package e2e

import "testing"

// TestFirstStart: somebody new is greeted, each of the ways leads on, and
// the greeting does not come again. The guide opens with F1, and a check that
// failed leads to the part of it that helps.
func TestFirstStart(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()

	a := w.open()
	a.waitFor(say(t, "welcome.title"), say(t, "welcome.key.title", "Name", "Production"), say(t, "welcome.how.title"), say(t, "welcome.demo.title"))
	a.picture("welcome")
	a.press("space") // the first way has the focus
	a.waitFor(say(t, "ui.welcome.title"), say(t, "ui.form.key.hint"))
	a.press("F1")
	a.waitFor(say(t, "guide.title"), say(t, "guide.before.title"))
	a.picture("guide")
	a.press("Escape")
	a.quit()

	a = w.open()
	a.waitFor(say(t, "ui.welcome.title"), say(t, "ui.form.key.hint"))
	a.picture("second-start")
	a.quit()

	w.forget()
	a = w.open()
	a.waitFor(say(t, "welcome.how.title"))
	a.press("Tab", "Tab", "space") // "Show me how to get one"
	a.waitFor(say(t, "guide.title"), say(t, "guide.before.title"), say(t, "guide.before.role.title"))
	a.picture("how")
	a.quit()

	w.forget()
	a = w.open()
	a.waitFor(say(t, "welcome.demo.title"))
	a.press("Tab", "Tab", "Tab", "space") // "Try it with a demo"
	a.waitFor(say(t, "ui.form.environment.demo"))
	a.press("space") // Check has the focus
	a.waitFor(say(t, "finding.ok.title"), demoCompany)
	a.picture("demo")
	a.quit()

	s := w.story("expired")
	a = w.open("--env", "demo")
	a.fill(s.key, s.company)
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.key-rejected.title"))
	a.click(say(t, "guide.how"))
	a.waitFor(say(t, "guide.trouble.refused.title"), say(t, "guide.close"))
	a.picture("shown-how")
	a.click(say(t, "guide.close"))
	a.waitFor(say(t, "finding.key-rejected.title"))
	a.quit()
	w.assertNowhere(s.key)
}
