package service

import (
	"context"
	"errors"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
)

// Eraser is what removing everything needs of the disk.
type Eraser interface {
	List() ([]connection.Connection, error)
	Update(id string, change func(*connection.Connection)) (connection.Connection, error)
	// Traces gives environment and id of connections that only the history knows.
	Traces() ([]connection.Connection, error)
	// Erase removes every file of this program, and looks whether it is gone.
	Erase() (connection.Wiped, error)
}

// EraseReport is exactly what removing everything did.
type EraseReport struct {
	// Connections that were saved.
	Connections int
	// Keys that were in the keychain, are removed, and whose places were read
	// again and found empty.
	Keys int
	// Searched is true where the keychain itself was searched for everything of
	// this program, and, after the last removal, held nothing of it.
	Searched bool
	// Bin is the name of the keychain where it keeps what is deleted; else empty.
	Bin string
	// Left is the key that the keychain did not let go, with the reason. Then
	// nothing on disk was removed, unless another copy of the program kept that key
	// meanwhile.
	Left *KeyLeft
	// SearchTrouble is why the keychain could not be searched: what it holds of this
	// program is not known.
	SearchTrouble *check.Finding
	// Unproven counts connections without a kept key, as far as is known, for
	// which the keychain could not be asked.
	Unproven int
	// Files is what became of the files.
	Files connection.Wiped
	// Disk is why the files could not be looked at; then none was removed.
	Disk error
	// ListUnusable is true where that is for want of the list of connections, and
	// will stay so as long as its file is there. Then no key was removed either.
	ListUnusable bool
}

// KeyLeft is a key that is still in the keychain.
type KeyLeft struct {
	Name    string // of the connection; empty where none is known
	Finding check.Finding
}

// Everything is true where nothing of this program is left, as far as is known.
func (r EraseReport) Everything() bool {
	return r.Left == nil && r.Disk == nil && len(r.Files.Left) == 0
}

// Proven is true where nothing is left, and the keychain was asked about every key.
func (r EraseReport) Proven() bool {
	return r.Everything() && r.SearchTrouble == nil && r.Unproven == 0
}

// EraseEverything removes the keys first: all that a search of the keychain finds,
// whatever the files say, each proven by reading its place again, and then by
// another search. The files go only after the last key, and then the keychain is
// searched once more. The first key that the keychain keeps ends it; the
// connections whose keys are gone by then are noted as such.
// Where the keychain is there and cannot be searched, no file goes either.
func EraseEverything(ctx context.Context, keys Keystore, disk Eraser) EraseReport {
	e := erasing{keys: keys, disk: disk}
	if e.saved, e.report.Disk = disk.List(); e.report.Disk != nil {
		e.report.ListUnusable = !errors.Is(e.report.Disk, connection.ErrBusy)
		return e.report
	}
	if e.traces, e.report.Disk = disk.Traces(); e.report.Disk != nil {
		return e.report
	}
	e.report.Connections = len(e.saved)
	if e.takeFound(ctx); e.report.Left == nil {
		e.takeKnown(ctx)
	}
	if e.report.Left != nil {
		e.tellEmptied()
		return e.report
	}
	e.report.Files, e.report.Disk = disk.Erase()
	if e.report.Searched && e.report.Everything() {
		e.takeLate(ctx)
	}
	return e.report
}

// erasing is removing everything, on its way.
type erasing struct {
	keys          Keystore
	disk          Eraser
	saved, traces []connection.Connection
	emptied       []keystore.Slot
	report        EraseReport
}

// takeLate removes what another copy of the program kept between the last search
// and the end of the list. Since then none keeps a key but of a new connection.
func (e *erasing) takeLate(ctx context.Context) {
	late, err := e.keys.Search(ctx)
	if err != nil {
		e.report.Searched = false
		e.report.Left = &KeyLeft{Finding: KeychainFinding(ctx, err)}
		return
	}
	e.emptyAll(ctx, late.Slots)
}

