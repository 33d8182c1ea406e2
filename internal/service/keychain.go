package service

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// SlotOf is the place of a connection's key. It names the server wherever the
// connection names one: after its file was edited, the place is another one.
func SlotOf(con connection.Connection) keystore.Slot {
	slot := keystore.Slot{Environment: con.Environment, Connection: con.ID}
	if con.BaseURL != "" || con.Environment == env.Custom {
		address := con.BaseURL
		if u, err := pleoclient.ParseBaseURL(address); err == nil {
			address = u.String()
		}
		slot.Server = keystore.ServerName(address)
	}
	return slot
}

// KeychainFinding names what the keychain did, or that the person cancelled
// meanwhile.
func KeychainFinding(ctx context.Context, err error) check.Finding {
	if ctx.Err() != nil {
		return check.Finding{Kind: check.Cancelled}
	}
	return keychainFinding(err)
}

// keychainFinding names what the keychain did.
func keychainFinding(err error) check.Finding {
	f := check.Finding{Kind: check.KeychainFailed, Detail: err.Error()}
	switch keystore.KindOf(err) {
	case keystore.Unavailable:
		f.Kind = check.KeychainUnavailable
		switch {
		case errors.Is(err, keystore.ErrNoWallet):
			f.Variant = check.VariantNoWallet
		case errors.Is(err, keystore.ErrNoGroup):
			f.Variant = check.VariantNoGroup
		case errors.Is(err, keystore.ErrNoKeyring):
			f.Variant = check.VariantNoKeyring
		}
	case keystore.Locked:
		f.Kind = check.KeychainLocked
	case keystore.Denied:
		f.Kind = check.KeychainDenied
	case keystore.TimedOut:
		f.Kind = check.KeychainTimeout
	case keystore.NotFound:
		f.Variant = check.VariantKeyGone
		if errors.Is(err, keystore.ErrServer) {
			f.Variant = check.VariantOtherAddress
		}
	case keystore.TooLarge:
		f.Variant = check.VariantTooLarge
	case keystore.Mismatch:
		f.Variant = check.VariantDiffers
	}
	return f
}

// Removed is what removing a key, or a whole connection, gave.
type Removed struct {
	// Keychain is why the key is still there; then nothing was changed.
	Keychain *check.Finding
	// Disk is ErrElsewhere where the key was saved since the person looked.
	Disk error
	// Nothing is true where nothing was removed, because of Disk.
	Nothing bool
	// Bin is the name of the keychain where it keeps what is deleted; else empty.
	Bin string
}

// Forget takes the key of a connection out of the keychain and keeps the rest.
func (s Service) Forget(ctx context.Context, con connection.Connection) Removed {
	return s.remove(ctx, con, false)
}

// Delete is Forget for a whole connection with its history.
func (s Service) Delete(ctx context.Context, con connection.Connection) Removed {
	return s.remove(ctx, con, true)
}

// remove lets no other copy of the program save a key there meanwhile.
func (s Service) remove(ctx context.Context, con connection.Connection, whole bool) (out Removed) {
	err := s.Connections.Exclusive(func() error {
		out = s.removeAlone(ctx, con, whole)
		return nil
	})
	switch {
	case errors.Is(err, connection.ErrBusy):
		return Removed{Disk: err, Nothing: true}
	case err != nil: // then no copy can save one
		out = s.removeAlone(ctx, con, whole)
	}
	if con.KeyKept && out.Keychain == nil && !out.Nothing {
		if found, err := s.Keystore.Search(ctx); err == nil {
			out.Bin = found.Bin
		}
	}
	return out
}

// removeAlone is remove for the only one who changes keys. A key that was saved
// since the person looked goes only with the whole connection.
func (s Service) removeAlone(ctx context.Context, con connection.Connection, whole bool) Removed {
	// Where the list cannot be read, the key goes all the same.
	list, _ := s.Connections.List()
	if !whole && slices.ContainsFunc(list, func(now connection.Connection) bool {
		return now.ID == con.ID && now.KeyKept && KeptKeyOf(now) != KeptKeyOf(con)
	}) {
		return Removed{Disk: ErrElsewhere, Nothing: true}
	}
	// A write that failed or timed out may have left a key all the same.
	err := s.Keystore.Delete(ctx, SlotOf(con))
	if err == nil {
		err = s.emptyOthers(ctx, con, SlotOf(con))
	}
	if err != nil && con.KeyKept {
		return Removed{Keychain: new(keychainFinding(err))}
	}
	var disk error
	if whole {
		disk = s.Connections.Delete(con.ID)
		if disk == nil || errors.Is(disk, connection.ErrNotFound) { // another copy of the program was faster
			return Removed{}
		}
	}
	_, err = s.Connections.Update(con.ID, func(stored *connection.Connection) { stored.KeyKept, stored.KeyHint = false, "" })
	return Removed{Disk: cmp.Or(disk, err)}
}

// emptyOthers removes the key of a custom server's connection from other places
// than one: where an earlier version kept it, and where it was kept for another
// address. Where the keychain cannot be searched, the first is emptied.
func (s Service) emptyOthers(ctx context.Context, con connection.Connection, but keystore.Slot) error {
	if con.Environment != env.Custom {
		return nil
	}
	places := []keystore.Slot{keystore.EarlierSlot(con.ID)}
	if found, err := s.Keystore.Search(ctx); err == nil {
		places = slices.DeleteFunc(found.Slots, func(s keystore.Slot) bool { return s.Connection != con.ID || s == but })
	}
	var errs error
	for _, place := range places {
		errs = errors.Join(errs, s.Keystore.Delete(ctx, place))
	}
	return errs
}

// Checked is a key that was checked and may be kept.
type Checked struct {
	Key secret.Key
	connection.Entered
	Result *check.Result
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
