// Package answer is the model of the response viewer: an answer of any size and
// shape as rows that are made when they are looked at.
//
// Opening goes over the bytes twice (is it JSON; where are the rows) and keeps
// a mark for every 64th row. A row is laid out by walking from the mark before
// it, so that 10 MiB in one line, in millions of lines or in millions of
// brackets cost a few megabytes, and nothing calls itself.
//
// A Document belongs to one goroutine, that of the screen; Open, Fitted, Search
// and AllFolded may take long, read only what never changes, and run on another.
// What is shown is what was received: a character without a picture of its own
// (control, bidirectional, invisible) is shown by its number.
package answer

import (
	"context"
	"sort"
)

// every is how many rows lie between two marks.
const every = 64

// part is where in a line a row begins.
type part uint8

const (
	atLine   part = iota // at its first byte
	inKey                // inside the name of a field
	inString             // inside a text
	inWord               // inside a number or literal
	atValue              // before the value of a field
	atAfter              // behind a value
	inRaw                // inside a line of text that is no JSON
)

// cursor is where a row begins.
type cursor struct {
	off, line, depth uint32
	part             part
}

// mark is the cursor of every 64th row, with the least depth from there to the
// next one.
type mark struct {
	cursor
	low uint32
}

// Document is an answer, laid out. See the package comment for who may use it.
type Document struct {
	body    []byte
	columns int
	pretty  bool
	rows    int
	lines   int
	marks   []mark
	broken  bool   // a line is wider than a row
	deepest uint32 // depth of the deepest row
	folds   []fold
	blocks  [4]block // of rows that were looked at last
	turn    int
}

// block is the cursors between two marks.
type block struct {
	number int // plus one; 0: none
	rows   []cursor
}

// Open lays out a body for so many columns: as indented JSON where pretty is
// wanted and it is JSON, else as it came. It takes a fraction of a second for
// 10 MiB; not on the goroutine of the screen.
func Open(ctx context.Context, body []byte, columns int, pretty bool) (*Document, error) {
	d := &Document{body: body, columns: max(columns, leastColumns)}
	if pretty {
		var err error
		if d.pretty, err = valid(ctx, body); err != nil {
			return nil, err
		}
	}
	if err := d.layOut(ctx); err != nil {
		return nil, err
	}
	return d, nil
}

// leastColumns is the width below which a document does not get.
const leastColumns = 20

// layOut finds the rows.
func (d *Document) layOut(ctx context.Context) error {
	c, more := d.first()
	for more {
		if d.rows%every == 0 {
			if d.rows%(1<<16) == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			d.marks = append(d.marks, mark{c, c.depth})
		}
		last := &d.marks[len(d.marks)-1]
		last.low = min(last.low, c.depth)
		d.rows++
		d.lines = int(c.line)
		d.broken = d.broken || !c.begins()
		d.deepest = max(d.deepest, c.depth)
		c, more = d.layRow(c, nil)
	}
	return nil
}

// Fits reports whether the document would have the same rows at another width,
// so that Fitted does not take long: where it is wider and nothing had to be
// broken or indented less.
func (d *Document) Fits(columns int) bool {
	return columns >= d.columns && !d.broken && int(d.deepest) <= d.columns/4
}

// Fitted is the document laid out for another width, without folds: see Keep.
// It takes as long as Open, but for what is already known of the body.
func (d *Document) Fitted(ctx context.Context, columns int) (*Document, error) {
	columns = max(columns, leastColumns)
	other := &Document{body: d.body, columns: columns, pretty: d.pretty}
	if d.Fits(columns) {
		other.rows, other.lines, other.marks, other.deepest = d.rows, d.lines, d.marks, d.deepest
		return other, nil
	}
	if err := other.layOut(ctx); err != nil {
		return nil, err
	}
	return other, nil
}

// first is the cursor of the first row.
func (d *Document) first() (cursor, bool) {
	c := cursor{line: 1, part: inRaw}
	if d.pretty {
		c.off, c.part = uint32(d.space(0)), atLine
	}
	return c, int(c.off) < len(d.body)
}

// Pretty reports whether the body is laid out as JSON.
func (d *Document) Pretty() bool { return d.pretty }

// Columns is the width for which the rows were made.
func (d *Document) Columns() int { return d.columns }

// Lines is how many lines there are, with those that are folded away.
func (d *Document) Lines() int { return d.lines }

// Size is how many bytes there are.
func (d *Document) Size() int { return len(d.body) }

// cursorOf is the cursor of a row, counted without folds.
func (d *Document) cursorOf(row int) cursor {
	n := row / every
	for _, b := range d.blocks {
		if b.number == n+1 {
			return b.rows[row%every]
		}
	}
	b := &d.blocks[d.turn]
	d.turn = (d.turn + 1) % len(d.blocks)
	b.number = n + 1
	b.rows = d.walk(n, b.rows[:0])
	return b.rows[row%every]
}

// walk appends the cursors of a block.
func (d *Document) walk(n int, to []cursor) []cursor {
	c, more := d.marks[n].cursor, true
	for ; more && len(to) < every; c, more = d.layRow(c, nil) {
		to = append(to, c)
	}
	return to
}

// rowAt is the row that shows a byte of the body, counted without folds.
func (d *Document) rowAt(off int) int {
	n := sort.Search(len(d.marks), func(i int) bool { return int(d.marks[i].off) > off }) - 1
	if n < 0 {
		return 0
	}
	row := n * every
	for row+1 < min((n+1)*every, d.rows) && int(d.cursorOf(row+1).off) <= off {
		row++
	}
	return row
}

// lineStart is the row with which the line of a row begins.
func (d *Document) lineStart(row int) int {
	line := d.cursorOf(row).line
	n := sort.Search(len(d.marks), func(i int) bool { return d.marks[i].line >= line })
	start := max(n-1, 0) * every
	for start < row && d.cursorOf(start).line < line {
		start++
	}
	return start
}
