package app

import (
	"errors"
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

// New empties the form.
func (c *ConnectionsPart) New() {
	c.stop()
	c.clearOutcome()
	c.guide.leaveWelcome()
	c.state.View = ViewCheck
	c.state.Selected, c.keysCompany = "", ""
	c.state.Clipboard = Note{}
	c.leaveCustom()
	c.state.Key = KeyState{}
	c.fill(func(f *Form) { f.use(connection.Connection{}) })
	c.show()
}

// Select puts a saved connection into the form.
func (c *ConnectionsPart) Select(id string) {
	con, ok := c.state.connection(id)
	if !ok || id == c.state.Selected {
		c.open(ViewCheck)
		return
	}
	c.stop()
	c.state.View = ViewCheck
	c.clearOutcome()
	c.state.Selected, c.keysCompany = id, ""
	c.state.Environment = con.Environment
	if con.Environment == env.Custom {
		c.state.CustomURL = con.BaseURL
	}
	c.state.Key = c.held.keyState(con)
	c.fill(func(f *Form) { f.use(con) })
	c.show()
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
