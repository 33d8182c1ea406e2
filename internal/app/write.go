package app

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

// write does the saving. It is called off the UI goroutine. No other copy of
// the program changes a key meanwhile, so that what is seen of the place is still
// so when the key is put there.
func (c *Controller) write(ctx context.Context, to place, p pending) (out saved) {
	err := c.d.Connections.Exclusive(func() error {
		out = c.writeAlone(ctx, to, p)
		return nil
	})
	if err != nil {
		return saved{disk: err, hadKey: to.con.KeyKept}
	}
	return out
}

// writeAlone is write for the only one who writes. The connection comes first
// and says that its key is kept, so that there is never a key in the keychain
// that no connection leads to, also not after a kill. The key of the connection
// has another id before and after: what is found of whatever is read meanwhile
// is noted of neither.
func (c *Controller) writeAlone(ctx context.Context, to place, p pending) saved {
	seen := to.con
	holds := nothing
	if seen.ID != "" {
		var trouble *check.Finding
		var err error
		seen, holds, trouble, err = c.look(ctx, seen, p)
		switch {
		case err != nil:
			return saved{disk: err, hadKey: to.con.KeyKept && !errors.Is(err, connection.ErrNotFound)}
		case trouble != nil:
			return saved{con: seen, hadKey: true, keychain: trouble}
		case holds == thisKey && p.over != nil:
			return saved{con: seen, hadKey: true, same: true}
		case holds == anotherKey && to.selected:
			return saved{con: seen, disk: errElsewhere, hadKey: true}
		case holds == anotherKey:
			seen, holds = newPlace(p.result), nothing // no twin after all
		}
	}
	con, err := c.announce(seen, p)
	if err != nil {
		out := saved{disk: err, hadKey: holds != nothing && !errors.Is(err, connection.ErrNotFound)}
		if errors.Is(err, errElsewhere) {
			out.con = con
		}
		return out
	}
	out := saved{con: con, hadKey: holds != nothing}
	place := p.slot(con.ID)
	if err := c.d.Keystore.Set(ctx, place, p.key); err != nil {
		out.keychain, out.unsure = ptr(keychainFinding(err)), mayBeSet(err)
		out.keychain.Detail = secret.NewRedactor(p.key).String(out.keychain.Detail)
		if out.hadKey {
			// The earlier key is still there; so is what is known of it.
			return out
		}
	}
	if out.keychain == nil {
		_ = c.emptyOthers(ctx, con, place) // removing the connection tries again
	}
	now, id := c.d.Now(), rand.Text()
	change := func(stored *connection.Connection) {
		describe(stored, p, holds == agreedKey, now)
		stored.KeyKept, stored.KeyID = out.keychain == nil, id
	}
	gone, err := c.d.Connections.Note([]string{con.ID}, func(stored *connection.Connection) (line *connection.Record) {
		change(stored)
		if len(p.result.Exchanges) > 0 {
			conclude(stored, p.result, now)
			line = ptr(record(*stored, p.result))
		}
		out.con = *stored
		return line
	})
	switch {
	case len(gone) > 0:
		return c.takeBack(ctx, place, connection.ErrNotFound)
	case err != nil:
		change(&con)
		out.con, out.disk = con, err
	}
	return out
}

// errElsewhere is that the place of a key holds one that the new key was not
// compared with: another copy of the program put it there.
var errElsewhere = errors.New("the place holds another key")

// holding is what the place of a key holds.
type holding int

const (
	nothing    holding = iota
	thisKey            // the very key that is to be kept
	agreedKey          // the one that it may replace
	anotherKey         // one that it may not replace
)

// look reads what is saved of a connection now, and what its place holds. A key
// that Pleo did not accept, or that was not compared, replaces nothing.
func (c *Controller) look(ctx context.Context, con connection.Connection, p pending) (connection.Connection, holding, *check.Finding, error) {
	list, err := c.d.Connections.List()
	if err != nil {
		return con, nothing, nil, err
	}
	i := slices.IndexFunc(list, func(now connection.Connection) bool { return now.ID == con.ID })
	if i < 0 {
		return con, nothing, nil, connection.ErrNotFound
	}
	con = list[i]
	if !con.KeyKept {
		return con, nothing, nil, nil
	}
	agreed := p.over != nil && *p.over == keptKeyOf(con)
	if agreed && con.KeyHint != p.key.Hint() {
		return con, agreedKey, nil, nil
	}
	held, err := c.d.Keystore.Get(ctx, p.slot(con.ID))
	switch {
	case keystore.KindOf(err) == keystore.NotFound:
		return con, nothing, nil, nil
	case err != nil:
		return con, nothing, ptr(keychainFinding(err)), nil
	case held.Equal(p.key):
		return con, thisKey, nil, nil
	case agreed:
		return con, agreedKey, nil, nil
	}
	return con, anotherKey, nil, nil
}

// mayBeSet reports whether a keychain that gave trouble may have taken the key
// all the same.
func mayBeSet(err error) bool {
	switch keystore.KindOf(err) {
	case keystore.Unavailable, keystore.Locked, keystore.Denied, keystore.TooLarge:
		return false
	}
	return true
}

// announce says on disk that the keychain may hold a key of the connection,
// unless it is not as it was seen any more.
func (c *Controller) announce(seen connection.Connection, p pending) (con connection.Connection, err error) {
	if seen.ID == "" {
		describe(&seen, p, false, c.d.Now())
		seen.KeyKept, seen.KeyID = true, rand.Text()
		return c.d.Connections.Add(seen)
	}
	elsewhere := false
	con, err = c.d.Connections.Update(seen.ID, func(stored *connection.Connection) {
		if elsewhere = stored.KeyKept != seen.KeyKept || keptKeyOf(*stored) != keptKeyOf(seen); !elsewhere {
			stored.KeyKept, stored.KeyID = true, rand.Text()
		}
	})
	if err == nil && elsewhere {
		err = errElsewhere
	}
	return con, err
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
