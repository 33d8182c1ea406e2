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
	// Table is the same body as rows and columns; nil where it is neither a list
	// nor an object.
	Table *answer.Table
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
		// The two go over the body at the same time: the table comes no later than
		// the text.
		table := make(chan *answer.Table, 1)
		go func() {
			t, _ := answer.OpenTable(ctx, body, fieldsOf(x)) // fails only where it was given up
			table <- t
		}()
		d, err := answer.Open(ctx, body, l.columns, !l.raw)
		if a.Table = <-table; err == nil {
			a.Document = d
		}
	}
	return a
}

// layoutNow is how the next body is laid out: as the last one was, and hidden.
func (c *AnswerPart) layoutNow() layout {
	l := c.layout
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

// AnswerPart lays out the answer that is shown, and searches and folds it.
type AnswerPart struct {
	*core
	// showing is the exchange that was last asked for.
	showing *pleoclient.Exchange
	// layout is how answers are laid out.
	layout            layout
	laying, searching latest
}

func newAnswerPart(c *core) *AnswerPart {
	p := &AnswerPart{core: c}
	c.on.clear = append(c.on.clear, p.drop)
	return p
}

// ShowExchange shows the details of another exchange of the result.
func (c *AnswerPart) ShowExchange(i int) {
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
func (c *AnswerPart) RevealPersonal(on bool) {
	if c.state.Result != nil && c.layout.revealed != on {
		c.layout.revealed = on
		c.layOut(false)
	}
}

// ShowRaw shows answers as they came, or laid out.
func (c *AnswerPart) ShowRaw(on bool) {
	if c.layout.raw != on {
		c.layout.raw = on
		c.layOut(false)
	}
}

// FitAnswer lays the answer out for so many columns; the screen calls it when
// its width changed.
func (c *AnswerPart) FitAnswer(columns int) {
	if columns > 0 && c.layout.columns != columns {
		c.layout.columns = columns
		c.layOut(true)
	}
}

// layOut lays out the exchange that is shown, or wanted, in the background.
// What was begun before is given up. Folds are kept where only the width
// changed.
func (c *AnswerPart) layOut(keep bool) {
	wanted := c.showing
	if wanted == nil {
		wanted = c.state.Answer.Exchange
	}
	if c.state.Result == nil || wanted == nil {
		return
	}
	l, old := c.layoutNow(), c.state.Answer.Document
	// A state that is shown while it runs says so.
	c.state.Answer.LayingOut = true
	if len(wanted.Body) > longBody {
		c.show()
	}
	lay := func(ctx context.Context) Answer { return answerOf(ctx, wanted, l) }
	if now := c.state.Answer; keep && old != nil && now.Exchange == wanted && now.Revealed == l.revealed && now.Raw == l.raw {
		lay = func(ctx context.Context) Answer {
			now.LayingOut = false
			now.Document, _ = old.Fitted(ctx, l.columns) // fails only where it was given up
			return now
		}
	}
	newest(c.core, &c.laying, lay, func(a Answer) {
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
func (c *AnswerPart) SearchAnswer(text string, done func(answer.Matches)) {
	c.search(func(ctx context.Context, d *answer.Document) func() {
		m := d.Search(ctx, text)
		return func() { done(m) }
	})
}

// FoldAnswer folds everything inside the outermost value of the document, and
// calls done.
func (c *AnswerPart) FoldAnswer(done func()) {
	c.search(func(ctx context.Context, d *answer.Document) func() {
		folds, err := d.AllFolded(ctx)
		return func() {
			if err == nil {
				d.Apply(folds)
			}
			done()
		}
	})
}

// search works on the document in the background; the work before is
// given up. What work returns is called on the UI goroutine.
func (c *AnswerPart) search(work func(context.Context, *answer.Document) func()) {
	c.searching.stop()
	d := c.state.Answer.Document
	if d == nil {
		return
	}
	newest(c.core, &c.searching, func(ctx context.Context) func() { return work(ctx, d) }, func(apply func()) {
		if c.state.Answer.Document == d && !c.closed {
			apply()
		}
	})
}

// drop takes the answer off the screen and gives up the work on it.
func (c *AnswerPart) drop() {
	c.laying.stop()
	c.searching.stop()
	c.showing = nil
	c.layout.revealed = false
	c.state.Answer = Answer{}
}

// showAnswer shows the answer of a new result; where the width changed while it
// was laid out, it is laid out again.
func (c *AnswerPart) showAnswer(r *check.Result, a Answer) {
	c.showing = r.Answer
	c.state.Answer = a
	if now := c.layoutNow(); a.Document != nil && (a.Document.Columns() != max(now.columns, 20) || a.Raw != now.raw) {
		c.layOut(false)
	}
}
