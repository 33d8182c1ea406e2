package app

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
)

// core is what every part works with: the state and how it is shown, the keys
// that are held, and what runs.
type core struct {
	d     Deps
	state State
	held  heldKeys
	// running is the work for the form, of which there is one at a time.
	running latest
	// keysCompany is the company ID in the form where the key named it, so that it
	// was compared with nothing; empty where a person entered it.
	keysCompany string
	// cancelled is the number of the work that the person cancelled.
	cancelled int
	closed    bool
	// working counts what runs off the UI goroutine, with what is to come of it.
	working int
	// later is what was begun while everything was being removed.
	later []func()
	on    events
}

// events are what parts do when something happens to what they share.
type events struct {
	show   []func() // the state is about to be shown
	begin  []func() // work for the form begins
	clear  []func() // the last answer goes off the screen
	reload []func() // the saved connections are read again
	list   []func() // another list of connections was put into the state
	idle   []func() // work off the UI goroutine ended
	reset  []func() // everything was removed
}

func each(all []func()) {
	for _, f := range all {
		f()
	}
}

func newCore(d Deps) *core {
	if d.After == nil {
		d.After = func(wait time.Duration, f func()) func() {
			t := time.AfterFunc(wait, func() { d.UI(f) })
			return func() { t.Stop() }
		}
	}
	c := &core{d: d}
	c.held.forget()
	c.state.Environments, c.state.Marks = env.All(), d.Marks
	if d.CustomURL != "" {
		c.state.Environments, c.state.CustomURL = append(c.state.Environments, env.Custom), d.CustomURL
	}
	c.state.Environment = d.firstEnvironment(c.state.Environments)
	return c
}

// open shows another view. What runs goes on.
func (c *core) open(view View) {
	if c.state.View != view {
		c.state.View = view
		c.show()
	}
}

func (c *core) show() {
	if !c.closed {
		c.state.Now = c.d.Now()
		c.state.InMemory = c.held.inMemory(c.state.InMemory)
		each(c.on.show)
		c.d.Show(c.state)
	}
}

// stop cancels what runs and makes its outcome stale. What is being saved goes
// on, and is seen in the list.
func (c *core) stop() {
	c.running.stop()
	c.state.Quiet = false
	c.state.Activity = Idle
	if c.state.Saving.Status == SavingNow {
		c.state.Saving = Saving{}
	}
}

// busy reports whether a new check has to wait: another one runs, or its key is
// being saved, or everything is being removed.
func (c *core) busy() bool {
	return c.state.Activity != Idle || c.state.Saving.Status == SavingNow || c.state.Erasing.Running
}

// begin cancels what runs and starts work: it runs off the UI goroutine, and
// done, if nothing newer began meanwhile, on it. What work gives to now is done
// there at once, with the same condition.
func begin[T any](c *core, a Activity, work func(ctx context.Context, now func(func())) T, done func(T)) {
	if c.state.Erasing.Running {
		return
	}
	c.stop()
	each(c.on.begin)
	ctx, number := c.running.next()
	c.state.Activity = a
	c.show()
	now := func(f func()) {
		c.d.UI(func() {
			if c.running.current(number) {
				f()
			}
		})
	}
	offUI(c, func() T { return work(ctx, now) }, func(outcome T) {
		if c.running.current(number) {
			c.running.end()
			c.state.Activity = Idle
			done(outcome)
		}
	})
}

// background runs disk or keychain work that no newer press makes stale, and
// applies its outcome on the UI goroutine. While everything is being removed it
// waits, and is dropped if everything went.
func background[T any](c *core, work func() T, done func(T)) {
	start := func() { offUI(c, work, done) }
	if c.state.Erasing.Running {
		c.later = append(c.later, start)
		return
	}
	start()
}

// offUI runs work off the UI goroutine and done on it. Nothing else of the
// controller does, but for the check of all connections.
func offUI[T any](c *core, work func() T, done func(T)) {
	c.working++
	c.d.Go(func() {
		outcome := work()
		c.d.UI(func() {
			c.working--
			done(outcome)
			each(c.on.idle)
		})
	})
}

// clearOutcome takes the last answer off the screen, with the key that was
// held for a question about it.
func (c *core) clearOutcome() {
	c.held.pending, c.held.inside, c.held.replaced = pending{}, secret.Key{}, false
	c.state.CheckState = CheckState{Activity: c.state.Activity}
	c.state.Saving, c.state.FormNotes = Saving{}, FormNotes{}
	each(c.on.clear)
	c.clearAdded()
}

// clearAdded forgets what was added to an answer about another key or company,
// its permissions and pages, and reports whether there was anything. What is
// being found out about them is stopped.
func (c *core) clearAdded() (cleared bool) {
	if c.state.Activity == CheckingPermissions || c.state.Activity == TurningPage {
		c.stop()
		cleared = true
	}
	cleared = cleared || c.state.Permissions.Result != nil || c.state.Pages != (Pages{})
	c.state.Permissions, c.state.Pages = Permissions{}, Pages{}
	return cleared
}

// letGo forgets the checked key once nothing is open about it any more.
func (c *core) letGo() {
	s := c.state.Saving.Status
	if s != AskToSave && s != AskToReplace && s != SavingNow && s != SaveFailed && !c.state.offered(TryOtherEnvironment) {
		c.held.pending = pending{}
	}
}

// fill hands the form new values.
func (c *core) fill(change func(*Form)) {
	var f Form
	change(&f)
	c.held.filled = f.Key
	c.state.Fill = Fill{Revision: c.state.Fill.Revision + 1, Change: change}
}

// fillAnew is fill for another connection. What was typed so far is given to leave.
func (c *core) fillAnew(leave func(Form), change func(*Form)) {
	c.fill(change)
	c.state.Fill.Leave = leave
}

// notice adds something to know, in the place of what was said of the same
// thing before.
func (c *core) notice(n Notice) {
	others := slices.DeleteFunc(slices.Clone(c.state.Notices), func(old Notice) bool {
		return old.ID == n.ID && maps.Equal(old.Facts, n.Facts)
	})
	c.state.Notices = append(others, n)
}

// diskTrouble tells that the saved connections could not be read or written.
func (c *core) diskTrouble(err error) {
	var corrupt *connection.CorruptError
	var large *connection.TooLargeError
	switch {
	case errors.As(err, &corrupt) && corrupt.Irregular:
		c.notice(Notice{ID: "ui.notice.not-a-file", Facts: map[string]string{"File": filepath.Base(corrupt.File)}})
	case errors.As(err, &large):
		c.notice(Notice{ID: "ui.notice.too-large-file", Facts: map[string]string{"File": filepath.Base(large.File)}})
	default:
		c.notice(Notice{ID: "ui.notice.disk", Facts: map[string]string{"Reason": err.Error()}})
	}
}

func ptr[T any](v T) *T { return &v }
