package app

import (
	"context"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/report"
)

// Permissions is what trying every operation showed.
type Permissions struct {
	// Done of Total operations were tried, while Activity is
	// CheckingPermissions.
	Done, Total int
	// List is nil where nothing was tried.
	List []check.Permission
	// Result has who was asked, for which company, with which key and when; nil
	// before.
	Result *check.Result
	// Finding is why nothing could be tried; nil otherwise.
	Finding *check.Finding
}

// MayCheckPermissions is true where there is a key that is worth asking about:
// that of a saved connection, or one that was accepted.
func (s State) MayCheckPermissions() bool {
	return s.Key.Source != Typed || s.Result != nil && s.Result.Accepted
}

// CheckPermissions tries every reading operation once with the key of the
// form. What the last check said stays on the screen.
func (c *Controller) CheckPermissions(f Form) {
	if c.busy() || !c.state.MayCheckPermissions() {
		return
	}
	run := c.prepare(f)
	c.state.Permissions = Permissions{}
	generation := c.generation + 1 // the one that begin is about to give
	progress := func(done, total int, _ check.Permission) {
		c.d.UI(func() {
			if p := &c.state.Permissions; c.generation == generation && done > p.Done {
				p.Done, p.Total = done, total
				c.show()
			}
		})
	}
	try := func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		o.OnPermission = progress
		return c.d.Permissions(ctx, in, o)
	}
	begin(c, CheckingPermissions, func(ctx context.Context, _ func(check.Step)) checked {
		return run.do(ctx, nil, try)
	}, func(out checked) {
		c.known.add(out.Key)
		shown := report.Impersonal(out.Result)
		p := Permissions{Result: shown, List: shown.Permissions}
		if p.List == nil {
			p.Finding = &shown.Finding
		}
		c.state.Permissions = p
		c.show()
	})
}

// clearAbout forgets what was said of the permissions and the pages of another
// key or company, and reports whether there was anything. What is being found
// out about them is stopped.
func (c *Controller) clearAbout() (cleared bool) {
	if c.state.Activity == CheckingPermissions || c.state.Activity == TurningPage {
		c.stop()
		cleared = true
	}
	p := c.state.Permissions
	cleared = cleared || p.Result != nil || c.state.Pages != (Pages{})
	c.state.Permissions = Permissions{}
	c.pages, c.state.Pages = pages{}, Pages{}
	return cleared
}
