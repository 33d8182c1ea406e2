package app

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// sameEnding is a key with the last characters of fullKey.
const sameEnding = "another-fake-key-of-the-demo-0001"

func offline(b *bench) { b.d.Check = answering(check.Inconclusive, check.Offline) }

// TestUnprovenKeyReplacesNothing: a key that the check could not tell about
// never takes the place of a kept one, whatever form it was typed into.
func TestUnprovenKeyReplacesNothing(t *testing.T) {
	for name, key := range map[string]string{"less its first character": fullKey[1:], "with the same ending": sameEnding, "with spaces in it": "x" + fullKey} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			con := b.save("full-access")
			offline(b)
			b.Connections.New()
			b.check(form(key, someID))
			b.wantSaving(AskToSave)
			b.Saving.Save()
			b.run()
			// It becomes a connection of its own.
			b.wantSaving(Saved)
			want := []string{key, fullKey}
			slices.Sort(want)
			b.wantHeld(want...)
			list := b.list()
			if len(list) != 2 || b.State().Selected == con.ID {
				t.Fatalf("saved: %+v", list)
			}
			i := slices.IndexFunc(list, func(c connection.Connection) bool { return c.ID == con.ID })
			if list[i].KeyID != con.KeyID || list[i].LastCheck.Verdict != "working" || len(list[i].OldKeys) != 0 {
				t.Errorf("the kept one: %+v", list[i])
			}
			if k, err := b.keys.Get(t.Context(), service.SlotOf(con)); err != nil || k.Reveal() != fullKey {
				t.Error("the good key is gone")
			}
		})
	}
}

// TestAcceptedKeyOfTheSameEnding: a key that works and ends like the kept one is
// another key, which was not compared with it.
func TestAcceptedKeyOfTheSameEnding(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.d.Check = answering(check.Working, check.OK)
	b.Connections.New()
	b.check(form(sameEnding, someID))
	b.wantSaving(Saved)
	b.wantHeld(sameEnding, fullKey)
}

// TestSameKeyAgain: the kept key, pasted again, renews its connection also
// where nothing could be proven, and where the keychain lost it.
func TestSameKeyAgain(t *testing.T) {
	for _, lost := range []bool{false, true} {
		b := newBench(t)
		con := b.save("full-access")
		if lost {
			if err := b.keys.Delete(t.Context(), service.SlotOf(con)); err != nil {
				t.Fatal(err)
			}
		}
		offline(b)
		b.Connections.New()
		b.check(form(fullKey, someID))
		b.Saving.Save()
		b.run()
		b.wantSaving(Saved)
		b.wantHeld(fullKey)
		if list := b.list(); len(list) != 1 || len(list[0].OldKeys) != 0 || list[0].KeyID == con.KeyID {
			t.Errorf("saved: %+v", list)
		}
	}
}

// TestPlaceThatCannotBeSeen: where the keychain does not say what it holds,
// nothing is written.
func TestPlaceThatCannotBeSeen(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Connections.New()
	b.keys.get = func(context.Context, keystore.Slot) (secret.Key, error) {
		return secret.Key{}, trouble(keystore.Locked)
	}
	b.keys.calls = nil
	b.check(story(t, "full-access"))
	if s := b.wantSaving(SaveFailed); !s.HadKey || s.Finding.Kind != check.KeychainLocked || slices.Contains(b.keys.calls, "set demo") {
		t.Errorf("saving %+v, calls %v", s, b.keys.calls)
	}
	b.wantHeld(fullKey)
	if got := b.list(); len(got) != 1 || got[0].KeyID != con.KeyID || len(b.held.session) != 0 {
		t.Errorf("on disk: %+v", got)
	}
}

// TestOneCompanyEach: a key of an organisation is kept once for each company.
func TestOneCompanyEach(t *testing.T) {
	b := newBench(t, checking(answering(check.Working, check.OK)))
	b.check(form(canary, someID))
	first := b.State().Selected
	b.Connections.New()
	b.check(form(canary, otherID))
	b.wantSaving(Saved)
	if list := b.list(); len(list) != 2 || b.State().Selected == first {
		t.Fatalf("saved: %+v", list)
	}
	b.Connections.New()
	b.check(form(canary, someID))
	if len(b.list()) != 2 || b.State().Selected != first {
		t.Errorf("saved: %+v", b.list())
	}
}

