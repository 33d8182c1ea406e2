package desktop

import (
	"sync"
	"time"
)

// farewell is how long a closed window waits for what is still being saved: a
// keychain may ask a person first. Usually there is nothing to wait for.
const farewell = 10 * time.Second

// mainLoop brings functions to the main goroutine, one at a time and in their
// order: by Fyne's loop while that runs, and in finish when it has ended. What
// Fyne is given while its loop ends may be dropped, may run on another
// goroutine, or may end the program.
type mainLoop struct {
	do   func(func()) // fyne.Do
	more chan struct{}

	mu      sync.Mutex
	settled *sync.Cond // handing is 0
	handing int        // calls of do
	working int        // functions of Go that have not returned
	left    bool       // the loop is not given anything any more
	running bool
	waiting []func()
}

func newMainLoop(do func(func())) *mainLoop {
	l := &mainLoop{do: do, more: make(chan struct{}, 1)}
	l.settled = sync.NewCond(&l.mu)
	return l
}

// Go runs f on a goroutine of its own, which finish waits for.
func (l *mainLoop) Go(f func()) {
	l.mu.Lock()
	l.working++
	l.mu.Unlock()
	go func() {
		f()
		l.mu.Lock()
		l.working--
		l.mu.Unlock()
		l.signal()
	}()
}

// Do runs f on the main goroutine, soon.
func (l *mainLoop) Do(f func()) {
	l.mu.Lock()
	l.waiting = append(l.waiting, f)
	if l.left {
		l.mu.Unlock()
		l.signal()
		return
	}
	l.handing++
	l.mu.Unlock()
	l.do(l.run)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.handing--; l.handing == 0 {
		l.settled.Broadcast()
	}
}

// run runs what waits.
func (l *mainLoop) run() {
	l.mu.Lock()
	busy := l.running
	l.running = true
	l.mu.Unlock()
	if busy {
		return // whoever runs comes to the rest as well
	}
	for f := l.next(); f != nil; f = l.next() {
		f()
	}
}

// next takes the function that is to run; nil where none waits.
func (l *mainLoop) next() func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 {
		l.running = false
		return nil
	}
	f := l.waiting[0]
	l.waiting = l.waiting[1:]
	return f
}

// leave has to be called before the loop ends: it is not used any more then.
func (l *mainLoop) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.left = true
	for l.handing > 0 {
		l.settled.Wait()
	}
}

// finish is called when the loop has ended, and returns when what Go began is
// done, and what came of it, or when the time is over.
func (l *mainLoop) finish(limit time.Duration) {
	l.leave()
	over := time.NewTimer(limit)
	defer over.Stop()
	for l.run(); l.anything(); l.run() {
		select {
		case <-l.more:
		case <-over.C:
			return
		}
	}
}

// anything reports whether there is something to wait for.
func (l *mainLoop) anything() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.working > 0 || len(l.waiting) > 0
}

func (l *mainLoop) signal() {
	select {
	case l.more <- struct{}{}:
	default:
	}
}
