//go:build !windows

package regular

import "syscall"

// Flags make opening a symbolic link fail, and opening a pipe or a device
// return at once.
const Flags = syscall.O_NOFOLLOW | syscall.O_NONBLOCK
