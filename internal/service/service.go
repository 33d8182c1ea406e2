// Package service is what the window and the command line both do: it checks a
// saved connection, or what a form holds, and notes the outcome, of one or of
// all; it keeps, replaces and forgets keys; and it removes everything.
//
// It owns the order in which disk and keychain are written, so that a kill at
// any moment leaves no key that no connection leads to, and what is found of
// one key is never noted of another. It has no state, no words and no screen.
package service

import (
	"context"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// Keystore is what is needed of the keychain. Its methods may wait for a person.
type Keystore interface {
	Get(ctx context.Context, slot keystore.Slot) (secret.Key, error)
	Set(ctx context.Context, slot keystore.Slot, key secret.Key) error
	Delete(ctx context.Context, slot keystore.Slot) error
	// Search finds everything of this program, whatever leads to it.
	Search(ctx context.Context) (keystore.Found, error)
}

// Connections is what is needed of the saved connections. Its methods touch the
// disk.
type Connections interface {
	History
	List() ([]connection.Connection, error)
	Add(c connection.Connection) (connection.Connection, error)
	Update(id string, change func(*connection.Connection)) (connection.Connection, error)
	Delete(id string) error
	Exclusive(f func() error) error
	LastWorked(id string) (time.Time, bool, error)
}

// Service is what checks and keys are handled with.
type Service struct {
	Keystore    Keystore
	Connections Connections
	// Check runs a check: check.Run, or another function of that package.
	Check func(context.Context, check.Input, check.Options) *check.Result
	// Demo starts the demo server, once, and returns its base URL.
	Demo   func() (string, error)
	Client []pleoclient.Option
	Now    func() time.Time
}
