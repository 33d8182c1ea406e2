package cli

import (
	"errors"
	"syscall"
)

// errNoData is ERROR_NO_DATA, which package syscall lacks.
const errNoData = syscall.Errno(232)

// isClosedPipe reports whether nobody reads any more what was to be written.
func isClosedPipe(err error) bool {
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, errNoData)
}
