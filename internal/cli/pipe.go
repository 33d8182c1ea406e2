package cli

import (
	"errors"
	"runtime"
	"syscall"
)

// What Windows says of a closed pipe: ERROR_BROKEN_PIPE, ERROR_NO_DATA. Elsewhere
// the same numbers mean other things.
const windowsBrokenPipe, windowsNoData = syscall.Errno(109), syscall.Errno(232)

// isClosedPipe reports whether nobody reads any more what was to be written.
func isClosedPipe(err error) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, windowsBrokenPipe) || errors.Is(err, windowsNoData)
	}
	return errors.Is(err, syscall.EPIPE)
}
