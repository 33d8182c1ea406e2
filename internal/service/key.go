package service

import (
	"context"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

// Checked is a key that was checked and may be kept.
type Checked struct {
	Key                  secret.Key
	Operation, ExpiresOn string // as the form says
	Result               *check.Result
	// Over is the kept key that the person compared it with, and that it may
	// replace; nil for none.
	Over *KeptKey
}

// KeptKey is a key in its place, as it was known.
type KeptKey struct{ ID, Hint string }

// KeptKeyOf is the key of a connection.
func KeptKeyOf(con connection.Connection) KeptKey { return KeptKey{con.KeyID, con.KeyHint} }

// Slot is the place of the checked key: it is kept for the server that it was
// checked with, whatever the file of the connections says by now.
func (k Checked) Slot(id string) keystore.Slot {
	con := NewConnection(k.Result)
	con.ID = id
	return SlotOf(con)
}

// Saved is what saving a key gave.
type Saved struct {
	// Connection is what was saved; without an ID nothing was.
	Connection connection.Connection
	// HadKey is true where the keychain held an earlier key.
	HadKey bool
	// Keychain is why the keychain did not take the key; nil if it did. Unsure is
	// true where it may have taken it all the same.
	Keychain *check.Finding
	Unsure   bool
	// Same is true where the key is the very one that it was to replace.
	Same bool
	// Disk is ErrElsewhere, or connection.ErrNotFound where another copy of the
	// program deleted the connection.
	Disk error
	// Left is why a key that belongs to nothing any more stayed in the keychain.
	Left *check.Finding
}

// IsKept reports whether key is the one that is kept of con, or held where none
// is kept. The keychain is asked only where the last characters are the same.
func (s Service) IsKept(ctx context.Context, con connection.Connection, held, key secret.Key) bool {
	if con.KeyKept && con.KeyHint == key.Hint() {
		held, _ = s.Keystore.Get(ctx, SlotOf(con)) // saving looks again
	}
	return !held.Empty() && held.Equal(key)
}
