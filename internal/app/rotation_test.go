package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

const (
	fullKey = "demo-full-access-key-not-real-0001"
	slowKey = "demo-slow-answer-key-not-real-0010"
)

// rotating saves a story and begins to replace its key.
func rotating(t *testing.T, story string) (*bench, connection.Connection) {
	t.Helper()
	b := newBench(t)
	con := b.save(story)
	b.Rotation.Begin()
	b.wantStep(RotationMake)
	return b, con
}

func (b *bench) wantStep(want RotationStep) {
	b.t.Helper()
	if r := b.State().Rotation; !r.On() || r.Step() != want {
		b.t.Errorf("rotation %+v is at step %d, want %d", r, r.Step(), want)
	}
}

// wantOld fails unless the kept key is still the old one, here and on disk.
func (b *bench) wantOld(con connection.Connection, key string) {
	b.t.Helper()
	b.wantHeld(key)
	if got := b.list()[0]; got.KeyHint != con.KeyHint || !got.KeyKept || got.CompanyID != con.CompanyID || len(got.OldKeys) != 0 || len(got.Scopes) != len(con.Scopes) {
		b.t.Errorf("on disk: %+v", got)
	}
}

func TestRotationWithoutLoss(t *testing.T) {
	b, con := rotating(t, "slow")
	if r := b.State().Rotation; !slices.Equal(r.OldScopes, con.Scopes) || len(r.OldScopes) != 9 || r.OldHint != "0010" {
		t.Errorf("rotation %+v", r)
	}
	b.Rotation.HaveNewKey()
	b.wantStep(RotationCheck)
	b.check(story(t, "full-access"))
	b.wantSaving(Saved)
	b.wantStep(RotationDelete)
	c := b.State().Rotation.Comparison
	if c.Company != SameOne || !c.Known || len(c.Lost) != 0 || !slices.Equal(c.Gained, []string{"export-jobs:write"}) || len(c.Same) != 9 {
		t.Errorf("comparison %+v", c)
	}
	b.wantHeld(fullKey)
	got := b.list()[0]
	if !slices.Equal(got.OldKeys, []connection.OldKey{{Hint: "0010", ReplacedOn: "2026-11-23"}}) || len(got.Scopes) != 10 || got.KeyHint != "0001" {
		t.Errorf("on disk: %+v", got)
	}
	b.noKeyOnDisk()

	// The reminder stays through a restart, until the person says so.
	later := b.elsewhere(con)
	if got, _ := later.State().Selection(); len(got.OldKeys) != 1 || later.State().Rotation.On() {
		t.Errorf("after a restart: %+v", got)
	}
	b.Rotation.OldKeyDeleted(con.ID, "0010")
	b.run()
	b.wantStep(RotationEnd)
	if got := b.list()[0]; len(got.OldKeys) != 0 {
		t.Errorf("on disk: %+v", got.OldKeys)
	}
	later.Rotation.OldKeyDeleted(con.ID, "0010") // once more, in another copy
	later.run()
	later.wantNotices()
	b.check(Form{CompanyID: someID})
	if b.State().Rotation.On() {
		t.Error("the next check is still a rotation")
	}
}

func TestRotationLosesScopes(t *testing.T) {
	b, con := rotating(t, "full-access")
	b.check(story(t, "read-only-employees"))
	b.wantSaving(AskToReplace)
	b.wantStep(RotationCompare)
	if r := b.State().Rotation; r.Question != LostScopes || len(r.Comparison.Lost) != 9 || !slices.Equal(r.Comparison.Same, []string{"users:read"}) {
		t.Errorf("rotation %+v", r)
	}
	b.wantOld(con, fullKey)
	b.Rotation.Cancel()
	b.run()
	b.wantKey(Kept, "0001")
	if b.State().Rotation.On() || !b.held.pending.Key.Empty() {
		t.Error("the new key is still held")
	}
	b.Saving.Save() // too late
	b.run()
	b.wantOld(con, fullKey)

	b.Rotation.Begin()
	b.check(story(t, "read-only-employees"))
	b.Saving.Save()
	b.run()
	b.wantSaving(Saved)
	b.wantStep(RotationDelete)
	b.wantHeld("demo-employees-only-key-not-real-0002")
}

