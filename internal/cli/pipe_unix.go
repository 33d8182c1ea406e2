//go:build !windows

package cli

import (
	"errors"
	"syscall"
)

// isClosedPipe reports whether nobody reads any more what was to be written.
func isClosedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
