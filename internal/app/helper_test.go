package app

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

const (
	// someID is the company of most of the demo's keys.
	someID  = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"
	otherID = "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"

	canary      = "canary-key-that-is-fake-and-long-7777"
	otherCanary = "another-canary-key-also-fake-8888"
)

var epoch = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// fakeKeystore is a keychain in memory; each operation can be replaced.
type fakeKeystore struct {
	mu    sync.Mutex
	keys  map[keystore.Slot]secret.Key
	calls []string

	get func(context.Context, keystore.Slot) (secret.Key, error)
	set func(context.Context, keystore.Slot, secret.Key) error
	del func(context.Context, keystore.Slot) error

	search func(context.Context) (keystore.Found, error)
	bin    string // what search answers
}

func trouble(kind keystore.Kind) error {
	return &keystore.Error{Op: "fake", Kind: kind, Err: fmt.Errorf("fake trouble")}
}

func (f *fakeKeystore) note(call string, s keystore.Slot) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call+" "+s.Environment)
}

func (f *fakeKeystore) Get(ctx context.Context, s keystore.Slot) (secret.Key, error) {
	f.note("get", s)
	if f.get != nil {
		return f.get(ctx, s)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if k, ok := f.keys[s]; ok {
		return k, nil
	}
	if s.Server != "" {
		return secret.Key{}, &keystore.Error{Op: "fake", Kind: keystore.NotFound, Err: keystore.ErrServer}
	}
	return secret.Key{}, trouble(keystore.NotFound)
}

func (f *fakeKeystore) Set(ctx context.Context, s keystore.Slot, k secret.Key) error {
	f.note("set", s)
	if f.set != nil {
		return f.set(ctx, s, k)
	}
	f.store(s, k)
	return nil
}

func (f *fakeKeystore) store(s keystore.Slot, k secret.Key) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.keys[s] = k
}

func (f *fakeKeystore) Delete(ctx context.Context, s keystore.Slot) error {
	f.note("delete", s)
	if f.del != nil {
		return f.del(ctx, s)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.keys, s)
	return nil
}

func (f *fakeKeystore) Search(ctx context.Context) (keystore.Found, error) {
	f.note("search", keystore.Slot{})
	if f.search != nil {
		return f.search(ctx)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	found := keystore.Found{Bin: f.bin}
	for slot := range f.keys {
		found.Slots = append(found.Slots, slot)
	}
	slices.SortFunc(found.Slots, func(a, b keystore.Slot) int {
		return cmp.Or(cmp.Compare(a.Environment, b.Environment), cmp.Compare(a.Server, b.Server), cmp.Compare(a.Connection, b.Connection))
	})
	return found, nil
}

// held lists the texts of the keys in the keychain.
func (f *fakeKeystore) held() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []string
	for _, k := range f.keys {
		all = append(all, k.Reveal())
	}
	slices.Sort(all)
	return all
}

func refuseAll(f *fakeKeystore, kind keystore.Kind) {
	f.get = func(context.Context, keystore.Slot) (secret.Key, error) { return secret.Key{}, trouble(kind) }
	f.set = func(context.Context, keystore.Slot, secret.Key) error { return trouble(kind) }
	f.del = func(context.Context, keystore.Slot) error { return trouble(kind) }
	f.search = func(context.Context) (keystore.Found, error) { return keystore.Found{}, trouble(kind) }
}

// faulty is the real store with operations that a test makes fail.
type faulty struct {
	*connection.Store
	list     func() ([]connection.Connection, error)
	add      func(connection.Connection) (connection.Connection, error)
	update   func(string, func(*connection.Connection)) (connection.Connection, error)
	del      func(string) error
	warnings []connection.Warning
	note     error // of Note
}

func (f *faulty) List() ([]connection.Connection, error) {
	if f.list != nil {
		return f.list()
	}
	return f.Store.List()
}

func (f *faulty) Add(c connection.Connection) (connection.Connection, error) {
	if f.add != nil {
		return f.add(c)
	}
	return f.Store.Add(c)
}

func (f *faulty) Update(id string, change func(*connection.Connection)) (connection.Connection, error) {
	if f.update != nil {
		return f.update(id, change)
	}
	return f.Store.Update(id, change)
}

func (f *faulty) Note(ids []string, change func(*connection.Connection) *connection.Record) ([]string, error) {
	if f.note != nil {
		return nil, f.note
	}
	return f.Store.Note(ids, change)
}

// History gives the records of one connection, newest first; at most limit where
// that is over 0.
func (f *faulty) History(id string, limit int) (list []connection.Record, err error) {
	all, err := f.All(0)
	for _, r := range all {
		if r.ConnectionID == id && (limit < 1 || len(list) < limit) {
			list = append(list, r)
		}
	}
	return list, err
}