func TestRotationToAnotherCompany(t *testing.T) {
	b, con := rotating(t, "full-access")
	b.check(story(t, "other-company")) // with the old company's id
	b.wantSaving(NotSavedCompany)
	b.wantOld(con, fullKey)
	f := story(t, "empty-company") // with its own
	b.check(f)
	b.wantSaving(AskToReplace)
	if r := b.State().Rotation; r.Question != OtherCompany || r.Comparison.Company != AnotherOne {
		t.Errorf("rotation %+v", r)
	}
	b.Saving.Save()
	b.run()
	b.wantOld(con, fullKey)
	b.Rotation.KeepAsNew()
	b.run()
	b.wantSaving(Saved)
	b.wantHeld("demo-empty-company-key-not-real-0011", fullKey)
	if list := b.list(); len(list) != 2 || b.State().Selected == con.ID || b.State().Rotation.On() {
		t.Errorf("saved: %+v", list)
	}
	b.Rotation.KeepAsNew() // nothing more
	b.run()
	if len(b.list()) != 2 {
		t.Error("saved twice")
	}
}

// TestRotationNeedsProof: what is refused, or could not be told, leaves the
// old key, and is not even offered for keeping.
func TestRotationNeedsProof(t *testing.T) {
	for _, id := range []string{"expired", "pleo-down", "html", "rate-limited", "other-environment"} {
		b, con := rotating(t, "full-access")
		b.check(story(t, id))
		if s := b.wantSaving(NotSaved); !s.HadKey {
			t.Errorf("%s: it does not say that the old key is still there", id)
		}
		b.Saving.Save()
		b.run()
		b.wantOld(con, fullKey)
		b.wantStep(RotationCheck)
		b.Rotation.Cancel()
		b.wantKey(Kept, "0001")
	}
}

func TestRotationUnknownScopes(t *testing.T) {
	forget := func(b *bench, con connection.Connection) {
		if _, err := b.store.Update(con.ID, func(c *connection.Connection) { c.Scopes = nil }); err != nil {
			t.Fatal(err)
		}
		b.Connections.reload()
		b.run()
		b.Rotation.Begin()
	}
	t.Run("without comparing", func(t *testing.T) {
		b := newBench(t)
		forget(b, b.save("full-access"))
		b.check(story(t, "slow"))
		b.wantSaving(AskToReplace)
		if r := b.State().Rotation; r.Question != NotCompared || r.Comparison.Known || !b.State().CanCheckOldKey() {
			t.Errorf("rotation %+v", r)
		}
		b.Saving.Save()
		b.run()
		b.wantHeld(slowKey)
	})
	t.Run("asked afterwards, with loss", func(t *testing.T) {
		b := newBench(t)
		con := b.save("full-access")
		forget(b, con)
		b.check(story(t, "slow"))
		b.Rotation.CheckOldKey()
		b.run()
		b.wantSaving(AskToReplace)
		if r := b.State().Rotation; r.Question != LostScopes || b.State().CanCheckOldKey() || len(b.list()[0].Scopes) != 10 {
			t.Errorf("rotation %+v", r)
		}
		b.wantOld(con, fullKey)
	})
	t.Run("asked afterwards, without loss", func(t *testing.T) {
		b := newBench(t)
		forget(b, b.save("slow"))
		b.check(story(t, "full-access"))
		b.Rotation.CheckOldKey()
		b.run()
		b.wantSaving(Saved)
		b.wantHeld(fullKey)
	})
	t.Run("asked at the beginning", func(t *testing.T) {
		b := newBench(t)
		forget(b, b.save("slow"))
		b.Rotation.CheckOldKey()
		b.run()
		if r := b.State().Rotation; len(r.OldScopes) != 9 || r.Step() != RotationMake {
			t.Errorf("rotation %+v", r)
		}
	})
	t.Run("the keychain does not give it", func(t *testing.T) {
		b := newBench(t)
		con := b.save("full-access")
		forget(b, con)
		b.check(story(t, "slow"))
		b.keys.get = func(context.Context, keystore.Slot) (secret.Key, error) {
			return secret.Key{}, trouble(keystore.Locked)
		}
		b.Rotation.CheckOldKey()
		b.run()
		b.wantSaving(AskToReplace)
		if r := b.State().Rotation; r.OldTrouble == nil || r.OldTrouble.Kind != check.KeychainLocked || r.Question != NotCompared {
			t.Errorf("rotation %+v", r)
		}
		b.wantOld(connection.Connection{KeyHint: "0001", CompanyID: con.CompanyID}, fullKey)
	})
	t.Run("cancelled", func(t *testing.T) {
		b := newBench(t)
		forget(b, b.save("full-access"))
		b.check(story(t, "slow"))
		b.Rotation.CheckOldKey()
		b.Cancel()
		b.run()
		b.wantSaving(AskToReplace)
		if r := b.State().Rotation; r.OldTrouble != nil || r.OldScopes != nil {
			t.Errorf("rotation %+v", r)
		}
	})
	t.Run("another key typed meanwhile", func(t *testing.T) {
		b := newBench(t)
		forget(b, b.save("slow"))
		b.check(story(t, "full-access"))
		b.Rotation.CheckOldKey()
		b.Form.KeyEdited()
		b.run()
		b.wantSaving(NotAsked)
		b.wantHeld(slowKey)
	})
}

