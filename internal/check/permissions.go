package check

import (
	"context"
	"errors"
	"maps"
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
// It never waits: where the server asks to wait, or told that it takes no more
// requests, the rest is Unknown with RateLimited. Cancelled, the rest is
// Unknown with Cancelled. Input.Operation is what the key is for, and is tried
// like all others. It takes four round trips over HTTP/2: TCP, TLS, the
// key, and everything else at once.
func Permissions(ctx context.Context, in Input, o Options) *Result {
	in.Params, in.Permissions, in.Deep = pleoclient.Params{}, true, false
	r := newRun(ctx, in, o)
	defer r.close()
	if r.input(true) && r.identity() && r.ownCompany() {
		r.permissions(nil)
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
		return r.fail(StepCompany, Finding{Kind: CompanyMismatch, Facts: map[string]string{FactKeyCompanyID: r.clean(r.subject.ID)}})
	}
	r.result.Company.Confirmed = r.subject.Kind == "company"
	return true
}

// permissions gives what trying every operation that needs nothing but the
// company showed. early is the trial that runs already, nil without one. What
// the steps asked is not asked again. The outcome does not change the verdict.
func (r *run) permissions(early *trial) {
	if !r.in.Permissions {
		return
	}
	t := early
	worth := r.worthTrying()
	switch {
	case t == nil && (!worth || errors.Is(r.ctx.Err(), context.Canceled)):
		return
	case !worth:
		t.stop()
	case t == nil:
		t = r.startTrial(r.ctx)
	}
	<-t.started
	_ = t.group.Wait() // the functions return no errors; every outcome is a Permission
	if worth {
		t.r = r // the steps have ended: what they learned is known now
		for i, op := range t.operations {
			if t.asked[op.Name] {
				t.start(i)
			}
		}
		_ = t.group.Wait()
		r.result.Permissions = append(t.results, r.claims()...)
	}
	t.stop()
	for i, e := range t.tried {
		if e != nil && e.Operation == "company" && t.results[i].Access == Allowed && r.result.Company.Name == "" {
			r.result.Company.Name = r.clean(companyOf(e.Body).Name)
		}
		r.keep(e)
	}
}

// earlyTrial tries operations beside the test request, so that both cost one
// round trip, where Pleo itself said that the key is this company's. It is nil
// where that is not asked for or not yet known.
func (r *run) earlyTrial() *trial {
	if !r.in.Permissions || r.in.Deep || !r.introspected || !r.result.Company.Confirmed || r.ctx.Err() != nil {
		return nil
	}
	asked := []string{r.op.Name}
	if r.nameLookup != nil {
		asked = append(asked, "company")
	}
	return r.startTrial(r.ctx, asked...)
}

// trial is the trying of operations, several at once.
type trial struct {
	// r is a copy of the run, which goes on meanwhile.
	r          *run
	operations []pleoclient.Operation
	results    []Permission
	tried      []*pleoclient.Exchange
	asked      map[string]bool // by the steps of the check
	group      errgroup.Group
	stop       context.CancelFunc
	started    chan struct{} // closed once everything was handed to the group
	total      int

	mu   sync.Mutex
	done int
	left int      // requests that the server takes, as far as it said; -1 for any number
	wait *Finding // why nothing is sent once none is left
}

// startTrial begins to try every operation but those that the steps ask.
func (r *run) startTrial(ctx context.Context, asked ...string) *trial {
	operations := pleoclient.Operations()
	copied := *r
	result := *r.result
	if c := r.result.Company; c != nil {
		company := *c
		result.Company = &company
	}
	copied.result, copied.learned = &result, maps.Clone(r.learned)
	t := &trial{
		r: &copied, operations: operations, left: -1, asked: map[string]bool{},
		results: make([]Permission, len(operations)), tried: make([]*pleoclient.Exchange, len(operations)),
	}
	copied.ctx, t.stop = context.WithCancel(ctx)
	for _, name := range asked {
		t.asked[name] = true
	}
	for i, op := range operations {
		t.results[i] = Permission{Operation: op.Name, Scope: op.Scope, Claimed: r.scopesKnown && op.Scope != "" && op.CoveredBy(r.scopes)}
		if op.NeedsOnlyCompany() {
			t.total++
		}
	}
	proto := ""
	if n := len(r.result.Exchanges); n > 0 {
		last := r.result.Exchanges[n-1]
		proto = last.Proto
		t.allow(last.RateLimit)
	}
	t.group.SetLimit(permissionsAtOnce(proto))
	t.started = make(chan struct{})
	go func() { // handing over waits where only a few may run at once
		defer close(t.started)
		for i, op := range operations {
			if !t.asked[op.Name] {
				t.start(i)
			}
		}
	}()
	return t
}

// allow notes how many requests the server said that it takes.
func (t *trial) allow(limit pleoclient.RateLimit) {
	if !limit.Known {
		return
	}
	t.left = max(limit.Remaining-len(t.asked), 0)
	f := answered(RateLimited, nil)
	if f.RetryAfter = limit.Reset; limit.Reset > 0 {
		f.Facts[FactWait] = wholeSeconds(limit.Reset)
	}
	t.wait = &f
}

// start concludes what is known of an operation, or tries it.
func (t *trial) start(i int) {
	op, p := t.operations[i], &t.results[i]
	switch f, known := t.r.learned[op.Name]; {
	case !op.BasicAuth:
		t.r.untried(p, variantBearerOnly, "")
	case op.NeedsID():
		t.r.untried(p, variantMissingID, strings.Join(op.PathParams, ", "))
	case known:
		t.limited(f)
		t.end(p, f)
	default:
		t.group.Go(func() error {
			t.try(i)
			return nil
		})
	}
}

// take takes one of the requests that are left, or says why there is none.
func (t *trial) take() *Finding {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.left == 0 {
		return &Finding{Kind: t.wait.Kind, Facts: t.wait.Facts, RetryAfter: t.wait.RetryAfter}
	}
	if t.left > 0 {
		t.left--
	}
	return nil
}

// limited ends the trial where the server asks to wait.
func (t *trial) limited(f Finding) {
	if f.Kind != RateLimited {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.left, t.wait = 0, &f
}

// try sends an operation.
func (t *trial) try(i int) {
	op, p := t.operations[i], &t.results[i]
	if f := t.take(); f != nil {
		t.end(p, *f)
		return
	}
	e, err := t.r.client.Do(t.r.ctx, op, withCompany(op, t.r.companyID, pleoclient.Params{}))
	t.tried[i] = e
	f := t.r.outcome(e, err)
	if err == nil {
		f = t.r.foreign(op, e, f)
	}
	t.limited(f)
	t.end(p, f)
}

// end fills in what an answer shows, and tells of it.
func (t *trial) end(p *Permission, f Finding) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.r.conclude(p, f)
	t.done++
	t.r.onPermission(t.done, t.total, *p)
}

// foreign is what an answer of the documented shape proves: nothing about this
// company where its rows are another's.
func (r *run) foreign(op pleoclient.Operation, e *pleoclient.Exchange, f Finding) Finding {
	other := r.foreignCompany(op, e.Body)
	if other == "" {
		return f
	}
	f = answered(CompanyMismatch, e)
	f.Variant = VariantForeignRows
	f.Facts[FactKeyCompanyID] = r.clean(other)
	f.Detail = "the answer to " + op.Name + " is about company " + r.clean(other)
	return f
}

// foreignCompany is another company than the one asked for that an answer is
// about, "" for none. Where the operation takes no company, rows of several
// companies are what an organisation's key is for.
func (r *run) foreignCompany(op pleoclient.Operation, body []byte) string {
	if op.Company == pleoclient.CompanyNone && r.subject.Kind != "company" {
		return ""
	}
	ids := pleoclient.RowCompanyIDs(body)
	if op.Name == "company" {
		ids = append(ids, companyOf(body).ID)
	}
	for _, id := range ids {
		if !strings.EqualFold(id, r.companyID) {
			return id
		}
	}
	return ""
}

// untried fills in why an operation is not tried.
func (r *run) untried(p *Permission, variant, id string) {
	f := Finding{Kind: RequestRefused, Variant: variant, Facts: map[string]string{FactOperation: p.Operation}}
	if id != "" {
		f.Facts[FactReason] = id
	}
	p.Access, p.Finding = NotTested, r.decorate("", f)
}

// claims are the rows of what the key says that it may and no reading
// operation shows: mostly, to change something. Nothing of it is ever tried.
func (r *run) claims() []Permission {
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
	for _, s := range r.scopes {
		if known[s] {
			continue
		}
		known[s] = true // once, however often it is listed
		rows = append(rows, Permission{Scope: r.clean(s), Claimed: true, Access: NotTested, Write: Writes(s)})
	}
	return rows
}

// Writes tells whether a scope, as Pleo writes it, is one to change something.
// What does not say that it only reads counts as such where it names an area.
func Writes(scope string) bool {
	area, verb, found := strings.Cut(scope, ":")
	return found && area != "" && !strings.EqualFold(strings.TrimSpace(verb), "read")
}

// worthTrying is true where the test request got an answer that says something
// about permissions. After a refused key, a limit or a broken network, more
// requests would tell nothing.
func (r *run) worthTrying() bool {
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
