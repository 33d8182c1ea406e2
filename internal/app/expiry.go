package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/service"
)

// Expiring is a connection whose key expires soon, or should have expired.
type Expiring struct {
	ID, Name, Environment string
	Expiry                expiry.Status
}

// expiryOf is the expiry date that the form means, as it is kept. What is no
// date changes nothing: the field itself says so.
func (c *Controller) expiryOf(f Form) string {
	day, problem := message.ReadDay(f.ExpiresOn)
	switch con, saved := c.state.Selection(); {
	case problem == "":
		return day.Format(time.DateOnly)
	case problem == expiry.Empty || !saved || c.state.Key.Replacing:
		return ""
	default:
		return con.ExpiresOn
	}
}

// NoteExpiry keeps the expiry date of a saved connection without a check. It
// does nothing with what is no date.
func (c *Controller) NoteExpiry(f Form) {
	con, saved := c.state.Selection()
	on := c.expiryOf(f)
	if !saved || c.state.Key.Replacing || on == con.ExpiresOn {
		return
	}
	if c.pending.Result != nil {
		c.pending.ExpiresOn = on
	}
	background(c, func(context.Context) error {
		_, err := c.d.Connections.Update(con.ID, func(stored *connection.Connection) {
			if service.KeptKeyOf(*stored) == service.KeptKeyOf(con) { // else it is the date of an earlier key
				stored.ExpiresOn = on
			}
		})
		return err
	}, func(err error) {
		if err != nil && !errors.Is(err, connection.ErrNotFound) { // reload tells of that
			c.diskTrouble(err)
		}
		c.show()
		c.reload()
	})
}

// remind tells, once a day at the most, of the keys that have come nearer to
// their expiry: at 30, 7 and 1 days, and when the noted day is over. Each is
// told of once for each of these.
func (c *Controller) remind() {
	now := c.d.Now()
	if today := expiry.Today(now); today != c.reminded {
		c.reminded = today
	} else {
		return
	}
	var due []Expiring
	for _, con := range c.state.Connections {
		s := expiry.Of(con.ExpiresOn, now)
		told := con.ExpiryReminder
		forgotten := !con.KeyKept && con.KeyHint == ""
		if forgotten || !s.Level.Near() || told.ExpiresOn == con.ExpiresOn && expiry.LevelOf(told.Level) >= s.Level {
			continue
		}
		due = append(due, Expiring{con.ID, con.Name, con.Environment, s})
	}
	if len(due) == 0 {
		return
	}
	slices.SortStableFunc(due, func(a, b Expiring) int { return a.Expiry.Days - b.Expiry.Days })
	c.notice(Notice{ID: "expiry.notice", Expiring: due})
	background(c, func(context.Context) error {
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
	}, func(err error) {
		// Not being able to remember is no trouble of the person's: the notice
		// comes once more.
		_ = err
	})
}