func TestRotationUnprovenCompany(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.d.Check = answering(check.Limited, check.CompanyUnconfirmed)
	b.Rotation.Begin()
	b.check(form(canary, someID))
	b.wantSaving(AskToReplace)
	if r := b.State().Rotation; r.Question != NotCompared || r.Comparison.Company != Unproven {
		t.Errorf("rotation %+v", r)
	}
	b.wantOld(con, fullKey)
	// What was known of the old key is not claimed of the new one.
	b.Saving.Save()
	b.run()
	if got := b.list()[0]; got.Scopes != nil || len(got.OldKeys) != 1 {
		t.Errorf("on disk: %+v", got)
	}
}

// TestRotationInterrupted: whatever comes in between leaves the old key.
func TestRotationInterrupted(t *testing.T) {
	for name, interrupt := range map[string]func(b *bench){
		"cancel": func(b *bench) { b.Cancel() },
		"close":  func(b *bench) { b.Close() },
		"new":    func(b *bench) { b.Connections.New() },
		"old":    func(b *bench) { b.Rotation.Cancel() },
	} {
		t.Run(name+" while checking", func(t *testing.T) {
			b, con := rotating(t, "slow")
			b.Check.Run(story(t, "full-access"))
			interrupt(b)
			b.run()
			b.wantOld(con, slowKey)
			later := b.elsewhere(con)
			later.wantKey(Kept, "0010")
		})
		t.Run(name+" at the question", func(t *testing.T) {
			b, con := rotating(t, "full-access")
			b.check(story(t, "slow"))
			interrupt(b)
			b.run()
			b.wantOld(con, fullKey)
			if name != "cancel" && !b.held.pending.Key.Empty() {
				t.Error("the new key is still held")
			}
		})
	}
}

func TestRotationEditedAtTheQuestion(t *testing.T) {
	b, con := rotating(t, "full-access")
	b.check(story(t, "slow"))
	b.Form.KeyEdited()
	b.wantSaving(NotAsked)
	b.wantStep(RotationCheck)
	b.Saving.Save()
	b.run()
	b.wantOld(con, fullKey)
}

func TestRotationKeepUnticked(t *testing.T) {
	b, con := rotating(t, "slow")
	f := story(t, "full-access")
	f.Keep = false
	b.check(f)
	b.wantSaving(Declined)
	b.wantStep(RotationKeep)
	b.wantOld(con, slowKey)
}

func TestRotationKeychainRefuses(t *testing.T) {
	b, con := rotating(t, "slow")
	b.keys.set = func(context.Context, keystore.Slot, secret.Key) error { return trouble(keystore.Denied) }
	b.check(story(t, "full-access"))
	b.wantSaving(SaveFailed)
	b.wantStep(RotationKeep)
	b.wantOld(con, slowKey)
	b.keys.set = nil
	b.Saving.Save()
	b.run()
	b.wantStep(RotationDelete)
	b.wantHeld(fullKey)
}

// TestRotationKilledAfterTheKeychain: a copy that was killed after the new key
// was written, and before that was noted. The next check puts it right.
func TestRotationKilledAfterTheKeychain(t *testing.T) {
	b := newBench(t)
	con := b.save("slow")
	b.keys.store(service.SlotOf(con), secret.New(fullKey))
	later := b.elsewhere(con)
	later.check(Form{CompanyID: someID})
	got := later.list()[0]
	if got.KeyHint != "0001" || len(got.OldKeys) != 1 || got.OldKeys[0].Hint != "0010" || len(got.Scopes) != 10 {
		t.Errorf("on disk: %+v", got)
	}
}

// TestRotationInTwoCopies: a key is not compared with one and put in the place
// of another.
func TestRotationInTwoCopies(t *testing.T) {
	b := newBench(t)
	con := b.save("slow")
	other := b.elsewhere(con)
	other.replace(story(t, "read-only-employees"))
	b.Rotation.Begin()
	b.check(story(t, "full-access"))
	b.wantNotices("rotation.elsewhere")
	b.wantHeld("demo-employees-only-key-not-real-0002")
	b.wantSaving(NotAsked)
	if r := b.State().Rotation; r.OldHint != "0002" || !slices.Equal(r.OldScopes, []string{"users:read"}) {
		t.Errorf("rotation %+v", r)
	}
	b.check(story(t, "full-access"))
	b.wantSaving(Saved)
	b.wantHeld(fullKey)
	var hints []string
	for _, k := range b.list()[0].OldKeys {
		hints = append(hints, k.Hint)
	}
	if strings.Join(hints, " ") != "0010 0002" {
		t.Errorf("old keys %v", hints)
	}
}