// TestPlaceFilledElsewhere: a connection without a key gets one in another copy
// of the program. What is typed here replaces nothing until it was compared.
func TestPlaceFilledElsewhere(t *testing.T) {
	for _, verdict := range []check.Verdict{check.Inconclusive, check.Working} {
		for _, seen := range []bool{false, true} {
			b := newBench(t)
			con := b.save("slow")
			b.Connections.Forget(con.ID)
			b.run()
			other := b.elsewhere(con)
			b.d.Check = answering(verdict, check.Offline)
			b.Check.Run(form(canary, someID))
			b.doWork()
			other.check(story(t, "full-access"))
			other.wantSaving(Saved)
			if seen {
				b.Connections.reload()
			}
			b.run()
			if verdict == check.Inconclusive {
				b.wantSaving(AskToSave)
				b.Saving.Save()
				b.run()
			}
			b.wantHeld(fullKey)
			b.wantNotices("rotation.elsewhere")
			if got := b.list(); len(got) != 1 || got[0].KeyHint != "0001" || !got[0].KeyKept || len(got[0].OldKeys) != 0 {
				t.Errorf("on disk: %+v", got)
			}
			// From here on it is a replacement like any other.
			if s := b.State(); !s.Rotation.On() || s.Rotation.OldHint != "0001" || !s.Key.Replacing || s.Saving.Status != NotAsked {
				t.Errorf("rotation %+v, key %+v, saving %+v", s.Rotation, s.Key, s.Saving)
			}
			b.check(form(canary, someID))
			if verdict == check.Inconclusive {
				b.wantSaving(NotSaved)
			} else {
				b.wantSaving(AskToReplace)
			}
			b.wantHeld(fullKey)
		}
	}
}

// TestOneSaves: two copies that save at once do not mix their keys.
func TestOneSaves(t *testing.T) {
	b := newBench(t)
	con := b.save("slow")
	other := b.elsewhere(con)
	other.Rotation.Begin()
	b.keys.set = func(_ context.Context, s keystore.Slot, k secret.Key) error {
		b.keys.set = nil
		busy, err := connection.Open(b.dir, connection.WithWait(0))
		if err != nil {
			t.Fatal(err)
		}
		other.store.Store = busy
		other.check(story(t, "full-access"))
		other.wantSaving(SaveFailed)
		other.wantNotices("ui.notice.disk")
		b.keys.store(s, k)
		return nil
	}
	b.Rotation.Begin()
	b.check(story(t, "full-access"))
	b.wantSaving(Saved)
	b.wantHeld(fullKey)
	other.Saving.Save() // once more
	other.run()
	other.wantHeld(fullKey)
	if got := b.list()[0]; got.KeyHint != "0001" || len(got.OldKeys) != 1 || got.OldKeys[0].Hint != "0010" {
		t.Errorf("on disk: %+v", got)
	}
}

// TestOtherCompanyIsAnotherConnection: a key that was checked for another
// company does not turn a saved connection into one of that company.
func TestOtherCompanyIsAnotherConnection(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Connections.Forget(con.ID)
	b.run()
	offline(b)
	b.check(form(canary, otherID))
	b.Saving.Save()
	b.run()
	b.wantSaving(Saved)
	list := b.list()
	i := slices.IndexFunc(list, func(c connection.Connection) bool { return c.ID == con.ID })
	if len(list) != 2 || list[i].CompanyID != someID || list[i].KeyKept || list[1-i].CompanyID != otherID || b.State().Selected != list[1-i].ID {
		t.Errorf("saved: %+v", list)
	}
}

// TestCompanyOfASavedConnection: only a company that the check proved takes the
// place of the saved one, and only then is the outcome noted.
func TestCompanyOfASavedConnection(t *testing.T) {
	proven := func(r *check.Result) { r.Company = &check.Company{ID: r.CompanyID, Name: "B", Confirmed: true} }
	for _, test := range []struct {
		name   string
		check  func(context.Context, check.Input, check.Options) *check.Result
		adopts bool
	}{
		{"proven", answering(check.Working, check.OK, proven), true},
		{"not proven", answering(check.Limited, check.CompanyUnconfirmed), false},
		{"mistyped", answering(check.Failed, check.CompanyMismatch), false},
		{"no network", answering(check.Inconclusive, check.Offline, proven), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t)
			before := b.save("full-access")
			b.d.Check = test.check
			b.check(Form{CompanyID: otherID})
			now, history := b.list()[0], len(b.history(before.ID))
			if adopted := now.CompanyID == otherID && now.CompanyName == "B"; adopted != test.adopts {
				t.Errorf("saved: %+v", now)
			}
			if test.adopts {
				b.wantNotices()
				return
			}
			if now.CompanyID != someID || now.CompanyName != before.CompanyName || *now.LastCheck != *before.LastCheck || history != 1 {
				t.Errorf("saved: %+v, %d records", now, history)
			}
			b.wantNotices("ui.notice.check-elsewhere")
		})
	}
}

