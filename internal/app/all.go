package app

import (
	"context"
	"maps"
	"slices"
	"time"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/service"
)

// All is a check of all connections: the one that runs, or the last one.
type All struct {
	// Rows are the connections in the order of the list; nil before the first
	// round of this session.
	Rows        []service.Row
	Running     bool
	Cancelled   bool
	Done, Total int
	// Until is when the round goes on, while it waits for a server or for its
	// own budget; zero otherwise.
	Until time.Time
	// At is when the round began.
	At time.Time
}

// AllPart checks all connections.
type AllPart struct {
	*core
	answer      *AnswerPart
	check       *CheckPart
	connections *ConnectionsPart
	// round is the check of all connections that runs, or the last one.
	round  *service.Round
	rounds latest
}

func newAllPart(c *core, answer *AnswerPart, check *CheckPart, connections *ConnectionsPart) *AllPart {
	p := &AllPart{core: c, answer: answer, check: check, connections: connections}
	c.on.list = append(c.on.list, p.update)
	c.on.reset = append(c.on.reset, func() { c.state.All = All{} })
	return p
}

// Check shows and checks every saved connection. It does nothing while a
// round runs.
func (c *AllPart) Check() {
	if c.state.All.Running || len(c.state.Connections) == 0 || c.closed || c.state.Erasing.Running {
		c.open(ViewAll)
		return
	}
	all := c.state.Connections
	rows := make([]service.Row, len(all))
	for i, con := range all {
		rows[i] = c.state.RowOf(con)
	}
	ctx, number := c.rounds.next()
	round := &service.Round{Service: c.d.service(), Session: maps.Clone(c.held.session)}
	c.round = round
	c.state.All = All{Rows: rows, Running: true, Total: len(rows), At: c.d.Now()}
	c.state.View = ViewAll
	c.show()
	c.d.Go(func() {
		err := round.Run(ctx, all, func(rows []service.Row, until time.Time) {
			c.d.UI(func() { c.applyRows(number, rows, until) })
		})
		c.d.UI(func() { c.end(number, err) })
	})
}

// Cancel stops the round. What is done stays, also on disk.
func (c *AllPart) Cancel() {
	if c.state.All.Running {
		c.rounds.cancel()
		c.state.All.Cancelled = true
		c.show()
	}
}

// applyRows shows how far the round is. Rows of connections that were deleted
// stay gone.
func (c *AllPart) applyRows(number int, rows []service.Row, until time.Time) {
	if !c.rounds.current(number) {
		return
	}
	all := slices.Clone(c.state.All.Rows)
	at := make(map[string]int, len(all))
	for i, row := range all {
		at[row.Connection.ID] = i
	}
	for _, row := range rows {
		if i, ok := at[row.Connection.ID]; ok && all[i].Status != service.RowGone {
			row.Known = all[i].Known
			all[i] = row
		}
	}
	c.state.All.Rows, c.state.All.Until = all, until
	c.count()
	c.show()
}

func (c *AllPart) count() {
	done := 0
	for _, row := range c.state.All.Rows {
		if row.Finished() {
			done++
		}
	}
	c.state.All.Done = done
}

func (c *AllPart) end(number int, err error) {
	if !c.rounds.current(number) {
		return
	}
	c.rounds.end()
	c.state.All.Running, c.state.All.Until = false, time.Time{}
	c.state.All.Cancelled = c.state.All.Cancelled && slices.ContainsFunc(c.state.All.Rows, func(r service.Row) bool { return r.Status == service.RowLeft })
	if err != nil {
		c.diskTrouble(err)
	}
	c.show()
	c.connections.reload()
}

// RowOf is the row of a connection that was not checked in a round: what is known of
// it from before.
func (s State) RowOf(con connection.Connection) service.Row {
	if !s.HasKey(con) {
		return service.Row{Connection: con, Status: service.RowNoKey}
	}
	return service.Row{Connection: con, Known: con.LastCheck}
}

// update marks the rows of connections that are no longer saved. Once the round is
// over, rows show what was changed or found since, and new connections have one.
func (c *AllPart) update() {
	if c.state.All.Rows == nil {
		return
	}
	saved := make(map[string]connection.Connection, len(c.state.Connections))
	for _, con := range c.state.Connections {
		saved[con.ID] = con
	}
	rows := slices.Clone(c.state.All.Rows)
	for i, row := range rows {
		con, ok := saved[row.Connection.ID]
		delete(saved, row.Connection.ID)
		switch {
		case row.Status == service.RowGone:
		case !ok:
			rows[i].Status, rows[i].Result, rows[i].Known = service.RowGone, nil, nil
			if c.state.All.Running {
				c.round.Drop(row.Connection.ID)
			}
		case c.state.All.Running:
		case c.overtaken(row, con):
			rows[i] = c.state.RowOf(con)
		default:
			rows[i].Connection = con
		}
	}
	for _, con := range c.state.Connections {
		if _, fresh := saved[con.ID]; fresh && !c.state.All.Running {
			rows = append(rows, c.state.RowOf(con))
		}
	}
	c.state.All.Rows = rows
	c.count()
}

// overtaken reports whether what a row shows is not true of the connection any more:
// its key is another or gone, or it was checked since.
func (c *AllPart) overtaken(row service.Row, con connection.Connection) bool {
	was, last := row.Connection, con.LastCheck
	switch {
	case row.Status == service.RowChanged:
		return last != nil && last.At.After(row.At)
	case row.Result != nil && last != nil && last.At.Equal(row.At.Truncate(time.Millisecond)):
		return !c.state.HasKey(con) // it is this very check
	}
	return service.KeptKeyOf(was) != service.KeptKeyOf(con) || c.state.HasKey(con) != (row.Status != service.RowNoKey) || was.CompanyID != con.CompanyID ||
		last != nil && last.At.After(row.At)
}

// OpenRow puts a connection of the round into the form, with its result.
func (c *AllPart) OpenRow(id string) {
	i := slices.IndexFunc(c.state.All.Rows, func(r service.Row) bool { return r.Connection.ID == id })
	if _, ok := c.state.connection(id); !ok {
		return
	}
	c.connections.Select(id)
	if i < 0 || c.state.All.Rows[i].Result == nil || c.busy() {
		return
	}
	r, now := c.state.All.Rows[i].Result, c.state.Selected
	changed := c.state.All.Rows[i].Status == service.RowChanged
	l := c.answer.layoutNow()
	l.revealed = false
	background(c.core, func() Answer { return answerOf(context.Background(), r.Answer, l) }, func(a Answer) {
		if c.state.Selected != now || c.busy() || c.state.View != ViewCheck {
			return
		}
		c.clearOutcome()
		con, _ := c.state.Selection()
		c.held.checked, c.held.replaced = subject{company: companyText(con.CompanyID)}, changed
		c.check.showResult(Form{}, checked{Outcome: service.Outcome{Result: r}, answer: a}, c.held.inside)
		// The key is not held here.
		c.state.withdraw(TryOtherEnvironment)
		c.held.pending = pending{}
		c.show()
	})
}
