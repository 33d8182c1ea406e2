package app

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// loaded is what reading the saved connections gave.
type loaded struct {
	list     []connection.Connection
	warnings []connection.Warning
	err      error
}

// reload reads the saved connections again.
func (c *Controller) reload() {
	c.reading++
	reading := c.reading
	background(c, func(context.Context) loaded {
		list, err := c.d.Connections.List()
		return loaded{list, c.d.Connections.Warnings(), err}
	}, func(l loaded) {
		c.warn(l.warnings)
		switch {
		case reading != c.reading: // a later reading knows better
		case l.err != nil:
			c.diskTrouble(l.err)
		default:
			c.applyList(l.list)
		}
		c.greeted(l.err)
		c.show()
	})
	c.readPast()
}

// warn tells each warning once.
func (c *Controller) warn(warnings []connection.Warning) {
	for _, w := range warnings {
		if c.told[w] {
			continue
		}
		c.told[w] = true
		n := Notice{ID: "ui.notice.file", Facts: map[string]string{"File": filepath.Base(w.File), "Reason": w.Reason}}
		if w.MovedTo != "" {
			n.ID = "ui.notice.set-aside"
			n.Facts["MovedTo"] = filepath.Base(w.MovedTo)
		}
		c.notice(n)
	}
}

// applyList shows what is saved. Another copy of the program may have changed
// or deleted what is in the form.
func (c *Controller) applyList(list []connection.Connection) {
	before, selected := c.state.Selection()
	c.state.Connections = list
	c.remind()
	c.trimAll()
	maps.DeleteFunc(c.session, func(slot keystore.Slot, _ secret.Key) bool {
		return !slices.ContainsFunc(list, func(con connection.Connection) bool { return service.SlotOf(con) == slot })
	})
	now, still := c.state.Selection()
	switch {
	case selected && !still:
		c.gone(before)
	case still && c.state.Key.Source == Kept:
		c.state.Key = c.keyStateOf(now)
	}
}

// gone tells that a connection is no longer saved. If it is in the form, the
// form is that of a new connection from now on, with what was typed.
func (c *Controller) gone(con connection.Connection) {
	c.notice(Notice{ID: "ui.notice.gone", Facts: map[string]string{"Name": con.Name}})
	delete(c.session, service.SlotOf(con))
	c.removeFromList(con.ID)
	if c.state.Selected != con.ID {
		return
	}
	c.state.Selected = ""
	c.state.Key = KeyState{}
	c.withdraw(ReplaceKept)
	if c.leaveCustom() {
		c.stop()
		c.clearOutcome()
		c.fill(Fill{Key: ptr(secret.Key{})})
	}
}

func (c *Controller) removeFromList(id string) {
	defer c.trimAll()
	c.state.Connections = slices.DeleteFunc(slices.Clone(c.state.Connections), func(con connection.Connection) bool { return con.ID == id })
}

// leaveCustom leaves the server of a saved connection, which new keys are not
// meant for, and reports whether it did.
func (c *Controller) leaveCustom() bool {
	if c.state.Environment != env.Custom || c.state.CustomURL == c.d.CustomURL {
		return false
	}
	c.state.Environment = c.firstEnvironment()
	c.state.CustomURL = c.d.CustomURL
	return true
}

// diskTrouble tells that the saved connections could not be read or written.
func (c *Controller) diskTrouble(err error) {
	var corrupt *connection.CorruptError
	var large *connection.TooLargeError
	switch {
	case errors.As(err, &corrupt) && corrupt.Irregular:
		c.notice(Notice{ID: "ui.notice.not-a-file", Facts: map[string]string{"File": filepath.Base(corrupt.File)}})
		return
	case errors.As(err, &large):
		c.notice(Notice{ID: "ui.notice.too-large-file", Facts: map[string]string{"File": filepath.Base(large.File)}})
		return
	}
	c.notice(Notice{ID: "ui.notice.disk", Facts: map[string]string{"Reason": err.Error()}})
}
