package check

import (
	"context"
	"net/url"
	"time"

	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// variantThisRequest is the variant of KeyRejected where the key was accepted
// before, and only one operation refused it.
const variantThisRequest = "this-request"

// Input is what is checked.
type Input struct {
	// Environment is one of those of package env.
	Environment string
	// BaseURL is needed for env.Demo and env.Custom, and not looked at otherwise.
	BaseURL string
	// Key and CompanyID are taken as typed or pasted; Run cleans them, and takes
	// the company from the key where CompanyID is empty.
	Key       secret.Key
	CompanyID string
	// CompanyFromKey is set where CompanyID is what the key named before, and not
	// what a person was given.
	CompanyFromKey bool
	// Ask is set where the key was just typed or pasted. One that may be
	// something else (CleanedKey.Doubt) is then not sent.
	Ask bool
	// Operation is the name of the operation to request; empty for the
	// default, which gives way to another one where the key's scopes are known
	// not to cover it.
	Operation string
	// Params are further parameters of the chosen operation. CompanyID is
	// ignored; Limit 0 means 1. Without Operation, none of them is used.
	Params pleoclient.Params
	// LastWorked is when this key was last seen to work; zero if unknown.
	LastWorked time.Time
	// ExpiresOn is the date, "2006-01-02", that was noted for the key; empty if
	// none was. It is handed on to the result and changes nothing.
	ExpiresOn string
	// Permissions asks to try every operation that needs nothing but the
	// company, once each.
	Permissions bool
	// Known is what an earlier check of the same key found about it, for Fetch;
	// nil if nothing.
	Known *Identity
	// Deep asks to send a deliberately wrong key as well, which must be
	// refused: see DeepCheck.
	Deep bool
}

// Options are how a check is run.
type Options struct {
	// Client is handed on to pleoclient.
	Client []pleoclient.Option
	// OnStep is called on the goroutine that runs the check: for each step
	// with Running and then with its final status, in order; a step that is
	// not reached gets Skipped only. The company step may be reported once
	// more after the request step, where the rows of the answer showed more.
	OnStep func(Step)
	// OnPermission is called as each operation was tried, one call at a time,
	// on goroutines of the check: done of total.
	OnPermission func(done, total int, p Permission)
	// Now is the clock; nil for the real one.
	Now func() time.Time
}

// DefaultOperation is the operation that is requested unless another is
// chosen: Pleo's own first example.
func DefaultOperation() string { return "employees" }

// Run runs a check. It always returns a result, which says so itself where the
// check was cancelled. Nothing is repeated: a check tells what happened. Where
// no company ID was entered and the key reaches several companies,
// Result.Choices holds them and nothing was requested of any.
func Run(ctx context.Context, in Input, o Options) *Result {
	r := newRun(ctx, in, o)
	defer r.close()
	if r.input(companyOrFromKey) && r.identity() && r.company() {
		r.request()
		r.deep()
		r.permissions()
	}
	return r.finish()
}

// Identify asks Pleo who the key belongs to and looks at nothing else: the
// company ID is not looked at, and no operation is requested. Result.Company is
// the one that the key is for; where it reaches several, Result.Choices holds
// those that it may list, up to 500. The verdict of an accepted key that names
// its company is Limited, never Working, because no company is confirmed.
func Identify(ctx context.Context, in Input, o Options) *Result {
	r := newRun(ctx, in, o)
	defer r.close()
	if r.input(companyFromKey) && r.identity() && r.findCompany() {
		r.nameCompany()
	}
	return r.finishIdentify()
}

// Unstarted is the result of a check that could not begin, for example because
// the keychain did not give the key. Nothing was sent.
func Unstarted(in Input, f Finding, now time.Time) *Result {
	r := newRun(context.Background(), in, Options{Now: func() time.Time { return now }})
	if c := CleanCompanyID(in.CompanyID); c.Problem == nil {
		r.companyID = c.ID
	}
	if base, err := r.parseBaseURL(); err == nil {
		r.base = base
	}
	r.settle()
	r.result.Verdict, r.result.Finding = verdictOf(f.Kind), r.withFacts(StepInput, f)
	return r.result
}

// run is a check on its way.
type run struct {
	ctx context.Context
	in  Input
	o   Options // without nil functions

	redactor  *secret.Redactor
	base      *url.URL
	companyID string
	client    *pleoclient.Client
	classify  classifier

	op pleoclient.Operation
	// insteadOf is the default operation where op took its place.
	insteadOf string
	subject   pleoclient.Subject
	// scopes are what introspection listed; scopesKnown is false where it
	// listed none, which proves nothing.
	scopes      []string
	scopesKnown bool
	// introspected is true where Pleo described the key.
	introspected bool
	// doubt is what a lookup of the company said against it; nil for nothing.
	doubt *Finding
	// nameLookup is the request for the company's name that runs beside the
	// test request; nil without one.
	nameLookup *nameLookup

	// outcomes are what the steps found out about operations, by name, where
	// there was an answer.
	outcomes map[string]Finding

	result *Result
	began  map[StepName]time.Time
}

func newRun(ctx context.Context, in Input, o Options) *run {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.OnStep == nil {
		o.OnStep = func(Step) {}
	}
	if o.OnPermission == nil {
		o.OnPermission = func(int, int, Permission) {}
	}
	r := &run{
		ctx: ctx, in: in, o: o,
		result: &Result{StartedAt: o.Now(), Environment: in.Environment, ExpiresOn: in.ExpiresOn, Operation: DefaultOperation()},
		began:  map[StepName]time.Time{}, outcomes: map[string]Finding{},
	}
	r.op, _ = pleoclient.LookupOperation(DefaultOperation())
	r.classify = classifier{now: o.Now, hasNetwork: hasNetwork, lastWorked: in.LastWorked, clean: r.clean}
	return r
}

func (r *run) close() {
	if r.client != nil {
		r.client.Close()
	}
}

// begin reports that a step runs.
func (r *run) begin(name StepName) {
	r.began[name] = r.o.Now()
	r.o.OnStep(Step{Name: name, Status: Running})
}

// end reports how a step ended. A step that ended before keeps its duration.
func (r *run) end(name StepName, status Status, f Finding) {
	step := Step{Name: name, Status: status, Finding: r.withFacts(name, f)}
	if old := r.step(name); old != nil {
		step.Duration = old.Duration
		*old = step
		r.o.OnStep(step)
		return
	}
	if at, ok := r.began[name]; ok {
		step.Duration = r.o.Now().Sub(at)
	}
	r.result.Steps = append(r.result.Steps, step)
	r.o.OnStep(step)
}

// step is a step that has ended; nil for one that has not.
func (r *run) step(name StepName) *Step {
	for i := range r.result.Steps {
		if r.result.Steps[i].Name == name {
			return &r.result.Steps[i]
		}
	}
	return nil
}

// fail ends a step with what went wrong. It is always false: nothing follows.
func (r *run) fail(name StepName, f Finding) bool {
	r.end(name, StepFailed, f)
	return false
}

// cancelled ends a step where the person cancelled the check.
func (r *run) cancelled(name StepName) bool {
	if r.ctx.Err() == nil {
		return false
	}
	r.end(name, StepFailed, r.classify.finding(r.ctx.Err(), nil))
	return true
}

// outcome is what an exchange came to. What it shows about the operation is
// for the caller to note: this may run beside other requests.
func (r *run) outcome(e *pleoclient.Exchange, err error) Finding {
	if err == nil {
		if objection := r.objection(e); objection != nil {
			return *objection
		}
		return answered(OK, e)
	}
	f := r.classify.finding(err, e)
	if r.result.Accepted && (f.Kind == KeyRejected || f.Kind == KeyExpiredOrRemoved) {
		// The same key was accepted a moment ago: neither its age nor its
		// environment explains this.
		f.Kind, f.Variant = KeyRejected, variantThisRequest
		delete(f.Facts, FactLastWorked)
	}
	return f
}

// recordOutcome notes what an answer showed about an operation.
func (r *run) recordOutcome(e *pleoclient.Exchange, f Finding) {
	if e == nil || e.Status == 0 {
		return
	}
	if op, ok := pleoclient.LookupOperation(e.Operation); ok && f.Kind == OK {
		f = r.owned(op, e, f)
	}
	r.outcomes[e.Operation] = f
}

// keep adds an exchange to the result. What may hold credentials of others is
// not kept.
func (r *run) keep(e *pleoclient.Exchange) {
	if e == nil {
		return
	}
	if op, ok := pleoclient.LookupOperation(e.Operation); ok && op.Sensitive {
		e.Body = nil
	}
	r.result.Exchanges = append(r.result.Exchanges, e)
}

// answer keeps an exchange and makes it the one to show first.
func (r *run) answer(e *pleoclient.Exchange) {
	r.keep(e)
	if e != nil {
		r.result.Answer = e
	}
}

// finish gives the steps that were not reached and the verdict.
func (r *run) finish() *Result {
	r.settle()
	res := r.result
	res.Verdict, res.Finding = decide(res.Steps, res.Accepted)
	if r.ctx.Err() != nil && res.Verdict != Stopped {
		if f := r.classify.finding(r.ctx.Err(), nil); f.Kind == Cancelled {
			res.Verdict, res.Finding = Stopped, r.withFacts(StepRequest, f)
		}
	}
	return res
}

// finishIdentify gives the verdict where only the key was asked about.
func (r *run) finishIdentify() *Result {
	res := r.finish()
	if res.Verdict == Inconclusive && res.Finding.Kind == "" {
		res.Finding = r.step(StepIdentity).Finding
		if res.Accepted {
			res.Verdict, res.Finding = Limited, r.withFacts(StepIdentity, answered(OK, r.result.Answer))
		}
	}
	return res
}

// settle fills in what is known only at the end.
func (r *run) settle() {
	for _, name := range StepNames()[len(r.result.Steps):] {
		step := Step{Name: name, Status: Skipped}
		r.result.Steps = append(r.result.Steps, step)
		r.o.OnStep(step)
	}
	r.result.CompanyID = r.companyID
	r.result.Operation = r.op.Name
	if r.base != nil {
		r.result.BaseURL = r.clean(r.base.String())
	}
	r.result.Duration = r.o.Now().Sub(r.result.StartedAt)
	r.addCompanyName()
	r.addConnectionFacts()
}
