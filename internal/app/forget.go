package app

import (
	"context"
	"errors"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/service"
)

// Forget takes the key of a connection out of the keychain and keeps the rest.
func (c *ConnectionsPart) Forget(id string) { c.remove(id, false) }

// Delete takes the key out of the keychain and deletes the connection with its
// history. If the keychain refuses, nothing is deleted.
func (c *ConnectionsPart) Delete(id string) { c.remove(id, true) }

func (c *ConnectionsPart) remove(id string, whole bool) {
	con, ok := c.state.connection(id)
	if !ok {
		return
	}
	if c.state.Selected == id {
		c.stop()
		c.show()
	}
	remove := c.d.service().Forget
	if whole {
		remove = c.d.service().Delete
	}
	background(c.core, func() service.Removed {
		return remove(context.Background(), con)
	}, func(r service.Removed) {
		c.applyRemoved(r, con, whole)
		c.show()
		c.reload()
	})
}

// applyRemoved shows what removing gave.
func (c *ConnectionsPart) applyRemoved(r service.Removed, con connection.Connection, whole bool) {
	if r.Keychain != nil {
		c.notice(Notice{ID: "ui.notice.key-not-removed", Finding: r.Keychain})
		return
	}
	if errors.Is(r.Disk, service.ErrElsewhere) {
		c.notice(Notice{ID: "ui.notice.remove-elsewhere", Facts: map[string]string{"Name": con.Name}})
		return
	}
	if r.Nothing {
		c.diskTrouble(r.Disk)
		return
	}
	if r.Bin != "" {
		c.notice(Notice{ID: "erase.done.bin", Facts: map[string]string{"Name": r.Bin}})
	}
	delete(c.held.session, service.SlotOf(con))
	delete(c.held.drafts, con.ID)
	selected := c.state.Selected == con.ID
	switch {
	case errors.Is(r.Disk, connection.ErrNotFound):
		c.gone(con)
		return
	case r.Disk != nil:
		c.diskTrouble(r.Disk)
	case whole:
		c.removeFromList(con.ID)
		if selected {
			c.state.Selected = "" // what its form says does not come back as that of a new one
			c.New()
		}
		return
	}
	if selected {
		c.stop()
		c.clearOutcome()
		c.state.Rotation = Rotation{}
		c.state.Key = KeyState{}
		c.state.KeyNote = Note{ID: "ui.key.forgotten"}
	}
}
