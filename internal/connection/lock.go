package connection

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"pleokeycheck/internal/regular"
)

const (
	lockFile    = "store.lock"
	keysLock    = "keys.lock"
	defaultWait = 5 * time.Second
	lockRetry   = 2 * time.Millisecond
)

// locked runs f while this Store, and no other in this or another process,
// writes to the directory. It gives up with ErrBusy after the wait. The lock
// goes with the process, so a killed one leaves none behind.
func (s *Store) locked(f func() error) error {
	if err := s.opened(); err != nil {
		return err
	}
	return s.lockedOpened(f)
}

// lockedOpened is locked for opening itself.
func (s *Store) lockedOpened(f func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), s.wait)
	defer cancel()
	select {
	case s.turn <- struct{}{}:
	default: // of two that are ready, select takes either
		select {
		case s.turn <- struct{}{}:
		case <-ctx.Done():
			return ErrBusy
		}
	}
	defer func() { <-s.turn }()
	return s.flocked(ctx, lockFile, f)
}

// Exclusive runs f while no other Store of this directory, in this or another
// process, runs one: for changes of a key in the keychain together with what is
// saved of it, during which a person may be asked for a password. It does not
// keep others from reading and writing; f may call the Store. Errors are those of
// f, ErrBusy, *WriteError and *CorruptError.
func (s *Store) Exclusive(f func() error) error {
	if err := s.opened(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.wait)
	defer cancel()
	return s.flocked(ctx, keysLock, f)
}

// flocked runs f while it holds the lock on a file of this name.
func (s *Store) flocked(ctx context.Context, name string, f func() error) error {
	path := filepath.Join(s.dir, name)
	if err := regular.Check(path); err != nil {
		return refused(path, err)
	}
	lock := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDONLY|regular.Flags))
	got, err := lock.TryLock()
	if errors.Is(err, fs.ErrNotExist) {
		// The directory was removed while the program ran: there is nothing in it
		// that two could change, and only what is saved anew makes it again.
		return f()
	}
	if err == nil && !got {
		got, err = lock.TryLockContext(ctx, lockRetry)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return ErrBusy
	case err != nil:
		return &WriteError{File: path, Err: err}
	case !got:
		return ErrBusy
	}
	defer lock.Close() // closing the file frees the lock whatever it answers
	return f()
}
