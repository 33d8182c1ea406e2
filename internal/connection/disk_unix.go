//go:build !windows

package connection

import (
	"errors"
	"os"
	"syscall"
)

// persistent runs f once: only Windows refuses while somebody else looks.
func persistent(f func() error) error { return f() }

// syncDir: see disk.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = d.Sync()
	_ = d.Close()
}

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isReadOnlyDisk(err error) bool { return errors.Is(err, syscall.EROFS) }
