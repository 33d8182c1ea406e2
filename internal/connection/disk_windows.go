package connection

import (
	"errors"
	"syscall"
	"time"
)

// Error codes of winerror.h.
const (
	errSharingViolation syscall.Errno = 32
	errLockViolation    syscall.Errno = 33
	errWriteProtect     syscall.Errno = 19
	errHandleDiskFull   syscall.Errno = 39
	errDiskFull         syscall.Errno = 112
)

// persistent repeats f for up to two seconds while another program has the file
// open: a second copy of this one, a virus scanner, an indexer. Windows refuses
// to replace or open a file at that moment.
func persistent(f func() error) error {
	deadline := time.Now().Add(2 * time.Second)
	for delay := time.Millisecond; ; delay = min(2*delay, 100*time.Millisecond) {
		err := f()
		if err == nil || !isTransient(err) || time.Now().After(deadline) {
			return err
		}
		time.Sleep(delay)
	}
}

func isTransient(err error) bool {
	return errors.Is(err, syscall.ERROR_ACCESS_DENIED) ||
		errors.Is(err, errSharingViolation) || errors.Is(err, errLockViolation)
}

// syncDir does nothing: atomic.ReplaceFile writes through.
func syncDir(string) {}

func isDiskFull(err error) bool {
	return errors.Is(err, errDiskFull) || errors.Is(err, errHandleDiskFull) || errors.Is(err, syscall.ENOSPC)
}

func isReadOnlyDisk(err error) bool { return errors.Is(err, errWriteProtect) }
