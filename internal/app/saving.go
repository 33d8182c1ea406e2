package app

import (
	"context"
	"errors"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// SavingPart keeps checked keys.
type SavingPart struct {
	*core
	connections *ConnectionsPart
	history     *HistoryPart
}

// decide decides what becomes of the key of a finished check: saved when Pleo
// accepted it, asked about when the check could not tell, and not saved when it
// was refused.
func (c *SavingPart) decide(f Form, out checked, source KeySource) {
	r := out.Result
	if len(r.Choices) > 0 {
		return // the check goes on with the one that is chosen
	}
	if r.CompanyID != "" && r.CompanyID != f.CompanyID && !(r.CompanyFromKey && (c.held.edited || c.companyEdited())) {
		c.fill(func(f *Form) { f.CompanyID = r.CompanyID })
		c.held.formIs.company = companyText(r.CompanyID)
	}
	if con, _ := c.state.Selection(); con.Leak != nil && con.Leak.Hint != "" && con.Leak.Hint == r.KeyHint && r.Accepted {
		c.notice(Notice{ID: "leak.still-accepted", Facts: map[string]string{"Hint": r.KeyHint, check.FactEnvironment: r.Environment}})
	}
	saved := false
	defer func() {
		if source == Typed && !saved {
			c.history.addUnsaved(r)
		}
	}()
	switch {
	case source != Typed:
		c.recordOutcome(f, out)
		return
	case c.held.edited:
		// The field holds another key by now: nothing is asked or done about
		// the one that was checked.
		c.state.withdraw(TryOtherEnvironment)
		return
	}
	_, replacing := c.state.Selection()
	switch {
	case r.Verdict == check.Working, r.Verdict == check.Limited:
		c.state.compareKeys(c.held.pending)
		if !f.Keep || c.running.current(c.cancelled) {
			c.state.Saving = Saving{Status: Declined, HadKey: c.state.Rotation.On(), Unasked: r.Environment == env.Demo && !f.Keep}
			break
		}
		saved = c.saveUnlessAsked()
	case r.Verdict == check.Inconclusive && c.state.Rotation.On():
		// A key that works is not given up for one that is not proven.
		c.state.Saving = Saving{Status: NotSaved, HadKey: true}
	case r.Verdict == check.Inconclusive && seenByOthers(r.Finding):
		c.state.Saving = Saving{Status: NotSaved} // the verdict is about to replace it
	case r.Finding.Kind == check.CompanyUntold: // a key is saved for a company
	case r.Verdict == check.Inconclusive && f.Keep && !out.Key.Empty():
		c.state.Saving = Saving{Status: AskToSave}
	case r.Finding.Kind == check.CompanyMismatch:
		c.state.Saving = Saving{Status: NotSavedCompany, HadKey: replacing && c.state.Key.Replacing}
	case r.Verdict == check.Failed && len(r.Exchanges) > 0:
		c.state.Saving = Saving{Status: NotSaved, HadKey: replacing && c.state.Key.Replacing}
	}
}

// seenByOthers reports whether the key may have gone to something else than Pleo.
func seenByOthers(f check.Finding) bool {
	return f.Kind == check.NotPleo || f.Kind == check.WrongKeyNotRefused && f.Variant == ""
}

// Save keeps a key that the check could not tell about, or that can do
// less than the one it replaces, or tries once more what failed. It never
// replaces a key by that of another company.
func (c *SavingPart) Save() {
	question := c.state.Rotation.Question
	replace := c.state.Saving.Status == AskToReplace && question != OtherCompany && question != OldKey
	if s := c.state.Saving.Status; c.state.Activity == Idle && (s == AskToSave || s == SaveFailed || replace) {
		c.state.Rotation.Question = NoQuestion
		c.write()
		c.show()
	}
}

// Decline answers the question with no.
func (c *SavingPart) Decline() {
	if c.state.Saving.Status == AskToSave {
		c.state.Saving = Saving{Status: Declined}
		c.letGo()
		c.show()
	}
}

// saveUnlessAsked saves the pending key unless the comparison asks something.
func (c *SavingPart) saveUnlessAsked() (saving bool) {
	if c.state.Rotation.Question != NoQuestion {
		c.state.Saving = Saving{Status: AskToReplace, HadKey: true}
		return false
	}
	c.write()
	return true
}

// write writes the pending key to the keychain and the connection to disk.
func (c *SavingPart) write() {
	p, previous := c.held.pending, c.state.Key
	to := c.placeOf(p)
	if r := c.state.Rotation; to.selected && r.On() && r.Comparison != nil { // which is of accepted keys only
		p.Over = &service.KeptKey{ID: r.OldID, Hint: r.OldHint}
	}
	number := c.running.number
	c.history.dropUnsaved(p.Result) // it goes to the history of what is saved
	c.state.Saving = Saving{Status: SavingNow, HadKey: to.con.KeyKept}
	background(c.core, func() service.Saved {
		return c.d.service().Save(context.Background(), to.con, to.selected, p.Checked)
	}, func(s service.Saved) {
		switch {
		case s.Connection.ID == "" || s.HadKey && s.Keychain != nil || s.Same || errors.Is(s.Disk, service.ErrElsewhere) || c.closed:
		case s.Keychain != nil:
			c.held.session[p.Slot(s.Connection.ID)] = p.Key
		default:
			delete(c.held.session, p.Slot(s.Connection.ID))
		}
		if s.Left != nil {
			c.notice(Notice{ID: "ui.notice.key-not-removed", Finding: s.Left})
		}
		switch {
		case errors.Is(s.Disk, connection.ErrNotFound):
			c.connections.gone(to.con)
		case errors.Is(s.Disk, service.ErrElsewhere):
			c.notice(Notice{ID: "rotation.elsewhere", Facts: map[string]string{"Name": to.con.Name}})
		case s.Disk != nil:
			c.diskTrouble(s.Disk)
		}
		if c.running.current(number) {
			c.applySaved(s, previous)
			c.letGo()
		}
		c.show()
		c.connections.reload()
	})
}

// applySaved shows what saving gave, while its check is still on the screen.
func (c *SavingPart) applySaved(s service.Saved, previous KeyState) {
	switch {
	case errors.Is(s.Disk, service.ErrElsewhere):
		c.state.Saving = Saving{}
		c.state.Rotation = c.state.Rotation.again()
		if !c.state.Rotation.On() {
			// The place that was empty holds a key: the next check is compared with it.
			c.state.Rotation = newRotation(s.Connection, s.Connection.KeyHint)
			c.state.Rotation.Made = true
			c.state.Key = KeyState{Replacing: true}
		}
		return
	case s.Same:
		c.state.Rotation.Question = OldKey
		c.state.Saving = Saving{Status: AskToReplace, HadKey: true}
		return
	case s.Connection.ID == "":
		c.history.addUnsaved(c.held.pending.Result)
		c.state.Saving = Saving{Status: SaveFailed, HadKey: s.HadKey}
		return
	case s.Keychain != nil && s.HadKey:
		// The kept key is still the earlier one: the form goes on showing
		// the new one, unsaved.
		c.state.Saving = Saving{Status: SaveFailed, Finding: s.Keychain, HadKey: !s.Unsure}
		c.state.Key = previous
		c.state.replaceConnection(s.Connection)
		if c.state.Rotation.On() {
			c.state.Rotation.OldID = s.Connection.KeyID
		}
		return
	case s.Keychain != nil:
		c.state.Saving = Saving{Status: SavedSession, Finding: s.Keychain}
		c.state.Key = KeyState{Source: Session, Hint: s.Connection.KeyHint}
	default:
		c.state.Saving = Saving{Status: Saved}
		c.state.Key = KeyState{Source: Kept, Hint: s.Connection.KeyHint}
	}
	c.state.Selected = s.Connection.ID
	if r := &c.state.Rotation; r.On() && !s.HadKey && r.OldHint != "" && r.OldHint == s.Connection.KeyHint && s.Keychain == nil {
		// The keychain did not hold the old key any more, so nobody knows whether this is it.
		*r = Rotation{}
		c.notice(Notice{ID: "rotation.uncompared", Facts: map[string]string{"Hint": s.Connection.KeyHint}})
	}
	c.state.Rotation.Finished, c.state.Rotation.NewID = c.state.Rotation.On(), s.Connection.KeyID
	c.state.KeyNote = Note{}
	c.state.replaceConnection(s.Connection)
	c.held.checked.key, c.held.formIs.key = subject{}.key, subject{}.key // the field is empty
	c.fill(func(f *Form) { f.setKey(secret.Key{}) })
}

// place is where a key is to be kept: a saved connection, or a new one, which
// has no ID yet.
type place struct {
	con connection.Connection
	// selected is true where con is the one in the form.
	selected bool
}

// placeOf finds the place for a checked key. A key that was checked for another
// company than that of the connection in the form becomes a connection of its
// own.
func (c *SavingPart) placeOf(p pending) place {
	con, ok := c.state.Selection()
	if ok && service.SameCompany(con, p.Result) {
		return place{con, true}
	}
	if !ok {
		if con, ok = c.sameKey(p); ok {
			return place{con: con}
		}
	}
	return place{con: service.NewConnection(p.Result)}
}

// sameKey finds the saved connection that this very key seems to be of: same
// environment, company and last characters. So pasting a key again renews its
// connection rather than adding another; saving looks whether it is the same.
func (c *SavingPart) sameKey(p pending) (connection.Connection, bool) {
	for _, con := range c.state.Connections {
		if con.Environment == p.Result.Environment && con.CompanyID == p.Result.CompanyID &&
			con.KeyHint != "" && con.KeyHint == p.Key.Hint() &&
			(con.Environment != env.Custom || con.BaseURL == p.Result.BaseURL) {
			return con, true
		}
	}
	return connection.Connection{}, false
}

// recordOutcome writes a finished check of a saved connection to its history, with what
// the form says of the connection.
func (c *SavingPart) recordOutcome(f Form, out checked) {
	con, now := out.Connection, c.d.Now()
	if con.ID == "" {
		return
	}
	background(c.core, func() error {
		return service.NoteCheck(c.d.Connections, con, out.Result, now, func(stored *connection.Connection) {
			stored.Entered = service.Kept(f.Entered, stored.Entered)
		})
	}, func(err error) {
		switch {
		case err == nil, errors.Is(err, connection.ErrNotFound): // reload tells of that
		case errors.Is(err, service.ErrKeyChanged):
			c.notice(Notice{ID: "ui.notice.check-key-changed", Facts: map[string]string{"Name": con.Name}})
		case errors.Is(err, service.ErrOtherCompany):
			c.notice(Notice{ID: "ui.notice.check-elsewhere", Facts: map[string]string{"Name": con.Name}})
		default:
			c.diskTrouble(err)
		}
		c.connections.reload()
	})
}
