package app

import (
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/history"
)

// leakSteps are the codes of what to do after a leak, in order: first what
// Pleo asks for, then what is to be done on this side.
var leakSteps = []string{"delete", "tell", "replace", "logs", "forget", "clipboard", "places"}

// LeakSteps lists the codes of the steps, in order.
func LeakSteps() []string { return slices.Clone(leakSteps) }

// LeakList is how far the person is with the list of what to do after a leak.
type LeakList struct {
	// Name and Hint are those of the connection; empty for a key of none.
	Name, Hint string
	// Since is the local date on which it was begun; empty before.
	Since string
	// Done says on which local date the person ticked a step.
	Done map[string]string
	// Seen is the last check since the list was begun that could tell whether the
	// key that leaked is still accepted; empty for none.
	Seen history.Check
	// Other is the key that the connection has by now, where it was accepted.
	Other connection.Connection
	// Kept is true where the keychain still holds the key that leaked.
	Kept bool
}

// Open reports whether the list was begun and not closed.
func (l LeakList) Open() bool { return l.Since != "" }

// LeakPart is the list of what to do after a leak.
type LeakPart struct {
	*core
	connections *ConnectionsPart
	// unbound is the list of no connection: it lasts as long as the window.
	unbound connection.Leak
}

func newLeakPart(c *core, connections *ConnectionsPart) *LeakPart {
	p := &LeakPart{core: c, connections: connections}
	c.on.show = append(c.on.show, p.settle)
	c.on.reset = append(c.on.reset, func() { p.unbound = connection.Leak{} })
	return p
}

// settle shows the list of the selected connection, or of none.
func (c *LeakPart) settle() {
	list, stored := LeakList{Done: map[string]string{}}, c.unbound
	if con, ok := c.state.Selection(); ok {
		list.Name, list.Hint, stored = con.Name, con.KeyHint, connection.Leak{}
		if con.Leak != nil {
			stored = *con.Leak
		}
	}
	list.Since = stored.Since
	if list.Open() {
		list.Hint = stored.Hint
	}
	for _, t := range stored.Done {
		list.Done[t.Step] = t.On
	}
	c.seen(&list)
	c.state.Leak = list
}

// seen adds what the program itself saw of the key that leaked, and of the one
// that took its place.
func (c *LeakPart) seen(list *LeakList) {
	con, ok := c.state.Selection()
	if !ok || !list.Open() || list.Hint == "" {
		return
	}
	list.Kept = con.KeyKept && con.KeyHint == list.Hint
	for _, p := range c.state.Past.Of(con.ID) {
		if p.KeyHint == list.Hint && expiry.Today(p.At) >= list.Since && (accepted(p) || refused(p)) {
			list.Seen = p
			break
		}
	}
	if con.KeyHint != "" && con.KeyHint != list.Hint && con.LastCheck != nil && !con.LastCheck.LastWorked.IsZero() {
		list.Other = con
	}
}

// accepted and refused report what a check of the past said of the key itself.
func accepted(p history.Check) bool {
	return p.Verdict == string(check.Working) || p.Verdict == string(check.Limited)
}

func refused(p history.Check) bool {
	return p.Verdict == string(check.Failed) && (p.Kind == string(check.KeyRejected) || p.Kind == string(check.KeyExpiredOrRemoved))
}

// StillAccepted reports whether the key that leaked was accepted when it was last
// checked.
func (l LeakList) StillAccepted() bool { return accepted(l.Seen) }

// Tick says that a step was done, or not after all.
func (c *LeakPart) Tick(step string, done bool) {
	if _, was := c.state.Leak.Done[step]; was == done || !slices.Contains(leakSteps, step) {
		return
	}
	today, hint := expiry.Today(c.d.Now()), c.state.Leak.Hint
	c.change(func(l *connection.Leak) *connection.Leak {
		out := connection.Leak{Since: today, Hint: hint}
		if l != nil && l.Since != "" {
			out = connection.Leak{Since: l.Since, Hint: l.Hint, Done: slices.Clone(l.Done)}
		}
		out.Done = slices.DeleteFunc(out.Done, func(t connection.Tick) bool { return t.Step == step })
		if done {
			out.Done = append(out.Done, connection.Tick{Step: step, On: today})
		}
		return &out
	})
}

// Close forgets how far the person is, and goes back to the check.
func (c *LeakPart) Close() {
	c.state.View = ViewCheck
	c.change(func(*connection.Leak) *connection.Leak { return nil })
}

// change changes the list that is shown, at once, and on disk.
func (c *LeakPart) change(change func(*connection.Leak) *connection.Leak) {
	con, ok := c.state.Selection()
	if !ok {
		l := change(&c.unbound)
		if l == nil {
			l = &connection.Leak{}
		}
		c.unbound = *l
		c.show()
		return
	}
	shown := con
	shown.Leak = change(con.Leak)
	c.state.replaceConnection(shown)
	c.show()
	c.connections.change(con.ID, con, func(stored *connection.Connection) { stored.Leak = change(stored.Leak) })
}
