package app

import (
	"context"
	"maps"
	"slices"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
	"pleokeycheck/pleoclient"
)

// Connections is what the controller needs of the saved connections. Its
// methods touch the disk.
type Connections interface {
	service.Connections
	All(limit int) ([]connection.Record, error)
	Erase(r connection.Record) error
	EraseHistory(id string) error
	EraseAll() error
	Warnings() []connection.Warning
}

// Story is a demo key with the company ID that goes with it.
type Story struct {
	ID, Key, CompanyID string
}

// Deps are what the controller works with.
type Deps struct {
	Keystore    service.Keystore
	Connections Connections
	// Show renders the state. It is called on the UI goroutine.
	Show func(State)
	// Go runs work that may wait; UI brings a function to the UI goroutine.
	Go, UI func(func())
	// After runs a function on the UI goroutine after a time, unless stopped.
	// Nil for the real clock and UI.
	After func(time.Duration, func()) (stop func())
	// Check and Identify run a check; check.Run and check.Identify.
	Check, Identify func(context.Context, check.Input, check.Options) *check.Result
	// Permissions tries every operation, and Fetch sends one request;
	// check.Permissions and check.Fetch.
	Permissions, Fetch func(context.Context, check.Input, check.Options) *check.Result
	// Demo starts the demo server, once, and returns its base URL.
	Demo    func() (string, error)
	Stories []Story
	// CustomURL is the base URL of a custom server; empty without one.
	CustomURL string
	// Environment is the one to begin with; empty for env.Staging.
	Environment string
	// Story is the demo key to begin with; empty for none.
	Story  string
	Client []pleoclient.Option
	Now    func() time.Time

	// Marks are those that were kept; Mark keeps more, or takes them away. It
	// touches the disk. Nil to keep none.
	Marks []string
	Mark  func(on bool, ids ...string) error
	// Greet shows the welcome to somebody who has not seen it and has no saved
	// connection.
	Greet bool
	// Eraser removes everything; nil where that is not offered.
	Eraser service.Eraser
}

// service is what checks and keys are handled with.
func (d Deps) service() service.Service {
	return service.Service{Keystore: d.Keystore, Connections: d.Connections, Check: d.Check, Demo: d.Demo, Client: d.Client, Now: d.Now}
}

// Controller owns the state of the window. See the package comment for who may
// call it.
type Controller struct {
	d     Deps
	state State
	// generation is raised by everything that makes running work stale.
	generation int
	cancel     context.CancelFunc
	// cancelled is the generation that the person cancelled.
	cancelled int
	// edited is true where the key field changed since the check began.
	edited bool
	closed bool
	// session holds the keys that could not go to the keychain, by the
	// place that each would have there.
	session map[keystore.Slot]secret.Key
	// pending is the key of the last check while a question about it is open.
	pending pending
	// inside is the key found inside pasted text, until taken.
	inside secret.Key
	// asIs is true where the person wants the typed key sent as it is.
	asIs bool
	// pasted recognises what may still be in the clipboard.
	pasted pasted
	// known recognises keys that are no longer held.
	known fingerprints
	// showing is the exchange that was last asked for.
	showing *pleoclient.Exchange
	// layout is how answers are laid out; laying and searching number the work
	// on them, which the two functions give up.
	layout                 layout
	laying, searching      int
	stopLayout, stopSearch context.CancelFunc
	// pages is what another page of the answer is asked for with.
	pages pages
	// reading numbers the readings of the saved connections.
	reading int
	// stopTick stops the next tick; nil where no offer has to wait.
	stopTick func()
	// unsaved are this session's checks of keys that are not kept, newest first.
	unsaved []unsavedCheck
	// past numbers the readings of the history.
	past int
	// round is the check of all connections that runs, and cancelRound ends it;
	// nil for none.
	round       *service.Round
	cancelRound context.CancelFunc
	// told are the warnings that were shown.
	told map[connection.Warning]bool
	// reminded is the local date on which expiry dates were last looked at.
	reminded string
	// leak is the leak list of no connection: it lasts as long as the window.
	leak connection.Leak
	// passing numbers what was written to be passed on.
	passing int
	// writes are small things that are not on disk yet, the first on its way.
	writes []func()
	// working counts what runs off the UI goroutine, with what is to come of it.
	working int
	// later is what was begun while everything was being removed.
	later []func()
	// greeting is true until it is known whether the welcome may stay.
	greeting bool
}

// pending is a checked key about which something may still be decided.
type pending struct {
	service.Checked
	// same is true where the key is the very one that it was to replace.
	same bool
}

// New makes a controller. Start must be called before anything else.
func New(d Deps) *Controller {
	if d.After == nil {
		d.After = func(wait time.Duration, f func()) func() {
			t := time.AfterFunc(wait, func() { d.UI(f) })
			return func() { t.Stop() }
		}
	}
	c := &Controller{d: d, session: map[keystore.Slot]secret.Key{}, known: fingerprints{}, told: map[connection.Warning]bool{}}
	c.state.Environments = env.All()
	if d.CustomURL != "" {
		c.state.Environments = append(c.state.Environments, env.Custom)
		c.state.CustomURL = d.CustomURL
	}
	c.state.Environment = c.firstEnvironment()
	c.state.Marks = d.Marks
	c.state.Guide.At = guide.Anchor{Step: guide.Request}
	return c
}

