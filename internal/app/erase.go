package app

import (
	"context"

	"pleokeycheck/internal/env"
	"pleokeycheck/internal/service"
)

// Erasing is how far removing everything is.
type Erasing struct {
	Running bool
	// Report is what the last one did, nil before.
	Report *service.EraseReport
	// Revision is new with each report.
	Revision int
	// Gone is true while nothing of this program is on disk: leaving the window
	// must not write anything either.
	Gone bool
}

// ErasePart removes everything.
type ErasePart struct {
	*core
	connections *ConnectionsPart
}

func newErasePart(c *core, connections *ConnectionsPart) *ErasePart {
	p := &ErasePart{core: c, connections: connections}
	c.on.idle = append(c.on.idle, p.whenIdle)
	return p
}

// Can reports whether everything can be removed now: no check runs, of one
// connection or of all, and no key is being saved.
func (c *ErasePart) Can() bool { return c.d.Eraser != nil && !c.busy() && !c.state.All.Running }

// Begin removes everything that this program keeps. The person was asked. It
// begins when what was begun before has ended, which could write again what is
// removed; what is begun meanwhile waits (see background).
func (c *ErasePart) Begin() {
	if !c.Can() {
		return
	}
	c.stop()
	c.state.Erasing.Running = true
	c.state.View = ViewCheck // where the wait is told
	c.show()
	c.whenIdle()
}

// whenIdle begins to remove everything, once nothing else is under way.
func (c *ErasePart) whenIdle() {
	if !c.state.Erasing.Running || c.working > 0 {
		return
	}
	offUI(c.core, func() service.EraseReport {
		return service.EraseEverything(context.Background(), c.d.Keystore, c.d.Eraser)
	}, c.erased)
}

// erased shows what removing everything did.
func (c *ErasePart) erased(r service.EraseReport) {
	later := c.later
	c.later, c.state.Erasing.Running = nil, false
	if r.Everything() {
		later = nil // it was about what is gone
		c.beginAnew()
	}
	c.state.Erasing = Erasing{Report: &r, Revision: c.state.Erasing.Revision + 1, Gone: r.Everything()}
	for _, start := range later {
		start()
	}
	c.show()
	if !r.Everything() {
		c.connections.reload()
	}
}

// beginAnew makes the window what it is on first start.
func (c *ErasePart) beginAnew() {
	c.held.forget()
	c.state.Notices = nil
	each(c.on.reset)
	c.state.View, c.state.Selected = ViewCheck, ""
	c.state.Environment, c.state.CustomURL = "", c.d.CustomURL
	if c.d.CustomURL != "" {
		c.state.Environment = env.Custom
	}
	c.connections.New()
	c.state.View = ViewWelcome
}
