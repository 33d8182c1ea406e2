package keystore

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var errBusy = errors.New("an earlier keychain call has not been answered yet")

// run does work in a goroutine of its own as soon as it is its turn, and returns
// when the work is done, the context ends, or a backend call of it is overdue.
func (k *Keychain) run(ctx context.Context, name string, work func(*operation) error) error {
	if err := k.takeTurn(ctx, name); err != nil {
		return err
	}
	o := &operation{name: name, keychain: k, calls: make(chan struct{}, callsMax)}
	done := make(chan error, 1)
	go func() {
		err := work(o)
		o.finish()
		<-k.turn
		done <- err
	}()

	timer := time.NewTimer(k.timeout)
	defer timer.Stop()
	for {
		var err error
		select {
		case err := <-done:
			return err
		case <-o.calls:
			timer.Reset(k.timeout)
			continue
		case <-ctx.Done():
			err = cancelled(name, ctx.Err())
		case <-timer.C:
			err = &Error{Op: name, Kind: TimedOut, Err: fmt.Errorf("no answer within %v; whether it took effect is not known", k.timeout)}
		}
		if !o.abandon() {
			return <-done // it was done in the same moment
		}
		return err
	}
}

// takeTurn waits until no other operation runs, at most for one timeout, and not
// at all for one that hangs.
func (k *Keychain) takeTurn(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return cancelled(name, err)
	}
	busy := &Error{Op: name, Kind: TimedOut, Err: errBusy}
	if k.isOverdue() {
		return busy
	}
	timer := time.NewTimer(k.timeout)
	defer timer.Stop()
	select {
	case k.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return cancelled(name, ctx.Err())
	case <-timer.C:
		return busy
	}
}

// expectAnswer notes when the backend call that begins is overdue; the zero time
// that it has ended.
func (k *Keychain) expectAnswer(by time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.answerBy = by
}

func (k *Keychain) isOverdue() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return !k.answerBy.IsZero() && !time.Now().Before(k.answerBy)
}