func (f *faulty) Delete(id string) error {
	if f.del != nil {
		return f.del(id)
	}
	return f.Store.Delete(id)
}

func (f *faulty) Warnings() []connection.Warning {
	return append(f.Store.Warnings(), f.warnings...)
}

// bench is a controller whose runners are queues that a test steps through:
// work that the controller gave to Deps.Go, and functions for the UI.
type bench struct {
	*Controller
	t     *testing.T
	dir   string
	keys  *fakeKeystore
	store *faulty
	work  []func()
	ui    []func()
	// secrets are looked for in every state that is shown.
	secrets *secret.Redactor
	shown   int
}

// newBench starts a controller in the demo environment over the real store,
// the real check and the demo server. change alters what it works with.
func newBench(t *testing.T, change ...func(*Deps)) *bench {
	t.Helper()
	return benchIn(t, t.TempDir(), &fakeKeystore{keys: map[keystore.Slot]secret.Key{}}, change...)
}

func benchIn(t *testing.T, dir string, keys *fakeKeystore, change ...func(*Deps)) *bench {
	t.Helper()
	store, err := connection.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := []secret.Key{secret.New(canary), secret.New(otherCanary)}
	var stories []Story
	for _, s := range demo.Stories() {
		all = append(all, secret.New(s.Key))
		stories = append(stories, Story{ID: s.ID, Key: s.Key, CompanyID: s.CompanyID})
	}
	server := httptest.NewServer(demo.Handler(demo.WithSlowDelay(0)))
	t.Cleanup(server.Close)
	b := &bench{t: t, dir: dir, keys: keys, store: &faulty{Store: store}, secrets: secret.NewRedactor(all...)}
	d := Deps{
		Keystore: keys, Connections: b.store, Show: b.see,
		Go:    func(f func()) { b.work = append(b.work, f) },
		UI:    func(f func()) { b.ui = append(b.ui, f) },
		After: func(time.Duration, func()) func() { return func() {} },
		Check: check.Run, Identify: check.Identify, Permissions: check.Permissions, Fetch: check.Fetch,
		Demo:    func() (string, error) { return server.URL, nil },
		Stories: stories, Environment: env.Demo,
		Now: func() time.Time { return epoch },
	}
	for _, f := range change {
		f(&d)
	}
	b.Controller = New(d)
	b.Start()
	b.run()
	return b
}

// elsewhere is another copy of the program, over the same disk and keychain, with a
// connection in its form.
func (b *bench) elsewhere(con connection.Connection) *bench {
	b.t.Helper()
	other := benchIn(b.t, b.dir, b.keys)
	other.Connections.Select(con.ID)
	return other
}

// meanwhile checks the connection in the form, while another copy does something.
func (b *bench) meanwhile(do func(other *bench)) {
	b.t.Helper()
	b.Check.Run(Form{CompanyID: someID})
	b.doWork()
	other := benchIn(b.t, b.dir, b.keys)
	do(other)
	other.run()
	b.run()
}

// see looks for keys in what is shown.
func (b *bench) see(s State) {
	b.shown++
	data, err := json.Marshal(s)
	if err != nil {
		b.t.Errorf("the state cannot be walked: %v", err)
	}
	for _, text := range []string{fmt.Sprintf("%+v", s), fmt.Sprintf("%#v", s), string(data)} {
		if b.secrets.Contains(text) {
			b.t.Errorf("a key is in the state: %s", b.secrets.String(text))
		}
	}
}

// doWork does the oldest piece of work; what it has for the UI waits.
func (b *bench) doWork() {
	b.t.Helper()
	if len(b.work) == 0 {
		b.t.Fatal("there is no work")
	}
	f := b.work[0]
	b.work = b.work[1:]
	f()
}

// doUI runs everything that waits for the UI.
func (b *bench) doUI() {
	for len(b.ui) > 0 {
		f := b.ui[0]
		b.ui = b.ui[1:]
		f()
	}
}

// run does all work and all that comes of it.
func (b *bench) run() {
	for len(b.work) > 0 || len(b.ui) > 0 {
		b.doUI()
		if len(b.work) > 0 {
			b.doWork()
		}
	}
}

// form is what a person enters: a key and a company ID, to be kept.
func form(key, company string) Form {
	return Form{Key: secret.New(key), CompanyID: company, Entered: connection.Entered{Operation: check.DefaultOperation()}, Keep: true}
}

// dated is a form that says nothing but when the key expires.
func dated(on string) Form { return Form{Entered: connection.Entered{ExpiresOn: on}} }

