package app

import (
	"context"
	"errors"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
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
		// A write that failed or timed out may have left a key all the same.
		if err := c.d.Keystore.Delete(ctx, slotOf(con)); err != nil && con.KeyKept {
			return removed{keychain: ptr(keychainFinding(err))}
		}
		if !whole {
			_, err := c.d.Connections.Update(id, func(con *connection.Connection) { con.KeyKept, con.KeyHint = false, "" })
			return removed{disk: err}
		}
		err := c.d.Connections.Delete(id)
		if errors.Is(err, connection.ErrNotFound) {
			err = nil // another copy of the program was faster
		}
		return removed{disk: err}
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
	delete(c.session, con.ID)
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