// firstEnvironment is the one that the program was started with.
func (c *Controller) firstEnvironment() string {
	switch {
	case c.d.CustomURL != "":
		return env.Custom
	case slices.Contains(c.state.Environments, c.d.Environment):
		return c.d.Environment
	}
	return env.Staging
}

// Start shows the first state and reads the saved connections.
func (c *Controller) Start() {
	c.greet()
	c.show()
	c.UseStory(c.d.Story)
	c.reload()
}

// Close cancels what runs, lets go of every key, and shows nothing any more.
// What is being saved is still saved.
func (c *Controller) Close() {
	c.stop()
	c.CancelAll()
	c.closed = true
	c.clearOutcome()
	c.state.Fill.Key = nil
	clear(c.session)
}

// Open shows another view. What runs goes on.
func (c *Controller) Open(view View) {
	if c.state.View != view {
		c.state.View = view
		c.show()
	}
}

// State is a copy of the state.
func (c *Controller) State() State { return c.state }

func (c *Controller) show() {
	if !c.closed {
		c.state.Now = c.d.Now()
		c.settleRotation()
		c.settleLeak()
		c.d.Show(c.state)
	}
}

// stop cancels what runs and makes its outcome stale. What is being saved goes
// on, and is seen in the list.
func (c *Controller) stop() {
	c.generation++
	c.state.Quiet = false
	if c.cancel != nil {
		c.cancel()
		c.cancel = nil
	}
	c.state.Activity = Idle
	if c.state.Saving.Status == SavingNow {
		c.state.Saving = Saving{}
	}
}

// busy reports whether a new check has to wait: another one runs, or its key is
// being saved, or everything is being removed.
func (c *Controller) busy() bool {
	return c.state.Activity != Idle || c.state.Saving.Status == SavingNow || c.state.Erasing.Running
}

// begin cancels what runs and starts work of a new generation: work runs off
// the UI goroutine, and done, if nothing newer began meanwhile, on it.
func begin[T any](c *Controller, a Activity, work func(ctx context.Context, step func(check.Step)) T, done func(T)) {
	if c.state.Erasing.Running {
		return
	}
	c.stop()
	c.leaveWelcome()
	c.state.Guide.Open = false
	generation := c.generation
	ctx, cancel := context.WithCancel(context.Background())
	c.cancel = cancel
	c.state.Activity = a
	c.show()
	step := func(s check.Step) {
		c.d.UI(func() {
			if c.generation == generation {
				c.step(s)
			}
		})
	}
	offUI(c, func() T { return work(ctx, step) }, func(outcome T) {
		cancel()
		if c.generation != generation {
			return
		}
		c.cancel = nil
		c.state.Activity = Idle
		done(outcome)
	})
}

// step puts a step into the receipt.
func (c *Controller) step(s check.Step) {
	if c.state.Activity == ReadingKeychain {
		c.state.Activity = Checking
	}
	steps := append([]check.Step(nil), c.state.Steps...)
	for i := range steps {
		if steps[i].Name == s.Name {
			steps[i] = s
			c.state.Steps = steps
			c.show()
			return
		}
	}
	c.state.Steps = append(steps, s)
	c.show()
}

// background runs disk or keychain work that no newer press makes stale, and
// applies its outcome on the UI goroutine. While everything is being removed it
// waits, and is dropped if everything went.
func background[T any](c *Controller, work func(ctx context.Context) T, done func(T)) {
	start := func() { offUI(c, func() T { return work(context.Background()) }, done) }
	if c.state.Erasing.Running {
		c.later = append(c.later, start)
		return
	}
	start()
}

// offUI runs work off the UI goroutine and done on it. Nothing else of the
// controller does, but for the check of all connections.
func offUI[T any](c *Controller, work func() T, done func(T)) {
	c.working++
	c.d.Go(func() {
		outcome := work()
		c.d.UI(func() {
			c.working--
			done(outcome)
			c.eraseWhenIdle()
		})
	})
}

// notice adds something to know, in the place of what was said of the same
// thing before.
func (c *Controller) notice(n Notice) {
	others := slices.DeleteFunc(slices.Clone(c.state.Notices), func(old Notice) bool {
		return old.ID == n.ID && maps.Equal(old.Facts, n.Facts)
	})
	c.state.Notices = append(others, n)
}

// DismissNotices clears the notices.
func (c *Controller) DismissNotices() {
	c.state.Notices = nil
	c.show()
}

// fill hands the form new values.
func (c *Controller) fill(f Fill) {
	f.Revision = c.state.Fill.Revision + 1
	c.state.Fill = f
}

// clearOutcome takes the last answer off the screen, with the key that was
// held for a question about it.
func (c *Controller) clearOutcome() {
	c.pending = pending{}
	c.inside = secret.Key{}
	c.dropAnswer()
	c.state.Steps, c.state.Result, c.state.Offers, c.state.Choices = nil, nil, nil, nil
	c.state.Saving = Saving{}
	c.state.Rotation = c.state.Rotation.again()
	c.state.Passing = Passing{Folder: c.state.Passing.Folder}
	c.tick()
	c.state.KeyNote, c.state.CompanyNote = Note{}, Note{}
	c.state.KeyProblem, c.state.CompanyProblem, c.state.ParamProblems = nil, nil, nil
	c.clearAbout()
}

func ptr[T any](v T) *T { return &v }
