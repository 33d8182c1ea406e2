//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"maps"
	"testing"
)

// demoCompany is the company of most demo keys.
const demoCompany = "Nordhavn Bageri"

// TestMainStory is the main job from the first start on: check a key, with nothing
// entered besides it and its environment, keep it
// in the keychain, start again, check with the kept key, delete it.
func TestMainStory(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("full-access")

	a := w.open()
	a.waitFor(say(t, "welcome.title"), say(t, "welcome.how.title"))
	a.picture("welcome")
	a.press("Escape")
	a.waitFor(say(t, "ui.welcome.title"), say(t, "ui.form.key.hint"))
	a.picture("start")
	a.chooseDemo()
	a.typed(s.key)
	a.picture("filled")
	a.press("Return") // the company ID stays empty
	a.waitFor(say(t, "finding.ok.title"), demoCompany, say(t, "ui.banner.from-key"))
	a.picture("from-key")
	a.keepsDemo()
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.ok.title"), demoCompany, say(t, "ui.saving.saved.title"))
	a.picture("works")
	a.waitFor(kept(t, "0001"))
	assertNotIn(t, s.key, "what other programs see of the process", a.traces())
	con := w.assertKept(s)
	w.assertNowhere(s.key)
	a.quit()

	a = w.open()
	a.selectFirst()
	a.waitFor(kept(t, "0001"))
	a.picture("started-again")
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.ok.title"), demoCompany)
	a.picture("works-again")
	assertNotIn(t, s.key, "what other programs see of the process", a.traces())
	if again := w.assertKept(s); again.ID != con.ID {
		t.Errorf("the check with the kept key made another connection")
	}
	w.assertSavedCheck(s, con.Name)

	a.menu(0, 5) // delete
	a.waitFor(say(t, "ui.delete.title", "Name", con.Name))
	a.picture("asked")
	a.press("Tab", "space")
	a.waitFor(say(t, "ui.connections.empty"), say(t, "ui.welcome.title"))
	a.picture("deleted")
	w.assertGone()
	a.quit()
	w.assertNowhere(s.key)
}

// selectFirst chooses the first saved connection. From the key field, which has
// the focus at the start, that is: demo keys, environments, the guide,
// "New connection", the list. The window has to remember the environment Demo for that.
func (a *window) selectFirst() {
	a.w.t.Helper()
	a.waitFor(say(a.w.t, "ui.form.environment.demo"))
	a.press("shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "space")
}

// assertKept proves that the keychain holds this very key and nothing else of
// the program, under the id of the one connection on disk.
func (w *world) assertKept(s story) saved {
	w.t.Helper()
	con := w.connection()
	want := map[string]string{"demo/" + con.ID: s.key}
	if got := w.kept(); !maps.Equal(got, want) {
		w.t.Errorf("the keychain holds %d keys of the program under %v; want one, the demo key, under %v", len(got), users(got), users(want))
	}
	if !con.KeyKept || con.Environment != "demo" || con.CompanyID != s.company || con.KeyHint != "0001" {
		w.t.Errorf("saved connection: %+v", con)
	}
	return con
}

// assertGone proves that neither key nor connection is left.
func (w *world) assertGone() {
	w.t.Helper()
	if got := w.kept(); len(got) != 0 {
		w.t.Errorf("the keychain still holds a key under %v", users(got))
	}
	if got := w.connections(); len(got) != 0 {
		w.t.Errorf("still saved: %+v", got)
	}
}

// assertSavedCheck checks with the kept key on the command line, while the
// window is open.
func (w *world) assertSavedCheck(s story, name string) {
	w.t.Helper()
	got := w.run("", w.binary, "check", "--connection", name, "--json")
	var report struct{ Verdict, KeyHint string }
	if err := json.Unmarshal([]byte(got.stdout), &report); err != nil || got.status != 0 || report.Verdict != "working" || report.KeyHint != "0001" {
		w.t.Errorf("check --connection: status %d, %+v, %v, standard error %q", got.status, report, err, got.stderr)
	}
	assertNotIn(w.t, s.key, "the report", got.stdout+got.stderr)
}

func users(kept map[string]string) []string {
	var all []string
	for user := range kept {
		all = append(all, user)
	}
	return all
}
