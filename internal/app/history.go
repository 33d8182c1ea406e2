package app

import (
	"context"
	"crypto/rand"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/history"
	"pleokeycheck/internal/service"
)

// unsavedCheck is a check of a key that is not kept.
type unsavedCheck struct {
	history.Check
	result *check.Result
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
		p.unsaved, c.state.Past = nil, history.New(nil, nil)
		p.reading.stop() // what is being read is of before
	})
	return p
}

// read reads the history again, in the background.
func (c *HistoryPart) read() {
	type read struct {
		records []connection.Record
		past    *history.Past
		err     error
	}
	var unsaved []history.Check
	for _, u := range c.unsaved {
		unsaved = append(unsaved, u.Check)
	}
	newest(c.core, &c.reading, func(context.Context) read {
		records, err := c.d.Connections.All(0)
		if err != nil {
			return read{err: err}
		}
		return read{records, history.New(records, unsaved), nil}
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
	p := history.Check{Record: service.RecordOf(connection.Connection{}, r), Unsaved: true}
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
func (c *HistoryPart) Erase(p history.Check) {
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
