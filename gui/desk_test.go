package gui

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/assets"
	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
)

// demoServer serves all tests of this package.
var demoServer *demo.Server

func TestMain(m *testing.M) {
	var err error
	demoServer, err = demo.Start("127.0.0.1:0", demo.WithSlowDelay(time.Millisecond), demo.WithRateLimit(100000))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	if err := demoServer.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = max(status, 1)
	}
	os.Exit(status)
}

// vault is a keychain in memory.
type vault struct {
	keys map[keystore.Slot]secret.Key
	fail error // what every call answers, if set
}

func (v *vault) Get(_ context.Context, slot keystore.Slot) (secret.Key, error) {
	key, ok := v.keys[slot]
	switch {
	case v.fail != nil:
		return secret.Key{}, v.fail
	case !ok:
		return secret.Key{}, &keystore.Error{Op: "get", Kind: keystore.NotFound}
	}
	return key, nil
}

func (v *vault) Set(_ context.Context, slot keystore.Slot, key secret.Key) error {
	if v.fail == nil {
		v.keys[slot] = key
	}
	return v.fail
}

func (v *vault) Delete(_ context.Context, slot keystore.Slot) error {
	if v.fail == nil {
		delete(v.keys, slot)
	}
	return v.fail
}

func (v *vault) Search(context.Context) (keystore.Found, error) {
	if v.fail != nil {
		return keystore.Found{}, v.fail
	}
	return keystore.Found{Slots: slices.Collect(maps.Keys(v.keys))}, nil
}

// desk is the window with everything behind it, driven as a person would. Work
// runs at once, on the calling goroutine, unless it is held.
type desk struct {
	t       *testing.T
	app     fyne.App
	words   *message.Catalogue
	win     *Window
	control *app.Controller
	vault   *vault
	held    bool
	closed  bool
	queue   []func()
	dir     string          // of the saved connections
	marks   map[string]bool // what was kept of them
	timers  []func()
	later   time.Duration // that the clock of the controller is ahead
	// check is what a check does; check.Run unless a test sets another.
	check func(context.Context, check.Input, check.Options) *check.Result
}

var readEnglish = sync.OnceValues(func() (*message.Catalogue, error) { return message.New("en") })

func english(t testing.TB) *message.Catalogue {
	t.Helper()
	words, err := readEnglish()
	if err != nil {
		t.Fatal(err)
	}
	return words.In(time.UTC)
}

// eraser removes the connections of a test.
type eraser struct{ *connection.Store }

func (e eraser) Erase() (connection.Wiped, error) {
	return e.Store.Wipe(func(string) bool { return false })
}

// newDesk opens the window in the demo environment. An empty environment, with
// newDeskOf, is a first start.
func newDesk(t *testing.T) *desk { return newDeskOf(t, env.Demo, "") }

func newDeskOf(t *testing.T, environment, customURL string) *desk {
	t.Helper()
	return newDeskFor(t, english(t), environment, customURL)
}

// newDeskWith opens the window in the demo environment, with these words.
func newDeskWith(t *testing.T, words *message.Catalogue) *desk {
	t.Helper()
	return newDeskFor(t, words, env.Demo, "")
}

func newDeskFor(t *testing.T, words *message.Catalogue, environment, customURL string) *desk {
	t.Helper()
	return newDeskLeft(t, words, environment, customURL, Memory{})
}

