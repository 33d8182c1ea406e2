package connection

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"pleokeycheck/internal/regular"
)

const (
	lockFile    = "store.lock"
	keysLock    = "keys.lock"
	defaultWait = 5 * time.Second
)

// locked runs f while this Store, and no other in this or another process,
// writes to the directory. It gives up with ErrBusy after the wait.
func (s *Store) locked(f func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), s.wait)
	defer cancel()
	select {
	case s.writing <- struct{}{}:
	default: // of two that are ready, select takes either
		select {
		case s.writing <- struct{}{}:
		case <-ctx.Done():
			return ErrBusy
		}
	}
	defer func() { <-s.writing }()
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
	lock, err := regular.Lock(ctx, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		// The directory was removed while the program ran: there is nothing in it
		// that two could change, and only what is saved anew makes it again.
		return f()
	case errors.Is(err, context.DeadlineExceeded):
		return ErrBusy
	case err != nil:
		return refused(path, err)
	}
	defer lock.Close() // closing the file frees the lock whatever it answers
	return f()
}
