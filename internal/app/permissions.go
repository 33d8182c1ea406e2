package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/service"
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
	// Recalled is true where this was noted earlier, and nobody was asked now.
	Recalled bool
}

// recall shows what was noted of the permissions of the selected connection's key,
// but not beside a result for another company.
func (c *core) recall() {
	con, _ := c.state.Selection()
	if r := c.state.Result; r != nil && !strings.EqualFold(r.CompanyID, con.CompanyID) {
		return
	}
	if r := service.RecallPermissions(con); r != nil && c.state.HasKey(con) && c.state.Key.Source != Typed && c.state.Permissions.Result == nil {
		c.state.Permissions = Permissions{Result: r, List: r.Permissions, Recalled: true}
	}
}

// MayCheckPermissions is true where there is a key that is worth asking about:
// that of a saved connection, or one that was accepted.
func (s State) MayCheckPermissions() bool {
	return s.Key.Source != Typed || s.Result != nil && s.Result.Accepted && !s.Outdated
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
		c.foreign(out.Result)
		c.note(out)
		c.show()
	})
}

// note keeps what was found out about the key of a saved connection.
func (c *ExplorePart) note(out checked) {
	if out.Connection.ID == "" || out.Result.Permissions == nil || out.Result.Verdict == check.Stopped {
		return
	}
	background(c.core, func() error {
		return c.d.service().NotePermissions(out.Connection, out.Result)
	}, func(err error) {
		if err != nil && !errors.Is(err, connection.ErrNotFound) { // reload tells of that
			c.diskTrouble(err)
		}
		c.connections.reload()
	})
}

// foreign takes back what the check before said of the company, where trying
// everything brought rows of another one.
func (c *ExplorePart) foreign(got *check.Result) {
	i := slices.IndexFunc(got.Permissions, func(p check.Permission) bool { return p.Finding.Kind == check.CompanyMismatch })
	r := c.state.Result
	if i < 0 || r == nil || r.Company == nil || !r.Company.Confirmed || !strings.EqualFold(r.CompanyID, got.CompanyID) {
		return
	}
	step := check.Step{Name: check.StepCompany, Status: check.Warned, Finding: got.Permissions[i].Finding}
	step.Finding.Kind, step.Finding.Variant = check.Contradiction, check.VariantCompanyOther
	c.check.doubt(r, step, check.Limited)
	c.state.Result.Exchanges = slices.Concat(r.Exchanges, got.Exchanges)
}
