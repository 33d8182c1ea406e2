package service

import (
	"context"
	"errors"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
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
	kind := check.KeychainFailed
	variant := ""
	switch keystore.KindOf(err) {
	case keystore.Unavailable:
		kind = check.KeychainUnavailable
	case keystore.Locked:
		kind = check.KeychainLocked
	case keystore.Denied:
		kind = check.KeychainDenied
	case keystore.TimedOut:
		kind = check.KeychainTimeout
	case keystore.NotFound:
		variant = check.VariantKeyGone
		if errors.Is(err, keystore.ErrServer) {
			variant = check.VariantOtherAddress
		}
	case keystore.TooLarge:
		variant = check.VariantTooLarge
	case keystore.Mismatch:
		variant = check.VariantDiffers
	}
	return check.Finding{Kind: kind, Variant: variant, Detail: err.Error()}
}

// Forget takes the key of a connection out of the keychain and keeps the rest.
// keychain is why the key is still there; then nothing was changed.
func (s Service) Forget(ctx context.Context, con connection.Connection) (keychain *check.Finding, disk error) {
	if keychain = s.removeKey(ctx, con); keychain == nil {
		_, disk = s.Connections.Update(con.ID, func(stored *connection.Connection) { stored.KeyKept, stored.KeyHint = false, "" })
	}
	return keychain, disk
}

// Delete is Forget for a whole connection with its history.
func (s Service) Delete(ctx context.Context, con connection.Connection) (keychain *check.Finding, disk error) {
	if keychain = s.removeKey(ctx, con); keychain == nil {
		disk = s.Connections.Delete(con.ID)
	}
	if errors.Is(disk, connection.ErrNotFound) {
		disk = nil // another copy of the program was faster
	}
	return keychain, disk
}

// removeKey empties every place that a key of the connection may be in.
func (s Service) removeKey(ctx context.Context, con connection.Connection) *check.Finding {
	// A write that failed or timed out may have left a key all the same.
	err := s.Keystore.Delete(ctx, SlotOf(con))
	if err == nil {
		err = s.emptyOthers(ctx, con, SlotOf(con))
	}
	if err != nil && con.KeyKept {
		return new(keychainFinding(err))
	}
	return nil
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
