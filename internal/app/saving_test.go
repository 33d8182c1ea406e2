package app

import (
	"context"
	"errors"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

// TestSavingRule: a key is saved when it was accepted; if the check could not
// tell, the person is asked; if it was refused, it is not saved, and says so.
func TestSavingRule(t *testing.T) {
	const kept, asked, no = 1, 2, 3
	for _, test := range []struct {
		story   string
		verdict check.Verdict
		saving  SavingStatus
		then    int
	}{
		{"full-access", check.Working, Saved, kept},
		{"read-only-employees", check.Working, Saved, kept},
		{"empty-company", check.Working, Saved, kept},
		{"slow", check.Working, Saved, kept},
		{"expired", check.Failed, NotSaved, no},
		{"other-environment", check.Failed, NotSaved, no},
		{"other-company", check.Failed, NotSavedCompany, no},
		{"rate-limited", check.Inconclusive, AskToSave, asked},
		{"pleo-down", check.Inconclusive, AskToSave, asked},
		{"html", check.Inconclusive, NotSaved, no}, // whatever answered may have seen it
	} {
		t.Run(test.story, func(t *testing.T) {
			b := newBench(t)
			f := story(t, test.story)
			b.check(f)
			if r := b.State().Result; r == nil || r.Verdict != test.verdict {
				t.Fatalf("result %+v", r)
			}
			b.wantSaving(test.saving)
			switch test.then {
			case kept:
				b.wantSaved(f)
			case asked:
				b.wantHeld()
				b.Saving.Save()
				b.run()
				b.wantSaving(Saved)
				b.wantSaved(f)
			case no:
				b.Saving.Save() // does nothing
				b.run()
				b.wantHeld()
				b.wantKey(Typed, "")
				if len(b.list()) != 0 || b.State().Saving.HadKey {
					t.Error("something was saved")
				}
			}
			b.noKeyOnDisk()
		})
	}
}

// wantSaved holds what is saved against the form.
func (b *bench) wantSaved(f Form) {
	b.t.Helper()
	b.wantHeld(f.Key.Reveal())
	b.wantKey(Kept, f.Key.Hint())
	list := b.list()
	if len(list) != 1 || !list[0].KeyKept || list[0].CompanyID != f.CompanyID || list[0].KeyHint != f.Key.Hint() || list[0].LastCheck == nil {
		b.t.Fatalf("saved: %+v", list)
	}
	s := b.State()
	if b.filled().Key == nil || !b.filled().Key.Empty() {
		b.t.Error("the key field was not emptied")
	}
	if s.Selected != list[0].ID || !s.EnvironmentFixed() {
		b.t.Errorf("selected %q, fixed %v", s.Selected, s.EnvironmentFixed())
	}
	if !b.held.pending.Key.Empty() {
		b.t.Error("the saved key is still held")
	}
}

func TestLimitedIsSaved(t *testing.T) {
	b := newBench(t, checking(answering(check.Limited, check.ScopeMissing)))
	f := form(canary, someID)
	b.check(f)
	b.wantSaving(Saved)
	b.wantSaved(f)
}

func TestDontSave(t *testing.T) {
	b := newBench(t)
	b.check(story(t, "pleo-down"))
	b.Saving.Decline()
	b.wantSaving(Declined)
	b.Saving.Save() // too late
	b.run()
	b.wantHeld()
	if len(b.list()) != 0 || !b.held.pending.Key.Empty() {
		t.Error("something was kept")
	}
}

func TestKeepUnticked(t *testing.T) {
	for id, want := range map[string]SavingStatus{"full-access": Declined, "pleo-down": NotAsked, "expired": NotSaved} {
		b := newBench(t)
		f := story(t, id)
		f.Keep = false
		b.check(f)
		b.wantSaving(want)
		b.wantHeld()
		if len(b.list()) != 0 {
			t.Errorf("%s: a connection was saved", id)
		}
		if k := b.filled().Key; k != nil && k.Empty() && b.State().Fill.Revision > 0 {
			t.Errorf("%s: the key field was emptied", id)
		}
	}
}

// TestRefusedAfterAccepted: a key that was accepted and then refused is not
// called another company's.
func TestRefusedAfterAccepted(t *testing.T) {
	b := newBench(t, checking(answering(check.Failed, check.KeyRejected, func(r *check.Result) { r.Accepted = true })))
	b.check(form(canary, someID))
	b.wantSaving(NotSaved)
}

// TestKeptAsSent: what comes along with a typed key is not kept, and the hint
// is that of the key.
func TestKeptAsSent(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	plain := f.Key.Reveal()
	f.Key = secret.New("  Authorization: Basic \"" + plain + ":\" ")
	b.check(f)
	b.wantHeld(plain)
	b.wantKey(Kept, "0001")
	b.check(Form{CompanyID: someID})
	if at, ok, err := b.store.LastWorked(b.State().Selected); err != nil || !ok || !at.Equal(epoch) {
		t.Errorf("last worked %v %v %v", at, ok, err)
	}
}

func TestNoKeychain(t *testing.T) {
	b := newBench(t)
	refuseAll(b.keys, keystore.Unavailable)
	b.check(story(t, "full-access"))
	if s := b.wantSaving(SavedSession); s.Finding == nil || s.Finding.Kind != check.KeychainUnavailable {
		t.Errorf("finding %+v", s.Finding)
	}
	b.wantKey(Session, "0001")
	b.wantHeld()
	b.noKeyOnDisk()
	if list := b.list(); len(list) != 1 || list[0].KeyKept {
		t.Fatalf("saved: %+v", list)
	}
	// The second check works from memory, without the keychain.
	b.keys.calls = nil
	b.check(Form{CompanyID: someID})
	if r := b.State().Result; r.Verdict != check.Working || len(b.keys.calls) != 0 {
		t.Errorf("%s, keychain asked: %v", r.Verdict, b.keys.calls)
	}
	// It is still there after looking at something else, and not in a later run.
	id := b.State().Selected
	b.Connections.New()
	b.Connections.Select(id)
	b.wantKey(Session, "0001")
	later := benchIn(t, b.dir, b.keys)
	later.Connections.Select(id)
	later.wantKey(Typed, "")
	b.noKeyOnDisk()
}

func TestNoKeychainThenKeychain(t *testing.T) {
	b := newBench(t)
	refuseAll(b.keys, keystore.Locked)
	b.check(story(t, "full-access"))
	b.wantSaving(SavedSession)
	b.keys.set = nil
	b.replace(story(t, "slow"))
	b.wantSaving(Saved)
	if len(b.held.session) != 0 {
		t.Error("the earlier key is still in memory")
	}
	if list := b.list(); len(list) != 1 || list[0].KeyHint != "0010" {
		t.Errorf("saved: %+v", list)
	}
}

// TestReplacingFails: the kept key stays, and the new one stays in the form.
func TestReplacingFails(t *testing.T) {
	b := newBench(t)
	before := b.save("full-access")
	b.keys.set = func(context.Context, keystore.Slot, secret.Key) error { return trouble(keystore.Denied) }
	b.replace(story(t, "slow"))
	fills := b.State().Fill.Revision
	b.Saving.Save() // once more
	b.run()
	if s := b.wantSaving(SaveFailed); !s.HadKey || s.Finding.Kind != check.KeychainDenied {
		t.Errorf("saving %+v", s)
	}
	if s := b.State(); s.Key.Source != Typed || !s.Key.Replacing || s.Fill.Revision != fills {
		t.Errorf("the form no longer shows the new key: %+v", s.Key)
	}
	b.wantHeld("demo-full-access-key-not-real-0001")
	if con := b.list()[0]; !con.KeyKept || con.KeyHint != before.KeyHint {
		t.Errorf("on disk: %+v", con)
	}
	if len(b.held.session) != 0 {
		t.Error("the new key is in memory beside the kept one")
	}
	b.keys.set = nil
	b.Saving.Save()
	b.run()
	b.wantSaving(Saved)
	b.wantHeld("demo-slow-answer-key-not-real-0010")
	if len(b.list()) != 1 {
		t.Error("another connection was made")
	}
}

func TestReplacingRefusedKey(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.Rotation.Begin()
	b.check(story(t, "expired"))
	if s := b.wantSaving(NotSaved); !s.HadKey {
		t.Error("it does not say that the earlier key is still there")
	}
	b.Rotation.Cancel()
	b.wantKey(Kept, "0001")
	b.wantHeld("demo-full-access-key-not-real-0001")
}

func TestKeychainErrorWithKey(t *testing.T) {
	b := newBench(t)
	b.keys.set = func(_ context.Context, _ keystore.Slot, k secret.Key) error {
		return errors.New("cannot store " + k.Reveal())
	}
	b.check(story(t, "full-access"))
	if s := b.wantSaving(SavedSession); !strings.Contains(s.Finding.Detail, secret.Hidden) {
		t.Errorf("detail %q", s.Finding.Detail)
	}
}

// TestDiskFails: nothing is in the keychain that no connection leads to.
func TestDiskFails(t *testing.T) {
	broken := &connection.WriteError{File: "connections.json", Err: errors.New("fake fault")}
	b := newBench(t)
	b.store.add = func(connection.Connection) (connection.Connection, error) { return connection.Connection{}, broken }
	b.check(story(t, "full-access"))
	b.wantSaving(SaveFailed)
	b.wantNotices("ui.notice.disk")
	b.wantHeld()
	b.wantKey(Typed, "")
	b.store.add = nil
	// The disk fails later: what is there already says that a key is kept.
	b.store.note = broken
	b.Saving.Save()
	b.run()
	b.wantSaving(Saved)
	b.wantHeld("demo-full-access-key-not-real-0001")
	if list := b.list(); len(list) != 1 || !list[0].KeyKept || list[0].KeyHint != "0001" {
		t.Errorf("on disk: %+v", list)
	}
	b.store.note = nil
	b.Connections.Delete(b.State().Selected)
	b.run()
	b.wantHeld()
}

func TestTwin(t *testing.T) {
	b := newBench(t)
	first := b.save("full-access")
	b.Connections.Rename(first.ID, "Bakery")
	b.run()
	b.Connections.New()
	b.check(story(t, "full-access"))
	if list := b.list(); len(list) != 1 || list[0].ID != first.ID || list[0].Name != "Bakery" {
		t.Errorf("saved: %+v", list)
	}
	if b.State().Selected != first.ID {
		t.Error("the connection of the same key is not selected")
	}
	b.Connections.New()
	b.check(story(t, "slow")) // another key of the same company
	if len(b.list()) != 2 {
		t.Errorf("%d connections", len(b.list()))
	}
	b.wantHeld("demo-full-access-key-not-real-0001", "demo-slow-answer-key-not-real-0010")
	second := b.State().Selected
	b.Connections.New()
	b.check(story(t, "slow")) // which is not the first connection of the company
	if len(b.list()) != 2 || b.State().Selected != second {
		t.Errorf("%d connections, %s selected", len(b.list()), b.State().Selected)
	}
}

// TestOneEnvironmentEach: a key checked in another environment is another key than
// the first.
func TestOneEnvironmentEach(t *testing.T) {
	b := newBench(t, checking(answering(check.Working, check.OK)))
	for _, environment := range []string{env.Production, env.Staging} {
		b.Connections.New()
		b.Form.ChooseEnvironment(environment)
		b.check(form(canary, someID))
		b.wantSaving(Saved)
		if con, _ := b.State().Selection(); con.Environment != environment {
			t.Errorf("saved in %q, not %q", con.Environment, environment)
		}
	}
	if list := b.list(); len(list) != 2 {
		t.Errorf("saved: %+v", list)
	}
}
