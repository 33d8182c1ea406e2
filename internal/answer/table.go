package answer

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"slices"
	"sort"
	"strings"
)

const (
	deepestColumn = 3       // how many names a column has at most; what is deeper is one cell
	mostColumns   = 250     // an answer with more is no table
	mostKept      = 512     // rows whose cells are kept
	mostInCell    = 2 << 10 // bytes of a text that a cell holds
)

// Table is an answer as rows and columns. Opening it goes over the bytes once
// and keeps where each row begins; the cells of a row are read when they are
// looked at. An object inside a row has a column for each of its fields, but for
// an amount of money, which is one cell, as is a list. Like a Document it belongs
// to the goroutine of the screen; only OpenTable and Sorted run on another.
type Table struct {
	Columns []Column
	// List is true where the answer is a list; else it is one object, the only row.
	List bool

	body  []byte
	root  *node
	rows  []uint32 // where they begin, as they came
	end   int      // of the last one
	order []int32  // in which they are shown; nil: as they came
	cells map[int][]Cell
}

// Column is a field of the rows.
type Column struct {
	// Path are the names that lead to it from the row; none where the rows are
	// no objects.
	Path []string
	// Right is true where every value is a number or an amount.
	Right bool
	// Amounts is true where some value is an amount of money.
	Amounts bool
}

// node is a field at the end of a path.
type node struct {
	path   []string
	fields map[string]*node
	column int // its number plus one; 0: it has none
}

// OpenTable reads the rows of an answer: the elements of {"data": [...]} or of
// an array, else the one object. It is nil where the answer is neither or has
// too many columns. The columns come in the order of fields, then as they were
// found. It takes a fraction of a second for 10 MiB.
func OpenTable(ctx context.Context, body []byte, fields []string) (*Table, error) {
	is, err := valid(ctx, body)
	if !is || err != nil {
		return nil, err
	}
	at := blanks(body, 0)
	if body[at] == '{' {
		for name, value := range members(body, at) {
			if c := body[value]; string(name) == "data" && (c == '{' || c == '[') {
				at = value
			}
		}
	}
	return newTable(ctx, body, at, fields)
}

// Inside is a cell that holds a list or an object, as a table of its own; nil
// where it holds none.
func (t *Table) Inside(c Cell) *Table {
	if c.Kind != ListCell && c.Kind != ObjectCell {
		return nil
	}
	inside, _ := newTable(context.Background(), t.body, c.from, nil) // nothing cancels it
	return inside
}

func newTable(ctx context.Context, body []byte, at int, fields []string) (*Table, error) {
	t := &Table{body: body, root: &node{}, cells: map[int][]Cell{}, end: at}
	switch body[at] {
	case '{':
		t.end = t.add(at)
	case '[':
		t.List = true
		for i := blanks(body, at+1); body[i] != ']'; {
			if len(t.rows)%(1<<12) == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			t.end = t.add(i)
			if len(t.Columns) > mostColumns {
				return nil, nil
			}
			if i = blanks(body, t.end); body[i] == ',' {
				i = blanks(body, i+1)
			}
		}
	default:
		return nil, nil
	}
	if len(t.Columns) > mostColumns {
		return nil, nil
	}
	t.arrange(fields)
	return t, nil
}

// add takes in a row, with the columns that it has first, and tells where it ends.
func (t *Table) add(at int) (end int) {
	t.rows = append(t.rows, uint32(at))
	return t.leaves(at, t.root, 0, func(n *node, at, _ int) {
		if n.column == 0 {
			t.Columns = append(t.Columns, Column{Path: n.path, Right: true})
			n.column = len(t.Columns)
		}
		column := &t.Columns[n.column-1]
		switch c := t.body[at]; {
		case c == '{' && isAmount(t.body, at):
			column.Amounts = true
		case strings.IndexByte("-0123456789n", c) < 0: // no number, no null
			column.Right = false
		}
	})
}

// leaves gives put every value of a row that is a cell, with its field, where it
// begins and where it ends. It tells where all of them end.
func (t *Table) leaves(at int, n *node, depth int, put func(n *node, from, to int)) (end int) {
	body := t.body
	i := blanks(body, min(at+1, len(body)-1))
	if body[at] != '{' || depth == deepestColumn || body[i] == '}' || isAmount(body, at) {
		end = endOf(body, at)
		put(n, at, end)
		return end
	}
	for body[i] == '"' && len(t.Columns) <= mostColumns {
		name := endOf(body, i)
		i = blanks(body, t.leaves(blanks(body, blanks(body, name)+1), n.field(body[i+1:name-1]), depth+1, put))
		if body[i] == ',' {
			i = blanks(body, i+1)
		}
	}
	return i + 1
}

// field is a field of an object, by its name as it stands between the quotes.
func (n *node) field(quoted []byte) *node {
	if bytes.IndexByte(quoted, '\\') >= 0 {
		var name string
		if json.Unmarshal([]byte(`"`+string(quoted)+`"`), &name) == nil {
			quoted = []byte(name)
		}
	}
	f := n.fields[string(quoted)]
	if f == nil {
		if n.fields == nil {
			n.fields = map[string]*node{}
		}
		f = &node{path: append(slices.Clone(n.path), string(quoted))}
		n.fields[string(quoted)] = f
	}
	return f
}

