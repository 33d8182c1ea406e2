// Package answer is the model of the response viewer: an answer of any size and
// shape as rows that are made when they are looked at.
//
// Opening goes over the bytes twice (is it JSON; where are the rows) and keeps
// a mark for every 64th row. A row is laid out by walking from the mark before
// it, so that 10 MiB in one line, in millions of lines or in millions of
// brackets cost a few megabytes, and nothing calls itself.
//
// A Document belongs to one goroutine, that of the screen; Open, Search and
// AllFolded may take long, read only what never changes, and run on another.
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
	d := &Document{body: body, columns: max(columns, 20)}
	if pretty {
		var err error
		if d.pretty, err = valid(ctx, body); err != nil {
			return nil, err
		}
	}
	c, more := d.first()
	for more {
		if d.rows%every == 0 {
			if d.rows%(1<<16) == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			d.marks = append(d.marks, mark{c, c.depth})
		}
		last := &d.marks[len(d.marks)-1]
		last.low = min(last.low, c.depth)
		d.rows++
		d.lines = int(c.line)
		c, more = d.step(c, nil)
	}
	return d, nil
}

// Fitted is the document in another layout, with its folds. It is for bodies
// that are short: it does not wait for anything, and cannot be given up.
func (d *Document) Fitted(columns int) *Document {
	other, err := Open(context.Background(), d.body, columns, d.pretty)
	if err != nil {
		return d
	}
	other.Keep(d)
	return other
}

// first is the cursor of the first row.
func (d *Document) first() (cursor, bool) {
	c := cursor{line: 1, part: inRaw}
	if d.pretty {
		c.off, c.part = uint32(d.space(0)), atLine
	}
	return c, int(c.off) < len(d.body)
}

// Pretty tells whether the body is laid out as JSON.
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
	for ; more && len(to) < every; c, more = d.step(c, nil) {
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
