package regular

import (
	"cmp"
	"context"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// Lock takes the lock of a file, which it makes where there is none, and waits
// until ctx ends for another process to give it back. It goes with the process, so
// a killed one leaves none behind. The error is that of ctx, or why there can be no
// lock.
func Lock(ctx context.Context, path string) (*flock.Flock, error) {
	if err := Check(path); err != nil {
		return nil, err
	}
	lock := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDONLY|Flags))
	got, err := lock.TryLock() // once, even where ctx has ended
	if err == nil && !got {
		got, err = lock.TryLockContext(ctx, 2*time.Millisecond)
	}
	if err != nil || !got {
		return nil, cmp.Or(err, context.DeadlineExceeded)
	}
	return lock, nil
}
