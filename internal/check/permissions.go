package check

import (
	"context"
	"errors"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"pleokeycheck/pleoclient"
)

// permissionsAtOnce bounds the requests that are under way together: all of
// them where one connection carries many (HTTP/2), so that they cost one round
// trip, and a few where each needs a connection of its own.
func permissionsAtOnce(proto string) int {
	if strings.HasPrefix(proto, "HTTP/2") {
		return 32
	}
	return 4
}

// VariantForeignRows is the variant of CompanyMismatch for a permission: the
// operation answered, with rows of another company.
const VariantForeignRows = "rows"

// Permissions asks Pleo about the key and then tries every operation that
// needs nothing but the company, once, with the smallest page. Only input,
// connect, identity and, where Pleo named another company than the one given,
// the company are steps of it. Result.Permissions is nil where nothing could be
// tried; Result.Finding says why.
//
// It never waits: where the server asks to wait, or said that it takes no more
// requests, the rest is Unknown with RateLimited. Cancelled, the rest is
// Unknown with Cancelled. Input.Operation is what the key is for, and is tried
// like all others. It takes four round trips over HTTP/2: TCP, TLS, the
// key, and everything else at once.
func Permissions(ctx context.Context, in Input, o Options) *Result {
	in.Params, in.Permissions, in.Deep = pleoclient.Params{}, true, false
	r := newRun(ctx, in, o)
	defer r.close()
	if r.input(companyEntered) && r.identity() && r.ownCompany() {
		r.permissions()
	}
	for _, p := range r.result.Permissions {
		if p.Access == Allowed {
			r.result.Accepted = true
		}
	}
	return r.finishIdentify()
}

// ownCompany compares whom the key belongs to with the company ID, as far as
// that is known without asking further.
func (r *run) ownCompany() bool {
	r.result.Company = &Company{ID: r.companyID}
	if r.subject.Kind == "company" && !strings.EqualFold(r.subject.ID, r.companyID) {
		r.begin(StepCompany)
		return r.fail(StepCompany, r.otherSubject())
	}
	r.result.Company.Confirmed = r.subject.Kind == "company"
	return true
}

// permissions gives what trying every operation that needs nothing but the
// company showed. What the steps asked is not asked again. What comes of it does
// not change the verdict, but for rows of another company: then this one is not
// confirmed. Nothing is tried where the steps showed that it
// would show nothing, or where the person cancelled.
func (r *run) permissions() {
	if !r.in.Permissions || !r.worthTrying() || errors.Is(r.ctx.Err(), context.Canceled) {
		return
	}
	t := r.newTrial()
	var group errgroup.Group
	group.SetLimit(t.atOnce)
	for i, op := range t.operations {
		p := &t.results[i]
		switch f, known := r.outcomes[op.Name]; {
		case !op.BasicAuth:
			r.untried(p, variantBearerOnly, "")
		case op.NeedsID():
			r.untried(p, variantMissingID, strings.Join(op.PathParams, ", "))
		case known:
			t.end(p, f)
		default:
			group.Go(func() error {
				t.end(p, t.try(i))
				return nil
			})
		}
	}
	_ = group.Wait() // no function returns an error: every outcome is a Permission
	r.result.Permissions = append(t.results, claims(r.scopes, r.clean)...)
	for i, e := range t.tried {
		if f := t.results[i].Finding; f.Kind == CompanyMismatch && r.result.Company.Confirmed {
			r.otherCompany(e, f.Facts[FactKeyCompanyID])
		}
		if e != nil && e.Operation == "company" && t.results[i].Access == Allowed && r.result.Company.Name == "" {
			r.result.Company.Name = r.clean(companyOf(e.Body).Name)
		}
		r.keep(e)
	}
}

// trial is the trying of operations, several at once. The run only reads while
// it is under way; each request writes its own entry of results and tried.
type trial struct {
	*run
	operations []pleoclient.Operation
	results    []Permission
	tried      []*pleoclient.Exchange
	atOnce     int
	total      int // of operations that are tried, or were by the steps

	mu   sync.Mutex // guards what follows, and calls of OnPermission
	done int
	left int     // requests that the server takes, as far as it said; -1 for any number
	wait Finding // why nothing is sent once none is left
}

