package app

import (
	"context"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

// twoCopies are two copies of the program with one saved connection, selected
// in the first; the second one has just deleted it.
func twoCopies(t *testing.T) (*bench, connection.Connection) {
	t.Helper()
	b := newBench(t)
	con := b.save("full-access")
	other := benchIn(t, b.dir, b.keys)
	other.Connections.Delete(con.ID)
	other.run()
	b.wantHeld()
	return b, con
}

// wantGone: the connection is nowhere, the person was told, and the form is
// that of a new connection.
func (b *bench) wantGone(con connection.Connection) {
	b.t.Helper()
	b.wantNotices("ui.notice.gone")
	if n := b.State().Notices; len(n) == 1 && n[0].Facts["Name"] != con.Name {
		b.t.Errorf("notice %+v", n[0])
	}
	if s := b.State(); s.Selected != "" || s.EnvironmentFixed() || len(s.Connections) != 0 || s.Key.Source != Typed || s.Key.Replacing {
		b.t.Errorf("selected %q, fixed %v, %d connections, key %+v", s.Selected, s.EnvironmentFixed(), len(s.Connections), s.Key)
	}
	if len(b.list()) != 0 {
		b.t.Errorf("it is back on disk: %+v", b.list())
	}
	if h, err := b.store.History(con.ID, 0); err != nil || len(h) != 0 {
		b.t.Errorf("its history is back: %v %v", h, err)
	}
	b.wantHeld()
}

func TestDeletedElsewhereThenCheck(t *testing.T) {
	b, con := twoCopies(t)
	b.check(Form{CompanyID: someID})
	if r := b.State().Result; r == nil || r.Finding.Variant != check.VariantKeyGone {
		t.Errorf("result %+v", r)
	}
	if b.state.offered(ReplaceKept) {
		t.Error("it offers to replace a key that is nowhere")
	}
	b.wantGone(con)
}

// TestDeletedElsewhereDuringCheck: the answer stays, the connection does not
// come back.
func TestDeletedElsewhereDuringCheck(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.meanwhile(func(other *bench) { other.Connections.Delete(con.ID) })
	if r := b.State().Result; r == nil || r.Verdict != check.Working {
		t.Errorf("result %+v", r)
	}
	b.wantGone(con)
}

func TestDeletedElsewhereThenRename(t *testing.T) {
	b, con := twoCopies(t)
	b.Connections.Rename(con.ID, "Another name")
	b.run()
	b.wantGone(con)
}

func TestDeletedElsewhereThenDelete(t *testing.T) {
	b, con := twoCopies(t)
	b.Connections.Delete(con.ID)
	b.run()
	b.wantNotices() // what was wanted is so
	if b.State().Selected != "" || len(b.list()) != 0 {
		t.Error("it is still there")
	}
}

func TestDeletedElsewhereThenForget(t *testing.T) {
	b, con := twoCopies(t)
	b.Connections.Forget(con.ID)
	b.run()
	b.wantGone(con)
}

// TestDeletedElsewhereThenReplace: a new key never goes where no connection
// leads. Trying once more makes a new connection.
func TestDeletedElsewhereThenReplace(t *testing.T) {
	b, con := twoCopies(t)
	b.replace(story(t, "slow"))
	b.wantSaving(SaveFailed)
	b.wantGone(con)
	b.Saving.Save()
	b.run()
	b.wantSaving(Saved)
	b.wantHeld("demo-slow-answer-key-not-real-0010")
	if list := b.list(); len(list) != 1 || list[0].ID == con.ID {
		t.Errorf("on disk: %+v", list)
	}
}

// TestDeletedElsewhereBetweenSteps: deleted between the look at the disk and
// the writing of the key.
func TestDeletedElsewhereBetweenSteps(t *testing.T) {
	for _, stuck := range []bool{false, true} {
		b := newBench(t)
		con := b.save("full-access")
		b.keys.set = func(_ context.Context, s keystore.Slot, k secret.Key) error {
			if err := b.store.Delete(con.ID); err != nil {
				t.Error(err)
			}
			b.keys.store(s, k)
			return nil
		}
		if stuck {
			b.keys.del = func(context.Context, keystore.Slot) error { return trouble(keystore.TimedOut) }
		}
		b.replace(story(t, "slow"))
		b.wantSaving(SaveFailed)
		if stuck {
			b.wantNotices("ui.notice.key-not-removed", "ui.notice.gone")
			continue
		}
		b.wantGone(con)
	}
}

// TestChangedElsewhere: what another copy changed is seen.
func TestChangedElsewhere(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	other := b.elsewhere(con)
	other.replace(story(t, "slow"))
	b.Connections.reload()
	b.run()
	b.wantKey(Kept, "0010")
	other.Connections.Forget(con.ID)
	other.run()
	b.Connections.reload()
	b.run()
	b.wantKey(Typed, "")
	b.wantNotices()
	if b.State().Selected != con.ID {
		t.Error("no longer selected")
	}
}

// TestSessionOfDeleted: the key of a connection that is gone is not held.
func TestSessionOfDeleted(t *testing.T) {
	b := newBench(t)
	refuseAll(b.keys, keystore.Unavailable)
	b.check(story(t, "full-access"))
	if err := b.store.Delete(b.State().Selected); err != nil {
		t.Fatal(err)
	}
	b.Connections.New()
	b.Connections.reload()
	b.run()
	if len(b.held.session) != 0 {
		t.Error("the key is still in memory")
	}
	b.wantNotices()
}

// TestLateReading: an older reading of the disk does not undo a newer one.
func TestLateReading(t *testing.T) {
	b := newBench(t)
	b.Connections.reload()
	b.doWork() // read before there is a connection
	late := b.ui
	b.ui = nil
	b.save("full-access")
	b.ui = append(b.ui, late...)
	b.run()
	b.wantNotices()
	b.wantKey(Kept, "0001")
	if len(b.State().Connections) != 1 {
		t.Error("the connection vanished")
	}
}
