package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

// eraser is the real store with the settings of the program.
type eraser struct {
	*faulty
	erase func() (connection.Wiped, error)
}

func (e *eraser) Erase() (connection.Wiped, error) {
	if e.erase != nil {
		return e.erase()
	}
	return e.Store.Wipe(func(name string) bool { return name == "window.json" })
}

// newEraseBench has two saved connections with keys, and settings.
func newEraseBench(t *testing.T) (*bench, *eraser) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pleo-key-check")
	disk := &eraser{}
	b := benchIn(t, dir, &fakeKeystore{keys: map[keystore.Slot]secret.Key{}}, func(d *Deps) {
		disk.faulty = d.Connections.(*faulty)
		d.Eraser = disk
	})
	b.save("full-access")
	b.newSave("slow")
	if err := os.WriteFile(filepath.Join(dir, "window.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	return b, disk
}

func (b *bench) eraseAll() EraseReport {
	b.t.Helper()
	b.Erase()
	b.run()
	if b.State().Erasing.Report == nil {
		b.t.Fatal("there is no report")
	}
	return *b.State().Erasing.Report
}

func (b *bench) files() []string {
	b.t.Helper()
	entries, err := os.ReadDir(b.dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		b.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestErase(t *testing.T) {
	b, _ := newEraseBench(t)
	b.state.Marks = []string{"guide.before.role", "reminder.key", "welcome"}
	b.OpenGuide(guide.At("safe.leak"))
	r := b.eraseAll()
	if !r.Everything() || r.Connections != 2 || r.Keys != 2 || r.Unproven != 0 || !r.Files.Folder {
		t.Errorf("report %+v", r)
	}
	b.wantHeld()
	if _, err := os.Stat(b.dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("in the folder is still %q", b.files())
	}
	s := b.State()
	if len(s.Connections) != 0 || s.Selected != "" || len(s.Marks) != 0 || s.View != ViewWelcome || s.Environment != Staging ||
		s.Result != nil || s.Guide.Open || !s.Erasing.Gone || len(b.session) != 0 || len(b.known) != 0 {
		t.Errorf("it is not as on first start: %+v", s)
	}
	b.wantKey(Typed, "")
	b.wantNotices()
	// And it works on from there.
	b.TryDemo()
	b.save("full-access")
	if len(b.list()) != 1 || b.State().Erasing.Gone {
		t.Error("nothing is saved any more")
	}
}

// TestEraseWhileTheWelcomeIsOpen writes nothing afterwards.
func TestEraseWhileTheWelcomeIsOpen(t *testing.T) {
	b, _ := newEraseBench(t)
	b.Open(ViewWelcome)
	if r := b.eraseAll(); !r.Everything() || len(b.State().Marks) != 0 || b.files() != nil {
		t.Errorf("report %+v, marks %q, files %q", r, b.State().Marks, b.files())
	}
}

// TestEraseRefused: where the keychain keeps the first key, nothing goes; where
// it keeps the second, the first is gone and said to be so, and no file is.
func TestEraseRefused(t *testing.T) {
	for name, deletions := range map[string]int{"at once": 0, "half-way": 1} {
		t.Run(name, func(t *testing.T) {
			b, _ := newEraseBench(t)
			before := b.files()
			done := 0
			b.keys.del = func(_ context.Context, s keystore.Slot) error {
				if done == deletions {
					return trouble(keystore.Locked)
				}
				done++
				delete(b.keys.keys, s)
				return nil
			}
			r := b.eraseAll()
			if r.Everything() || r.Left == nil || r.Left.Name == "" || r.Left.Finding.Kind != check.KeychainLocked || r.Keys != deletions {
				t.Errorf("report %+v", r)
			}
			if len(r.Files.Removed) != 0 || !slices.Equal(b.files(), before) {
				t.Errorf("files %q, before %q", b.files(), before)
			}
			kept := 0
			for _, con := range b.list() {
				if con.KeyKept {
					kept++
				}
			}
			if len(b.list()) != 2 || kept != 2-deletions || len(b.keys.held()) != kept {
				t.Errorf("%d connections with %d keys, %d held", len(b.list()), kept, len(b.keys.held()))
			}
			if s := b.State(); s.View != ViewCheck || s.Erasing.Gone || len(s.Connections) != 2 {
				t.Error("the window pretends that it is new")
			}
			b.keys.del = nil
			if r := b.eraseAll(); !r.Everything() || r.Keys != kept {
				t.Errorf("trying again: %+v", r)
			}
			b.wantHeld()
		})
	}
}

// TestEraseProvesEachPlace: a keychain that says yes and keeps the key is not
// believed.
func TestEraseProvesEachPlace(t *testing.T) {
	b, _ := newEraseBench(t)
	b.keys.del = func(context.Context, keystore.Slot) error { return nil }
	if r := b.eraseAll(); r.Left == nil || r.Left.Finding.Kind != check.KeychainFailed || len(r.Files.Removed) != 0 {
		t.Errorf("report %+v", r)
	}
	b.keys.del = nil
	b.keys.get = func(context.Context, keystore.Slot) (secret.Key, error) {
		return secret.Key{}, trouble(keystore.TimedOut)
	}
	if r := b.eraseAll(); r.Left == nil || r.Left.Finding.Kind != check.KeychainTimeout || len(r.Files.Removed) != 0 {
		t.Errorf("not read back: %+v", r)
	}
}

// TestEraseFindsWhatTheListForgot: a key of a connection that only the history
// knows is removed too.
func TestEraseFindsWhatTheListForgot(t *testing.T) {
	b, _ := newEraseBench(t)
	b.keys.store(keystore.Slot{Environment: Staging, Connection: "lost"}, secret.New(canary))
	if err := b.store.Append(connection.Record{ConnectionID: "lost", Environment: Staging}); err != nil {
		t.Fatal(err)
	}
	b.keys.del = func(_ context.Context, s keystore.Slot) error {
		if s.Connection == "lost" {
			return trouble(keystore.Denied)
		}
		delete(b.keys.keys, s)
		return nil
	}
	if r := b.eraseAll(); r.Left == nil || r.Left.Name != "lost" || r.Keys != 2 || len(r.Files.Removed) != 0 {
		t.Errorf("refused: %+v", r)
	}
	b.keys.del = nil
	if r := b.eraseAll(); !r.Everything() || r.Keys != 1 {
		t.Errorf("report %+v", r)
	}
	b.wantHeld()
}

// TestEraseWithoutKeychain: on a computer without one there is nothing to wait
// for, and it says what was not proven.
func TestEraseWithoutKeychain(t *testing.T) {
	disk := &eraser{}
	keys := &fakeKeystore{keys: map[keystore.Slot]secret.Key{}}
	refuseAll(keys, keystore.Unavailable)
	b := benchIn(t, filepath.Join(t.TempDir(), "own"), keys, func(d *Deps) {
		disk.faulty = d.Connections.(*faulty)
		d.Eraser = disk
	})
	b.check(story(t, "full-access"))
	b.wantSaving(SavedSession)
	b.NewConnection()
	b.check(story(t, "slow"))
	calls := len(keys.calls)
	r := b.eraseAll()
	if !r.Everything() || r.Connections != 2 || r.Keys != 0 || r.Unproven != 2 {
		t.Errorf("report %+v", r)
	}
	if asked := len(keys.calls) - calls; asked != 1 {
		t.Errorf("a keychain that does not answer was asked %d times", asked)
	}
}

// TestEraseDiskTrouble: before, the keys stay; after, it says what is left.
func TestEraseDiskTrouble(t *testing.T) {
	b, disk := newEraseBench(t)
	disk.list = func() ([]connection.Connection, error) { return nil, errors.New("the disk is gone") }
	if r := b.eraseAll(); r.Disk == nil || r.Everything() || len(b.keys.held()) != 2 {
		t.Errorf("report %+v, %d keys", r, len(b.keys.held()))
	}
	disk.list = nil
	disk.erase = func() (connection.Wiped, error) { return connection.Wiped{}, connection.ErrBusy }
	if r := b.eraseAll(); !errors.Is(r.Disk, connection.ErrBusy) || r.Keys != 2 {
		t.Errorf("report %+v", r)
	}
	if s := b.State(); s.View != ViewCheck || s.Erasing.Gone {
		t.Error("the window pretends that it is new")
	}
	disk.erase = func() (connection.Wiped, error) {
		return connection.Wiped{Removed: []string{"history.jsonl"}, Left: []connection.LeftFile{{Name: "window.json", Reason: "in use"}}}, nil
	}
	if r := b.eraseAll(); r.Everything() || len(r.Files.Left) != 1 {
		t.Errorf("report %+v", r)
	}
}

// TestEraseWaits: not while something runs or is being saved, and nothing else
// begins meanwhile.
func TestEraseWaits(t *testing.T) {
	b, _ := newEraseBench(t)
	b.NewConnection()
	b.Check(story(t, "empty-company"))
	b.Erase()
	if b.CanErase() || b.State().Erasing.Running {
		t.Error("it began during a check")
	}
	b.run()
	b.Tick(guide.At("before.role"), true)
	b.Erase()
	if !b.State().Erasing.Running {
		t.Fatal("it did not begin")
	}
	b.Check(story(t, "full-access"))
	if b.State().Activity != Idle {
		t.Error("a check began meanwhile")
	}
	b.run()
	b.wantHeld()
	if without := newBench(t); without.CanErase() {
		t.Error("it is offered where it cannot be done")
	}
}
