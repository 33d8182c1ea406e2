package keystore

import (
	"errors"
	"os/exec"

	"github.com/zalando/go-keyring"
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

const security = "/usr/bin/security"

// search reads the attributes, and no secrets, of all keychains that macOS
// searches.
func search(service string) (users []string, bin string, err error) {
	dump, err := exec.Command(security, "dump-keychain").Output()
	if err != nil {
		return nil, "", err
	}
	return accountsIn(string(dump), service), "", nil
}

// deleteElsewhere deletes what is there twice: each keychain may hold one.
func deleteElsewhere(service, user string, because error) error {
	for {
		switch err := keyring.Delete(service, user); {
		case errors.Is(err, keyring.ErrNotFound):
			return because
		case err != nil:
			return err
		}
		because = nil
	}
}
