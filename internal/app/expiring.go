package app

import (
	"errors"
	"slices"
	"time"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/service"
)

// Expiring is a connection whose key expires soon, or should have expired.
type Expiring struct {
	ID, Name, Environment string
	Expiry                expiry.Status
}

// ExpiryPart notes when keys expire, and tells of it in time.
type ExpiryPart struct {
	*core
	connections *ConnectionsPart
	// reminded is the local date on which expiry dates were last looked at.
	reminded string
}

func newExpiryPart(c *core, connections *ConnectionsPart) *ExpiryPart {
	p := &ExpiryPart{core: c, connections: connections}
	c.on.list = append(c.on.list, p.remind)
	c.on.reset = append(c.on.reset, func() { p.reminded = "" })
	return p
}

// ReplaceNext reports whether the key that was checked works and expires so soon that
// replacing it comes next.
func (s State) ReplaceNext() bool {
	r := s.Result
	if r == nil || !r.Accepted || s.Outdated || s.Rotation.On() || s.Key.Source == Typed {
		return false
	}
	con, _ := s.Selection()
	level := expiry.Of(con.ExpiresOn, s.Now).Level
	return level.Near() && level != expiry.Over
}

// Note keeps the expiry date of a saved connection without a check. It
// does nothing with what is no date.
func (c *ExpiryPart) Note(f Form) {
	con, saved := c.state.Selection()
	on := c.state.expiryOf(f.ExpiresOn)
	if !saved || c.state.Key.Replacing || on == con.ExpiresOn {
		return
	}
	if c.held.pending.Result != nil {
		c.held.pending.ExpiresOn = on
	}
	c.connections.change(con.ID, con, func(stored *connection.Connection) {
		if service.KeptKeyOf(*stored) == service.KeptKeyOf(con) { // else it is the date of an earlier key
			stored.ExpiresOn = on
		}
	})
}

// update takes out of the notices what is not so any more: a date was corrected, or
// the key replaced or forgotten.
func (c *ExpiryPart) update(now time.Time) {
	var notices []Notice
	for _, n := range c.state.Notices {
		if n.Expiring == nil {
			notices = append(notices, n)
			continue
		}
		var still []Expiring
		for _, e := range n.Expiring {
			con, ok := c.state.connection(e.ID)
			e.Expiry = expiry.Of(con.ExpiresOn, now)
			if ok && e.Expiry.Level.Near() && (con.KeyKept || con.KeyHint != "") {
				e.Name = con.Name
				still = append(still, e)
			}
		}
		if n.Expiring = still; still != nil {
			notices = append(notices, n)
		}
	}
	c.state.Notices = notices
}

// remind tells, once a day at the most, of the keys that have come nearer to
// their expiry: at 30, 7 and 1 days, and when the noted day is over. Each is
// told of once for each of these.
func (c *ExpiryPart) remind() {
	now := c.d.Now()
	c.update(now)
	if today := expiry.Today(now); today != c.reminded {
		c.reminded = today
	} else {
		return
	}
	var due []Expiring
	for _, con := range c.state.Connections {
		s := expiry.Of(con.ExpiresOn, now)
		given := con.ExpiryReminder
		forgotten := !con.KeyKept && con.KeyHint == ""
		if forgotten || !s.Level.Near() || given.ExpiresOn == con.ExpiresOn && expiry.LevelOf(given.Level) >= s.Level {
			continue
		}
		due = append(due, Expiring{con.ID, con.Name, con.Environment, s})
	}
	if len(due) == 0 {
		return
	}
	slices.SortStableFunc(due, func(a, b Expiring) int { return a.Expiry.Days - b.Expiry.Days })
	c.notice(Notice{ID: "expiry.notice", Expiring: due})
	background(c.core, func() error {
		var all error
		for _, e := range due {
			on := e.Expiry.Day.Format(time.DateOnly)
			_, err := c.d.Connections.Update(e.ID, func(stored *connection.Connection) {
				if stored.ExpiresOn == on {
					stored.ExpiryReminder = connection.Reminder{ExpiresOn: on, Level: e.Expiry.Level.Code()}
				}
			})
			if err != nil && !errors.Is(err, connection.ErrNotFound) {
				all = errors.Join(all, err)
			}
		}
		return all
	}, func(error) {
		// Not being able to remember is no trouble of the person's: the notice
		// comes once more.
	})
}
