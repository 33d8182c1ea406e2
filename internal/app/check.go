package app

import (
	"context"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// checked is what a check gave, with the key it was made with and its answer
// laid out for reading.
type checked struct {
	service.Outcome
	// same is true where a typed key is the very one that it was to replace.
	same   bool
	answer Answer
	pages  pages
}

// Check runs the check of the form. It does nothing while something runs or a
// key is being saved.
func (c *Controller) Check(f Form) { c.check(f, false) }

// DeepCheck runs the check of the form and sends a deliberately wrong key as
// well, which must be refused.
func (c *Controller) DeepCheck(f Form) { c.check(f, true) }

// CheckAsIs runs the check of the form with the key just as it stands there,
// although it may be something else. Asked about was that before.
func (c *Controller) CheckAsIs(f Form) {
	if c.busy() {
		return
	}
	c.asIs = true
	c.check(f, false)
}

// CheckWith runs the check of the form with another test request.
func (c *Controller) CheckWith(f Form, operation string) {
	if c.busy() {
		return
	}
	f.Operation, f.Params = operation, nil
	c.fill(Fill{Operation: &operation})
	c.check(f, false)
}

func (c *Controller) check(f Form, deep bool) {
	if c.busy() {
		return
	}
	inside := c.inside
	c.clearOutcome()
	f.ExpiresOn = c.expiryOf(f)
	run := c.prepare(f)
	run.Input.Deep = deep
	run.Input.Ask = c.asks(run)
	if !c.takeParams(f, &run.Input) {
		refused := check.Unstarted(run.Input, check.Finding{Kind: check.RequestRefused, Variant: check.VariantParams}, c.d.Now())
		c.conclude(f, checked{Outcome: service.Outcome{Result: refused}}, inside)
		c.show()
		return
	}
	c.state.Rotation.Made = c.state.Rotation.On()
	activity := Checking
	if run.source == Kept {
		activity = ReadingKeychain
	}
	l := c.layoutNow()
	begin(c, activity, func(ctx context.Context, step func(check.Step)) checked {
		return run.do(ctx, step, c.d.Check).laidOut(l).paged(run.Input.Params)
	}, func(out checked) {
		c.conclude(f, out, inside)
		c.finish(f, out, run.source)
		c.letGo()
		c.show()
	})
}

// FindCompany asks Pleo which company the key belongs to.
func (c *Controller) FindCompany(f Form) {
	if c.busy() {
		return
	}
	inside := c.inside
	c.clearOutcome()
	run := c.prepare(f)
	run.Input.Ask = c.asks(run)
	l := c.layoutNow()
	begin(c, FindingCompany, func(ctx context.Context, step func(check.Step)) checked {
		return run.do(ctx, step, c.d.Identify).laidOut(l)
	}, func(out checked) {
		r := out.Result
		c.known.add(out.Key)
		switch {
		case !r.Accepted, r.Verdict == check.Stopped:
			c.conclude(f, out, inside)
			c.letGo()
		case r.Identity != nil && r.Identity.Subject == "company":
			c.clearOutcome()
			c.UseCompany(r.Identity.SubjectID)
			return
		case len(r.Choices) > 0:
			c.clearOutcome()
			c.state.Choices, c.state.ChoicesPartial = r.Choices, r.ChoicesPartial
		default:
			c.clearOutcome()
			c.state.CompanyNote = Note{ID: "ui.company.not-told"}
		}
		c.show()
	})
}

// TryOther asks the other environment whether it knows the key. It is called
// only after the person agreed that the key is sent there, and does nothing
// where that was not offered.
func (c *Controller) TryOther() {
	p := c.pending
	if c.busy() || p.Key.Empty() || !c.offered(TryOtherEnvironment) {
		return
	}
	other, _ := env.Other(p.Result.Environment)
	input := check.Input{Environment: other, Key: p.Key}
	options := check.Options{Client: c.d.Client, Now: c.d.Now}
	begin(c, TryingOther, func(ctx context.Context, _ func(check.Step)) *check.Result {
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
			c.withdraw(TryOtherEnvironment)
		case r.Verdict == check.Failed:
			c.withdraw(TryOtherEnvironment)
			c.notice(Notice{ID: "ui.notice.other-refused", Finding: ptr(report.ImpersonalFinding(r.Finding)), Facts: facts})
		default:
			c.notice(Notice{ID: "ui.notice.other-untold", Finding: ptr(report.ImpersonalFinding(r.Finding)), Facts: facts})
		}
		c.letGo()
		c.show()
	})
}

// Cancel stops what runs. The check itself says that it was cancelled, so that
// the receipt shows how far it came. Where nothing runs, it goes back from
// another view to the form, or from the guide to the answer.
func (c *Controller) Cancel() {
	switch {
	case c.state.View == ViewAll && c.state.All.Running:
		c.CancelAll()
	case c.cancel != nil:
		c.cancelled = c.generation
		c.cancel()
	case c.state.View == ViewAll, c.state.View == ViewHistory, c.state.View == ViewLeak:
		c.Open(ViewCheck)
	case c.state.View == ViewWelcome:
		c.leaveWelcome()
		c.show()
	case c.state.View == ViewCheck && c.state.Guide.Open:
		c.CloseGuide()
	}
}

// run is a check that is ready to go: everything was read from the state on
// the UI goroutine.
type run struct {
	service.Job
	c        *Controller
	source   KeySource
	selected connection.Connection
	// replacing is true where the typed key is to replace that of selected, which
	// is held if it is not in the keychain.
	replacing bool
	held      secret.Key
}

// asks reports whether the person has to say so before a key is sent that may
// be something else.
func (c *Controller) asks(r run) bool { return r.source == Typed && !c.asIs }

func (c *Controller) prepare(f Form) run {
	con := connection.Connection{
		Environment: c.state.Environment, CompanyID: f.CompanyID, Operation: f.Operation, ExpiresOn: c.expiryOf(f),
	}
	if con.Environment == env.Custom {
		con.BaseURL = c.state.CustomURL
	}
	r := run{c: c}
	r.Input = service.InputOf(con)
	r.Input.Key = f.Key
	r.selected, _ = c.state.Selection()
	r.held = c.session[service.SlotOf(r.selected)]
	r.replacing = c.state.Rotation.On()
	c.edited = false
	if c.state.Key.Source == Typed {
		c.known.add(check.CleanKey(f.Key.Reveal()).Key)
	} else {
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

// conclude shows a result with the offers that would solve it. inside is the
// key that was offered from inside the pasted text before the check.
func (c *Controller) conclude(f Form, out checked, inside secret.Key) {
	r := out.Result
	c.known.add(out.Key)
	c.pending = pending{service.Checked{Key: out.Key, Operation: f.Operation, ExpiresOn: f.ExpiresOn, Result: r}, out.same}
	if !r.Accepted && !inside.Empty() && !c.edited {
		c.inside, c.state.KeyNote = inside, Note{KeyInside: true}
	}
	c.state.Result, c.state.Steps = r, r.Steps
	c.arrived(r, out.answer)
	c.pages = out.pages
	c.state.Pages = out.pages.state()
	c.state.Offers = c.offers(r)
	c.tick()
	finding := r.Finding
	switch r.Finding.Kind {
	case check.KeyMissing, check.KeyMalformed, check.KeyIsLegacyToken, check.KeyIsCompanyID:
		c.state.KeyProblem = &finding
	case check.CompanyMissing, check.CompanyMalformed, check.CompanyIsSample, check.CompanyMismatch:
		c.state.CompanyProblem = &finding
	}
}