// known are all connections that may have a key.
func (e *erasing) known() []connection.Connection { return slices.Concat(e.saved, e.traces) }

// takeFound removes every key that a search finds.
func (e *erasing) takeFound(ctx context.Context) {
	found, err := e.keys.Search(ctx)
	if err != nil {
		e.notSearched(ctx, err)
		return
	}
	e.report.Bin = found.Bin
	if !e.emptyAll(ctx, found.Slots) {
		return
	}
	switch again, err := e.keys.Search(ctx); {
	case err != nil:
		e.report.Left = &KeyLeft{Finding: KeychainFinding(ctx, err)}
	case len(again.Slots) > 0:
		e.left(ctx, again.Slots[0], errStillThere)
	default:
		e.report.Searched = true
	}
}

// notSearched decides whether to go on after a search that failed: only where
// there is no keychain at all, and no connection says that it keeps a key.
func (e *erasing) notSearched(ctx context.Context, err error) {
	finding := KeychainFinding(ctx, err)
	kept := slices.IndexFunc(e.known(), func(con connection.Connection) bool { return con.KeyKept })
	switch {
	case kept >= 0:
		e.left(ctx, SlotOf(e.known()[kept]), err)
	case finding.Kind != check.KeychainUnavailable:
		e.report.Left = &KeyLeft{Finding: finding}
	default:
		e.report.SearchTrouble, e.report.Unproven = &finding, len(e.known())
	}
}

// takeKnown asks for the key of each known connection, should the search have
// missed one.
func (e *erasing) takeKnown(ctx context.Context) {
	if !e.report.Searched {
		return
	}
	for _, con := range e.known() {
		if e.report.Unproven > 0 && !con.KeyKept {
			e.report.Unproven++ // it is not asked again: each answer may take its time
			continue
		}
		switch _, err := e.keys.Get(ctx, SlotOf(con)); {
		case keystore.KindOf(err) == keystore.NotFound:
		case err != nil && con.KeyKept:
			e.left(ctx, SlotOf(con), err)
			return
		case err != nil:
			e.report.Unproven++
		case !e.empty(ctx, SlotOf(con)):
			return
		}
	}
}

var errStillThere = &keystore.Error{Op: "delete", Kind: keystore.Mismatch, Err: errors.New("the key is still there after its removal")}

// emptyAll reports whether all places are empty; it ends with the first that is not.
func (e *erasing) emptyAll(ctx context.Context, places []keystore.Slot) bool {
	return !slices.ContainsFunc(places, func(place keystore.Slot) bool { return !e.empty(ctx, place) })
}

// empty removes what is in a place, reads the place again, and reports whether it
// is empty.
func (e *erasing) empty(ctx context.Context, place keystore.Slot) bool {
	err := e.keys.Delete(ctx, place)
	if err == nil {
		if _, err = e.keys.Get(ctx, place); err == nil {
			err = errStillThere
		} else if keystore.KindOf(err) == keystore.NotFound {
			err = nil
		}
	}
	if err != nil {
		e.left(ctx, place, err)
		return false
	}
	e.report.Keys++
	e.emptied = append(e.emptied, place)
	return true
}

// left notes a key that the keychain keeps.
func (e *erasing) left(ctx context.Context, place keystore.Slot, err error) {
	name := place.Connection
	for _, con := range e.known() {
		if con.ID == place.Connection && con.Name != "" {
			name = con.Name
			break
		}
	}
	e.report.Left = &KeyLeft{name, KeychainFinding(ctx, err)}
}

// tellEmptied notes on disk which connections have no key any more.
func (e *erasing) tellEmptied() {
	for _, con := range e.saved {
		if con.KeyKept && slices.Contains(e.emptied, SlotOf(con)) {
			_, err := e.disk.Update(con.ID, func(c *connection.Connection) { c.KeyKept, c.KeyHint = false, "" })
			e.report.Disk = errors.Join(e.report.Disk, err)
		}
	}
}
