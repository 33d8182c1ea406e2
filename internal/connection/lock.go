package connection

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockFile    = "store.lock"
	defaultWait = 5 * time.Second
	lockRetry   = 2 * time.Millisecond
)

// locked runs f while this Store, and no other in this or another process,
// writes to the directory. It gives up with ErrBusy after the wait. The lock
// goes with the process, so a killed one leaves none behind.
func (s *Store) locked(f func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), s.wait)
	defer cancel()
	select {
	case s.turn <- struct{}{}:
	default:
		select {
		case s.turn <- struct{}{}:
		case <-ctx.Done():
			return ErrBusy
		}
	}
	defer func() { <-s.turn }()

	path := filepath.Join(s.dir, lockFile)
	lock := flock.New(path)
	got, err := lock.TryLock()
	if errors.Is(err, fs.ErrNotExist) {
		// The directory was removed while the program ran.
		if err := os.MkdirAll(s.dir, 0o700); err != nil {
			return &WriteError{File: path, Err: err}
		}
		got, err = lock.TryLock()
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
