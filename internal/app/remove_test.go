package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

func TestForget(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Connections.Forget(con.ID)
	b.run()
	b.wantHeld()
	b.wantKey(Typed, "")
	s := b.State()
	if s.KeyNote.ID != "ui.key.forgotten" || s.Selected != con.ID || s.Result != nil {
		t.Errorf("note %+v, selected %q", s.KeyNote, s.Selected)
	}
	if list := b.list(); len(list) != 1 || list[0].KeyKept || list[0].KeyHint != "" {
		t.Errorf("on disk: %+v", list)
	}
	// The same connection takes a key again.
	b.check(story(t, "slow"))
	b.wantSaving(Saved)
	if list := b.list(); len(list) != 1 || list[0].ID != con.ID || !list[0].KeyKept {
		t.Errorf("on disk: %+v", list)
	}
}

func TestForgetFromMemory(t *testing.T) {
	b := newBench(t)
	refuseAll(b.keys, keystore.Unavailable)
	b.check(story(t, "full-access"))
	b.wantKey(Session, "0001")
	b.Connections.Forget(b.State().Selected)
	b.run()
	b.wantKey(Typed, "")
	b.wantNotices()
	if len(b.held.session) != 0 {
		t.Error("the key is still in memory")
	}
}

func TestDelete(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	other := b.newSave("slow")
	b.Connections.Delete(con.ID)
	b.run()
	b.wantHeld("demo-slow-answer-key-not-real-0010")
	b.wantKey(Kept, "0010") // the other one is still selected
	if list := b.list(); len(list) != 1 || list[0].ID != other.ID {
		t.Errorf("on disk: %+v", list)
	}
	if h, err := b.store.History(con.ID, 0); err != nil || len(h) != 0 {
		t.Errorf("history: %v %v", h, err)
	}
	b.Connections.Delete(other.ID)
	b.run()
	b.wantHeld()
	b.wantKey(Typed, "")
	if s := b.State(); s.Selected != "" || s.EnvironmentFixed() || len(s.Connections) != 0 || s.Result != nil {
		t.Errorf("the form still shows the deleted connection")
	}
	b.wantNotices()
	b.Connections.Delete(other.ID) // nothing to delete any more
	b.Connections.Forget("nothing")
	b.run()
	b.wantNotices()
}

// newSave saves a story beside what is there.
func (b *bench) newSave(id string) connection.Connection {
	b.t.Helper()
	b.Connections.New()
	return b.save(id)
}

// TestRemoveRefused: if the keychain does not let the key go, nothing is
// deleted, and it says so.
func TestRemoveRefused(t *testing.T) {
	for name, remove := range map[string]func(b *bench, id string){
		"forget": func(b *bench, id string) { b.Connections.Forget(id) },
		"delete": func(b *bench, id string) { b.Connections.Delete(id) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			con := b.save("full-access")
			b.keys.del = func(context.Context, keystore.Slot) error { return trouble(keystore.Locked) }
			remove(b, con.ID)
			b.run()
			b.wantNotices("ui.notice.key-not-removed")
			if f := b.State().Notices[0].Finding; f == nil || f.Kind != check.KeychainLocked {
				t.Errorf("finding %+v", f)
			}
			b.wantHeld("demo-full-access-key-not-real-0001")
			b.wantKey(Kept, "0001")
			if list := b.list(); len(list) != 1 || !list[0].KeyKept {
				t.Errorf("on disk: %+v", list)
			}
			// Another reason takes the place of the first.
			b.keys.del = func(context.Context, keystore.Slot) error { return trouble(keystore.Denied) }
			remove(b, con.ID)
			b.run()
			b.wantNotices("ui.notice.key-not-removed")
			if f := b.State().Notices[0].Finding; f.Kind != check.KeychainDenied {
				t.Errorf("finding %+v", f)
			}
			b.keys.del = nil
			remove(b, con.ID)
			b.run()
			b.wantHeld()
		})
	}
}

// TestDeleteAfterFailedWrite: a write that failed may have left a key all the
// same, also in an earlier run of the program.
func TestDeleteAfterFailedWrite(t *testing.T) {
	for _, laterRun := range []bool{false, true} {
		b := newBench(t)
		b.keys.set = func(_ context.Context, s keystore.Slot, k secret.Key) error {
			b.keys.store(s, k)
			return trouble(keystore.TimedOut)
		}
		b.check(story(t, "full-access"))
		b.wantSaving(SavedSession)
		id := b.State().Selected
		if laterRun {
			b = benchIn(t, b.dir, b.keys)
		}
		b.Connections.Delete(id)
		b.run()
		b.wantHeld()
		if len(b.list()) != 0 || len(b.held.session) != 0 {
			t.Error("something is left")
		}
	}
}

// TestDeleteWithoutKeychain: a connection whose key was only in memory can be
// deleted where there is no keychain.
func TestDeleteWithoutKeychain(t *testing.T) {
	b := newBench(t)
	refuseAll(b.keys, keystore.Unavailable)
	b.check(story(t, "full-access"))
	b.Connections.Delete(b.State().Selected)
	b.run()
	b.wantNotices()
	if len(b.list()) != 0 || len(b.held.session) != 0 {
		t.Error("something is left")
	}
}

