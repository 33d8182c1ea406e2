package app

import (
	"errors"
	"slices"
	"strings"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
)

// ConnectionsPart is the list of saved connections, and which of them is in the
// form.
type ConnectionsPart struct {
	*core
	guide *GuidePart
	// reading is the reading of the saved connections.
	reading latest
	// warned are the warnings that were shown.
	warned map[connection.Warning]bool
}

func newConnectionsPart(c *core, guide *GuidePart) *ConnectionsPart {
	p := &ConnectionsPart{core: c, guide: guide, warned: map[connection.Warning]bool{}}
	c.on.reset = append(c.on.reset, func() {
		clear(p.warned)
		p.reading.stop() // what is being read is of before
		c.state.Connections = nil
	})
	return p
}

// New goes to the form of a new connection, with what was typed there before it was
// left; from there, it empties the form.
func (c *ConnectionsPart) New() {
	leave := c.leave()
	left, back := c.held.drafts[""]
	if delete(c.held.drafts, ""); c.state.Selected == "" {
		leave = nil
	}
	c.stop()
	c.clearOutcome()
	c.guide.leaveWelcome()
	c.guide.startAnew()
	c.state.View = ViewCheck
	c.state.Selected, c.keysCompany = "", ""
	c.state.Clipboard = Note{}
	c.leaveCustom()
	c.state.CustomURL = c.d.CustomURL // that of a saved connection is not where new keys go
	if back && (left.environment == "" || slices.Contains(c.state.Environments, left.environment)) {
		c.state.Environment = left.environment
	}
	c.state.Key = KeyState{}
	c.comeBack(left)
	c.fillAnew(leave, func(f *Form) { *f = left.apply(c.formOf(connection.Connection{})) })
	c.show()
}

// Select puts a saved connection into the form, and reports whether there still is one.
func (c *ConnectionsPart) Select(id string) bool {
	con, ok := c.state.connection(id)
	if !ok {
		return false // the form is about another one
	}
	if id == c.state.Selected {
		c.open(ViewCheck)
		return true
	}
	leave, left := c.leave(), c.held.drafts[id]
	delete(c.held.drafts, id)
	c.stop()
	c.state.View = ViewCheck
	c.clearOutcome()
	c.guide.startAnew()
	c.state.Selected, c.keysCompany = id, keysCompanyOf(con)
	c.state.Environment = con.Environment
	if con.Environment == env.Custom {
		c.state.CustomURL = con.BaseURL
	}
	c.state.Key = c.held.keyState(con)
	base := c.formOf(con)
	if left.replacing && c.state.Key.Source != Typed {
		c.state.Rotation = newRotation(con, c.state.Key.Hint)
		c.state.Rotation.Made = !left.form.Key.Empty()
		c.state.Key, base.ExpiresOn, base.Keep = KeyState{Replacing: true}, "", true
	}
	c.comeBack(left)
	c.held.formIs = c.subjectOf(left.apply(base))
	c.fillAnew(leave, func(f *Form) { *f = left.apply(base) })
	c.recall()
	c.show()
	return true
}

// Rename gives a connection another name. It refuses a key, which would be
// readable on disk. An empty name changes nothing.
func (c *ConnectionsPart) Rename(id, name string) {
	if strings.TrimSpace(name) == "" {
		return
	}
	if c.held.in(name) {
		c.notice(Notice{ID: "ui.notice.name-is-key"})
		c.show()
		return
	}
	con, _ := c.state.connection(id)
	c.change(id, con, func(con *connection.Connection) { con.Name = name })
}

// change changes a saved connection on disk, and shows what is saved then. con
// is what was shown of it, to tell of where it is gone.
func (c *ConnectionsPart) change(id string, con connection.Connection, how func(*connection.Connection)) {
	background(c.core, func() error {
		_, err := c.d.Connections.Update(id, how)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, connection.ErrNotFound):
			c.gone(con)
		case err != nil:
			c.diskTrouble(err)
		}
		c.show()
		c.reload()
	})
}