// filled is what the form was filled with last; nil where it stays as typed.
type filled struct {
	Key                             *secret.Key
	CompanyID, Operation, ExpiresOn *string
	Keep                            *bool
	Story                           string
}

func (b *bench) filled() (out filled) {
	change := b.State().Fill.Change
	if change == nil {
		return out
	}
	// What the change leaves alone differs between the two.
	one := Form{Key: secret.New("typed-fake-one"), CompanyID: "one", Entered: connection.Entered{Operation: "one", ExpiresOn: "one"}}
	two := Form{Key: secret.New("typed-fake-two"), CompanyID: "two", Entered: connection.Entered{Operation: "two", ExpiresOn: "two"}, Keep: true}
	change(&one)
	change(&two)
	if one.Key.Equal(two.Key) {
		out.Key, out.Story = &one.Key, one.Story
	}
	set := func(to **string, a, b string) {
		if a == b {
			*to = &a
		}
	}
	set(&out.CompanyID, one.CompanyID, two.CompanyID)
	set(&out.Operation, one.Operation, two.Operation)
	set(&out.ExpiresOn, one.ExpiresOn, two.ExpiresOn)
	if one.Keep == two.Keep {
		out.Keep = &one.Keep
	}
	return out
}

func story(t *testing.T, id string) Form {
	t.Helper()
	for _, s := range demo.Stories() {
		if s.ID == id {
			return form(s.Key, s.CompanyID)
		}
	}
	t.Fatalf("no story %s", id)
	return Form{}
}

// check presses Check and lets everything happen.
func (b *bench) check(f Form) {
	b.Check.Run(f)
	b.run()
}

// replace checks a story as the new key of the connection in the form, and
// agrees that it may do less.
func (b *bench) replace(f Form) {
	b.t.Helper()
	b.Rotation.Begin()
	b.check(f)
	if b.State().Saving.Status == AskToReplace {
		b.Saving.Save()
		b.run()
	}
}

// save checks a story and gives the connection that came of it.
func (b *bench) save(id string) connection.Connection {
	b.t.Helper()
	b.check(story(b.t, id))
	con, ok := b.State().Selection()
	if !ok {
		b.t.Fatalf("nothing was saved: %+v", b.State().Saving)
	}
	return con
}

// list reads the saved connections from disk.
func (b *bench) list() []connection.Connection {
	b.t.Helper()
	list, err := b.store.Store.List()
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

// noKeyOnDisk looks through everything in the folder of the store.
func (b *bench) noKeyOnDisk() {
	b.t.Helper()
	err := filepath.WalkDir(b.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if b.secrets.Contains(string(data)) || b.secrets.Contains(path) {
			b.t.Errorf("a key is in %s", d.Name())
		}
		return err
	})
	if err != nil {
		b.t.Error(err)
	}
}

func (b *bench) wantSaving(status SavingStatus) Saving {
	b.t.Helper()
	s := b.State().Saving
	if s.Status != status {
		b.t.Errorf("saving is %d, want %d (%+v)", s.Status, status, s.Finding)
	}
	return s
}

func (b *bench) wantNotices(ids ...string) {
	b.t.Helper()
	var got []string
	for _, n := range b.State().Notices {
		got = append(got, n.ID)
	}
	if !slices.Equal(got, ids) {
		b.t.Errorf("notices %v, want %v", got, ids)
	}
}

func (b *bench) wantKey(source KeySource, hint string) {
	b.t.Helper()
	if k := b.State().Key; k.Source != source || k.Hint != hint {
		b.t.Errorf("key is %+v, want source %d and hint %q", k, source, hint)
	}
}

func (b *bench) wantHeld(keys ...string) {
	b.t.Helper()
	if got := b.keys.held(); !slices.Equal(got, keys) {
		b.t.Errorf("the keychain holds %d keys, want %d", len(got), len(keys))
	}
}

// answering is a check that gives what a test wants, with the facts that every
// result of a check has.
func answering(verdict check.Verdict, kind check.Kind, change ...func(*check.Result)) func(context.Context, check.Input, check.Options) *check.Result {
	return func(ctx context.Context, in check.Input, _ check.Options) *check.Result {
		r := result(in, verdict, kind)
		if ctx.Err() != nil {
			r.Verdict, r.Finding = check.Stopped, check.Finding{Kind: check.Cancelled}
		}
		for _, f := range change {
			f(r)
		}
		return r
	}
}

func checking(f func(context.Context, check.Input, check.Options) *check.Result) func(*Deps) {
	return func(d *Deps) { d.Check, d.Identify = f, f }
}
