package app

import (
	"context"
	"crypto/rand"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/service"
)

// Past is every check that is known of, as it was read; it is never changed.
type Past struct {
	// Checks are all of them, newest first: this session's checks of keys that
	// are not saved among them.
	Checks []PastCheck
	// of are the checks of each saved connection, newest first.
	of map[string][]PastCheck
}

// PastCheck is one check of the past.
type PastCheck struct {
	connection.Record
	// Name is that of the company, where the check was of a key that is not
	// saved. Such a check is known in this session only and never written.
	Name    string
	Unsaved bool
}

// Of gives the checks of a saved connection, newest first. It works for nil.
func (p *Past) Of(id string) []PastCheck {
	if p == nil || id == "" {
		return nil
	}
	return p.of[id]
}

// StripLength is how many verdicts of the past are shown of a connection.
const StripLength = 20

// Strip gives the last verdicts of a connection, oldest first.
func (p *Past) Strip(id string) []check.Verdict {
	checks := p.Of(id)
	checks = checks[:min(len(checks), StripLength)]
	out := make([]check.Verdict, len(checks))
	for i, c := range checks {
		out[len(out)-1-i] = check.Verdict(c.Verdict)
	}
	return out
}

// WorkedUntil tells when a connection's key worked for the last time, where it
// worked once and is refused by now: the newest check that could tell failed,
// and an earlier one of the same key did not. It works for nil.
func (p *Past) WorkedUntil(con connection.Connection) (PastCheck, bool) {
	refused := false
	for _, c := range p.Of(con.ID) {
		if c.KeyHint != con.KeyHint || c.Environment != con.Environment {
			continue
		}
		switch check.Verdict(c.Verdict) {
		case check.Working, check.Limited:
			return c, refused
		case check.Failed:
			// A wrong company ID says nothing of the key.
			refused = refused || c.Kind != string(check.CompanyMismatch)
		}
	}
	return PastCheck{}, false
}

// unsavedCheck is a check of a key that is not kept.
type unsavedCheck struct {
	PastCheck
	result *check.Result
}

// newPast puts what was read and what is only known here into one order.
func newPast(records []connection.Record, unsaved []unsavedCheck) *Past {
	p := &Past{Checks: make([]PastCheck, 0, len(records)+len(unsaved)), of: map[string][]PastCheck{}}
	for _, r := range records {
		for len(unsaved) > 0 && !unsaved[0].At.Before(r.At) {
			p.Checks, unsaved = append(p.Checks, unsaved[0].PastCheck), unsaved[1:]
		}
		c := PastCheck{Record: r}
		p.Checks = append(p.Checks, c)
		if r.ConnectionID != "" {
			p.of[r.ConnectionID] = append(p.of[r.ConnectionID], c)
		}
	}
	for _, u := range unsaved {
		p.Checks = append(p.Checks, u.PastCheck)
	}
	return p
}

// readPast reads the history again, in the background.
func (c *Controller) readPast() {
	c.past++
	reading := c.past
	type read struct {
		records []connection.Record
		past    *Past
		err     error
	}
	unsaved := slices.Clone(c.unsaved)
	background(c, func(context.Context) read {
		records, err := c.d.Connections.All(0)
		if err != nil {
			return read{err: err}
		}
		return read{records, newPast(records, unsaved), nil}
	}, func(r read) {
		switch {
		case reading != c.past: // a later reading knows better
			return
		case r.err != nil:
			c.diskTrouble(r.err)
		default:
			c.state.Past = r.past
		}
		c.show()
	})
}

// noteUnsaved remembers, for this session, a check whose key is not kept.
func (c *Controller) noteUnsaved(r *check.Result) {
	if r == nil || len(r.Exchanges) == 0 || c.closed {
		return
	}
	p := PastCheck{Record: service.RecordOf(connection.Connection{}, r), Unsaved: true}
	p.ID = rand.Text()
	if r.Company != nil {
		p.Name = r.Company.Name
	}
	c.unsaved = slices.Insert(c.unsaved, 0, unsavedCheck{p, r})
	c.readPast()
}

// dropUnsaved forgets such a check: its key is kept now.
func (c *Controller) dropUnsaved(r *check.Result) {
	c.unsaved = slices.DeleteFunc(c.unsaved, func(u unsavedCheck) bool { return u.result == r })
}

// ErasePast erases one check; it is called after the person agreed.
func (c *Controller) ErasePast(p PastCheck) {
	c.unsaved = slices.DeleteFunc(c.unsaved, func(u unsavedCheck) bool { return p.Unsaved && u.ID == p.ID })
	c.erase(func(s Connections) error {
		if p.Unsaved {
			return nil
		}
		return s.Erase(p.Record)
	})
}

// EraseHistory erases every check of a connection; it is called after the
// person agreed.
func (c *Controller) EraseHistory(id string) {
	c.erase(func(s Connections) error { return s.EraseHistory(id) })
}

// EraseAllHistory erases every check of every connection, and this session's;
// it is called after the person agreed.
func (c *Controller) EraseAllHistory() {
	c.unsaved = nil
	c.erase(Connections.EraseAll)
}

func (c *Controller) erase(what func(Connections) error) {
	background(c, func(context.Context) error { return what(c.d.Connections) }, func(err error) {
		if err != nil {
			c.diskTrouble(err)
			c.show()
		}
		c.reload()
	})
}
