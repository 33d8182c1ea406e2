package app

import (
	"cmp"
	"context"
	"errors"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
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
	// Left is the key that the keychain did not let go, with the reason. Then
	// nothing on disk was removed.
	Left *KeyLeft
	// Unproven counts connections without a kept key, as far as is known, for
	// which the keychain could not be asked.
	Unproven int
	// Files is what became of the files.
	Files connection.Wiped
	// Disk is why the files could not be looked at; then none was removed.
	Disk error
}

// KeyLeft is a key that is still in the keychain.
type KeyLeft struct {
	Name    string // of the connection
	Finding check.Finding
}

// Everything is true where nothing of this program is left.
func (r EraseReport) Everything() bool {
	return r.Left == nil && r.Disk == nil && len(r.Files.Left) == 0
}

// Erasing is how far removing everything is.
type Erasing struct {
	Running bool
	// Report is what the last one did, nil before.
	Report *EraseReport
	// Revision is new with each report.
	Revision int
	// Gone is true while nothing of this program is on disk: leaving the window
	// must not write anything either.
	Gone bool
}

// EraseEverything removes the keys first, each proven by reading its place
// again, and the files only after the last key. The first key that the keychain
// keeps ends it; the connections whose keys are gone by then are told so.
func EraseEverything(ctx context.Context, keys Keystore, disk Eraser) EraseReport {
	var r EraseReport
	saved, err := disk.List()
	if err != nil {
		r.Disk = err
		return r
	}
	traces, err := disk.Traces()
	if err != nil {
		r.Disk = err
		return r
	}
	r.Connections = len(saved)
	var emptied []connection.Connection
	// left ends it at a key that the keychain keeps.
	left := func(con connection.Connection, err error) EraseReport {
		r.Left = &KeyLeft{cmp.Or(con.Name, con.ID), KeychainFinding(ctx, err)}
		for _, con := range emptied {
			_, err := disk.Update(con.ID, func(c *connection.Connection) { c.KeyKept, c.KeyHint = false, "" })
			r.Disk = errors.Join(r.Disk, err)
		}
		return r
	}
	for _, con := range saved {
		if !con.KeyKept {
			continue
		}
		if err := empty(ctx, keys, con); err != nil {
			return left(con, err)
		}
		r.Keys++
		emptied = append(emptied, con)
	}
	for _, con := range append(saved, traces...) {
		// A write that failed or timed out may have left a key all the same.
		if con.KeyKept {
			continue
		}
		if r.Unproven > 0 {
			r.Unproven++ // it is not asked again: each answer may take its time
			continue
		}
		_, err := keys.Get(ctx, slotOf(con))
		switch {
		case keystore.KindOf(err) == keystore.NotFound:
		case err != nil:
			r.Unproven++
		default:
			if err := empty(ctx, keys, con); err != nil {
				return left(con, err)
			}
			r.Keys++
		}
	}
	r.Files, r.Disk = disk.Erase()
	return r
}

// empty removes what is in the place of a connection's key, and reads the
// place again.
func empty(ctx context.Context, keys Keystore, con connection.Connection) error {
	if err := keys.Delete(ctx, slotOf(con)); err != nil {
		return err
	}
	_, err := keys.Get(ctx, slotOf(con))
	switch {
	case err == nil:
		return &keystore.Error{Op: "delete", Kind: keystore.Mismatch, Err: errors.New("the key is still there after its removal")}
	case keystore.KindOf(err) == keystore.NotFound:
		return nil
	}
	return err
}

// CanErase tells whether everything can be removed now: nothing runs, and
// nothing is being saved.
func (c *Controller) CanErase() bool { return c.d.Eraser != nil && !c.busy() && len(c.markings) == 0 }

// Erase removes everything that this program keeps. The person was asked.
func (c *Controller) Erase() {
	if !c.CanErase() {
		return
	}
	c.stop()
	c.state.Erasing.Running = true
	c.state.View = ViewCheck // where the wait is told
	c.show()
	background(c, func(ctx context.Context) EraseReport {
		return EraseEverything(ctx, c.d.Keystore, c.d.Eraser)
	}, func(r EraseReport) {
		c.state.Erasing.Running = false
		if r.Everything() {
			c.beginAnew()
		}
		c.state.Erasing = Erasing{Report: &r, Revision: c.state.Erasing.Revision + 1, Gone: r.Everything()}
		c.show()
		if !r.Everything() {
			c.reload()
		}
	})
}

// beginAnew makes the window what it is on first start.
func (c *Controller) beginAnew() {
	clear(c.session)
	clear(c.told)
	c.known, c.pasted = fingerprints{}, pasted{}
	c.state.Connections, c.state.Notices, c.state.Marks = nil, nil, nil
	c.state.View = ViewCheck
	c.state.Selected, c.state.ClipboardHolds = "", false
	c.reading++ // what is being read is of before
	c.state.Environment, c.state.CustomURL = Staging, c.d.CustomURL
	if c.d.CustomURL != "" {
		c.state.Environment = Custom
	}
	c.NewConnection()
	c.fill(Fill{Key: ptr(secret.Key{}), CompanyID: ptr(""), Operation: ptr(check.DefaultOperation()), ExpiresOn: ptr(""), Keep: ptr(true)})
	c.state.Guide = Guide{At: guide.Anchor{Step: guide.Request}, Revision: c.state.Guide.Revision}
	c.state.View = ViewWelcome
}
