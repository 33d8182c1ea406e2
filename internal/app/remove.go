package app

import (
	"context"
	"errors"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/service"
)

// Forget takes the key of a connection out of the keychain and keeps the rest.
func (c *Controller) Forget(id string) { c.remove(id, false) }

// Delete takes the key out of the keychain and deletes the connection with its
// history. If the keychain refuses, nothing is deleted.
func (c *Controller) Delete(id string) { c.remove(id, true) }

// removed is what removing a key, or a whole connection, gave.
type removed struct {
	keychain *check.Finding // why the key is still there
	disk     error
}

func (c *Controller) remove(id string, whole bool) {
	con, ok := c.state.connection(id)
	if !ok {
		return
	}
	if c.state.Selected == id {
		c.stop()
		c.show()
	}
	background(c, func(ctx context.Context) removed {
		remove := c.d.service().Forget
		if whole {
			remove = c.d.service().Delete
		}
		keychain, disk := remove(ctx, con)
		return removed{keychain, disk}
	}, func(r removed) {
		c.applyRemoved(r, con, whole)
		c.show()
		c.reload()
	})
}

// applyRemoved shows what removing gave.
func (c *Controller) applyRemoved(r removed, con connection.Connection, whole bool) {
	if r.keychain != nil {
		c.notice(Notice{ID: "ui.notice.key-not-removed", Finding: r.keychain})
		return
	}
	delete(c.session, service.SlotOf(con))
	selected := c.state.Selected == con.ID
	switch {
	case errors.Is(r.disk, connection.ErrNotFound):
		c.gone(con)
		return
	case r.disk != nil:
		c.diskTrouble(r.disk)
	case whole:
		c.removeFromList(con.ID)
		if selected {
			c.NewConnection()
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
