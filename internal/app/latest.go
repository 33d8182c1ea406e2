package app

import "context"

// latest numbers pieces of work of one kind, of which only the newest counts.
type latest struct {
	number int
	cancel context.CancelFunc // of the newest, while it runs
}

// next begins another piece of work, and gives its context and its number.
func (l *latest) next() (context.Context, int) {
	l.stop()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	return ctx, l.number
}

// stop gives up what runs: what comes of it is not current any more.
func (l *latest) stop() {
	l.number++
	l.end()
}

// end lets go of the context of what has ended.
func (l *latest) end() {
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

// current reports whether nothing newer began since the work of this number.
func (l *latest) current(number int) bool { return l.number == number }

// newest runs background work of which only the newest counts: the work before
// it is given up.
func newest[T any](c *core, l *latest, work func(ctx context.Context) T, done func(T)) {
	ctx, number := l.next()
	background(c, func() T { return work(ctx) }, func(outcome T) {
		if l.current(number) {
			l.end()
			done(outcome)
		}
	})
}
