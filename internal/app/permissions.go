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
func (c *ExplorePart) CheckPermissions(f Form) {
	if c.busy() || !c.state.MayCheckPermissions() {
		return
	}
	run := c.check.prepare(&f)
	c.state.Permissions = Permissions{}
	begin(c.core, CheckingPermissions, func(ctx context.Context, now func(func())) checked {
		progress := func(done, total int, _ check.Permission) {
			now(func() {
				if p := &c.state.Permissions; done > p.Done {
					p.Done, p.Total = done, total
					c.show()
				}
			})
		}
		return run.do(ctx, nil, func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			o.OnPermission = progress
			return c.d.Permissions(ctx, in, o)
		})
	}, func(out checked) {
		c.held.known.add(out.Key)
		shown := report.Impersonal(out.Result)
		p := Permissions{Result: shown, List: shown.Permissions}
		if p.List == nil {
			p.Finding = &shown.Finding
		}
		c.state.Permissions = p
		c.show()
	})
}
