package app

import (
	"context"
	"net/http"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/personal"
	"pleokeycheck/internal/report"
	"pleokeycheck/pleoclient"
)

// Answer is the exchange whose details are shown, its body laid out for
// reading.
type Answer struct {
	Exchange *pleoclient.Exchange
	// Document is the body as it is shown; nil where there is none.
	Document *answer.Document
	// URL and RequestBody are what was sent, as they are shown.
	URL         string
	RequestBody []byte
	// Header is that of the answer, as it is shown.
	Header http.Header
	// Hidden is how many values of body and header may be personal and are
	// hidden, or would be.
	Hidden int
	// Revealed is true where the person asked to see them, for this result.
	Revealed bool
	// Raw is true where the body is shown as it came although it is JSON.
	Raw bool
	// LayingOut is true while another layout is made.
	LayingOut bool
}

// ShownResult is the result as it is shown: without what may be about a person,
// until the person asks to see that, as in the answers.
func (s State) ShownResult() *check.Result {
	if s.Result == nil || s.Answer.Revealed {
		return s.Result
	}
	return report.Impersonal(s.Result)
}

// HideURL is an address without what it may tell of a person.
func HideURL(url string) string { return personal.HideURL(url) }

// layout is how a body is to be laid out.
type layout struct {
	columns  int
	raw      bool
	revealed bool
}

// firstColumns is the width before the screen told its own. It is narrow: rows
// that fit there fit a wider screen as they are.
const firstColumns = 60

// answerOf lays out an exchange. It takes long for a long body, and is called
// off the UI goroutine. Where it was cancelled there is no document.
func answerOf(ctx context.Context, x *pleoclient.Exchange, l layout) Answer {
	if x == nil {
		return Answer{}
	}
	a := Answer{Exchange: x, URL: x.URL, RequestBody: x.RequestBody, Header: x.Header, Revealed: l.revealed, Raw: l.raw}
	hidden, n := personal.Hide(x.Operation, x.Body)
	header, more := personal.HideHeader(x.Header)
	body := x.Body
	a.Hidden = n + more
	if !l.revealed {
		body, a.Header = hidden, header
		a.URL = personal.HideURL(x.URL)
		a.RequestBody, _ = personal.Hide(x.Operation, x.RequestBody)
	}
	if len(body) > 0 && x.Status > 0 {
		if d, err := answer.Open(ctx, body, l.columns, !l.raw); err == nil {
			a.Document = d
		}
	}
	return a
}

// layoutNow is how the next body is laid out: as the last one was, and hidden.
func (c *Controller) layoutNow() layout {
	l := c.layout
	l.columns = max(l.columns, 0)
	if l.columns == 0 {
		l.columns = firstColumns
	}
	return l
}

// laidOut adds the answer, laid out. It is called off the UI goroutine.
func (c checked) laidOut(l layout) checked {
	l.revealed = false
	c.answer = answerOf(context.Background(), c.Result.Answer, l)
	return c
}

// ShowExchange shows the details of another exchange of the result.
func (c *Controller) ShowExchange(i int) {
	r := c.state.Result
	if r == nil || i < 0 || i >= len(r.Exchanges) {
		return
	}
	wanted := r.Exchanges[i]
	if wanted == c.showing {
		return
	}
	c.showing = wanted
	c.layOut(false)
}

// RevealPersonal shows, or hides again, what may be personal in the answers of
// this result. The next result is hidden again.
func (c *Controller) RevealPersonal(on bool) {
	if c.state.Result != nil && c.layout.revealed != on {
		c.layout.revealed = on
		c.layOut(false)
	}
}

// ShowRaw shows answers as they came, or laid out.
func (c *Controller) ShowRaw(on bool) {
	if c.layout.raw != on {
		c.layout.raw = on
		c.layOut(false)
	}
}

