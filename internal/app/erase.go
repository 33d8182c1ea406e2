package app

import (
	"context"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/secret"
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

// CanErase reports whether everything can be removed now: no check runs, of one
// connection or of all, and no key is being saved.
func (c *Controller) CanErase() bool { return c.d.Eraser != nil && !c.busy() && c.round == nil }

// Erase removes everything that this program keeps. The person was asked. It
// begins when what was begun before has ended, which could write again what is
// removed; what is begun meanwhile waits (see background).
func (c *Controller) Erase() {
	if !c.CanErase() {
		return
	}
	c.stop()
	c.state.Erasing.Running = true
	c.state.View = ViewCheck // where the wait is told
	c.show()
	c.eraseWhenIdle()
}

// eraseWhenIdle begins to remove everything, once nothing else is under way.
func (c *Controller) eraseWhenIdle() {
	if !c.state.Erasing.Running || c.working > 0 {
		return
	}
	offUI(c, func() service.EraseReport {
		return service.EraseEverything(context.Background(), c.d.Keystore, c.d.Eraser)
	}, c.erased)
}

// erased shows what removing everything did.
func (c *Controller) erased(r service.EraseReport) {
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
		c.reload()
	}
}

// beginAnew makes the window what it is on first start.
func (c *Controller) beginAnew() {
	clear(c.session)
	clear(c.told)
	c.known, c.pasted = fingerprints{}, pasted{}
	c.unsaved, c.writes, c.leak, c.reminded = nil, nil, connection.Leak{}, ""
	c.state.Connections, c.state.Notices, c.state.Marks = nil, nil, nil
	c.state.Past, c.state.All = newPast(nil, nil), All{}
	c.reading++ // what is being read is of before
	c.past++
	c.state.View = ViewCheck
	c.state.Selected, c.state.ClipboardHolds = "", false
	c.state.Environment, c.state.CustomURL = env.Staging, c.d.CustomURL
	if c.d.CustomURL != "" {
		c.state.Environment = env.Custom
	}
	c.NewConnection()
	c.state.Passing = Passing{}
	c.fill(Fill{Key: ptr(secret.Key{}), CompanyID: ptr(""), Operation: ptr(check.DefaultOperation()), ExpiresOn: ptr(""), Keep: ptr(true)})
	c.state.Guide = Guide{At: guide.Anchor{Step: guide.Request}, Revision: c.state.Guide.Revision}
	c.state.View = ViewWelcome
}
