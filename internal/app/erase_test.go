package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
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

func eraseWords(t *testing.T) *message.Catalogue {
	t.Helper()
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func (b *bench) eraseAll() service.EraseReport {
	b.t.Helper()
	b.Erase.Begin()
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
	b.All.Check()
	b.run()
	b.Connections.New()
	b.check(story(t, "expired")) // not saved, and so known in this session only
	b.Leak.Tick("tell", true)
	b.Share.Write(ShareRequest{What: ShareTable}, eraseWords(t))
	b.run()
	if s := b.State(); len(s.All.Rows) != 2 || len(b.History.unsaved) != 1 || !s.Leak.Open() || len(s.Sharing.Files) == 0 || len(s.Past.Checks) != 5 {
		t.Fatalf("before: %+v", s)
	}
	b.Guide.Open(guide.At("safe.leak"))
	r := b.eraseAll()
	if !r.Everything() || !r.Proven() || !r.Searched || r.Connections != 2 || r.Keys != 2 || r.Unproven != 0 || !r.Files.Folder {
		t.Errorf("report %+v", r)
	}
	for range 2 { // the same after everything is read again
		if s := b.State(); s.Past == nil || len(s.Past.Checks) != 0 || s.Past.Of("") != nil || s.All.Rows != nil || !s.All.At.IsZero() ||
			len(b.History.unsaved) != 0 || s.Leak.Open() || s.Leak.Done["tell"] != "" || b.Leak.unbound.Since != "" || s.Sharing.Files != nil || s.CanShare(ShareTable) || s.CanShare(ShareText) {
			t.Errorf("something is still in memory: past %+v, all %+v, leak %+v, sharing %+v", s.Past, s.All, s.Leak, s.Sharing)
		}
		b.Connections.reload()
		b.run()
	}
	b.wantHeld()
	if _, err := os.Stat(b.dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("in the folder is still %q", b.files())
	}
	s := b.State()
	if len(s.Connections) != 0 || s.Selected != "" || len(s.Marks) != 0 || s.View != ViewWelcome || s.Environment != "" ||
		s.Result != nil || s.Guide.Open || !s.Erasing.Gone || len(b.held.session) != 0 || len(b.held.known) != 0 {
		t.Errorf("it is not as on first start: %+v", s)
	}
	b.wantKey(Typed, "")
	b.wantNotices()
	// And it works on from there.
	b.Welcome.TryDemo()
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
	b.keys.store(keystore.Slot{Environment: env.Staging, Connection: "lost"}, secret.New(canary))
	con := b.list()[0]
	if _, err := b.store.Note([]string{con.ID}, func(*connection.Connection) *connection.Record {
		return &connection.Record{ConnectionID: "lost", Environment: env.Staging}
	}); err != nil {
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

// TestEraseAsksTheKeychain: whatever the files say or do not say, every key of
// this program goes, and that of another does not come into it.
func TestEraseAsksTheKeychain(t *testing.T) {
	list := func(b *bench) string { return filepath.Join(b.dir, "connections.json") }
	for name, before := range map[string]func(*bench) error{
		"the list is damaged": func(b *bench) error { return os.WriteFile(list(b), []byte(`{"version":1,"conn`), 0o600) },
		"the list is empty":   func(b *bench) error { return os.WriteFile(list(b), nil, 0o600) },
		"the list is missing": func(b *bench) error { return os.Remove(list(b)) },
		"all is missing":      func(b *bench) error { return os.RemoveAll(b.dir) },
		"another folder":      func(b *bench) error { return os.Rename(b.dir, b.dir+"-of-before") },
		"put aside long ago": func(b *bench) error {
			return os.Rename(list(b), list(b)+".corrupt-20261123T093005Z")
		},
		"of an earlier version": func(b *bench) error {
			b.keys.store(keystore.EarlierSlot("earlier"), secret.New(canary))
			return nil
		},
		"the history is too large": func(b *bench) error { return os.Truncate(filepath.Join(b.dir, "history.jsonl"), 17<<20) },
		"the history is no file": func(b *bench) error {
			history := filepath.Join(b.dir, "history.jsonl")
			return errors.Join(os.Remove(history), os.Mkdir(history, 0o700))
		},
		"the key of a connection says it is not kept": func(b *bench) error {
			_, err := b.store.Update(b.list()[0].ID, func(c *connection.Connection) { c.KeyKept = false })
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			b, _ := newEraseBench(t)
			if err := before(b); err != nil {
				t.Fatal(err)
			}
			held := len(b.keys.held())
			r := b.eraseAll()
			if !r.Proven() || !r.Searched || r.Keys != held || held < 2 {
				t.Errorf("report %+v, %d keys before", r, held)
			}
			b.wantHeld()
			if got := b.files(); got != nil {
				t.Errorf("files %q", got)
			}
			title, lines := report.Erased(r, eraseWords(t))
			if title != "Everything is removed" || !slices.Contains(lines, "Then the keychain was searched once more. No other key of this app was found.") {
				t.Errorf("%s: %q", title, lines)
			}
		})
	}
}

// TestEraseWhileAnotherCopySaves: a key that another copy of the program keeps
// after the keychain was searched goes too, or is said to be left.
func TestEraseWhileAnotherCopySaves(t *testing.T) {
	for name, tt := range map[string]struct {
		after func(*fakeKeystore) // the files went
		left  bool
		says  string
	}{
		"it goes":     {func(*fakeKeystore) {}, false, "3 keys are gone from the keychain."},
		"it is kept":  {func(k *fakeKeystore) { refuseAll(k, keystore.Locked); k.search = nil }, true, "is still in the keychain. The keychain is locked."},
		"not to know": {func(k *fakeKeystore) { refuseAll(k, keystore.TimedOut) }, true, "so whether it holds a key of this app is not known."},
	} {
		t.Run(name, func(t *testing.T) {
			b, disk := newEraseBench(t)
			other := benchIn(t, b.dir, b.keys)
			disk.erase = func() (connection.Wiped, error) {
				other.newSave("empty-company")
				disk.erase = nil
				wiped, err := disk.Erase()
				tt.after(b.keys)
				return wiped, err
			}
			r := b.eraseAll()
			title, lines := report.Erased(r, eraseWords(t))
			all := strings.Join(lines, "\n")
			if r.Everything() == tt.left || (title == "Everything is removed") == tt.left || !strings.Contains(all, tt.says) ||
				strings.Contains(all, "No file was removed") || strings.Contains(all, "searched once more") == tt.left {
				t.Errorf("%s\n%s\nreport %+v", title, all, r)
			}
			if held := b.keys.held(); (len(held) > 0) != tt.left {
				t.Errorf("%d keys are held", len(held))
			}
			if b.files() != nil {
				t.Errorf("files %q", b.files())
			}
		})
	}
}

// TestEraseWordsAreWhatWasSeen: nothing is said of the keychain that was not
// looked for there.
func TestEraseWordsAreWhatWasSeen(t *testing.T) {
	const none, untold = "The keychain was searched for keys of this app. None was found.", "so whether it holds a key of this app is not known"
	for name, tt := range map[string]struct {
		prepare func(*bench, *fakeKeystore)
		title   string
		says    []string
		gone    bool // the files
		proven  bool
	}{
		"nothing there": {nil, "Everything is removed", []string{none}, true, true},
		"KeePassXC": {func(_ *bench, k *fakeKeystore) { k.bin = "KeePassXC" }, "Everything is removed",
			[]string{none, "KeePassXC moves deleted keys to its recycle bin, with their earlier versions. Empty the bin there."}, true, true},
		"no keychain":    {func(_ *bench, k *fakeKeystore) { refuseAll(k, keystore.Unavailable) }, "The files are removed; the keychain did not answer", []string{untold, "This computer has no keychain."}, true, false},
		"locked":         {func(_ *bench, k *fakeKeystore) { refuseAll(k, keystore.Locked) }, "Nothing was removed", []string{untold, "The keychain is locked."}, false, false},
		"denied":         {func(_ *bench, k *fakeKeystore) { refuseAll(k, keystore.Denied) }, "Nothing was removed", []string{untold}, false, false},
		"no answer":      {func(_ *bench, k *fakeKeystore) { refuseAll(k, keystore.TimedOut) }, "Nothing was removed", []string{untold}, false, false},
		"something else": {func(_ *bench, k *fakeKeystore) { refuseAll(k, keystore.Other) }, "Nothing was removed", []string{untold}, false, false},
		"no answer the second time": {func(b *bench, k *fakeKeystore) {
			b.keys.store(keystore.Slot{Environment: env.Demo, Connection: "left over"}, secret.New(canary))
			searches := 0
			k.search = func(context.Context) (keystore.Found, error) {
				if searches++; searches > 1 {
					return keystore.Found{}, trouble(keystore.TimedOut)
				}
				return keystore.Found{Slots: []keystore.Slot{{Environment: env.Demo, Connection: "left over"}}}, nil
			}
		}, "Not everything could be removed", []string{untold, "1 key is gone from the keychain."}, false, false},
		"one comes back": {func(b *bench, k *fakeKeystore) {
			k.search = func(context.Context) (keystore.Found, error) {
				return keystore.Found{Slots: []keystore.Slot{{Environment: env.Demo, Connection: "stubborn"}}}, nil
			}
		}, "Not everything could be removed", []string{"The key of “stubborn” is still in the keychain."}, false, false},
		"damaged, and no keychain": {func(b *bench, k *fakeKeystore) {
			text := `{"version":1,"connections":[{"id":"one","name":"Nordhavn","environment":"staging","keyKept":true},{`
			if err := os.WriteFile(filepath.Join(b.dir, "connections.json"), []byte(text), 0o600); err != nil {
				b.t.Fatal(err)
			}
			refuseAll(k, keystore.Unavailable)
		}, "Nothing was removed", []string{"The key of “Nordhavn” is still in the keychain."}, false, false},
		"of a newer version": {func(b *bench, k *fakeKeystore) {
			b.keys.store(keystore.Slot{Environment: env.Demo, Connection: "of the list"}, secret.New(canary))
			if err := os.WriteFile(filepath.Join(b.dir, "connections.json"), []byte(`{"version":99}`), 0o600); err != nil {
				b.t.Fatal(err)
			}
		}, "Nothing was removed", []string{"No key was removed either", "Move the file connections.json out of this app's folder"}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			disk, keys := &eraser{}, &fakeKeystore{keys: map[keystore.Slot]secret.Key{}}
			b := benchIn(t, filepath.Join(t.TempDir(), "own"), keys, func(d *Deps) {
				disk.faulty = d.Connections.(*faulty)
				d.Eraser = disk
			})
			if err := os.WriteFile(filepath.Join(b.dir, "window.json"), []byte("{}"), 0o600); err != nil {
				t.Fatal(err)
			}
			if tt.prepare != nil {
				tt.prepare(b, keys)
			}
			r := b.eraseAll()
			title, lines := report.Erased(r, eraseWords(t))
			all := strings.Join(lines, "\n")
			if title != tt.title || r.Proven() != tt.proven || (b.files() == nil) != tt.gone {
				t.Errorf("%s\n%s\nfiles %q, report %+v", title, all, b.files(), r)
			}
			for _, says := range tt.says {
				if !strings.Contains(all, says) {
					t.Errorf("it does not say %q: %s", says, all)
				}
			}
			if !tt.proven && (strings.Contains(all, none) || strings.Contains(all, "No other key of this app was found")) {
				t.Errorf("it swears to what it does not know: %s", all)
			}
		})
	}
}

// TestEraseReadsEachKnownPlace, should the search of a keychain miss a key; what
// could not be read is not proven.
func TestEraseReadsEachKnownPlace(t *testing.T) {
	b, _ := newEraseBench(t)
	b.keys.search = func(context.Context) (keystore.Found, error) { return keystore.Found{}, nil }
	if r := b.eraseAll(); !r.Proven() || r.Keys != 2 {
		t.Errorf("missed by the search: %+v", r)
	}
	b.wantHeld()
	b, _ = newEraseBench(t)
	b.keys.search = func(context.Context) (keystore.Found, error) { return keystore.Found{}, nil }
	b.keys.get = func(context.Context, keystore.Slot) (secret.Key, error) {
		return secret.Key{}, trouble(keystore.Locked)
	}
	if r := b.eraseAll(); r.Left == nil || r.Left.Finding.Kind != check.KeychainLocked || b.files() == nil {
		t.Errorf("not read: %+v", r)
	}
	for _, con := range b.list() {
		b.edit(con.ID, func(con *connection.Connection) { con.KeyKept = false })
	}
	if r := b.eraseAll(); r.Proven() || !r.Everything() || r.Unproven != 2 {
		t.Errorf("not read, and not known to be kept: %+v", r)
	}
}

// TestNothingBeginsWhileErasing, whatever the form offers.
func TestNothingBeginsWhileErasing(t *testing.T) {
	b, _ := newEraseBench(t)
	b.edit(b.State().Selected, func(con *connection.Connection) { con.Scopes = nil })
	b.Rotation.Begin()
	b.Erase.Begin()
	if !b.State().CanCheckOldKey() {
		t.Fatal("nothing is offered: this test shows nothing")
	}
	b.Rotation.CheckOldKey()
	if b.State().Activity != Idle || len(b.work) != 1 {
		t.Errorf("activity %d, %d pieces of work", b.State().Activity, len(b.work))
	}
	b.run()
	if b.files() != nil {
		t.Errorf("files %q", b.files())
	}
}

// TestEraseNotDuringCheckAll, whose results would be written again.
func TestEraseNotDuringCheckAll(t *testing.T) {
	b, _ := newEraseBench(t)
	b.All.Check()
	for _, stage := range []string{"running", "cancelled"} {
		b.Erase.Begin()
		if b.Erase.Can() || b.State().Erasing.Running {
			t.Fatalf("%s: it began during a check of all", stage)
		}
		b.All.Cancel()
	}
	b.run()
	if r := b.eraseAll(); !r.Proven() || b.files() != nil {
		t.Errorf("afterwards: %+v, %q", r, b.files())
	}
}

// TestEraseComesLast: what was begun before is written before, what is begun
// meanwhile is not written at all, and the folder does not come back.
func TestEraseComesLast(t *testing.T) {
	b, _ := newEraseBench(t)
	con := b.list()[0]
	writes := 0
	settings := func() {
		writes++
		if err := os.MkdirAll(b.dir, 0o700); err != nil {
			t.Error(err)
		}
		if err := os.WriteFile(filepath.Join(b.dir, "window.json"), []byte("{}"), 0o600); err != nil {
			t.Error(err)
		}
	}
	b.Connections.Rename(con.ID, "Before")
	b.Settings.Keep(settings)
	b.Settings.Keep(settings)
	b.Erase.Begin()
	if len(b.work) != 2 {
		t.Fatalf("%d pieces of work: it did not wait", len(b.work))
	}
	b.doWork()
	b.doUI()
	if got := b.list()[0].Name; got != "Before" && b.list()[1].Name != "Before" {
		t.Errorf("the name is %q", got)
	}
	b.doWork()
	b.doUI()
	if len(b.work) != 1 || !b.State().Erasing.Running {
		t.Fatalf("%d pieces of work", len(b.work))
	}
	// Meanwhile somebody presses everything there is.
	b.Connections.Rename(con.ID, "After")
	b.Leak.Tick("tell", true)
	b.Connections.Delete(con.ID)
	b.History.EraseAll()
	b.All.Check()
	b.Check.Run(story(t, "full-access"))
	b.Saving.Save()
	b.Settings.Keep(settings)
	b.Close()
	b.Settings.Keep(settings) // as the window does when it is left
	if len(b.work) != 1 {
		t.Errorf("%d pieces of work: something else began", len(b.work))
	}
	b.run()
	if r := b.state.Erasing; r.Report == nil || !r.Report.Proven() || !r.Gone || r.Running {
		t.Errorf("%+v", r)
	}
	if b.files() != nil || writes != 1 {
		t.Errorf("files %q, %d writes", b.files(), writes)
	}
	b.wantHeld()
}

// TestEraseRefusedGoesOn: what was pressed meanwhile is done where everything
// stays.
func TestEraseRefusedGoesOn(t *testing.T) {
	b, _ := newEraseBench(t)
	con := b.list()[0]
	b.keys.search = func(context.Context) (keystore.Found, error) { return keystore.Found{}, trouble(keystore.Locked) }
	b.Erase.Begin()
	written := false
	b.Connections.Rename(con.ID, "Meanwhile")
	b.Settings.Keep(func() { written = true })
	b.run()
	if got, err := b.store.Get(con.ID); err != nil || got.Name != "Meanwhile" || !written || b.State().Erasing.Report.Everything() {
		t.Errorf("name %q, %v, written %v", got.Name, err, written)
	}
}

// TestKeep: small writes are never made on the goroutine that asks, and one after
// the other, in their order.
func TestKeep(t *testing.T) {
	b := newBench(t)
	var done []int
	for i := range 3 {
		b.Settings.Keep(func() { done = append(done, i) })
	}
	for i := range 3 {
		if len(done) != i || len(b.work) != 1 {
			t.Fatalf("done %v, %d wait for the disk", done, len(b.work))
		}
		b.doWork()
		b.doUI()
	}
	b.Close()
	b.Settings.Keep(func() { done = append(done, 3) })
	b.run()
	if !slices.Equal(done, []int{0, 1, 2, 3}) {
		t.Errorf("done %v", done)
	}
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
	b.Connections.New()
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
	b.Connections.New()
	b.Check.Run(story(t, "empty-company"))
	b.Erase.Begin()
	if b.Erase.Can() || b.State().Erasing.Running {
		t.Error("it began during a check")
	}
	b.run()
	b.Guide.Tick(guide.At("before.role"), true)
	b.Erase.Begin()
	if !b.State().Erasing.Running {
		t.Fatal("it did not begin")
	}
	b.Check.Run(story(t, "full-access"))
	if b.State().Activity != Idle {
		t.Error("a check began meanwhile")
	}
	b.run()
	b.wantHeld()
	if without := newBench(t); without.Erase.Can() {
		t.Error("it is offered where it cannot be done")
	}
}
