//go:build e2e && linux

package e2e

import (
	"maps"
	"strings"
	"testing"
)

// TestTwoCopies: two copies of the program are open and save at the same time,
// and nothing is lost: no key, no connection, no check and no setting.
func TestTwoCopies(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	one, two := w.story("full-access"), w.story("read-only-employees")
	a, b := w.open("--env", "demo", "--story", one.id), w.open("--env", "demo", "--story", two.id)
	for _, each := range []*window{a, b} {
		each.front()
		each.keepsDemo()
		each.press("ctrl+Return")
	}
	keys := func() map[string]string {
		found := map[string]string{}
		for _, con := range w.connections() {
			found["demo/"+con.ID] = map[string]string{"0001": one.key, "0002": two.key}[con.KeyHint]
		}
		return found
	}
	w.eventually("both keys are kept", func() bool {
		return len(w.connections()) == 2 && maps.Equal(w.kept(), keys()) && len(w.checks()) == 2
	})

	// Each shows what the other saved, when it saves something itself.
	a.front()
	a.waitFor(say(t, "finding.ok.title"), say(t, "ui.saving.saved.title"))
	a.press("ctrl+Return")
	w.eventually("a third check is kept", func() bool { return len(w.checks()) == 3 })
	for _, con := range w.connections() {
		a.waitFor(con.Name)
	}
	a.picture("one")
	b.front()
	b.waitFor(say(t, "finding.ok.title"), kept(t, "0002"))
	b.picture("two")
	b.quit()
	a.front()
	a.press("ctrl+plus")
	a.quit()

	want := keys()
	if got := w.kept(); len(want) != 2 || !maps.Equal(got, want) {
		t.Errorf("the keychain holds %d keys under %v, want 2 under %v", len(got), users(got), users(want))
	}
	checks := strings.Join(w.checks(), "")
	for _, con := range w.connections() {
		number := map[string]int{"0001": 2, "0002": 1}[con.KeyHint]
		if got := strings.Count(checks, con.ID); !con.KeyKept || got != number {
			t.Errorf("%+v has %d checks, want %d", con, got, number)
		}
	}
	if got := w.left(); got.TextSize != 110 {
		t.Errorf("remembered %+v, want the larger text of the copy that was closed last", got)
	}
	w.assertNowhere(one.key)
	w.assertNowhere(two.key)
}
