package app

import (
	"cmp"
	"context"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/pleoclient"
)

// Pages is where the shown answer stands among the pages of a list.
type Pages struct {
	Previous, Next bool
	// Number counts pages from the one that the check asked for, which is 1; 0
	// where there are no pages to turn.
	Number int
	// Rows are those of the page, Total those of the list; -1 where the server
	// did not say.
	Rows, Total int
	// Finding is why the page that was asked for last did not come.
	Finding *check.Finding
}

// pages is what another page is asked for with.
type pages struct {
	operation      string
	previous, next *pleoclient.Params
	number         int
	rows, total    int
}

func (p pages) state() Pages {
	if p.operation == "" {
		return Pages{}
	}
	return Pages{Previous: p.previous != nil, Next: p.next != nil, Number: p.number, Rows: p.rows, Total: p.total}
}

// paged reads where the answer stands. It is called off the UI goroutine.
func (c checked) paged(with pleoclient.Params) checked {
	x := c.Result.Answer
	if x != nil && x.Operation == c.Result.Operation && answeredWell(c.Result) {
		c.pages = pagesOf(x, with, 1)
	}
	return c
}

// answeredWell reports whether the test request was answered as documented, for
// the company that was asked for.
func answeredWell(r *check.Result) bool {
	for _, s := range r.Steps {
		switch s.Name {
		case check.StepCompany:
			if s.Status == check.StepFailed {
				return false
			}
		case check.StepRequest:
			return s.Status == check.Passed
		}
	}
	return false
}

func pagesOf(x *pleoclient.Exchange, with pleoclient.Params, number int) pages {
	op, ok := pleoclient.LookupOperation(x.Operation)
	if !ok || x.Truncated {
		return pages{}
	}
	at, ok := pleoclient.PaginationOf(op, x.Body)
	if !ok {
		return pages{}
	}
	p := pages{operation: op.Name, number: number, rows: pleoclient.RowCount(x.Body), total: -1}
	if at.Total != nil {
		p.total = *at.Total
	}
	if next, ok := pleoclient.NextPage(op, with, x.Body); ok {
		p.next = &next
	}
	if previous, ok := pleoclient.PreviousPage(op, with, x.Body); ok {
		p.previous = &previous
	}
	return p
}

// NextPage asks for the page after the shown one, with the key of the form.
func (c *Controller) NextPage(f Form) { c.turn(f, c.pages.next, c.pages.number+1) }

// PreviousPage asks for the page before the shown one.
func (c *Controller) PreviousPage(f Form) { c.turn(f, c.pages.previous, c.pages.number-1) }

func (c *Controller) turn(f Form, to *pleoclient.Params, number int) {
	r := c.state.Result
	if c.busy() || to == nil || r == nil {
		return
	}
	run := c.prepare(f)
	run.Input.CompanyID, run.Input.Operation, run.Input.Params, run.Input.Known = r.CompanyID, c.pages.operation, *to, r.Identity
	c.state.Pages.Finding = nil
	l := c.layoutNow()
	begin(c, TurningPage, func(ctx context.Context, _ func(check.Step)) checked {
		out := run.do(ctx, nil, c.d.Fetch).laidOut(l)
		if answeredWell(out.Result) {
			out.pages = pagesOf(out.answer.Exchange, *to, number)
		}
		return out
	}, func(out checked) {
		c.known.add(out.Key)
		c.applyPage(r, out)
		c.show()
	})
}

// applyPage shows a page beside what the check of result r said, which it can
// only take back: rows of another company do.
func (c *Controller) applyPage(r *check.Result, out checked) {
	got := out.Result
	changed := *r
	changed.Exchanges = slices.Concat(r.Exchanges, got.Exchanges)
	if got.Finding.Kind == check.CompanyMismatch {
		changed.Verdict, changed.Finding = got.Verdict, got.Finding
		if r.Company != nil {
			company := *r.Company
			company.Confirmed = false
			changed.Company = &company
		}
		changed.Steps = slices.Clone(r.Steps)
		for i, s := range changed.Steps {
			if s.Name == check.StepCompany {
				changed.Steps[i].Status, changed.Steps[i].Finding = check.StepFailed, got.Finding
			}
		}
		c.state.Steps = changed.Steps
		c.state.Offers = c.offers(&changed)
		c.pages, c.state.Pages = pages{}, Pages{}
	}
	c.state.Result = &changed
	switch {
	case answeredWell(got):
		c.pages, c.state.Pages = out.pages, out.pages.state()
	case got.Verdict != check.Stopped && c.pages.operation != "":
		c.state.Pages.Finding = ptr(got.Finding)
	}
	if answeredWell(got) || got.Finding.Kind == check.CompanyMismatch {
		c.arrived(got, out.answer)
	}
}

// takeParams puts the typed parameters into the input, or shows what is wrong
// with them.
func (c *Controller) takeParams(f Form, in *check.Input) bool {
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

// ParamEdited forgets what was said of an earlier value of a parameter.
func (c *Controller) ParamEdited(name string) {
	if c.state.ParamProblems[name] == nil {
		return
	}
	rest := map[string]*pleoclient.ParamError{}
	for n, p := range c.state.ParamProblems {
		if n != name {
			rest[n] = p
		}
	}
	c.state.ParamProblems = rest
	c.show()
}
