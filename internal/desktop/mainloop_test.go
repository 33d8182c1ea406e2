package desktop

import (
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestNothingToWaitForAtTheEnd: Fyne runs no hook when its loop ends. One that
// it queues then may never be run, and be waited for for ever.
func TestNothingToWaitForAtTheEnd(t *testing.T) {
	// Not t.TempDir: Fyne goes on writing there.
	dir, err := os.MkdirTemp("", "fyne")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, dir)
	}
	l, ok := newFyneApp().Lifecycle().(interface{ OnStopped() func() })
	if !ok {
		t.Fatal("Fyne's lifecycle is another: see how it ends")
	}
	if l.OnStopped() != nil {
		t.Error("a hook is queued when the loop ends")
	}
}

// lossy is a loop that has ended: what it is given never runs.
func lossy(func()) {}

// TestMainLoopFinishes: what was begun before the window closed is finished,
// with what follows from it, in order and one at a time.
func TestMainLoopFinishes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newMainLoop(lossy)
		var seen []string
		l.Do(func() { seen = append(seen, "dropped by the loop") })
		l.Go(func() {
			time.Sleep(2 * time.Second) // the bubble's clock
			l.Do(func() {
				seen = append(seen, "saved")
				l.Go(func() {
					time.Sleep(time.Second) // the bubble's clock
					l.Do(func() { seen = append(seen, "written down") })
				})
			})
		})
		l.leave()
		began := time.Now()
		l.finish(farewell)
		if want := []string{"dropped by the loop", "saved", "written down"}; !slices.Equal(seen, want) {
			t.Errorf("ran %q, want %q", seen, want)
		}
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

// TestMainLoopGivesUp: what waits for a person does not keep the program.
func TestMainLoopGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newMainLoop(lossy)
		answered := make(chan struct{})
		l.Go(func() { <-answered })
		began := time.Now()
		l.finish(farewell)
		if took := time.Since(began); took != farewell {
			t.Errorf("took %v, want %v", took, farewell)
		}
		close(answered)
	})
}

// TestMainLoopLeaves: once left, the loop is not given anything, not even by
// somebody who was about to.
func TestMainLoopLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		slow := func(func()) {
			time.Sleep(time.Second) // the bubble's clock
			if ended {
				t.Error("a loop that has ended was given something")
			}
		}
		l := newMainLoop(slow)
		ran := 0
		go l.Do(func() { ran++ })
		synctest.Wait()
		l.leave()
		ended = true
		l.Do(func() { ran++ })
		l.finish(farewell)
		if ran != 2 {
			t.Errorf("%d of 2 ran", ran)
		}
	})
}

// TestMainLoopRuns: while the loop runs, everything runs there and nothing
// twice, whoever asks.
func TestMainLoopRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue := make(chan func())
		l := newMainLoop(func(f func()) { queue <- f })
		end := make(chan struct{})
		go func() {
			for {
				select {
				case f := <-queue:
					f()
				case <-end:
					return
				}
			}
		}()
		const each = 50
		var all sync.WaitGroup
		ran := 0 // of the loop alone
		for range 4 {
			all.Go(func() {
				for range each {
					l.Do(func() { ran++ })
				}
			})
		}
		all.Wait()
		synctest.Wait()
		close(end)
		if ran != 4*each {
			t.Errorf("%d of %d ran", ran, 4*each)
		}
	})
}
