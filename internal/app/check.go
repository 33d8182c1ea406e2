package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
	"pleokeycheck/pleoclient"
)

// checked is what a check gave, with the key it was made with and its answer
// laid out for reading.
type checked struct {
	service.Outcome
	// same is true where a typed key is the very one that it was to replace.
	same   bool
	answer Answer
	pages  Pages
}

// CheckPart runs the check of the form and what solves its finding.
type CheckPart struct {
	*core
	answer *AnswerPart
	saving *SavingPart
	// stopTick stops the next tick; nil where no offer has to wait.
	stopTick func()
}

func newCheckPart(c *core, answer *AnswerPart, saving *SavingPart) *CheckPart {
	p := &CheckPart{core: c, answer: answer, saving: saving}
	c.on.clear = append(c.on.clear, p.tick)
	return p
}

// Run runs the check of the form. It does nothing while something runs or a
// key is being saved.
func (c *CheckPart) Run(f Form) { c.run(f, false) }

// Deep runs the check of the form and sends a deliberately wrong key as
// well, which must be refused.
func (c *CheckPart) Deep(f Form) { c.run(f, true) }

// AsIs runs the check of the form with the key just as it stands there,
// although it may be something else. Asked about was that before.
func (c *CheckPart) AsIs(f Form) {
	if c.busy() {
		return
	}
	c.held.asIs = true
	c.run(f, false)
}

// With runs the check of the form with another test request.
func (c *CheckPart) With(f Form, operation string) {
	if c.busy() {
		return
	}
	f.Operation, f.Params = operation, nil
	c.fill(func(f *Form) { f.setOperation(operation) })
	c.run(f, false)
}

func (c *CheckPart) run(f Form, deep bool) {
	if c.busy() || c.lacksEnvironment() {
		return
	}
	inside := c.held.inside
	c.clearOutcome()
	c.begins(f)
	run := c.prepare(&f)
	run.Input.Deep = deep
	run.Input.Ask = c.asks(run)
	if !c.readParams(f, &run.Input) {
		refused := check.Unstarted(run.Input, check.Finding{Kind: check.RequestRefused, Variant: check.VariantParams}, c.d.Now())
		c.showResult(f, checked{Outcome: service.Outcome{Result: refused}}, inside)
		c.show()
		return
	}
	c.state.Rotation.Made = c.state.Rotation.On()
	activity := Checking
	if run.source == Kept {
		activity = ReadingKeychain
	}
	l := c.answer.layoutNow()
	begin(c.core, activity, func(ctx context.Context, now func(func())) checked {
		return run.do(ctx, c.steps(now), c.d.Check).laidOut(l).paged(run.Input.Params)
	}, func(out checked) {
		c.showResult(f, out, inside)
		c.saving.decide(f, out, run.source)
		c.letGo()
		c.recall()
		c.show()
	})
}

// lacksEnvironment says so where no environment was chosen: nothing is sent.
func (c *CheckPart) lacksEnvironment() bool {
	if c.state.Environment != "" {
		return false
	}
	c.clearOutcome()
	c.state.EnvironmentMissing = true
	c.show()
	return true
}

// FindCompany asks Pleo which company the key belongs to.
func (c *CheckPart) FindCompany(f Form) {
	if c.busy() || c.lacksEnvironment() {
		return
	}
	inside := c.held.inside
	c.clearOutcome()
	c.begins(f)
	run := c.prepare(&f)
	run.Input.Ask = c.asks(run)
	l := c.answer.layoutNow()
	begin(c.core, FindingCompany, func(ctx context.Context, now func(func())) checked {
		return run.do(ctx, c.steps(now), c.d.Identify).laidOut(l)
	}, func(out checked) {
		r := out.Result
		c.held.known.add(out.Key)
		switch {
		case r.Verdict == check.Stopped, !r.Accepted, r.Company == nil && len(r.Choices) == 0:
			c.showResult(f, out, inside)
			c.letGo()
		case c.held.edited: // the field holds another key by now, which was not asked about
			c.clearOutcome()
		case len(r.Choices) > 0:
			c.clearOutcome()
			c.state.Choices, c.state.ChoicesPartial = r.Choices, r.ChoicesPartial
		default:
			c.clearOutcome()
			c.UseCompany(*r.Company)
			return
		}
		c.show()
	})
}

