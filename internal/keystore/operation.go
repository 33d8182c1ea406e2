package keystore

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"pleokeycheck/internal/secret"
)

// callsMax is the number of backend calls that one operation makes at most.
const callsMax = 8

// How an operation ended; the first one to say so wins. Thus either the caller
// learns how it went, or what was written is taken back.
const (
	running int32 = iota
	finished
	abandoned
)

var (
	errAbandoned = errors.New("given up")
	errPanic     = errors.New("the keychain library failed unexpectedly")
)

// operation is one method call of a Keychain, in its own goroutine.
type operation struct {
	name     string
	keychain *Keychain
	calls    chan struct{} // one for every backend call that begins
	end      atomic.Int32
	redactor *secret.Redactor // of the keys that the operation knows
}

func (o *operation) finish() bool      { return o.end.CompareAndSwap(running, finished) }
func (o *operation) abandon() bool     { return o.end.CompareAndSwap(running, abandoned) }
func (o *operation) isAbandoned() bool { return o.end.Load() == abandoned }

// replace writes key, proves it, and undoes it otherwise.
func (o *operation) replace(account string, key secret.Key) error {
	o.redactor = secret.NewRedactor(key)
	before, err := o.get(account)
	if err != nil && KindOf(err) != NotFound {
		return err
	}
	o.redactor = secret.NewRedactor(key, before)
	if o.isAbandoned() {
		return errAbandoned
	}

	writeErr := o.set(account, key)
	if o.isAbandoned() {
		return o.restore(account, before)
	}
	after, readErr := o.get(account)
	if KindOf(readErr) == NotFound {
		after, readErr = secret.Key{}, nil
	}
	switch {
	case writeErr == nil && readErr == nil && after.Equal(key):
		if !o.finish() {
			return o.restore(account, before)
		}
		return nil
	case writeErr != nil && (readErr != nil || after.Equal(before)):
		return writeErr // nothing has changed, or the keychain does not work at all
	case readErr != nil:
		return o.undo(account, before, KindOf(readErr), readErr)
	case writeErr != nil:
		return o.undo(account, before, Mismatch, writeErr)
	default:
		return o.undo(account, before, Mismatch, errDifferent)
	}
}

// undo restores what was there before and returns the failure that made it
// necessary.
func (o *operation) undo(account string, before secret.Key, kind Kind, cause error) error {
	if err := o.restore(account, before); err != nil {
		cause = fmt.Errorf("%w; what was there before could not be put back: %w", cause, err)
	}
	return &Error{Op: o.name, Kind: kind, Err: cause}
}

// restore puts before into the account again, or empties it where before is empty.
func (o *operation) restore(account string, before secret.Key) error {
	if before.Empty() {
		return o.clear(account)
	}
	if err := o.set(account, before); err != nil {
		return err
	}
	after, err := o.get(account)
	if err != nil {
		return err
	}
	if !after.Equal(before) {
		return errDifferent
	}
	return nil
}

// clear removes what is in the account, if anything, and makes sure of it.
func (o *operation) clear(account string) error {
	err := o.call(func(b Backend) error { return b.Delete(Service, account) })
	if err != nil && KindOf(err) != NotFound {
		return err
	}
	switch _, err = o.get(account); {
	case err == nil:
		return &Error{Op: o.name, Kind: Mismatch, Err: errRemains}
	case KindOf(err) == NotFound:
		return nil
	default:
		return err
	}
}

func (o *operation) get(account string) (secret.Key, error) {
	var text string
	err := o.call(func(b Backend) (err error) {
		text, err = b.Get(Service, account)
		return err
	})
	if err != nil {
		return secret.Key{}, err
	}
	return secret.New(text), nil
}

func (o *operation) set(account string, key secret.Key) error {
	return o.call(func(b Backend) error { return b.Set(Service, account, key.Reveal()) })
}

// call makes one backend call and gives its error a kind. go-keyring reads a
// D-Bus signal without looking whether the bus has gone, so a panic is possible.
func (o *operation) call(f func(Backend) error) (err error) {
	k := o.keychain
	k.expectAnswer(time.Now().Add(k.timeout))
	defer k.expectAnswer(time.Time{})
	select {
	case o.calls <- struct{}{}:
	default: // nobody listens any more
	}
	defer func() {
		if recover() != nil { // its value could hold a key
			err = &Error{Op: o.name, Kind: Other, Err: errPanic}
		}
	}()
	if err = f(k.backend); err != nil {
		err = &Error{Op: o.name, Kind: classify(err), Err: conceal(err, o.redactor)}
	}
	return err
}
