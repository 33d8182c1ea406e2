package app

import (
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

	// operation, and previous or next, are what another page is asked for with.
	operation      string
	previous, next *pleoclient.Params
}

// ExplorePart finds out more with an accepted key: other pages of the answer, and
// what the key may do.
type ExplorePart struct {
	*core
	answer      *AnswerPart
	check       *CheckPart
	connections *ConnectionsPart
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

func pagesOf(x *pleoclient.Exchange, with pleoclient.Params, number int) Pages {
	op, ok := pleoclient.LookupOperation(x.Operation)
	if !ok || x.Truncated {
		return Pages{}
	}
	at, ok := pleoclient.PaginationOf(op, x.Body)
	if !ok {
		return Pages{}
	}
	p := Pages{operation: op.Name, Number: number, Rows: pleoclient.RowCount(x.Body), Total: -1}
	if at.Total != nil {
		p.Total = *at.Total
	}
	if next, ok := pleoclient.NextPage(op, with, x.Body); ok {
		p.Next, p.next = true, &next
	}
	if previous, ok := pleoclient.PreviousPage(op, with, x.Body); ok {
		p.Previous, p.previous = true, &previous
	}
	return p
}

// NextPage asks for the page after the shown one, with the key of the form.
func (c *ExplorePart) NextPage(f Form) { c.turn(f, c.state.Pages.next, c.state.Pages.Number+1) }

// PreviousPage asks for the page before the shown one.
func (c *ExplorePart) PreviousPage(f Form) { c.turn(f, c.state.Pages.previous, c.state.Pages.Number-1) }

func (c *ExplorePart) turn(f Form, to *pleoclient.Params, number int) {
	r := c.state.Result
	if c.busy() || to == nil || r == nil {
		return
	}
	run := c.check.prepare(&f)
	run.Input.CompanyID, run.Input.Operation, run.Input.Params, run.Input.Known = r.CompanyID, c.state.Pages.operation, *to, r.Identity
	c.state.Pages.Finding = nil
	l := c.answer.layoutNow()
	begin(c.core, TurningPage, func(ctx context.Context, _ func(func())) checked {
		out := run.do(ctx, nil, c.d.Fetch).laidOut(l)
		if answeredWell(out.Result) {
			out.pages = pagesOf(out.answer.Exchange, *to, number)
		}
		return out
	}, func(out checked) {
		c.held.known.add(out.Key)
		c.applyPage(r, out)
		c.show()
	})
}

// applyPage shows a page beside what the check of result r said, which it can
// only take back: rows of another company do.
func (c *ExplorePart) applyPage(r *check.Result, out checked) {
	got := out.Result
	changed := *r
	if got.Finding.Kind == check.CompanyMismatch {
		c.check.doubt(r, check.Step{Name: check.StepCompany, Status: check.StepFailed, Finding: got.Finding}, got.Verdict)
		changed = *c.state.Result
		c.state.Pages = Pages{}
	}
	changed.Exchanges = slices.Concat(r.Exchanges, got.Exchanges)
	c.state.Result = &changed
	switch {
	case answeredWell(got):
		c.state.Pages = out.pages
	case got.Verdict != check.Stopped && c.state.Pages.operation != "":
		c.state.Pages.Finding = ptr(got.Finding)
	}
	if answeredWell(got) || got.Finding.Kind == check.CompanyMismatch {
		c.answer.showAnswer(got, out.answer)
	}
}