func TestRotationOfSessionKey(t *testing.T) {
	b := newBench(t)
	refuseAll(b.keys, keystore.Unavailable)
	con := b.save("slow")
	b.Rotation.Begin()
	b.check(story(t, "full-access"))
	b.wantSaving(SavedSession)
	b.wantStep(RotationDelete)
	if got := b.list()[0]; len(got.OldKeys) != 1 || got.KeyKept || b.held.session[service.SlotOf(con)].Reveal() != fullKey {
		t.Errorf("on disk: %+v", got)
	}
}

func TestOldKeyDeletedTrouble(t *testing.T) {
	b := newBench(t)
	b.save("slow")
	b.replace(story(t, "full-access"))
	id := b.State().Selected
	b.store.update = func(string, func(*connection.Connection)) (connection.Connection, error) {
		return connection.Connection{}, errors.New("fake fault")
	}
	b.Rotation.OldKeyDeleted(id, "0010")
	b.run()
	b.wantNotices("ui.notice.disk")
	if con, _ := b.State().Selection(); len(con.OldKeys) != 1 {
		t.Error("the reminder is gone although that was not kept")
	}
}

// TestRotationWithTheOldKey: the key that is kept, pasted as the new one, is
// called what it is. Nothing is replaced, and nothing was deleted.
func TestRotationWithTheOldKey(t *testing.T) {
	want := func(t *testing.T, b *bench, con connection.Connection) {
		t.Helper()
		b.wantSaving(AskToReplace)
		b.wantStep(RotationMake) // there is no new key yet
		if r := b.State().Rotation; r.Question != OldKey || r.Finished {
			t.Errorf("rotation %+v", r)
		}
		b.Saving.Save()
		b.Rotation.KeepAsNew()
		b.run()
		b.wantStep(RotationMake)
		if got := b.list(); len(got) != 1 || got[0].KeyID != con.KeyID || len(got[0].OldKeys) != 0 {
			t.Errorf("on disk: %+v", got)
		}
	}
	t.Run("kept", func(t *testing.T) {
		b, con := rotating(t, "full-access")
		b.check(story(t, "full-access"))
		want(t, b, con)
		b.wantOld(con, fullKey)
		b.Rotation.Cancel()
		b.wantKey(Kept, "0001")
		b.Rotation.Begin()
		b.check(story(t, "slow"))
		if r := b.State().Rotation; r.Question != LostScopes {
			t.Errorf("rotation %+v", r)
		}
	})
	t.Run("found when it is saved", func(t *testing.T) {
		b, con := rotating(t, "full-access")
		first := true
		b.keys.get = func(_ context.Context, s keystore.Slot) (secret.Key, error) {
			if first {
				first = false
				return secret.Key{}, trouble(keystore.TimedOut)
			}
			return b.keys.keys[s], nil
		}
		b.check(story(t, "full-access"))
		want(t, b, con)
	})
	t.Run("held for the session", func(t *testing.T) {
		b := newBench(t)
		refuseAll(b.keys, keystore.Unavailable)
		con := b.save("full-access")
		b.Rotation.Begin()
		b.check(story(t, "full-access"))
		want(t, b, con)
		if b.held.session[service.SlotOf(con)].Reveal() != fullKey {
			t.Error("the key is not held any more")
		}
	})
	t.Run("gone from the keychain", func(t *testing.T) {
		b, con := rotating(t, "full-access")
		clear(b.keys.keys)
		b.check(story(t, "full-access"))
		b.wantSaving(Saved)
		b.wantHeld(fullKey)
		b.wantNotices("rotation.uncompared")
		if r := b.State().Rotation; r.On() {
			t.Errorf("it says that a key was replaced: %+v", r)
		}
		if got := b.list()[0]; got.ID != con.ID || len(got.OldKeys) != 0 {
			t.Errorf("on disk: %+v", got)
		}
	})
	t.Run("then a new one", func(t *testing.T) {
		b, _ := rotating(t, "read-only-employees")
		b.check(story(t, "read-only-employees"))
		b.wantStep(RotationMake)
		b.Rotation.HaveNewKey()
		b.wantStep(RotationCheck)
		b.check(story(t, "full-access"))
		b.wantStep(RotationDelete)
	})
	t.Run("another key with the same ending", func(t *testing.T) {
		b, con := rotating(t, "full-access")
		b.d.Check = answering(check.Limited, check.CompanyUnconfirmed)
		b.check(form(sameEnding, someID))
		b.wantSaving(AskToReplace)
		b.Saving.Save()
		b.run()
		b.wantSaving(Saved)
		b.wantStep(RotationDelete) // the old one is still to be deleted
		b.wantHeld(sameEnding)
		if got := b.list()[0]; len(got.OldKeys) != 1 || got.OldKeys[0].Hint != con.KeyHint {
			t.Errorf("on disk: %+v", got)
		}
	})
}