// TestWriteHistory is what the command line notes.
func TestWriteHistory(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	run := func(company string, verdict check.Verdict) *check.Result {
		r := result(check.Input{Environment: env.Demo, CompanyID: company, Key: secret.New(fullKey)}, verdict, check.OK)
		r.Company = &check.Company{ID: company, Confirmed: true}
		return r
	}
	later := epoch.Add(time.Hour)
	if err := service.WriteHistory(b.store, con, run(otherID, check.Working), later); !errors.Is(err, service.ErrOtherCompany) {
		t.Errorf("another company: %v", err)
	}
	if now := b.list()[0]; now.CompanyID != someID || !now.LastCheck.At.Equal(epoch) || len(b.history(con.ID)) != 1 {
		t.Errorf("saved: %+v", now)
	}
	if err := service.WriteHistory(b.store, con, run(someID, check.Working), later); err != nil || !b.list()[0].LastCheck.At.Equal(later) {
		t.Errorf("the same company: %v", err)
	}
	b.replace(story(t, "slow"))
	if err := service.WriteHistory(b.store, con, run(someID, check.Failed), later); !errors.Is(err, service.ErrKeyChanged) {
		t.Errorf("another key: %v", err)
	}
	if now := b.list()[0]; now.LastCheck.Verdict != "working" || now.KeyHint != "0010" {
		t.Errorf("saved: %+v", now)
	}
}

// TestKeyReplacedDuringCheck: what was found of a key is not noted of the one
// that took its place meanwhile, and the live key is not called an old one. Also
// where the two end alike.
func TestKeyReplacedDuringCheck(t *testing.T) {
	for _, newKey := range []string{canary, sameEnding} {
		for _, verdict := range []check.Verdict{check.Failed, check.Working} {
			b := newBench(t)
			con := b.save("full-access")
			b.d.Check = answering(verdict, check.KeyRejected)
			b.Check.Run(Form{CompanyID: someID})
			b.doWork()

			other := benchIn(t, b.dir, b.keys)
			other.d.Check = answering(check.Limited, check.OK)
			other.Connections.Select(con.ID)
			other.replace(form(newKey, someID))
			other.wantSaving(Saved)
			before := other.list()[0]

			b.run()
			after := b.list()[0]
			if *after.LastCheck != *before.LastCheck || after.KeyHint != secret.New(newKey).Hint() || !slices.Equal(after.OldKeys, before.OldKeys) ||
				len(after.OldKeys) != 1 || after.OldKeys[0].Hint != "0001" {
				t.Errorf("%s: on disk %+v, want %+v", verdict, after, before)
			}
			if h := b.history(con.ID); len(h) != 2 {
				t.Errorf("%d records", len(h))
			}
			b.wantNotices("ui.notice.check-key-changed")
			// The next check is of the new key, and noted.
			b.DismissNotices()
			b.check(Form{CompanyID: someID})
			b.wantNotices()
			if h := b.history(con.ID); len(h) != 3 || h[0].KeyHint != secret.New(newKey).Hint() {
				t.Errorf("records %+v", h)
			}
		}
	}
}

// TestKeyReadWhileItIsReplaced: a check that reads the keychain between the
// announcement of a key and its writing has the old key, whenever it is noted,
// and also where the two end alike.
func TestKeyReadWhileItIsReplaced(t *testing.T) {
	for _, key := range []string{canary, sameEnding} {
		for _, late := range []bool{false, true} {
			b := newBench(t)
			con := b.save("full-access")
			other := b.elsewhere(con)
			other.d.Check = answering(check.Failed, check.KeyRejected)
			b.d.Check = answering(check.Limited, check.OK)
			b.keys.set = func(_ context.Context, s keystore.Slot, k secret.Key) error {
				other.Check.Run(Form{CompanyID: someID})
				other.doWork() // reads the old key
				if !late {
					other.run()
				}
				b.keys.store(s, k)
				return nil
			}
			b.replace(form(key, someID))
			b.wantSaving(Saved)
			other.run()
			got := b.list()[0]
			if got.LastCheck.Verdict != "limited" || got.KeyHint != secret.New(key).Hint() || len(got.OldKeys) != 1 || got.OldKeys[0].Hint != "0001" {
				t.Errorf("late %v: on disk %+v, %+v", late, got, got.LastCheck)
			}
		}
	}
}