// TryOther asks the other environment whether it knows the key. It is called
// only after the person agreed that the key is sent there, and does nothing
// where that was not offered.
func (c *CheckPart) TryOther() {
	p := c.held.pending
	if c.busy() || p.Key.Empty() || !c.state.offered(TryOtherEnvironment) {
		return
	}
	other, _ := env.Other(p.Result.Environment)
	input := check.Input{Environment: other, Key: p.Key}
	options := check.Options{Client: c.d.Client, Now: c.d.Now}
	begin(c.core, TryingOther, func(ctx context.Context, _ func(func())) *check.Result {
		if other == env.DemoOther {
			base, err := c.d.Demo()
			if err != nil {
				return check.Unstarted(input, check.Finding{Kind: check.ConnectionRefused, Detail: err.Error()}, c.d.Now())
			}
			input.BaseURL = base + env.DemoOtherPath
		}
		return c.d.Identify(ctx, input, options)
	}, func(r *check.Result) {
		facts := map[string]string{check.FactEnvironment: other}
		switch {
		case r.Verdict == check.Stopped:
		case r.Accepted:
			changed := *p.Result
			changed.Finding.Kind = check.WrongEnvironment
			changed.Finding.Variant = ""
			changed.Finding.Facts = map[string]string{
				check.FactEnvironment: p.Result.Environment, check.FactOtherEnvironment: other,
			}
			c.state.Result = &changed
			c.state.withdraw(TryOtherEnvironment)
			if !c.state.EnvironmentFixed() && other != env.DemoOther {
				c.state.Offers = append([]Offer{{Kind: CheckThere, Environment: other}}, c.state.Offers...)
			}
		case r.Verdict == check.Failed:
			c.state.withdraw(TryOtherEnvironment)
			c.notice(Notice{ID: "ui.notice.other-refused", Finding: ptr(report.ImpersonalFinding(r.Finding)), Facts: facts})
		default:
			c.notice(Notice{ID: "ui.notice.other-untold", Finding: ptr(report.ImpersonalFinding(r.Finding)), Facts: facts})
		}
		c.letGo()
		c.show()
	})
}

// CheckThere runs the check of the form in the environment where its key was
// found to belong.
func (c *CheckPart) CheckThere(f Form, environment string) {
	if c.busy() || c.state.EnvironmentFixed() {
		return
	}
	c.state.Environment = environment
	c.run(f, false)
}

// UseCompany fills in the company that the key belongs to, or one of those
// that it reaches.
func (c *CheckPart) UseCompany(company check.Company) {
	c.clearAdded()
	c.state.Choices = nil
	c.state.CompanyProblem = nil
	c.setKeysCompany(company)
	c.fill(func(f *Form) { f.CompanyID = company.ID })
	c.held.formIs.company = companyText(company.ID)
	c.outdate()
	c.show()
}

// Choose takes one of the companies that the key reaches. Where a check asked
// for it, that goes on.
func (c *CheckPart) Choose(f Form, company check.Company) {
	if c.busy() {
		return
	}
	goesOn := c.state.Result != nil
	c.UseCompany(company)
	if goesOn {
		f.CompanyID = company.ID
		c.run(f, false)
	}
}

// setKeysCompany notes that the key named the company, and says so.
func (c *CheckPart) setKeysCompany(company check.Company) {
	c.keysCompany = check.CleanCompanyID(company.ID).ID
	c.state.CompanyNote = Note{ID: "ui.company.from-key", Facts: map[string]string{"Name": message.Clean(company.Name)}}
}

// run is a check that is ready to go: everything was read from the state on
// the UI goroutine.
type run struct {
	service.Job
	c        *core
	source   KeySource
	selected connection.Connection
	// replacing is true where the typed key is to replace that of selected, which
	// is held if it is not in the keychain.
	replacing bool
	held      secret.Key
}

// asks reports whether the person has to say so before a key is sent that may
// be something else.
func (c *CheckPart) asks(r run) bool { return r.source == Typed && !c.held.asIs }

// prepare makes a check of the form. What the form says of the connection is
// from now on as it is kept: the date read, and no text with a key in it.
func (c *CheckPart) prepare(f *Form) run {
	if c.state.Key.Source == Typed {
		c.held.known.add(check.CleanKey(f.Key.Reveal()).Key)
	}
	f.Entered = c.held.without(f.Entered)
	f.ExpiresOn = c.state.expiryOf(f.ExpiresOn)
	con := connection.Connection{Environment: c.state.Environment, CompanyID: f.CompanyID, Entered: f.Entered}
	if saved, ok := c.state.Selection(); ok && strings.TrimSpace(f.CompanyID) == "" {
		// Better compared with what is saved than with nothing.
		con.CompanyID, con.CompanyFromKey = saved.CompanyID, saved.CompanyFromKey
	} else {
		con.CompanyFromKey = c.keysCompany != "" && check.CleanCompanyID(f.CompanyID).ID == c.keysCompany
	}
	if con.Environment == env.Custom {
		con.BaseURL = c.state.CustomURL
	}
	r := run{c: c.core}
	r.Input = service.InputOf(con)
	r.Input.Key = f.Key
	r.selected, _ = c.state.Selection()
	r.held = c.held.session[service.SlotOf(r.selected)]
	r.replacing = c.state.Rotation.On()
	c.held.edited = false
	if c.state.Key.Source != Typed {
		r.own(c.state.Key.Source)
	}
	return r
}

