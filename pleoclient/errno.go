package pleoclient

import (
	"errors"
	"runtime"
	"syscall"
)

// winsock are the numbers Windows gives for what Go's portable constants name.
// Go does not treat the two as equal.
var winsock = map[syscall.Errno]syscall.Errno{
	syscall.ENETUNREACH:  10051,
	syscall.ECONNABORTED: 10053,
	syscall.ECONNRESET:   10054,
	syscall.ETIMEDOUT:    10060,
	syscall.ECONNREFUSED: 10061,
	syscall.EHOSTUNREACH: 10065,
}

// isErrno is errors.Is which also finds Windows' own number for a portable
// error of the network, so that callers need not know the system.
func isErrno(err, target error, system string) bool {
	if errors.Is(err, target) {
		return true
	}
	portable, ok := target.(syscall.Errno)
	if !ok || system != "windows" {
		return false
	}
	own, ok := winsock[portable]
	return ok && errors.Is(err, own)
}

// Is looks into the chain, see isErrno.
func (e *scrubbedError) Is(target error) bool { return isErrno(e.chain(), target, runtime.GOOS) }
