// Package history is what the checks of the past say: of one connection, of all,
// and of two side by side. It reads and writes nothing.
package history

import (
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
)

// Past is every check that is known of, as it was read; it is never changed.
type Past struct {
	// Checks are all of them, newest first: this session's checks of keys that
	// are not saved among them.
	Checks []Check
	// of are the checks of each saved connection, newest first.
	of map[string][]Check
}

// Check is one check of the past.
type Check struct {
	connection.Record
	// Name is that of the company, where the check was of a key that is not
	// saved. Such a check is known in this session only and never written.
	Name    string
	Unsaved bool
}

// Of gives the checks of a saved connection, newest first. It works for nil.
func (p *Past) Of(id string) []Check {
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
func (p *Past) WorkedUntil(con connection.Connection) (Check, bool) {
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
	return Check{}, false
}

// New puts what was read, and what is only known in this session, into one order;
// both are newest first.
func New(records []connection.Record, unsaved []Check) *Past {
	p := &Past{Checks: make([]Check, 0, len(records)+len(unsaved)), of: map[string][]Check{}}
	for _, r := range records {
		for len(unsaved) > 0 && !unsaved[0].At.Before(r.At) {
			p.Checks, unsaved = append(p.Checks, unsaved[0]), unsaved[1:]
		}
		c := Check{Record: r}
		p.Checks = append(p.Checks, c)
		if r.ConnectionID != "" {
			p.of[r.ConnectionID] = append(p.of[r.ConnectionID], c)
		}
	}
	p.Checks = append(p.Checks, unsaved...)
	return p
}