// arrange puts the columns into their order.
func (t *Table) arrange(fields []string) {
	rank := map[string]int{}
	for _, name := range fields {
		rank[name] = len(rank)
	}
	places := make([]int, len(t.Columns)) // of the columns as they were found
	for i, c := range t.Columns {
		places[i] = i
		if len(c.Path) > 0 {
			if _, known := rank[c.Path[0]]; !known {
				rank[c.Path[0]] = len(rank)
			}
		}
	}
	of := func(i int) int {
		if p := t.Columns[i].Path; len(p) > 0 {
			return rank[p[0]]
		}
		return len(rank)
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(of(a), of(b)) })
	found := t.Columns
	t.Columns = make([]Column, len(found))
	number := make([]int, len(found))
	for to, from := range places {
		t.Columns[to], number[from] = found[from], to+1
	}
	t.root.renumber(number)
}

func (n *node) renumber(number []int) {
	if n.column > 0 {
		n.column = number[n.column-1]
	}
	for _, f := range n.fields {
		f.renumber(number)
	}
}

// Rows is how many rows there are.
func (t *Table) Rows() int { return len(t.rows) }

// Row are the cells of a row, one for each column.
func (t *Table) Row(i int) []Cell {
	if i < 0 || i >= len(t.rows) {
		return make([]Cell, len(t.Columns))
	}
	i = t.Number(i)
	if cells := t.cells[i]; cells != nil {
		return cells
	}
	if len(t.cells) >= mostKept {
		clear(t.cells)
	}
	cells := make([]Cell, len(t.Columns))
	t.leaves(int(t.rows[i]), t.root, 0, func(n *node, from, to int) { cells[n.column-1] = cellAt(t.body, from, to) })
	t.cells[i] = cells
	return cells
}

// Sorted is the order of the rows by a column, rows without a value last. It may
// take long, and reads only what never changes; see SetOrder.
func (t *Table) Sorted(ctx context.Context, column int, down bool) ([]int32, error) {
	type key struct {
		class  int // numbers and times, then texts, then nothing
		number float64
		text   string
	}
	keys, order := make([]key, len(t.rows)), make([]int32, len(t.rows))
	for i, at := range t.rows {
		if i%(1<<12) == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		order[i], keys[i] = int32(i), key{class: 2}
		t.leaves(int(at), t.root, 0, func(n *node, from, to int) {
			if n.column != column+1 {
				return
			}
			switch c := cellAt(t.body, from, to); {
			case c.Kind == NoCell:
				keys[i] = key{class: 2}
			case c.Kind == TextCell || c.Kind == BoolCell:
				keys[i] = key{class: 1, text: strings.ToLower(c.Text)}
			default:
				keys[i] = key{number: c.number()}
			}
		})
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		x, y := keys[a], keys[b]
		if x.class == 2 || y.class == 2 {
			return cmp.Compare(x.class, y.class)
		}
		by := cmp.Or(cmp.Compare(x.class, y.class), cmp.Compare(x.number, y.number), strings.Compare(x.text, y.text))
		if down {
			return -by
		}
		return by
	})
	return order, nil
}

// SetOrder shows the rows in an order of Sorted; nil: as they came.
func (t *Table) SetOrder(order []int32) { t.order = order }

// Number is which one of the rows, as they came, a row is; Place is its inverse.
func (t *Table) Number(row int) int {
	if t.order == nil || row < 0 || row >= len(t.order) {
		return row
	}
	return int(t.order[row])
}

// Place is described with Number.
func (t *Table) Place(number int) int {
	if t.order == nil {
		return number
	}
	return slices.Index(t.order, int32(number))
}

// Find is the row and the column that show the match number k of a search in
// the same body. The column is -1 where the match is in no value of the row, the
// row where it is in no row.
func (t *Table) Find(m Matches, k int) (row, column int) {
	if k < 0 || k >= m.Len() {
		return -1, -1
	}
	off := int(m.at[k])
	i := sort.Search(len(t.rows), func(i int) bool { return int(t.rows[i]) > off }) - 1
	if i < 0 || off >= t.end {
		return -1, -1
	}
	row = t.Place(i)
	return row, slices.IndexFunc(t.Row(row), func(c Cell) bool { return c.Kind != NoCell && off >= c.from && off < c.to })
}

// blanks is where the next byte after white space is.
func blanks(body []byte, i int) int {
	for i < len(body) && blank(body[i]) {
		i++
	}
	return i
}

// members are the fields of the object at a place of valid JSON: the name as it
// stands between its quotes, and where the value begins.
func members(body []byte, at int) iter.Seq2[[]byte, int] {
	return func(yield func([]byte, int) bool) {
		for i := blanks(body, at+1); body[i] == '"'; {
			end := endOf(body, i)
			value := blanks(body, blanks(body, end)+1)
			if !yield(body[i+1:end-1], value) {
				return
			}
			if i = blanks(body, endOf(body, value)); body[i] == ',' {
				i = blanks(body, i+1)
			}
		}
	}
}

// elements are where the elements of the array at a place of valid JSON begin.
func elements(body []byte, at int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := blanks(body, at+1); body[i] != ']'; {
			if !yield(i) {
				return
			}
			if i = blanks(body, endOf(body, i)); body[i] == ',' {
				i = blanks(body, i+1)
			}
		}
	}
}
