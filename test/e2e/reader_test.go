//go:build e2e && linux

package e2e

import (
	"strings"
	"testing"

	"pleokeycheck/test/screen"
)

// TestMainJobByReader does the main job from what a screen reader finds alone,
// without keyboard, mouse or picture; the key is in nothing that it can read.
func TestMainJobByReader(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")
	a := w.open("--env", "demo")
	r := a.screen

	r.Focus("ui.form.key")
	r.Type("ui.form.key", s.key)
	r.Type("ui.form.company", s.company)
	r.Await("company", func(w *screen.Window) bool { return w.Find("ui.form.company").Text == s.company })
	if f := r.Read().Focused(); f == nil || f.ID != "ui.form.key" || f.Role != "password text" {
		t.Errorf("the focus is on %+v", f)
	}
	r.Press("ui.form.keep") // which a demo key is not by itself
	r.Press("ui.form.check")
	works := r.Await("verdict", func(w *screen.Window) bool {
		return w.Says(say(t, "finding.ok.title")) && w.Says(say(t, "ui.saving.saved.title"))
	})
	if !works.Says(demoCompany) {
		t.Errorf("the company is not said:\n%s", works)
	}
	w.assertKept(s)

	r.Press("ui.menu.delete.menu")
	r.Find("ui.delete.yes")
	if asked := r.Read(); asked.Find("ui.form.check") != nil || !strings.Contains(asked.String(), demoCompany) {
		t.Errorf("the question, and nothing below it, is to be said:\n%s", asked)
	}
	r.Press("ui.delete.yes")
	r.Await("start", func(w *screen.Window) bool { return w.Says(say(t, "ui.welcome.title")) })
	w.assertGone()
	for what, text := range map[string]string{"the events": strings.Join(r.Heard(), "\n"), "the tree": works.String()} {
		assertNotIn(t, s.key, what, text)
	}
	a.quit()
	r.AwaitEnd()
}
