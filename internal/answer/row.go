package answer

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Kind is what a piece of text is.
type Kind uint8

// The kinds.
const (
	Plain Kind = iota
	Key
	String
	Number
	Literal
	Punctuation
)

// Hit reports whether a piece was searched for.
type Hit uint8

// The hits.
const (
	NoHit   Hit = iota
	Found       // one of the matches
	Current     // the match that was gone to
)

// Span is a piece of a row.
type Span struct {
	Text string
	Kind Kind
	Hit  Hit
}

// Fold reports whether a row can be folded.
type Fold uint8

// The states of a fold.
const (
	NoFold Fold = iota
	Opened
	Closed
)

// Row is one row as it is seen.
type Row struct {
	Line   int // from 1; 0 where the row goes on with the line above
	Indent int // in columns
	Spans  []Span
	Fold   Fold
	// Count is how many values a closed row holds; -1 where counting them would
	// take too long.
	Count int
}

// Text is the row without its indentation.
func (r Row) Text() string {
	var text string
	for _, s := range r.Spans {
		text += s.Text
	}
	return text
}

// writer takes what is seen of a row. A nil writer takes nothing.
type writer struct {
	spans   []Span
	buffers [][]byte
	matches Matches
	next    int // the match that comes next
	current int
}

// hit reports whether the byte at off belongs to a match.
func (w *writer) hit(off int) Hit {
	for w.next < len(w.matches.at) && int(w.matches.at[w.next])+w.matches.length(w.next) <= off {
		w.next++
	}
	switch {
	case w.next >= len(w.matches.at) || int(w.matches.at[w.next]) > off:
		return NoHit
	case w.next == w.current:
		return Current
	}
	return Found
}

// put takes a piece of text that stands at off.
func (w *writer) put(off int, text []byte, kind Kind) {
	if w == nil {
		return
	}
	hit := w.hit(off)
	if n := len(w.spans); n == 0 || w.spans[n-1].Kind != kind || w.spans[n-1].Hit != hit {
		w.spans = append(w.spans, Span{Kind: kind, Hit: hit})
		w.buffers = append(w.buffers, nil)
	}
	last := len(w.buffers) - 1
	w.buffers[last] = append(w.buffers[last], text...)
}

func (w *writer) done() []Span {
	for i := range w.spans {
		w.spans[i].Text = string(w.buffers[i])
	}
	return w.spans
}

// char takes the character at i, and says how many bytes it has and how many
// columns it takes.
func (w *writer) char(body []byte, i int, kind Kind) (size, cells int) {
	if c := body[i]; c >= ' ' && c <= '~' {
		w.put(i, body[i:i+1], kind)
		return 1, 1
	}
	r, size := utf8.DecodeRune(body[i:])
	shown := ""
	switch {
	case r == '\t':
		shown = "    "
	case r == utf8.RuneError && size == 1:
		shown = fmt.Sprintf("\\x%02x", body[i])
	case r != hidden && unseen(r):
		shown = fmt.Sprintf("\\u%04x", r)
	case wide(r):
		w.put(i, body[i:i+size], kind)
		return size, 2
	default:
		w.put(i, body[i:i+size], kind)
		return size, 1
	}
	w.put(i, []byte(shown), kind)
	return size, len(shown)
}

// hidden stands for each character of what may be personal: there may be millions.
const hidden = '•'

// unseen reports whether a character has no picture of its own.
func unseen(r rune) bool {
	return !unicode.IsGraphic(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point)
}

// wide reports whether a character takes two columns.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x3fffd)
}

// Row is the row number i of those that are not folded away, with the matches
// of a search; current is the number of the match that was gone to, or -1.
func (d *Document) Row(i int, m Matches, current int) Row {
	if i < 0 || i >= d.Rows() {
		return Row{}
	}
	row := d.real(i)
	c := d.cursorOf(row)
	w := &writer{matches: m, next: m.from(int(c.off) - m.longest()), current: current}
	next, more := d.layRow(c, w)
	r := Row{Indent: d.indent(c.depth), Spans: w.done()}
	if c.begins() {
		r.Line = int(c.line)
	}
	if d.pretty && more && next.depth == c.depth+1 {
		r.Fold = Opened
		if f, is := d.foldAt(row); is {
			r.Fold, r.Count = Closed, int(f.count)
			end := &writer{}
			d.layRow(d.cursorOf(row+int(f.hidden)), end)
			r.Spans = append(r.Spans, Span{Text: " … ", Kind: Plain})
			r.Spans = append(r.Spans, end.done()...)
		}
	}
	return r
}
