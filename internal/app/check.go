package app

import (
	"context"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
)

// checked is what a check gave, with the key it was made with and its answer
// laid out for reading.
type checked struct {
	key    secret.Key
	result *check.Result
	// con is the connection as it was saved when its key was read.
	con connection.Connection
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
	run.input.Deep = deep
	run.input.Ask = c.asks(run)
	if !c.takeParams(f, &run.input) {
		c.conclude(f, checked{result: run.unstarted(check.Finding{Kind: check.RequestRefused, Variant: check.VariantParams})}, inside)
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
		return run.do(ctx, step, c.d.Check).laidOut(l).paged(run.input.Params)
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
	run.input.Ask = c.asks(run)
	l := c.layoutNow()
	begin(c, FindingCompany, func(ctx context.Context, step func(check.Step)) checked {
		return run.do(ctx, step, c.d.Identify).laidOut(l)
	}, func(out checked) {
		r := out.result
		c.known.add(out.key)
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
	if c.busy() || p.key.Empty() || !c.offered(TryOtherEnvironment) {
		return
	}
	other, _ := otherEnvironment(p.result.Environment)
	input := check.Input{Environment: other, Key: p.key}
	options := check.Options{Client: c.d.Client, Now: c.d.Now}
	begin(c, TryingOther, func(ctx context.Context, _ func(check.Step)) *check.Result {
		return c.d.Identify(ctx, input, options)
	}, func(r *check.Result) {
		facts := map[string]string{check.FactEnvironment: other}
		switch {
		case r.Verdict == check.Stopped:
		case r.Accepted:
			changed := *p.result
			changed.Finding.Kind = check.WrongEnvironment
			changed.Finding.Variant = ""
			changed.Finding.Facts = map[string]string{
				check.FactEnvironment: p.result.Environment, check.FactOtherEnvironment: other,
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
	c           *Controller
	input       check.Input
	environment string
	source      KeySource
	selected    connection.Connection
	known       bool // selected is a saved connection
	// replacing is true where the typed key is to replace that of selected, which
	// is held if it is not in the keychain.
	replacing bool
	held      secret.Key
}

// asks reports whether the person has to say so before a key is sent that may
// be something else.
func (c *Controller) asks(r run) bool { return r.source == Typed && !c.asIs }

func (c *Controller) prepare(f Form) run {
	r := run{c: c, environment: c.state.Environment, source: c.state.Key.Source}
	r.selected, r.known = c.state.Selection()
	if r.source == Typed {
		c.known.add(check.CleanKey(f.Key.Reveal()).Key)
	}
	c.edited = false
	r.input = check.Input{
		Environment: c.state.Environment, Key: f.Key, CompanyID: f.CompanyID, Operation: f.Operation, ExpiresOn: c.expiryOf(f),
	}
	if f.Operation == check.DefaultOperation() {
		r.input.Operation = ""
	}
	if c.state.Environment == Custom {
		r.input.BaseURL = c.state.CustomURL
	}
	r.held = c.session[slotOf(r.selected)]
	if r.source == Session {
		r.input.Key = r.held
	}
	r.replacing = r.known && c.state.Rotation.On()
	return r
}

// do runs the check. It is called off the UI goroutine.
func (r run) do(ctx context.Context, step func(check.Step), how func(context.Context, check.Input, check.Options) *check.Result) checked {
	input := r.input
	if r.environment == Demo {
		base, err := r.c.d.Demo()
		if err != nil {
			return checked{con: r.selected, result: r.unstarted(check.Finding{Kind: check.ConnectionRefused, Detail: err.Error()})}
		}
		input.BaseURL = base
	}
	if r.source == Kept {
		r.selected = r.c.fresh(r.selected)
		key, err := r.c.d.Keystore.Get(ctx, slotOf(r.selected))
		if err != nil {
			return checked{con: r.selected, result: r.unstarted(KeychainFinding(ctx, err))}
		}
		input.Key = key
	}
	if r.known && r.source != Typed {
		if at, ok, err := r.c.d.Connections.LastWorked(r.selected.ID); err == nil && ok {
			input.LastWorked = at
		}
	}
	result := how(ctx, input, check.Options{Client: r.c.d.Client, Now: r.c.d.Now, OnStep: step})
	// What is kept is the key as it was sent, without what came along with it.
	out := checked{key: check.CleanKey(input.Key.Reveal()).Key, result: result, con: r.selected}
	if r.source == Typed && r.replacing && result.Accepted {
		out.same = r.c.isKept(ctx, r.selected, r.held, out.key)
	}
	return out
}

// fresh is what is saved of a connection's key now: another copy of the program
// may have replaced it. It is read before the key is, so that what is found of a
// key is never noted of one that came after it.
func (c *Controller) fresh(con connection.Connection) connection.Connection {
	list, err := c.d.Connections.List()
	if err != nil {
		return con // what was known of it: in doubt, nothing is noted
	}
	for _, now := range list {
		if now.ID == con.ID {
			con.KeyID, con.KeyHint, con.KeyKept = now.KeyID, now.KeyHint, now.KeyKept
		}
	}
	return con
}

// isKept reports whether key is the one that is kept of con, or held where none
// is kept. The keychain is asked only where the last characters are the same.
func (c *Controller) isKept(ctx context.Context, con connection.Connection, held, key secret.Key) bool {
	if con.KeyKept && con.KeyHint == key.Hint() {
		held, _ = c.d.Keystore.Get(ctx, slotOf(con)) // saving looks again
	}
	return !held.Empty() && held.Equal(key)
}

// unstarted is the result of a check that sent nothing because of finding.
func (r run) unstarted(finding check.Finding) *check.Result {
	return check.Unstarted(r.input, finding, r.c.d.Now())
}

// otherEnvironment is the counterpart of staging or production.
func otherEnvironment(environment string) (string, bool) {
	switch environment {
	case Staging:
		return Production, true
	case Production:
		return Staging, true
	}
	return "", false
}

// conclude shows a result with the offers that would solve it. inside is the
// key that was offered from inside the pasted text before the check.
func (c *Controller) conclude(f Form, out checked, inside secret.Key) {
	r := out.result
	c.known.add(out.key)
	c.pending = pending{key: out.key, operation: f.Operation, expiresOn: f.ExpiresOn, result: r, same: out.same}
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