func (r *run) newTrial() *trial {
	operations := pleoclient.Operations()
	t := &trial{
		run: r, operations: operations, left: -1,
		results: make([]Permission, len(operations)), tried: make([]*pleoclient.Exchange, len(operations)),
	}
	for i, op := range operations {
		t.results[i] = Permission{Operation: op.Name, Scope: op.Scope, Claimed: r.scopesKnown && op.Scope != "" && op.CoveredBy(r.scopes)}
		if op.NeedsOnlyCompany() {
			t.total++
		}
		if f := r.outcomes[op.Name]; f.Kind == RateLimited {
			t.left, t.wait = 0, f
		}
	}
	proto := ""
	if n := len(r.result.Exchanges); n > 0 {
		last := r.result.Exchanges[n-1]
		proto = last.Proto
		if limit := last.RateLimit; limit.Known && t.left < 0 {
			t.left, t.wait = max(limit.Remaining, 0), noneLeft(limit)
		}
	}
	t.atOnce = permissionsAtOnce(proto)
	return t
}

// noneLeft is the finding where the server said that it takes no more requests.
func noneLeft(limit pleoclient.RateLimit) Finding {
	f := answered(RateLimited, nil)
	if f.RetryAfter = limit.Reset; limit.Reset > 0 {
		f.Facts[FactWait] = wholeSeconds(limit.Reset)
	}
	return f
}

// take takes one of the requests that are left, or says why there is none.
func (t *trial) take() (why Finding, taken bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.left == 0 {
		return Finding{Kind: t.wait.Kind, Facts: t.wait.Facts, RetryAfter: t.wait.RetryAfter}, false
	}
	if t.left > 0 {
		t.left--
	}
	return Finding{}, true
}

// try sends an operation, unless none may be sent any more.
func (t *trial) try(i int) Finding {
	if why, taken := t.take(); !taken {
		return why
	}
	op := t.operations[i]
	e, err := t.client.Do(t.ctx, op, withCompany(op, t.companyID, pleoclient.Params{}))
	t.tried[i] = e
	f := t.outcome(e, err)
	if f.Kind == OK {
		return t.owned(op, e, f)
	}
	if f.Kind == RateLimited {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.left, t.wait = 0, f
	}
	return f
}

// end fills in what is known of an operation, and reports it.
func (t *trial) end(p *Permission, f Finding) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fillIn(p, f)
	t.done++
	t.o.OnPermission(t.done, t.total, *p)
}

// owned is what an answer of the documented shape proves: nothing about this
// company where its rows are another's, or whose they are is not clear.
func (r *run) owned(op pleoclient.Operation, e *pleoclient.Exchange, f Finding) Finding {
	o := r.owners(op, e.Body)
	switch {
	case o.Other != "" && !r.reachesSeveral(op):
		f = answered(CompanyMismatch, e)
		f.Variant = VariantForeignRows
		f.Facts[FactKeyCompanyID] = r.clean(o.Other)
		f.Detail = "the answer to " + op.Name + " is about company " + r.clean(o.Other)
	case o.Unclear && o.Other == "":
		f = unclearOwner(e)
	}
	return f
}

// untried fills in why an operation is not tried.
func (r *run) untried(p *Permission, variant, id string) {
	f := Finding{Kind: RequestRefused, Variant: variant, Facts: map[string]string{FactOperation: p.Operation}}
	if id != "" {
		f.Facts[FactReason] = id
	}
	p.Access, p.Finding = NotTested, r.withFacts("", f)
}

// claims are those of a key's scopes that no reading operation needs: mostly, to
// change something. They are never tried.
func claims(scopes []string, clean func(string) string) []Permission {
	var rows []Permission
	known := map[string]bool{}
	for _, op := range pleoclient.Operations() {
		if op.Scope != "" {
			known[op.Scope] = true
		}
		for _, s := range op.AltScopes {
			known[s] = true
		}
	}
	for _, s := range scopes {
		if known[s] {
			continue
		}
		known[s] = true // once, however often it is listed
		rows = append(rows, Permission{Scope: clean(s), Claimed: true, Access: NotTested, Write: Writes(s)})
	}
	return rows
}

// Writes reports whether a scope, as Pleo writes it, is one to change something.
// What does not say that it only reads counts as such where it names an area.
func Writes(scope string) bool {
	area, verb, found := strings.Cut(scope, ":")
	return found && area != "" && !strings.EqualFold(strings.TrimSpace(verb), "read")
}

// worthTrying reports whether the test request got an answer that says something
// about permissions. After a refused key, a limit or a broken network, more
// requests would show nothing.
func (r *run) worthTrying() bool {
	for _, s := range r.result.Steps {
		if s.Status == StepFailed && !(s.Name == StepRequest && limits(s.Finding.Kind)) {
			return false
		}
	}
	return true
}

// fillIn fills in what an answer shows.
func (r *run) fillIn(p *Permission, f Finding) {
	p.Finding = r.withFacts("", f)
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
