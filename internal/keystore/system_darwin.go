package keystore

import (
	"errors"
	"os/exec"
)

func prepare() error { return nil }

func explain(err error) error { return err }

func classifySystem(err error) Kind {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return ""
	}
	return securityExits[exit.ExitCode()]
}
