package app

import (
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
func (c *ConnectionsPart) reload() {
	_, number := c.reading.next()
	background(c.core, func() loaded {
		list, err := c.d.Connections.List()
		return loaded{list, c.d.Connections.Warnings(), err}
	}, func(l loaded) {
		c.warn(l.warnings)
		switch {
		case !c.reading.current(number): // a later reading knows better
		case l.err != nil:
			c.diskTrouble(l.err)
		default:
			c.applyList(l.list)
		}
		c.guide.greeted(l.err)
		c.show()
	})
	each(c.on.reload)
}

// warn tells each warning once.
func (c *ConnectionsPart) warn(warnings []connection.Warning) {
	for _, w := range warnings {
		if c.warned[w] {
			continue
		}
		c.warned[w] = true
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
func (c *ConnectionsPart) applyList(list []connection.Connection) {
	before, selected := c.state.Selection()
	c.state.Connections = list
	each(c.on.list)
	maps.DeleteFunc(c.held.session, func(slot keystore.Slot, _ secret.Key) bool {
		return !slices.ContainsFunc(list, func(con connection.Connection) bool { return service.SlotOf(con) == slot })
	})
	now, still := c.state.Selection()
	switch {
	case selected && !still:
		c.gone(before)
	case still && c.state.Key.Source == Kept:
		c.held.replaced = c.held.replaced || before.KeyID != now.KeyID
		c.state.Key = c.held.keyState(now)
		c.outdate()
	}
}

// gone tells that a connection is no longer saved. If it is in the form, the
// form is that of a new connection from now on, with what was typed.
func (c *ConnectionsPart) gone(con connection.Connection) {
	c.notice(Notice{ID: "ui.notice.gone", Facts: map[string]string{"Name": con.Name}})
	delete(c.held.session, service.SlotOf(con))
	delete(c.held.drafts, con.ID)
	c.removeFromList(con.ID)
	if c.state.Selected != con.ID {
		return
	}
	c.state.Selected = ""
	c.state.Key = KeyState{}
	c.state.withdraw(ReplaceKept)
	if c.leaveCustom() {
		c.stop()
		c.clearOutcome()
		c.fill(func(f *Form) { f.setKey(secret.Key{}) })
	}
}

// removeFromList takes a connection off the list at once, before it is read again.
func (c *ConnectionsPart) removeFromList(id string) {
	c.state.Connections = slices.DeleteFunc(slices.Clone(c.state.Connections), func(con connection.Connection) bool { return con.ID == id })
	each(c.on.list)
}

// replaceConnection shows a connection at once, before the list is read again.
func (s *State) replaceConnection(con connection.Connection) {
	s.Connections = slices.Clone(s.Connections)
	for i := range s.Connections {
		if s.Connections[i].ID == con.ID {
			s.Connections[i] = con
			return
		}
	}
	s.Connections = append(s.Connections, con)
}

// leaveCustom leaves the server of a saved connection, which new keys are not
// meant for, and reports whether it did.
func (c *ConnectionsPart) leaveCustom() bool {
	if c.state.Environment != env.Custom || c.state.CustomURL == c.d.CustomURL {
		return false
	}
	c.state.Environment = c.d.firstEnvironment(c.state.Environments)
	c.state.CustomURL = c.d.CustomURL
	return true
}
