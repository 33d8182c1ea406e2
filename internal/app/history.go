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

// HistoryPart is every check that is known of.
type HistoryPart struct {
	*core
	connections *ConnectionsPart
	// unsaved are this session's checks of keys that are not kept, newest first.
	unsaved []unsavedCheck
	reading latest
}

func newHistoryPart(c *core, connections *ConnectionsPart) *HistoryPart {
	p := &HistoryPart{core: c, connections: connections}
	c.on.reload = append(c.on.reload, p.read)
	c.on.reset = append(c.on.reset, func() {
		p.unsaved, c.state.Past = nil, newPast(nil, nil)
		p.reading.stop() // what is being read is of before
	})
	return p
}

// read reads the history again, in the background.
func (c *HistoryPart) read() {
	type read struct {
		records []connection.Record
		past    *Past
		err     error
	}
	unsaved := slices.Clone(c.unsaved)
	newest(c.core, &c.reading, func(context.Context) read {
		records, err := c.d.Connections.All(0)
		if err != nil {
			return read{err: err}
		}
		return read{records, newPast(records, unsaved), nil}
	}, func(r read) {
		switch {
		case r.err != nil:
			c.diskTrouble(r.err)
		default:
			c.state.Past = r.past
		}
		c.show()
	})
}

// addUnsaved remembers, for this session, a check whose key is not kept.
func (c *HistoryPart) addUnsaved(r *check.Result) {
	if r == nil || len(r.Exchanges) == 0 || c.closed {
		return
	}
	p := PastCheck{Record: service.RecordOf(connection.Connection{}, r), Unsaved: true}
	p.ID = rand.Text()
	if r.Company != nil {
		p.Name = r.Company.Name
	}
	c.unsaved = slices.Insert(c.unsaved, 0, unsavedCheck{p, r})
	c.read()
}

// dropUnsaved forgets such a check: its key is kept now.
func (c *HistoryPart) dropUnsaved(r *check.Result) {
	c.unsaved = slices.DeleteFunc(c.unsaved, func(u unsavedCheck) bool { return u.result == r })
}

// Erase erases one check; it is called after the person agreed.
func (c *HistoryPart) Erase(p PastCheck) {
	c.unsaved = slices.DeleteFunc(c.unsaved, func(u unsavedCheck) bool { return p.Unsaved && u.ID == p.ID })
	c.erase(func(s Store) error {
		if p.Unsaved {
			return nil
		}
		return s.Erase(p.Record)
	})
}

// EraseOf erases every check of a connection; it is called after the
// person agreed.
func (c *HistoryPart) EraseOf(id string) {
	c.erase(func(s Store) error { return s.EraseHistory(id) })
}

// EraseAll erases every check of every connection, and this session's;
// it is called after the person agreed.
func (c *HistoryPart) EraseAll() {
	c.unsaved = nil
	c.erase(Store.EraseAll)
}

func (c *HistoryPart) erase(what func(Store) error) {
	background(c.core, func() error { return what(c.d.Connections) }, func(err error) {
		if err != nil {
			c.diskTrouble(err)
			c.show()
		}
		c.connections.reload()
	})
}
