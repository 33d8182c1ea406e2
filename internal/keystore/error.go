package keystore

import (
	"context"
	"errors"
	"fmt"

	"pleokeycheck/internal/secret"
)

// Kind says in one word why a keychain operation failed. The values are stable.
type Kind string

// The kinds.
const (
	NotFound    Kind = "not-found"   // there is no key in the slot
	Unavailable Kind = "unavailable" // there is no keychain to talk to
	Locked      Kind = "locked"      // the keychain is locked and was not unlocked
	Denied      Kind = "denied"      // the person or the system refused access
	TimedOut    Kind = "timed-out"   // no answer in time; whether it took effect is not known
	TooLarge    Kind = "too-large"   // the key is longer than the keychain takes; nothing was written
	Mismatch    Kind = "mismatch"    // the keychain holds something else than it was told to
	Other       Kind = "other"       // anything else, a cancelled context among it
)

// Error is what every method of Keychain returns on failure. Neither its text nor
// its cause holds a key.
type Error struct {
	Op   string // "get", "set", "delete" or "search"
	Kind Kind
	Err  error // never nil
}

func (e *Error) Error() string { return fmt.Sprintf("keychain %s: %s: %v", e.Op, e.Kind, e.Err) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of err: "" for nil, Other for an error that is not of
// this package.
func KindOf(err error) Kind {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Kind
	default:
		return Other
	}
}

// conceal returns err as it is, or only its redacted text where it holds a key.
func conceal(err error, r *secret.Redactor) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if r.Contains(e.Error()) || r.Contains(fmt.Sprintf("%+v %#v", e, e)) {
			return errors.New(r.String(err.Error()))
		}
	}
	return err
}

func cancelled(op string, err error) error {
	kind := Other
	if errors.Is(err, context.DeadlineExceeded) {
		kind = TimedOut
	}
	return &Error{Op: op, Kind: kind, Err: err}
}
