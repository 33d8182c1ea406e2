//go:build !windows

package check

import "syscall"

// Errors of the operating system, by what they mean.
var (
	errnoRefused = []syscall.Errno{syscall.ECONNREFUSED}
	errnoReset   = []syscall.Errno{syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED}
	errnoTimeout = []syscall.Errno{syscall.ETIMEDOUT}
	errnoOffline = []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN}
)