// own makes it a check of the selected connection's own key.
func (r *run) own(source KeySource) {
	r.source, r.Connection, r.Kept = source, r.selected, source == Kept
	if source == Session {
		r.Input.Key = r.held
	}
}

// do runs the check. It is called off the UI goroutine.
func (r run) do(ctx context.Context, step func(check.Step), how func(context.Context, check.Input, check.Options) *check.Result) checked {
	s := r.c.d.service()
	s.Check = how
	out := checked{Outcome: s.Run(ctx, r.Job, step)}
	out.same = r.source == Typed && r.replacing && out.Result.Accepted && s.IsKept(ctx, r.selected, r.held, out.Key)
	return out
}

// showResult shows a result with the offers that would solve it. inside is the
// key that was offered from inside the pasted text before the check.
func (c *CheckPart) showResult(f Form, out checked, inside secret.Key) {
	r := out.Result
	c.held.known.add(out.Key)
	c.held.pending = pending{service.Checked{Key: out.Key, Entered: f.Entered, Result: r}, out.same}
	if !r.Accepted && !inside.Empty() && !c.held.edited {
		c.held.inside, c.state.KeyNote = inside, Note{KeyInside: true}
	}
	c.state.Result, c.state.Steps = r, r.Steps
	c.outdate()
	c.answer.showAnswer(r, out.answer)
	c.state.Pages = out.pages
	if !c.held.edited { // else they are not those of the key in the field
		c.state.Choices, c.state.ChoicesPartial = r.Choices, r.ChoicesPartial
		if r.CompanyFromKey && r.Company != nil && !c.companyEdited() {
			c.setKeysCompany(*r.Company)
		}
	}
	c.state.Offers = c.offersFor(f, r)
	c.tick()
	finding := r.Finding
	switch r.Finding.Kind {
	case check.KeyMissing, check.KeyMalformed, check.KeyIsLegacyToken, check.KeyIsCompanyID:
		c.state.KeyProblem = &finding
	case check.CompanyMissing, check.CompanyMalformed, check.CompanyIsSample, check.CompanyMismatch:
		c.state.CompanyProblem = &finding
	}
}

// doubt takes back what a result said of its company: later answers showed otherwise.
func (c *CheckPart) doubt(r *check.Result, step check.Step, verdict check.Verdict) {
	changed := *r
	changed.Verdict, changed.Finding = verdict, step.Finding
	if r.Company != nil {
		company := *r.Company
		company.Confirmed = false
		changed.Company = &company
	}
	changed.Steps = slices.Clone(r.Steps)
	for i, s := range changed.Steps {
		if s.Name == check.StepCompany {
			changed.Steps[i].Status, changed.Steps[i].Finding = step.Status, step.Finding
		}
	}
	c.state.Result, c.state.Steps = &changed, changed.Steps
	c.state.Offers = c.offersFor(Form{}, &changed)
}

// steps puts each step of a check into the receipt.
func (c *CheckPart) steps(now func(func())) func(check.Step) {
	put := func(s check.Step) {
		if c.state.Activity == ReadingKeychain {
			c.state.Activity = Checking
		}
		steps := slices.Clone(c.state.Steps)
		if i := slices.IndexFunc(steps, func(old check.Step) bool { return old.Name == s.Name }); i >= 0 {
			steps[i] = s
		} else {
			steps = append(steps, s)
		}
		c.state.Steps = steps
		c.show()
	}
	return func(s check.Step) { now(func() { put(s) }) }
}

// readParams puts the typed parameters into the input, or shows what is wrong
// with them.
func (c *CheckPart) readParams(f Form, in *check.Input) bool {
	operation := cmp.Or(f.Operation, check.DefaultOperation())
	op, ok := pleoclient.LookupOperation(operation)
	if !ok { // the check says so
		return true
	}
	typed, problems := pleoclient.ParseParams(op, f.Params)
	if len(problems) > 0 {
		c.state.ParamProblems = map[string]*pleoclient.ParamError{}
		for _, p := range problems {
			if c.state.ParamProblems[p.Param] == nil {
				c.state.ParamProblems[p.Param] = p
			}
		}
		return false
	}
	if len(typed.Path)+len(typed.Query)+len(typed.Body) > 0 {
		in.Operation, in.Params = operation, typed
	}
	return true
}
