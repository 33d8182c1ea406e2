package connection

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"syscall"
	"time"
)

const onWindows = runtime.GOOS == "windows"

// Error codes of Windows (winerror.h). Elsewhere the same numbers mean other things.
const (
	accessDenied     syscall.Errno = 5
	writeProtected   syscall.Errno = 19
	sharingViolation syscall.Errno = 32
	lockViolation    syscall.Errno = 33
	handleDiskFull   syscall.Errno = 39
	diskFull         syscall.Errno = 112
)

// windowsError reports whether Windows gave one of these errors.
func windowsError(err error, codes ...syscall.Errno) bool {
	var code syscall.Errno
	return onWindows && errors.As(err, &code) && slices.Contains(codes, code)
}

// persistent repeats f for up to two seconds while another program has the file
// open: a second copy of this one, a virus scanner, an indexer. Windows refuses
// to replace or open a file at that moment, others never.
func persistent(f func() error) error {
	deadline := time.Now().Add(2 * time.Second)
	for delay := time.Millisecond; ; delay = min(2*delay, 100*time.Millisecond) {
		err := f()
		if !windowsError(err, accessDenied, sharingViolation, lockViolation) || time.Now().After(deadline) {
			return err
		}
		time.Sleep(delay)
	}
}

// syncDir: see disk. On Windows, atomic.ReplaceFile writes through.
func syncDir(dir string) {
	if onWindows {
		return
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || windowsError(err, diskFull, handleDiskFull)
}

func isReadOnlyDisk(err error) bool {
	return errors.Is(err, syscall.EROFS) || windowsError(err, writeProtected)
}