// TestKilledWhileReplacing: a copy that did not live to note the key that it
// wrote has announced it: nobody takes it for the one before.
func TestKilledWhileReplacing(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	other := b.elsewhere(con)
	other.d.Check = answering(check.Limited, check.OK)
	other.Rotation.Begin()
	other.check(form(canary, someID))
	other.wantSaving(AskToReplace)

	b.store.note = errors.New("fake fault")
	b.replace(story(t, "slow"))
	b.wantHeld(slowKey)

	other.Saving.Save()
	other.run()
	other.wantNotices("rotation.elsewhere")
	other.wantHeld(slowKey)
}

// TestForgottenDuringCheck: of a key that is gone nothing more is noted.
func TestForgottenDuringCheck(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.meanwhile(func(other *bench) { other.Connections.Forget(con.ID) })
	if got := b.list()[0]; got.KeyKept || got.KeyHint != "" || len(got.OldKeys) != 0 || len(b.history(con.ID)) != 1 {
		t.Errorf("on disk: %+v", got)
	}
	b.wantNotices("ui.notice.check-key-changed")
}

// TestExpiryOfAnEarlierKey: a date that was typed for a key is not kept for the
// one after it.
func TestExpiryOfAnEarlierKey(t *testing.T) {
	b := newBench(t)
	con := b.save("slow")
	other := b.elsewhere(con)
	other.replace(story(t, "full-access"))
	b.Expiry.Note(dated("2027-01-31"))
	b.run()
	if got := b.list()[0].ExpiresOn; got != "" {
		t.Errorf("expires on %q", got)
	}
	b.Expiry.Note(dated("2027-01-31"))
	b.run()
	if got := b.list()[0].ExpiresOn; got != "2027-01-31" {
		t.Errorf("expires on %q", got)
	}
}

// TestNewKeyHasNoPast: when the key before it last worked is not said of a key
// that never did.
func TestNewKeyHasNoPast(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Connections.Forget(con.ID)
	b.run()
	offline(b)
	b.check(form(canary, someID))
	b.Saving.Save()
	b.run()
	b.wantSaving(Saved)
	if got := b.list()[0]; got.ID != con.ID || !got.LastCheck.LastWorked.IsZero() || len(got.Scopes) != 0 {
		t.Errorf("on disk: %+v, %+v", got, got.LastCheck)
	}
}

// TestSessionKeyReplacedElsewhere: a key that is held in memory is not that of
// the connection any more once another copy has another one; and a check of it
// that sent nothing says nothing of that.
func TestSessionKeyReplacedElsewhere(t *testing.T) {
	b := newBench(t)
	refuseAll(b.keys, keystore.Unavailable)
	con := b.save("full-access")
	up := b.d.Demo
	b.d.Demo = func() (string, error) { return "", errors.New("fake fault") }
	b.check(Form{CompanyID: someID})
	b.wantNotices()
	b.d.Demo = up

	other := b.elsewhere(con)
	other.check(story(t, "slow"))
	other.wantSaving(SavedSession)
	before := b.list()[0]
	b.check(Form{CompanyID: someID})
	b.wantNotices("ui.notice.check-key-changed")
	if after := b.list()[0]; *after.LastCheck != *before.LastCheck || after.KeyHint != "0010" || len(b.history(con.ID)) != 2 {
		t.Errorf("on disk %+v", after)
	}
}

// TestCheckAfterReplacingElsewhere: a check that begins after another copy
// replaced the key is of the new key, also where this window has not seen it yet.
func TestCheckAfterReplacingElsewhere(t *testing.T) {
	b := newBench(t)
	con := b.save("slow")
	other := b.elsewhere(con)
	other.replace(story(t, "full-access"))
	b.check(Form{CompanyID: someID})
	b.wantNotices()
	if h := b.history(con.ID); len(h) != 3 || h[0].KeyHint != "0001" {
		t.Errorf("records %+v", h)
	}
}
