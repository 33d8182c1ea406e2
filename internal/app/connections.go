package app

import (
	"context"
	"errors"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// NewConnection empties the form.
func (c *Controller) NewConnection() {
	c.stop()
	c.clearOutcome()
	c.leaveWelcome()
	c.state.View = ViewCheck
	c.state.Selected = ""
	c.state.Clipboard = Note{}
	c.leaveCustom()
	c.state.Key = KeyState{}
	c.fill(Fill{Key: ptr(secret.Key{}), CompanyID: ptr(""), Operation: ptr(check.DefaultOperation()), ExpiresOn: ptr(""), Keep: ptr(true)})
	c.show()
}

// Select puts a saved connection into the form.
func (c *Controller) Select(id string) {
	con, ok := c.state.connection(id)
	if !ok || id == c.state.Selected {
		c.Open(ViewCheck)
		return
	}
	c.stop()
	c.state.View = ViewCheck
	c.clearOutcome()
	c.state.Selected = id
	c.state.Environment = con.Environment
	if con.Environment == Custom {
		c.state.CustomURL = con.BaseURL
	}
	c.state.Key = c.keyStateOf(con)
	operation := con.Operation
	if operation == "" {
		operation = check.DefaultOperation()
	}
	c.fill(Fill{Key: ptr(secret.Key{}), CompanyID: ptr(con.CompanyID), Operation: &operation, ExpiresOn: ptr(con.ExpiresOn), Keep: ptr(true)})
	c.show()
}

func (c *Controller) keyStateOf(con connection.Connection) KeyState {
	if con.KeyKept {
		return KeyState{Source: Kept, Hint: con.KeyHint}
	}
	if key, ok := c.session[slotOf(con)]; ok {
		return KeyState{Source: Session, Hint: key.Hint()}
	}
	return KeyState{}
}

// ReplaceKey shows the field for a new key; the kept one stays until the new
// one was accepted.
func (c *Controller) ReplaceKey() {
	if c.state.Key.Source == Typed {
		return
	}
	c.stop()
	c.clearOutcome()
	con, _ := c.state.Selection()
	c.state.Rotation = newRotation(con, c.state.Key.Hint)
	c.state.Guide.Open = false // the steps stand where it stood
	c.state.Key = KeyState{Replacing: true}
	// The noted date is the old key's.
	c.fill(Fill{Key: ptr(secret.Key{}), Keep: ptr(true), ExpiresOn: ptr("")})
	c.show()
}

// KeepOldKey goes back to the kept key.
func (c *Controller) KeepOldKey() {
	if con, ok := c.state.Selection(); ok && c.state.Key.Replacing {
		c.stop()
		c.clearOutcome()
		c.state.Rotation = Rotation{}
		c.state.Key = c.keyStateOf(con)
		c.fill(Fill{Key: ptr(secret.Key{}), CompanyID: ptr(con.CompanyID), ExpiresOn: ptr(con.ExpiresOn)})
		c.show()
	}
}

// SavedKey reads the kept key of a saved connection. It is found only for the
// server that it was kept for.
func SavedKey(ctx context.Context, keys interface {
	Get(ctx context.Context, slot keystore.Slot) (secret.Key, error)
}, con connection.Connection) (secret.Key, error) {
	return keys.Get(ctx, slotOf(con))
}

// slotOf is the place of a connection's key. It names the server wherever the
// connection names one: after its file was edited, the place is another one.
func slotOf(con connection.Connection) keystore.Slot {
	slot := keystore.Slot{Environment: con.Environment, Connection: con.ID}
	if con.BaseURL != "" || con.Environment == Custom {
		address := con.BaseURL
		if u, err := pleoclient.ParseBaseURL(address); err == nil {
			address = u.String()
		}
		slot.Server = keystore.ServerName(address)
	}
	return slot
}

// slot is the place of the checked key: it is kept for the server that it was
// checked with, whatever the file of the connections says by now.
func (p pending) slot(id string) keystore.Slot {
	con := connection.Connection{ID: id, Environment: p.result.Environment}
	if con.Environment == Custom {
		con.BaseURL = p.result.BaseURL
	}
	return slotOf(con)
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