// newDeskLeft opens a window that was left like that.
func newDeskLeft(t *testing.T, words *message.Catalogue, environment, customURL string, left Memory) *desk {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pleo-key-check")
	store, err := connection.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, dir: dir, marks: map[string]bool{}, app: test.NewTempApp(t), words: words, vault: &vault{keys: map[keystore.Slot]secret.Key{}}, check: check.Run}
	var stories []app.Story
	var ids []string
	for _, s := range demo.Stories() {
		stories = append(stories, app.Story{ID: s.ID, Key: s.Key, CompanyID: s.CompanyID})
		ids = append(ids, s.ID)
	}
	d.win = New(d.app, d.words, About{Version: "test", Licences: assets.Licences}, ids, left, func(show func(app.State)) *app.Controller {
		d.control = app.New(app.Deps{
			Keystore: d.vault, Connections: store, Show: show,
			Go: func(f func()) {
				d.queue = append(d.queue, f)
				if !d.held {
					d.run()
				}
			},
			UI: func(f func()) { f() },
			After: func(_ time.Duration, f func()) func() {
				d.timers = append(d.timers, f)
				return func() {}
			},
			Check: func(ctx context.Context, in check.Input, o check.Options) *check.Result {
				return d.check(ctx, in, o)
			},
			Identify: check.Identify, Permissions: check.Permissions, Fetch: check.Fetch,
			Demo:    func() (string, error) { return demoServer.URL(), nil },
			Stories: stories, Environment: environment, CustomURL: customURL, Now: func() time.Time { return time.Now().Add(d.later) },
			Eraser: eraser{store}, Greet: environment == "" && customURL == "",
			Mark: func(on bool, ids ...string) error {
				for _, id := range ids {
					d.marks[id] = on
				}
				return nil
			},
		})
		return d.control
	})
	d.control.Start()
	d.win.focusFirst()
	t.Cleanup(d.close)
	return d
}

// close closes the window, once.
func (d *desk) close() {
	if !d.closed {
		d.closed = true
		d.win.window.Close()
	}
}

// run does the work that was held.
func (d *desk) run() {
	for len(d.queue) > 0 {
		f := d.queue[0]
		d.queue = d.queue[1:]
		f()
	}
}

func (d *desk) canvas() fyne.Canvas { return d.win.window.Canvas() }

func (d *desk) resize(width, height float32) { d.win.window.Resize(fyne.NewSize(width, height)) }

// scale shows everything that many times as large.
func (d *desk) scale(by float32) {
	d.app.Settings().SetTheme(kit.Theme{Scale: by})
	d.refresh()
}

// refresh does what the driver does after a change of the theme.
func (d *desk) refresh() {
	refreshAll(d.canvas().Content())
	size := d.canvas().Size()
	d.resize(size.Width+1, size.Height)
	d.resize(size.Width, size.Height)
	d.win.show(d.win.shown)
}

// refreshAll refreshes an object and everything inside it.
func refreshAll(o fyne.CanvasObject) {
	for _, child := range kittest.Children(o) {
		refreshAll(child)
	}
	o.Refresh()
}

// key presses a key on what has the focus, or on the window.
func (d *desk) key(name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := d.canvas().Focused(); f != nil {
		f.TypedKey(e)
		return
	}
	d.canvas().OnTypedKey()(e)
}

// menu chooses an item of the menu by the id of its words.
func (d *desk) menu(id string) {
	d.t.Helper()
	for _, m := range d.win.window.MainMenu().Items {
		for _, item := range m.Items {
			if words, _ := kit.MenuWords(item); words == d.words.Text(id) {
				if item.Disabled {
					d.t.Fatalf("menu item %q is disabled", item.Label)
				}
				item.Action()
				return
			}
		}
	}
	d.t.Fatalf("no menu item %q", id)
}

// press presses, by keyboard, the visible button with these words, which it
// finds by id.
func (d *desk) press(id string) {
	d.t.Helper()
	d.canvas().Focus(d.button(d.words.Text(id)))
	d.key(fyne.KeySpace)
}

// button is the visible button with this text.
func (d *desk) button(text string) *kit.Button {
	d.t.Helper()
	var found *kit.Button
	for _, root := range d.roots() {
		kittest.See(root, func(s kittest.Sight) {
			if b, ok := s.Object.(*kit.Button); ok && b.Text == text {
				found = b
			}
		})
	}
	if found == nil {
		d.t.Fatalf("no button %q on the screen", text)
	}
	return found
}

// roots are the content of the window and everything above it.
func (d *desk) roots() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{d.canvas().Content()}, d.canvas().Overlays().List()...)
}

// tell chooses a demo story and checks its key.
func (d *desk) tell(story string) {
	d.t.Helper()
	for i, id := range d.win.form.story.IDs {
		if id == story {
			d.win.form.story.SetSelectedIndex(i)
			d.win.form.keep.SetChecked(true) // a demo key is kept only where that is asked for
			d.win.form.check.Press()
			return
		}
	}
	d.t.Fatalf("no story %q", story)
}

// typeKey types a key into its field.
func (d *desk) typeKey(key string) {
	d.canvas().Focus(d.win.form.key)
	test.Type(d.win.form.key, key)
}
