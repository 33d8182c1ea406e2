package keystore

import (
	"errors"

	"github.com/zalando/go-keyring"
)

// Backend is the keychain itself. Its methods may block for as long as they like,
// and are called one at a time.
type Backend interface {
	// Get returns the secret, or an error that is keyring.ErrNotFound.
	Get(service, user string) (string, error)
	// Set creates or replaces the secret.
	Set(service, user, password string) error
	// Delete removes the secret, wherever in the keychain it is; where there is
	// none, the error is keyring.ErrNotFound.
	Delete(service, user string) error
	// Search looks through the whole keychain, also what has to be unlocked
	// before, and names the user of every secret of the service. bin is the name
	// of the keychain where it is known to keep what is deleted, else "".
	Search(service string) (users []string, bin string, err error)
}

// system is the keychain of the operating system.
type system struct{}

func (system) Get(service, user string) (string, error) {
	if err := prepare(); err != nil {
		return "", err
	}
	password, err := keyring.Get(service, user)
	return password, explain(err)
}

func (system) Set(service, user, password string) error {
	if err := prepare(); err != nil {
		return err
	}
	return explain(keyring.Set(service, user, password))
}

func (system) Delete(service, user string) error {
	if err := prepare(); err != nil {
		return err
	}
	err := keyring.Delete(service, user)
	if err == nil || errors.Is(err, keyring.ErrNotFound) {
		err = deleteElsewhere(service, user, err)
	}
	return explain(err)
}

func (system) Search(service string) (users []string, bin string, err error) {
	if err := prepare(); err != nil {
		return nil, "", err
	}
	users, bin, err = search(service)
	return users, bin, explain(err)
}
