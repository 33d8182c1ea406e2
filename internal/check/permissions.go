package check

import (
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"pleokeycheck/pleoclient"
)

// permissionsAtOnce bounds the requests that are under way together.
const permissionsAtOnce = 4

// permissions tries every operation that needs nothing but the company, once.
// What the steps already asked is not asked again. It ends early where the
// server asks to wait. The outcome does not change the verdict.
func (r *run) permissions() {
	if !r.in.Permissions || !r.worthTrying() {
		return
	}
	operations := pleoclient.Operations()
	tried := make([]*pleoclient.Exchange, len(operations))
	results := make([]Permission, len(operations))
	var wait atomic.Pointer[Finding]
	var group errgroup.Group
	group.SetLimit(permissionsAtOnce)
	for i, op := range operations {
		p := &results[i]
		*p = Permission{Operation: op.Name, Scope: op.Scope, Claimed: r.scopesKnown && op.Scope != "" && op.CoveredBy(r.scopes)}
		if f, ok := r.learned[op.Name]; ok {
			r.conclude(p, f)
			continue
		}
		if !op.NeedsOnlyCompany() {
			p.Access = NotTested
			continue
		}
		group.Go(func() error {
			if f := wait.Load(); f != nil {
				r.conclude(p, Finding{Kind: f.Kind, Facts: f.Facts, RetryAfter: f.RetryAfter})
				return nil
			}
			e, err := r.client.Do(r.ctx, op, withCompany(op, r.companyID, pleoclient.Params{}))
			tried[i] = e
			f := r.outcome(e, err)
			r.conclude(p, f)
			if f.Kind == RateLimited {
				wait.CompareAndSwap(nil, &f)
			}
			return nil
		})
	}
	_ = group.Wait() // the functions return no errors; every outcome is a Permission
	r.result.Permissions = results
	for _, e := range tried {
		r.keep(e)
	}
}

// worthTrying is true where the test request got an answer that says something
// about permissions. After a refused key, a limit or a broken network, more
// requests would tell nothing.
func (r *run) worthTrying() bool {
	if r.ctx.Err() != nil {
		return false
	}
	for _, s := range r.result.Steps {
		if s.Status == StepFailed && !(s.Name == StepRequest && limits(s.Finding.Kind)) {
			return false
		}
	}
	return true
}

// conclude fills in what an answer shows.
func (r *run) conclude(p *Permission, f Finding) {
	p.Finding = r.decorate("", f)
	p.Finding.Facts[FactOperation] = p.Operation
	p.Access, p.Status = Unknown, f.HTTPStatus
	switch f.Kind {
	case OK, OKEmpty:
		p.Access = Allowed
	case AccessDenied, ScopeMissing:
		p.Access = Denied
	}
	if p.Access == Denied && r.scopesKnown && p.Scope != "" && !p.Claimed {
		p.Finding.Kind = ScopeMissing
	}
	if p.Access == Denied {
		p.Finding.Facts[FactScope] = p.Scope
	}
}
