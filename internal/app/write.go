package app

import (
	"context"
	"errors"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

// write does the saving. It is called off the UI goroutine. The connection
// comes first and says that its key is kept, so that there is never a key in
// the keychain that no connection leads to, also not after a kill.
func (c *Controller) write(ctx context.Context, wanted connection.Connection, known bool, p pending) saved {
	con, hadKey, err := c.announce(wanted, known, p)
	if err != nil {
		return saved{disk: err, hadKey: known && wanted.KeyKept && !errors.Is(err, connection.ErrNotFound)}
	}
	out := saved{con: con, hadKey: hadKey}
	place := p.slot(con.ID)
	if err := c.d.Keystore.Set(ctx, place, p.key); err != nil {
		out.keychain = ptr(keychainFinding(err))
		out.keychain.Detail = secret.NewRedactor(p.key).String(out.keychain.Detail)
		if hadKey {
			// The earlier key is still there; so is what is known of it.
			return out
		}
	}
	if out.keychain == nil {
		_ = c.emptyOthers(ctx, con, place) // removing the connection tries again
	}
	history := WriteHistory(c.d.Connections, con.ID, p.result, c.d.Now())
	change := func(stored *connection.Connection) {
		describe(stored, p, c.d.Now())
		stored.KeyKept = out.keychain == nil
	}
	stored, err := c.d.Connections.Update(con.ID, change)
	switch {
	case errors.Is(err, connection.ErrNotFound):
		return c.takeBack(ctx, place, err)
	case err != nil:
		change(&out.con)
		out.disk = err
	default:
		out.con, out.disk = stored, history
	}
	return out
}

// errElsewhere is that another copy of the program replaced the key meanwhile:
// the new one was compared with a key that is not the kept one any more.
var errElsewhere = errors.New("the key was replaced elsewhere")

// announce says on disk that the keychain may hold a key of the connection,
// and tells whether it did before.
func (c *Controller) announce(wanted connection.Connection, known bool, p pending) (con connection.Connection, hadKey bool, err error) {
	if known {
		elsewhere := false
		con, err = c.d.Connections.Update(wanted.ID, func(stored *connection.Connection) {
			hadKey = stored.KeyKept
			if elsewhere = hadKey && wanted.KeyKept && stored.KeyHint != wanted.KeyHint; !elsewhere {
				stored.KeyKept = true
			}
		})
		if err == nil && elsewhere {
			return connection.Connection{}, true, errElsewhere
		}
		return con, hadKey, err
	}
	describe(&wanted, p, c.d.Now())
	wanted.KeyKept = true
	con, err = c.d.Connections.Add(wanted)
	return con, false, err
}

// takeBack removes the key again, of a connection that another copy of the
// program deleted while it was saved.
func (c *Controller) takeBack(ctx context.Context, place keystore.Slot, because error) saved {
	out := saved{disk: because}
	if err := c.d.Keystore.Delete(ctx, place); err != nil {
		out.left = ptr(keychainFinding(err))
	}
	return out
}
