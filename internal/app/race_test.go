package app

import (
	"sync"
	"testing"

	"pleokeycheck/internal/check"
)

// loop is a UI goroutine like the window's: functions run in the order in which
// they came, while work runs beside it.
type loop struct {
	wake    chan struct{}
	mu      sync.Mutex
	waiting []func()
	work    sync.WaitGroup
}

func newLoop() *loop { return &loop{wake: make(chan struct{}, 1)} }

func (l *loop) start(f func()) {
	l.work.Go(f)
}

func (l *loop) post(f func()) {
	l.mu.Lock()
	l.waiting = append(l.waiting, f)
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// until runs the UI until done says so.
func (l *loop) until(done func() bool) {
	for {
		l.mu.Lock()
		now := l.waiting
		l.waiting = nil
		l.mu.Unlock()
		for _, f := range now {
			f()
		}
		if done() {
			return
		}
		if len(now) == 0 {
			<-l.wake
		}
	}
}

// TestRealGoroutines goes through the main job with work on goroutines of its
// own; the race detector looks on.
func TestRealGoroutines(t *testing.T) {
	l := newLoop()
	b := newBench(t, func(d *Deps) {
		d.Go, d.UI = l.start, l.post
	})
	idle := func() bool { return b.State().Activity == Idle && b.State().Saving.Status != SavingNow }
	for range 3 {
		b.Check.Run(story(t, "full-access"))
		b.Check.Run(story(t, "slow"))
		l.until(idle)
		b.wantSaving(Saved)
		l.until(func() bool { _, ok := b.State().Selection(); return ok && b.State().Connections[0].LastCheck != nil })
		b.Check.Run(Form{CompanyID: someID})
		b.Cancel()
		l.until(idle)
		if v := b.State().Result.Verdict; v != check.Stopped && v != check.Working {
			t.Errorf("verdict %s", v)
		}
		b.Check.FindCompany(Form{})
		b.Connections.New()
		l.until(idle)
		b.Check.Run(story(t, "expired"))
		l.until(func() bool { return len(b.State().Steps) > 1 })
		b.Connections.Select(b.State().Connections[0].ID)
		b.Connections.Rename(b.State().Selected, "Bakery")
		l.until(func() bool { con, _ := b.State().Selection(); return con.Name == "Bakery" })
		b.Connections.Delete(b.State().Selected)
		l.until(func() bool { return len(b.State().Connections) == 0 })
	}
	b.Check.Run(story(t, "slow"))
	b.Close()
	l.work.Wait()
	l.until(func() bool { return true })
	b.wantHeld()
	b.noKeyOnDisk()
}
