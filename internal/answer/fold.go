package answer

import (
	"context"
	"slices"
	"sort"
)

// fold is a row whose content is folded away: the rows behind it up to the one
// that closes it. Folds do not lie inside each other.
type fold struct {
	row, hidden uint32
	before      uint32 // rows that the folds before it hide
	count       int32
}

// Folds are what AllFolded found.
type Folds struct{ list []fold }

// Rows is how many rows are not folded away.
func (d *Document) Rows() int {
	if n := len(d.folds); n > 0 {
		return d.rows - int(d.folds[n-1].before+d.folds[n-1].hidden)
	}
	return d.rows
}

// real is the row, counted without folds, that is seen as number i.
func (d *Document) real(i int) int {
	n := sort.Search(len(d.folds), func(k int) bool { return int(d.folds[k].row-d.folds[k].before) >= i })
	if n == 0 {
		return i
	}
	return i + int(d.folds[n-1].before+d.folds[n-1].hidden)
}

// seen is the number under which a row is seen: itself, or what folds it away.
func (d *Document) seen(row int) int {
	n := sort.Search(len(d.folds), func(k int) bool { return int(d.folds[k].row) >= row })
	if n == 0 {
		return row
	}
	f := d.folds[n-1]
	if row <= int(f.row+f.hidden) {
		return int(f.row - f.before)
	}
	return row - int(f.before+f.hidden)
}

func (d *Document) foldAt(row int) (fold, bool) {
	n := d.foldFrom(row)
	if n < len(d.folds) && int(d.folds[n].row) == row {
		return d.folds[n], true
	}
	return fold{}, false
}

// foldFrom is the number of the first fold at or behind a row.
func (d *Document) foldFrom(row int) int {
	return sort.Search(len(d.folds), func(k int) bool { return int(d.folds[k].row) >= row })
}

// Foldable reports whether a row can be folded, or is.
func (d *Document) Foldable(i int) Fold {
	if !d.pretty || i < 0 || i >= d.Rows() {
		return NoFold
	}
	row := d.real(i)
	c := d.cursorOf(row)
	if next, more := d.layRow(c, nil); !more || next.depth != c.depth+1 {
		return NoFold
	}
	if _, is := d.foldAt(row); is {
		return Closed
	}
	return Opened
}

// Toggle folds or unfolds a row. It stays where it is.
func (d *Document) Toggle(i int) {
	switch d.Foldable(i) {
	case Closed:
		d.unfold(d.real(i))
	case Opened:
		row := d.real(i)
		end := d.closing(row)
		from, to := d.foldFrom(row), d.foldFrom(end)
		f := fold{row: uint32(row), hidden: uint32(end - row), count: d.count(row, end)}
		d.folds = slices.Replace(d.folds, from, to, f)
		d.sum(from)
	}
}

func (d *Document) unfold(row int) {
	if _, is := d.foldAt(row); is {
		n := d.foldFrom(row)
		d.folds = slices.Delete(d.folds, n, n+1)
		d.sum(n)
	}
}

// sum brings the sums up to date from a fold on.
func (d *Document) sum(from int) {
	var before uint32
	if from > 0 {
		before = d.folds[from-1].before + d.folds[from-1].hidden
	}
	for i := from; i < len(d.folds); i++ {
		d.folds[i].before = before
		before += d.folds[i].hidden
	}
}

// closing is the row that closes what a row opens: the next that is not deeper.
func (d *Document) closing(row int) int {
	depth := d.cursorOf(row).depth
	for r := row + 1; r < d.rows; {
		if r%every == 0 && d.marks[r/every].low > depth {
			r += every
			continue
		}
		if d.cursorOf(r).depth <= depth {
			return r
		}
		r++
	}
	return d.rows - 1
}

// Parent is the row that opens what a row stands in, or -1.
func (d *Document) Parent(i int) int {
	if !d.pretty || i < 0 || i >= d.Rows() {
		return -1
	}
	row := d.real(i)
	depth := d.cursorOf(row).depth
	if depth == 0 {
		return -1
	}
	if r := d.before(row, depth-1); r >= 0 {
		return d.seen(r)
	}
	return -1
}

// mostCounted is up to how many bytes values are counted.
const mostCounted = 4 << 20

// count is how many values stand between a row and the one that closes it.
func (d *Document) count(row, end int) int32 {
	from, to := int(d.cursorOf(row+1).off), int(d.cursorOf(end).off)
	if to-from > mostCounted {
		return -1
	}
	return d.countBytes(from, to)
}

// countBytes is how many values stand in a part of the body.
func (d *Document) countBytes(from, to int) int32 {
	n, depth := int32(1), 0
	for i := from; i < to; i++ {
		switch d.body[i] {
		case '"':
			i = endOf(d.body, i) - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',':
			if depth == 0 {
				n++
			}
		}
	}
	return n
}

// AllFolded folds everything that stands directly inside the outermost value.
// It takes long; what it finds is shown by Apply.
func (d *Document) AllFolded(ctx context.Context) (Folds, error) {
	var list []fold
	var before uint32
	if !d.pretty {
		return Folds{}, nil
	}
	c, more := d.first()
	open := -1
	var from uint32
	for row := 0; more; row++ {
		if row%(1<<16) == 0 && ctx.Err() != nil {
			return Folds{}, ctx.Err()
		}
		next, goesOn := d.layRow(c, nil)
		switch {
		case open < 0 && goesOn && c.depth == 1 && next.depth == 2:
			open, from = row, next.off
		case open >= 0 && c.depth == 1:
			f := fold{row: uint32(open), hidden: uint32(row - open), before: before, count: -1}
			if c.off-from < 1<<16 {
				f.count = d.countBytes(int(from), int(c.off))
			}
			list = append(list, f)
			before += f.hidden
			open = -1
		}
		c, more = next, goesOn
	}
	return Folds{list}, nil
}

// Apply shows what AllFolded found in this document.
func (d *Document) Apply(f Folds) { d.folds = f.list }

// UnfoldAll shows everything.
func (d *Document) UnfoldAll() { d.folds = nil }

// Keep folds what is folded in another layout of the same body, as far as that
// is not too much.
func (d *Document) Keep(other *Document) {
	if other == nil || !d.pretty || !other.pretty || len(other.body) != len(d.body) || len(other.folds) > 50 {
		return
	}
	for _, f := range other.folds {
		row := d.rowAt(int(other.cursorOf(int(f.row)).off))
		if i := d.seen(row); d.real(i) == row && d.Foldable(i) == Opened {
			d.Toggle(i)
		}
	}
}
