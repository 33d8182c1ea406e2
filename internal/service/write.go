package service

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

// Save keeps a key for a connection, which is a new one where it has no ID, and
// which the person chose where chosen is true. No other copy of the program
// changes a key meanwhile, so that what is seen of the place is still so when the
// key is put there.
func (s Service) Save(ctx context.Context, con connection.Connection, chosen bool, k Checked) (out Saved) {
	err := s.Connections.Exclusive(func() error {
		out = s.saveAlone(ctx, con, chosen, k)
		return nil
	})
	if err != nil {
		return Saved{Disk: err, HadKey: con.KeyKept}
	}
	return out
}

// saveAlone is Save for the only one who writes. The connection comes first
// and says that its key is kept, so that there is never a key in the keychain
// that no connection leads to, also not after a kill. The key of the connection
// has another id before and after: what is found of whatever is read meanwhile
// is noted of neither.
func (s Service) saveAlone(ctx context.Context, to connection.Connection, chosen bool, k Checked) Saved {
	seen := to
	holds := nothing
	if seen.ID != "" {
		var trouble *check.Finding
		var err error
		seen, holds, trouble, err = s.current(ctx, seen, k)
		switch {
		case err != nil:
			return Saved{Disk: err, HadKey: to.KeyKept && !errors.Is(err, connection.ErrNotFound)}
		case trouble != nil:
			return Saved{Connection: seen, HadKey: true, Keychain: trouble}
		case holds == thisKey && k.Over != nil:
			return Saved{Connection: seen, HadKey: true, Same: true}
		case holds == anotherKey && chosen:
			return Saved{Connection: seen, Disk: ErrElsewhere, HadKey: true}
		case holds == anotherKey:
			seen, holds = NewConnection(k.Result), nothing // no connection of this key after all
		}
	}
	con, err := s.markKept(seen, k)
	if err != nil {
		out := Saved{Disk: err, HadKey: holds != nothing && !errors.Is(err, connection.ErrNotFound)}
		if errors.Is(err, ErrElsewhere) {
			out.Connection = con
		}
		return out
	}
	out := Saved{Connection: con, HadKey: holds != nothing}
	place := k.Slot(con.ID)
	if err := s.Keystore.Set(ctx, place, k.Key); err != nil {
		out.Keychain, out.Unsure = new(keychainFinding(err)), mayBeSet(err)
		out.Keychain.Detail = secret.NewRedactor(k.Key).String(out.Keychain.Detail)
		if out.HadKey {
			// The earlier key is still there; so is what is known of it.
			return out
		}
	}
	if out.Keychain == nil {
		_ = s.emptyOthers(ctx, con, place) // removing the connection tries again
	}
	now, id := s.Now(), rand.Text()
	change := func(stored *connection.Connection) {
		updateSaved(stored, k, holds == agreedKey, now)
		stored.KeyKept, stored.KeyID = out.Keychain == nil, id
	}
	gone, err := s.Connections.Note([]string{con.ID}, func(stored *connection.Connection) (line *connection.Record) {
		change(stored)
		if len(k.Result.Exchanges) > 0 {
			line = recordCheck(stored, k.Result, now)
		}
		out.Connection = *stored
		return line
	})
	switch {
	case len(gone) > 0:
		return s.takeBack(ctx, place, connection.ErrNotFound)
	case err != nil:
		change(&con)
		out.Connection, out.Disk = con, err
	}
	return out
}

// ErrElsewhere is that the place of a key holds one that the new key was not
// compared with: another copy of the program put it there.
var ErrElsewhere = errors.New("the place holds another key")

// holding is what the place of a key holds.
type holding int

const (
	nothing    holding = iota
	thisKey            // the very key that is to be kept
	agreedKey          // the one that it may replace
	anotherKey         // one that it may not replace
)

// current reads what is saved of a connection now, and what its place holds. A key
// that Pleo did not accept, or that was not compared, replaces nothing.
func (s Service) current(ctx context.Context, con connection.Connection, k Checked) (connection.Connection, holding, *check.Finding, error) {
	list, err := s.Connections.List()
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
	agreed := k.Over != nil && *k.Over == KeptKeyOf(con)
	if agreed && con.KeyHint != k.Key.Hint() {
		return con, agreedKey, nil, nil
	}
	held, err := s.Keystore.Get(ctx, k.Slot(con.ID))
	switch {
	case keystore.KindOf(err) == keystore.NotFound:
		return con, nothing, nil, nil
	case err != nil:
		return con, nothing, new(keychainFinding(err)), nil
	case held.Equal(k.Key):
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

// markKept says on disk that the keychain may hold a key of the connection,
// unless it is not as it was seen any more.
func (s Service) markKept(seen connection.Connection, k Checked) (con connection.Connection, err error) {
	if seen.ID == "" {
		updateSaved(&seen, k, false, s.Now())
		seen.KeyKept, seen.KeyID = true, rand.Text()
		return s.Connections.Add(seen)
	}
	elsewhere := false
	con, err = s.Connections.Update(seen.ID, func(stored *connection.Connection) {
		if elsewhere = stored.KeyKept != seen.KeyKept || KeptKeyOf(*stored) != KeptKeyOf(seen); !elsewhere {
			stored.KeyKept, stored.KeyID = true, rand.Text()
		}
	})
	if err == nil && elsewhere {
		err = ErrElsewhere
	}
	return con, err
}

// takeBack removes the key again, of a connection that another copy of the
// program deleted while it was saved.
func (s Service) takeBack(ctx context.Context, place keystore.Slot, because error) Saved {
	out := Saved{Disk: because}
	if err := s.Keystore.Delete(ctx, place); err != nil {
		out.Left = new(keychainFinding(err))
	}
	return out
}
