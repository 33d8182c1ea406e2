package app

import (
	"context"
	"errors"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/secret"
)

// finish decides what becomes of the key of a finished check: saved when Pleo
// accepted it, asked about when the check could not tell, and not saved when it
// was refused.
func (c *Controller) finish(f Form, out checked, source KeySource) {
	r := out.result
	if r.CompanyID != "" && r.CompanyID != f.CompanyID {
		c.fill(Fill{CompanyID: ptr(r.CompanyID)})
	}
	saved := false
	defer func() {
		if source == Typed && !saved {
			c.noteUnsaved(r)
		}
	}()
	switch {
	case source != Typed:
		c.note(f, out)
		return
	case c.edited:
		// The field holds another key by now: nothing is asked or done about
		// the one that was checked.
		c.withdraw(TryOtherEnvironment)
		return
	}
	_, replacing := c.state.Selection()
	switch {
	case r.Verdict == check.Working, r.Verdict == check.Limited:
		c.compare(r)
		if !f.Keep || c.cancelled == c.generation {
			c.state.Saving = Saving{Status: Declined, HadKey: c.state.Rotation.On()}
			break
		}
		saved = c.saveUnlessAsked()
	case r.Verdict == check.Inconclusive && c.state.Rotation.On():
		// A key that works is not given up for one that is not proven.
		c.state.Saving = Saving{Status: NotSaved, HadKey: true}
	case r.Verdict == check.Inconclusive && f.Keep && !out.key.Empty():
		c.state.Saving = Saving{Status: AskToSave}
	case r.Finding.Kind == check.CompanyMismatch:
		c.state.Saving = Saving{Status: NotSavedCompany, HadKey: replacing && c.state.Key.Replacing}
	case r.Verdict == check.Failed && len(r.Exchanges) > 0:
		c.state.Saving = Saving{Status: NotSaved, HadKey: replacing && c.state.Key.Replacing}
	}
}

// letGo forgets the checked key once nothing is open about it any more.
func (c *Controller) letGo() {
	s := c.state.Saving.Status
	if s != AskToSave && s != AskToReplace && s != SavingNow && s != SaveFailed && !c.offered(TryOtherEnvironment) {
		c.pending = pending{}
	}
}

// SaveAnyway keeps a key that the check could not tell about, or that can do
// less than the one it replaces, or tries once more what failed. It never
// replaces a key by that of another company.
func (c *Controller) SaveAnyway() {
	question := c.state.Rotation.Question
	replace := c.state.Saving.Status == AskToReplace && question != OtherCompany && question != OldKey
	if s := c.state.Saving.Status; c.state.Activity == Idle && (s == AskToSave || s == SaveFailed || replace) {
		c.state.Rotation.Question = NoQuestion
		c.save()
		c.show()
	}
}

// DontSave answers the question with no.
func (c *Controller) DontSave() {
	if c.state.Saving.Status == AskToSave {
		c.state.Saving = Saving{Status: Declined}
		c.letGo()
		c.show()
	}
}

// saved is what saving gave.
type saved struct {
	// con is what was saved; without an ID nothing was.
	con connection.Connection
	// hadKey is true where the keychain held an earlier key.
	hadKey bool
	// keychain is why the keychain did not take the key; nil if it did. unsure is
	// true where it may have taken it all the same.
	keychain *check.Finding
	unsure   bool
	// same is true where the key is the very one that it was to replace.
	same bool
	// disk is connection.ErrNotFound where another copy of the program deleted
	// the connection.
	disk error
	// left is why a key that belongs to nothing any more stayed in the keychain.
	left *check.Finding
}

// save writes the pending key to the keychain and the connection to disk.
func (c *Controller) save() {
	p, previous := c.pending, c.state.Key
	to := c.placeOf(p)
	if r := c.state.Rotation; to.selected && r.On() && r.Comparison != nil { // which is of accepted keys only
		p.over = &keptKey{r.OldID, r.OldHint}
	}
	generation := c.generation
	c.dropUnsaved(p.result) // it goes to the history of what is saved
	c.state.Saving = Saving{Status: SavingNow, HadKey: to.con.KeyKept}
	background(c, func(ctx context.Context) saved {
		return c.write(ctx, to, p)
	}, func(s saved) {
		switch {
		case s.con.ID == "" || s.hadKey && s.keychain != nil || s.same || errors.Is(s.disk, errElsewhere) || c.closed:
		case s.keychain != nil:
			c.session[p.slot(s.con.ID)] = p.key
		default:
			delete(c.session, p.slot(s.con.ID))
		}
		if s.left != nil {
			c.notice(Notice{ID: "ui.notice.key-not-removed", Finding: s.left})
		}
		switch {
		case errors.Is(s.disk, connection.ErrNotFound):
			c.gone(to.con)
		case errors.Is(s.disk, errElsewhere):
			c.notice(Notice{ID: "rotation.elsewhere", Facts: map[string]string{"Name": to.con.Name}})
		case s.disk != nil:
			c.diskTrouble(s.disk)
		}
		if c.generation == generation {
			c.applySaved(s, previous)
			c.letGo()
		}
		c.show()
		c.reload()
	})
}

