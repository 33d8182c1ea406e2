package app

import (
	"context"
	"errors"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
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
		err := c.d.Keystore.Delete(ctx, slotOf(con))
		if err == nil {
			err = c.emptyOthers(ctx, con, slotOf(con))
		}
		if err != nil && con.KeyKept {
			return removed{keychain: ptr(keychainFinding(err))}
		}
		if !whole {
			_, err = c.d.Connections.Update(id, func(con *connection.Connection) { con.KeyKept, con.KeyHint = false, "" })
			return removed{disk: err}
		}
		err = c.d.Connections.Delete(id)
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

// emptyOthers removes the key of a custom server's connection from other places
// than one: where an earlier version kept it, and where it was kept for another
// address. Where the keychain cannot be searched, the first is emptied.
func (c *Controller) emptyOthers(ctx context.Context, con connection.Connection, but keystore.Slot) error {
	if con.Environment != Custom {
		return nil
	}
	places := []keystore.Slot{keystore.EarlierSlot(con.ID)}
	if found, err := c.d.Keystore.Search(ctx); err == nil {
		places = slices.DeleteFunc(found.Slots, func(s keystore.Slot) bool { return s.Connection != con.ID || s == but })
	}
	var errs error
	for _, place := range places {
		errs = errors.Join(errs, c.d.Keystore.Delete(ctx, place))
	}
	return errs
}

// applyRemoved shows what removing gave.
func (c *Controller) applyRemoved(r removed, con connection.Connection, whole bool) {
	if r.keychain != nil {
		c.notice(Notice{ID: "ui.notice.key-not-removed", Finding: r.keychain})
		return
	}
	delete(c.session, slotOf(con))
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
