package app

import (
	"cmp"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
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
	if con.Environment == env.Custom {
		c.state.CustomURL = con.BaseURL
	}
	c.state.Key = c.keyStateOf(con)
	operation := cmp.Or(con.Operation, check.DefaultOperation())
	c.fill(Fill{Key: ptr(secret.Key{}), CompanyID: ptr(con.CompanyID), Operation: &operation, ExpiresOn: ptr(con.ExpiresOn), Keep: ptr(true)})
	c.show()
}

func (c *Controller) keyStateOf(con connection.Connection) KeyState {
	if con.KeyKept {
		return KeyState{Source: Kept, Hint: con.KeyHint}
	}
	if key, ok := c.session[service.SlotOf(con)]; ok {
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
