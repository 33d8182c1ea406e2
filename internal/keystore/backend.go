package keystore

import "github.com/zalando/go-keyring"

// Backend is the keychain itself. Its methods may block for as long as they like,
// and are called one at a time.
type Backend interface {
	// Get returns the secret, or an error that is keyring.ErrNotFound.
	Get(service, user string) (string, error)
	// Set creates or replaces the secret.
	Set(service, user, password string) error
	// Delete removes the secret; where there is none, the error is keyring.ErrNotFound.
	Delete(service, user string) error
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
	return explain(keyring.Delete(service, user))
}
