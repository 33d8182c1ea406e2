package keystore

import (
	"errors"
	"syscall"
)

func prepare() error { return nil }

func explain(err error) error { return err }

func classifySystem(err error) Kind {
	var code syscall.Errno
	if !errors.As(err, &code) {
		return ""
	}
	return windowsErrors[uintptr(code)]
}