// FitAnswer lays the answer out for so many columns; the screen calls it when
// its width changed.
func (c *Controller) FitAnswer(columns int) {
	if columns > 0 && c.layout.columns != columns {
		c.layout.columns = columns
		c.layOut(true)
	}
}

// layOut lays out the exchange that is shown, or wanted, in the background.
// What was begun before is given up. Folds are kept where only the width
// changed.
func (c *Controller) layOut(keep bool) {
	if c.stopLayout != nil {
		c.stopLayout()
		c.stopLayout = nil
	}
	wanted, r := c.showing, c.state.Result
	if wanted == nil {
		wanted = c.state.Answer.Exchange
	}
	if r == nil || wanted == nil {
		return
	}
	c.laying++
	number, l := c.laying, c.layoutNow()
	old := c.state.Answer.Document
	ctx, cancel := context.WithCancel(context.Background())
	c.stopLayout = cancel
	// A state that is shown while it runs says so.
	c.state.Answer.LayingOut = true
	if len(wanted.Body) > longBody {
		c.show()
	}
	lay := func(context.Context) Answer { return answerOf(ctx, wanted, l) }
	if now := c.state.Answer; keep && old != nil && now.Exchange == wanted && now.Revealed == l.revealed && now.Raw == l.raw {
		lay = func(context.Context) Answer {
			now.LayingOut = false
			now.Document, _ = old.Fitted(ctx, l.columns) // fails only where it was given up
			return now
		}
	}
	background(c, lay, func(a Answer) {
		cancel()
		if c.laying != number {
			return
		}
		c.stopLayout = nil
		if keep && a.Document != nil && old != nil && c.state.Answer.Document == old {
			a.Document.Keep(old)
		}
		c.state.Answer = a
		c.show()
	})
}

// longBody is from how many bytes on it can be seen that a body is being laid
// out.
const longBody = 256 << 10

// SearchAnswer looks for a text in the document that is shown, and gives what
// it found to done, unless another search or document came first.
func (c *Controller) SearchAnswer(text string, done func(answer.Matches)) {
	c.searchAnswer(func(ctx context.Context, d *answer.Document) func() {
		m := d.Search(ctx, text)
		return func() { done(m) }
	})
}

// FoldAnswer folds everything inside the outermost value of the document, and
// calls done.
func (c *Controller) FoldAnswer(done func()) {
	c.searchAnswer(func(ctx context.Context, d *answer.Document) func() {
		folds, err := d.AllFolded(ctx)
		return func() {
			if err == nil {
				d.Apply(folds)
			}
			done()
		}
	})
}

// searchAnswer works on the document in the background; the work before is
// given up. What work returns is called on the UI goroutine.
func (c *Controller) searchAnswer(work func(context.Context, *answer.Document) func()) {
	if c.stopSearch != nil {
		c.stopSearch()
		c.stopSearch = nil
	}
	d := c.state.Answer.Document
	if d == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	c.stopSearch = cancel
	c.searching++
	number := c.searching
	background(c, func(context.Context) func() { return work(ctx, d) }, func(apply func()) {
		cancel()
		if c.searching == number && c.state.Answer.Document == d && !c.closed {
			c.stopSearch = nil
			apply()
		}
	})
}

// dropAnswer takes the answer off the screen and gives up the work on it.
func (c *Controller) dropAnswer() {
	for _, stop := range []context.CancelFunc{c.stopLayout, c.stopSearch} {
		if stop != nil {
			stop()
		}
	}
	c.stopLayout, c.stopSearch, c.showing = nil, nil, nil
	c.laying++
	c.searching++
	c.layout.revealed = false
	c.state.Answer = Answer{}
}

// arrived shows the answer of a new result; where the width changed while it
// was laid out, it is laid out again.
func (c *Controller) arrived(r *check.Result, a Answer) {
	c.showing = r.Answer
	c.state.Answer = a
	if now := c.layoutNow(); a.Document != nil && (a.Document.Columns() != max(now.columns, 20) || a.Raw != now.raw) {
		c.layOut(false)
	}
}