// applySaved shows what saving gave, while its check is still on the screen.
func (c *Controller) applySaved(s saved, previous KeyState) {
	switch {
	case errors.Is(s.disk, errElsewhere):
		c.state.Saving = Saving{}
		c.state.Rotation = c.state.Rotation.again()
		if !c.state.Rotation.On() {
			// The place that was empty holds a key: the next check is compared with it.
			c.state.Rotation = newRotation(s.con, s.con.KeyHint)
			c.state.Rotation.Made = true
			c.state.Key = KeyState{Replacing: true}
		}
		return
	case s.same:
		c.state.Rotation.Question = OldKey
		c.state.Saving = Saving{Status: AskToReplace, HadKey: true}
		return
	case s.con.ID == "":
		c.noteUnsaved(c.pending.result)
		c.state.Saving = Saving{Status: SaveFailed, HadKey: s.hadKey}
		return
	case s.keychain != nil && s.hadKey:
		// The kept key is still the earlier one: the form goes on showing
		// the new one, unsaved.
		c.state.Saving = Saving{Status: SaveFailed, Finding: s.keychain, HadKey: !s.unsure}
		c.state.Key = previous
		c.replaceInList(s.con)
		if c.state.Rotation.On() {
			c.state.Rotation.OldID = s.con.KeyID
		}
		return
	case s.keychain != nil:
		c.state.Saving = Saving{Status: SavedSession, Finding: s.keychain}
		c.state.Key = KeyState{Source: Session, Hint: s.con.KeyHint}
	default:
		c.state.Saving = Saving{Status: Saved}
		c.state.Key = KeyState{Source: Kept, Hint: s.con.KeyHint}
	}
	c.state.Selected = s.con.ID
	c.state.Rotation.Finished, c.state.Rotation.NewID = c.state.Rotation.On(), s.con.KeyID
	c.state.KeyNote = Note{}
	c.replaceInList(s.con)
	c.fill(Fill{Key: ptr(secret.Key{})})
}

// replaceInList shows a connection at once, before the list is read again.
func (c *Controller) replaceInList(con connection.Connection) {
	list := append([]connection.Connection(nil), c.state.Connections...)
	for i := range list {
		if list[i].ID == con.ID {
			list[i] = con
			c.state.Connections = list
			return
		}
	}
	c.state.Connections = append(list, con)
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
func (c *Controller) placeOf(p pending) place {
	con, ok := c.state.Selection()
	if ok && sameCompany(con, p.result) {
		return place{con, true}
	}
	if !ok {
		if con, ok = c.twin(p); ok {
			return place{con: con}
		}
	}
	return place{con: newPlace(p.result)}
}

// newPlace is a connection that is not saved yet.
func newPlace(r *check.Result) connection.Connection {
	con := connection.Connection{Environment: r.Environment}
	if r.Environment == Custom {
		con.BaseURL = r.BaseURL
	}
	return con
}

// twin finds the saved connection that this very key seems to be of: same
// environment, company and last characters. So pasting a key again renews its
// connection rather than adding another; saving looks whether it is the same.
func (c *Controller) twin(p pending) (connection.Connection, bool) {
	for _, con := range c.state.Connections {
		if con.Environment == p.result.Environment && con.CompanyID == p.result.CompanyID &&
			con.KeyHint != "" && con.KeyHint == p.key.Hint() &&
			(con.Environment != Custom || con.BaseURL == p.result.BaseURL) {
			return con, true
		}
	}
	return connection.Connection{}, false
}

// note writes a finished check of a saved connection to its history, with what
// the form says of the connection.
func (c *Controller) note(f Form, out checked) {
	con, now := out.con, c.d.Now()
	if con.ID == "" {
		return
	}
	background(c, func(context.Context) error {
		return noteCheck(c.d.Connections, con, out.result, now, func(stored *connection.Connection) {
			stored.Operation, stored.ExpiresOn = keptOperation(f.Operation, stored.Operation), f.ExpiresOn
		})
	}, func(err error) {
		switch {
		case err == nil, errors.Is(err, connection.ErrNotFound): // reload tells of that
		case errors.Is(err, ErrKeyChanged):
			c.notice(Notice{ID: "ui.notice.check-key-changed", Facts: map[string]string{"Name": con.Name}})
		case errors.Is(err, ErrOtherCompany):
			c.notice(Notice{ID: "ui.notice.check-elsewhere", Facts: map[string]string{"Name": con.Name}})
		default:
			c.diskTrouble(err)
		}
		c.reload()
	})
}

// describe puts what the check learned into a connection. other is true where
// the key is known to be another than the one before.
func describe(con *connection.Connection, p pending, other bool, now time.Time) {
	if other || con.KeyHint != p.key.Hint() {
		replaced(con, p.key.Hint(), now)
	}
	con.Operation = keptOperation(p.operation, con.Operation)
	con.ExpiresOn = p.expiresOn
	learn(con, p.result)
}

// sameCompany reports whether a check was for the company of a connection, or
// the connection has none yet.
func sameCompany(con connection.Connection, r *check.Result) bool {
	return con.CompanyID == "" || strings.EqualFold(con.CompanyID, r.CompanyID)
}

// learn puts the company that was checked into a connection; a company that was
// not proven never takes the place of another. A name that the person gave stays.
func learn(con *connection.Connection, r *check.Result) {
	if r.Identity != nil {
		con.Scopes = r.Identity.Scopes
	}
	given := con.Name != "" && con.Name != con.CompanyName
	switch {
	case sameCompany(*con, r):
	case !confirmed(r):
		return
	default:
		con.CompanyName = ""
	}
	con.CompanyID = r.CompanyID
	if r.Company != nil && r.Company.Name != "" {
		con.CompanyName = r.Company.Name
	}
	switch {
	case given:
	case con.CompanyName != "":
		con.Name = con.CompanyName
	default:
		con.Name = nameFor(r)
	}
}

// nameFor names a new connection: the company's name, or the application's, or
// the beginning of the company ID.
func nameFor(r *check.Result) string {
	switch {
	case r.Company != nil && r.Company.Name != "":
		return r.Company.Name
	case r.Identity != nil && r.Identity.ApplicationName != "":
		return r.Identity.ApplicationName
	case len(r.CompanyID) >= 8:
		return r.CompanyID[:8]
	}
	return r.Environment
}