// TestDeleteDiskFails: the key is gone, and the form says what is true.
func TestDeleteDiskFails(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.store.del = func(string) error {
		return &connection.WriteError{File: "connections.json", Err: errors.New("fake fault")}
	}
	b.Connections.Delete(con.ID)
	b.run()
	b.wantHeld()
	b.wantNotices("ui.notice.disk")
	b.wantKey(Typed, "")
	if b.State().Selected != con.ID {
		t.Error("the connection is no longer shown, though it is still there")
	}
	if list := b.list(); len(list) != 1 || list[0].KeyKept || list[0].KeyHint != "" {
		t.Errorf("on disk %+v, though no key is kept", list)
	}
}

func TestForgetDuringCheck(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Connections.Forget(con.ID)
	b.Check.Run(Form{CompanyID: someID})
	b.doWork() // forgets
	b.doUI()
	if s := b.State(); s.Activity != Idle || s.Key.Source != Typed {
		t.Errorf("activity %d, key %+v", s.Activity, s.Key)
	}
	b.run()
	if b.State().Result != nil || !b.held.pending.Key.Empty() {
		t.Error("the check of the forgotten key went on")
	}
}

func TestDeleteDuringCheck(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Check.Run(Form{CompanyID: someID})
	b.Connections.Delete(con.ID)
	if b.State().Activity != Idle {
		t.Error("the check goes on")
	}
	b.run()
	if b.State().Result != nil || len(b.list()) != 0 {
		t.Error("the check went on, or the connection is back")
	}
	b.wantHeld()
}

// TestDeleteWhileSaving: the key that is being written goes with the
// connection.
func TestDeleteWhileSaving(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Rotation.Begin()
	b.Check.Run(story(t, "slow"))
	b.doWork()
	b.doUI()
	b.Saving.Save() // although it may do less
	b.wantSaving(SavingNow)
	b.Connections.Delete(con.ID)
	b.wantSaving(NotAsked)
	b.run()
	b.wantHeld()
	if len(b.list()) != 0 {
		t.Errorf("the connection is back: %+v", b.list())
	}
}

// TestRemoveWhileSavingElsewhere: neither does a key come into a place that is
// being emptied, nor is one that came there taken for the one before it.
func TestRemoveWhileSavingElsewhere(t *testing.T) {
	const slowKey = "demo-slow-answer-key-not-real-0010"
	// Both as two copies of the program, of which none waits for the other.
	begin := func(t *testing.T) (b, other *bench, con connection.Connection) {
		b = newBench(t)
		con = b.save("full-access")
		for _, each := range []**bench{&b, &other} {
			*each = benchIn(t, b.dir, b.keys)
			store, err := connection.Open(b.dir, connection.WithWait(0))
			if err != nil {
				t.Fatal(err)
			}
			(*each).store.Store = store
			(*each).Connections.Select(con.ID)
		}
		other.Rotation.Begin()
		other.check(story(t, "slow"))
		other.wantSaving(AskToReplace)
		return b, other, con
	}
	for name, remove := range map[string]func(*bench, string){
		"forget": func(b *bench, id string) { b.Connections.Forget(id) },
		"delete": func(b *bench, id string) { b.Connections.Delete(id) },
	} {
		t.Run(name+" first", func(t *testing.T) {
			b, other, con := begin(t)
			b.keys.del = func(_ context.Context, s keystore.Slot) error {
				b.keys.del = nil
				delete(b.keys.keys, s)
				other.Saving.Save()
				other.run()
				return nil
			}
			remove(b, con.ID)
			b.run()
			b.wantHeld()
			if list := b.list(); name == "forget" && (len(list) != 1 || list[0].KeyKept) || name == "delete" && len(list) != 0 {
				t.Errorf("on disk %+v", list)
			}
			b.wantNotices()
			other.wantSaving(SaveFailed)
		})
		t.Run(name+" second", func(t *testing.T) {
			b, other, con := begin(t)
			b.keys.set = func(_ context.Context, s keystore.Slot, k secret.Key) error {
				b.keys.set = nil
				remove(b, con.ID)
				b.run()
				b.keys.store(s, k)
				return nil
			}
			other.Saving.Save()
			other.run()
			other.wantSaving(Saved)
			b.wantHeld(slowKey)
			b.wantNotices("ui.notice.disk")
			if list := b.list(); len(list) != 1 || !list[0].KeyKept || list[0].KeyHint != "0010" {
				t.Errorf("on disk %+v", list)
			}
		})
	}
	t.Run("forget afterwards", func(t *testing.T) {
		b, other, con := begin(t)
		other.Saving.Save()
		other.run()
		b.Connections.Forget(con.ID)
		b.run()
		b.wantNotices("ui.notice.remove-elsewhere")
		b.wantHeld(slowKey)
		b.wantKey(Kept, "0010")
		b.Connections.Forget(con.ID)
		b.run()
		b.wantHeld()
	})
}

// TestForgetWithoutALock: where nobody can save a key, one can be removed.
func TestForgetWithoutALock(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	lock := filepath.Join(b.dir, "keys.lock")
	if err := errors.Join(os.Remove(lock), os.Mkdir(lock, 0o700)); err != nil {
		t.Fatal(err)
	}
	b.Connections.Forget(con.ID)
	b.run()
	b.wantHeld()
	b.wantNotices()
	if list := b.list(); len(list) != 1 || list[0].KeyKept {
		t.Errorf("on disk %+v", list)
	}
}