// TestRotationToAnEarlierKey: a key that ends like one that was to be deleted is
// not taken for a new one without a word.
func TestRotationToAnEarlierKey(t *testing.T) {
	b, con := rotating(t, "slow")
	b.check(story(t, "full-access"))
	b.wantStep(RotationDelete)
	b.Rotation.Begin()
	b.check(story(t, "slow"))
	b.wantSaving(AskToReplace)
	if r := b.State().Rotation; r.Question != EarlierKey || *r.Comparison.Earlier != (connection.OldKey{Hint: "0010", ReplacedOn: "2026-11-23"}) {
		t.Errorf("rotation %+v", r)
	}
	b.wantHeld(fullKey)
	b.Rotation.Cancel()
	b.Rotation.OldKeyDeleted(con.ID, "0010")
	b.Leak.Tick("tell", true) // of the key that ends in 0001
	b.run()
	b.replace(story(t, "slow"))
	b.wantHeld(slowKey)
	b.Rotation.Begin()
	b.check(story(t, "full-access"))
	if r := b.State().Rotation; r.Question != EarlierKey {
		t.Errorf("the key that leaked: %+v", r)
	}
	b.wantNotices("leak.still-accepted")
}

// TestRotationOfAKeyWithoutHint: a key that is too short to be told from others
// is deleted when the person says so, and not before.
func TestRotationOfAKeyWithoutHint(t *testing.T) {
	b := newBench(t, checking(answering(check.Limited, check.CompanyUnconfirmed)))
	b.check(form("fake", someID))
	b.replace(form(canary, someID))
	b.wantSaving(Saved)
	b.wantStep(RotationDelete)
	b.Rotation.OldKeyDeleted(b.State().Selected, "")
	b.run()
	b.wantStep(RotationEnd)
}

// TestRotationOvertaken: where another copy replaced the key once more, the
// steps of the earlier replacement are over.
func TestRotationOvertaken(t *testing.T) {
	b, con := rotating(t, "slow")
	b.check(story(t, "full-access"))
	b.wantStep(RotationDelete)
	other := b.elsewhere(con)
	other.replace(story(t, "slow")) // back to the first
	other.wantSaving(Saved)
	b.Connections.reload()
	b.run()
	if r := b.State().Rotation; r.On() {
		t.Errorf("it still says what is to be done: %+v", r)
	}
	if got := b.list()[0]; len(got.OldKeys) != 1 || got.OldKeys[0].Hint != "0001" {
		t.Errorf("on disk: %+v", got)
	}
}

// TestRotationUnsure: a keychain that did not answer may have taken the new key,
// so nothing is said of the old one.
func TestRotationUnsure(t *testing.T) {
	for kind, sure := range map[keystore.Kind]bool{keystore.TimedOut: false, keystore.Mismatch: false, keystore.Other: false, keystore.Denied: true, keystore.Locked: true} {
		b, con := rotating(t, "slow")
		b.keys.set = func(_ context.Context, s keystore.Slot, k secret.Key) error {
			if !sure {
				b.keys.store(s, k)
			}
			return trouble(kind)
		}
		b.check(story(t, "full-access"))
		if s := b.wantSaving(SaveFailed); s.HadKey != sure {
			t.Errorf("%v: it says that the old key is still there: %v", kind, s.HadKey)
		}
		// Whichever it is, the next check finds out.
		later := b.elsewhere(con)
		later.check(Form{CompanyID: someID})
		later.wantNotices()
		want := "0001"
		if sure {
			want = "0010"
		}
		if got := later.list()[0]; got.KeyHint != want {
			t.Errorf("%v: on disk %+v", kind, got)
		}
		// Once more, here, is no change by somebody else.
		b.keys.set = nil
		b.Saving.Save()
		b.run()
		if kind == keystore.Denied {
			b.wantSaving(Saved)
			b.wantStep(RotationDelete)
		}
	}
}
