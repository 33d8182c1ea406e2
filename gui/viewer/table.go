package viewer

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/answer"
)

// The two ways in which an answer is shown.
const (
	asTable = "table"
	asText  = "text"
)

// tableView shows an answer as a table, and what is inside its rows. Whoever
// goes into a row, or a list inside it, comes back to where that was.
type tableView struct {
	v      *Viewer
	grid   *gridView
	root   *fyne.Container
	count  *kit.Label
	back   *kit.Button
	empty  *kit.Label
	hint   *kit.Label
	whole  *kit.Label // what the chosen cell of a row says, where that is long
	holder *fyne.Container
	tools  *fyne.Container
	open   *kit.Button
	places []place // from the answer inwards; the last is shown
}

// place is a table that is shown, or one row of it as a list of names and values.
type place struct {
	table  *answer.Table
	record int   // the row; -1: the whole table
	items  []int // the columns that the row has
	sorted int   // the column by which the table is sorted; -1: as it came
	down   bool
	at     gridPlace // where one was in it
}

// gridPlace is the chosen cell of a grid, and the first that is seen.
type gridPlace struct{ row, column, top, left int }

func newTableView(v *Viewer) *tableView {
	t := &tableView{v: v}
	text := v.words.Text
	edge := kit.NewPanel(kit.ColorSurface, kit.ColorHairline, 8)
	t.grid = newGrid(edge)
	t.grid.press, t.grid.leave, t.grid.step = t.press, t.leave, v.step
	t.grid.copied = t.copyChosen
	t.grid.menu, t.grid.moved = t.showMenu, t.showWhole
	t.count, t.empty, t.whole = kit.NewHint(""), kit.NewBody(""), kit.NewBody("")
	t.back = kit.NewLink(text("ui.table.back"), func() { t.leave(); t.grid.focus() })
	t.open = kit.NewLink(text("ui.table.open"), func() { t.press(t.grid.row, t.grid.column) })
	t.tools = kit.NewOutdented(t.open, kit.NewLink(text("ui.table.copy-cell"), t.copyCell), kit.NewLink(text("ui.table.copy-rows"), t.copyRows),
		kit.NewLink(text("ui.all.save"), func() {
			if v.OnSaveTable != nil {
				v.OnSaveTable()
			}
		}))
	t.holder = kit.NewInset(1, 1, edge, t.grid)
	t.hint = kit.NewHint(text("ui.table.hint"))
	t.root = kit.NewColumn(kit.Space8, kit.NewOutdented(t.back), t.count, t.empty, t.holder, t.whole, t.hint, t.tools)
	return t
}

// here is the place that is shown.
func (t *tableView) here() *place { return &t.places[len(t.places)-1] }

// set shows another table, or the same answer with other values hidden: then the
// row that was open stays open, and the order stays.
func (t *tableView) set(table *answer.Table, same bool) {
	before := t.places
	t.places = nil
	if table == nil {
		return
	}
	if same && len(before) > 0 {
		t.keep()
		first := before[0]
		row, open := first.table.Number(first.at.row), len(before) > 1 && before[1].table == first.table
		t.enter(table)
		if first.sorted >= 0 && len(first.table.Columns) == len(table.Columns) {
			t.sort(first.sorted, first.down)
		}
		t.grid.choose(max(table.Place(row), 0), first.at.column)
		if open && table.List {
			t.openRow(t.grid.row)
		}
		return
	}
	t.enter(table)
}

// enter goes into a table; of one object its only row is shown.
func (t *tableView) enter(table *answer.Table) {
	p := place{table: table, record: -1, sorted: -1}
	if !table.List {
		p.record = 0
	}
	t.goTo(p)
}

// goTo shows a place inside the one that is shown.
func (t *tableView) goTo(p place) {
	t.keep()
	if p.record >= 0 {
		for i, c := range p.table.Row(p.record) {
			if c.Kind != answer.NoCell {
				p.items = append(p.items, i)
			}
		}
	}
	t.places = append(t.places, p)
	t.show()
}

// keep remembers where one is in the place that is shown.
func (t *tableView) keep() {
	if len(t.places) > 0 {
		t.here().at = gridPlace{t.grid.row, t.grid.column, t.grid.top, t.grid.left}
	}
}

// leave goes back to where the place that is shown was opened.
func (t *tableView) leave() bool {
	if len(t.places) < 2 {
		return false
	}
	t.places = t.places[:len(t.places)-1]
	at := t.here().at
	t.show()
	t.grid.top, t.grid.left = at.top, at.left
	t.grid.choose(at.row, at.column)
	return true
}

// show puts the place on the screen.
func (t *tableView) show() {
	p := t.here()
	list, rows := p.record < 0, p.table.Rows()
	t.sayCount(p)
	t.grid.name, t.grid.depth = t.v.words.Text("ui.details.answer"), len(t.places)
	if list {
		t.grid.set(t.listed(p))
	} else {
		t.grid.name = t.count.Text
		t.grid.set(t.record(p))
		t.grid.column = 1
	}
	none := ""
	if list && rows == 0 {
		none = t.v.words.Text("ui.table.empty")
	}
	t.empty.SetText(none)
	kit.SetVisible(t.holder, none == "")
	kit.SetVisible(t.tools, none == "")
	kit.SetVisible(t.hint, none == "" && list)
	kit.SetVisible(t.open, list)
	kit.SetVisible(t.back, len(t.places) > 1)
	t.whole.SetText("")
	t.v.refit()
	if t.grid.focused {
		kit.Reveal(t.grid)
	}
}

// listed are the cells of a table.
func (t *tableView) listed(p *place) contents {
	c := contents{rows: p.table.Rows()}
	for _, column := range p.table.Columns {
		c.heads, c.right = append(c.heads, t.name(column)), append(c.right, column.Right)
	}
	c.cell = func(row, column int) string { return t.v.words.Cell(p.table.Row(row)[column]) }
	c.head = func(column int) string {
		switch {
		case p.sorted != column:
			return c.heads[column]
		case p.down:
			return c.heads[column] + " ↓"
		}
		return c.heads[column] + " ↑"
	}
	return c
}

// record are the names and values of a row.
func (t *tableView) record(p *place) contents {
	words := t.v.words
	cells := p.table.Row(p.record)
	return contents{
		heads: []string{words.Text("ui.table.field"), words.Text("ui.table.value")}, right: []bool{false, false}, rows: len(p.items), fill: true,
		cell: func(row, column int) string {
			if column == 0 {
				return t.name(p.table.Columns[p.items[row]])
			}
			return words.Cell(cells[p.items[row]])
		},
	}
}

// name is what a column is called.
func (t *tableView) name(c answer.Column) string {
	if len(c.Path) == 0 {
		return t.v.words.Text("ui.table.value")
	}
	names := make([]string, len(c.Path))
	for i, name := range c.Path {
		names[i] = t.v.words.Field(name)
	}
	return strings.Join(names, " · ")
}

// press sorts by a column, opens a row, or what stands in a cell of one.
func (t *tableView) press(row, column int) {
	switch p := t.here(); {
	case row < 0:
		t.sort(column, p.sorted == column && !p.down)
	case row >= t.grid.contents.rows:
	case p.record < 0:
		t.openRow(row)
	default:
		if inside := p.table.Inside(p.table.Row(p.record)[p.items[row]]); inside != nil {
			t.enter(inside)
		}
	}
}

func (t *tableView) openRow(row int) {
	t.goTo(place{table: t.here().table, record: row, sorted: -1})
}

// sort sorts the table by a column, in the background.
func (t *tableView) sort(column int, down bool) {
	table := t.here().table
	t.v.control.SortAnswer(table, column, down, func(order []int32) {
		if len(t.places) > 0 && t.places[len(t.places)-1].table == table {
			t.reorder(order, column, down)
		}
	})
}

// reorder shows the rows in another order. The row that was chosen stays chosen,
// and the one that was opened meanwhile stays open.
func (t *tableView) reorder(order []int32, column int, down bool) {
	table, head := t.here().table, t.grid.row < 0
	t.keep()
	type numbers struct{ record, row int }
	before := make([]numbers, len(t.places))
	for i, p := range t.places {
		before[i] = numbers{table.Number(p.record), table.Number(p.at.row)}
	}
	table.SetOrder(order)
	for i := range t.places {
		p := &t.places[i]
		switch {
		case p.table != table:
		case p.record >= 0:
			p.record = table.Place(before[i].record)
		default:
			p.sorted, p.down = column, down
			p.at.row = max(table.Place(before[i].row), 0)
		}
	}
	p := t.here()
	switch {
	case p.record >= 0:
		t.sayCount(p)
	case head:
		t.grid.top = 0
		t.grid.Refresh()
	default:
		t.grid.choose(p.at.row, t.grid.column)
	}
}

// sayCount says how many rows there are, or which of them is open.
func (t *tableView) sayCount(p *place) {
	words, rows := t.v.words, p.table.Rows()
	switch {
	case p.record < 0:
		t.count.SetText(words.Plural("ui.table.rows", rows))
	case p.table.List:
		t.count.SetText(words.Text("ui.table.row-of", map[string]string{"Number": words.Number(p.record + 1), "Count": words.Number(rows)}))
	default:
		t.count.SetText("")
	}
}

// found goes to what a search found, in the table where that is in a row.
func (t *tableView) found(m answer.Matches, k int) {
	if len(t.places) == 0 {
		return
	}
	row, column := t.places[0].table.Find(m, k)
	if row < 0 {
		return
	}
	for t.leave() {
	}
	if p := t.here(); p.record >= 0 {
		row, column = slices.Index(p.items, column), 1
	}
	t.grid.hit(max(row, 0), column)
}

// showWhole says the whole of a value of a row that has no room in its line.
func (t *tableView) showWhole() {
	text := ""
	if p := t.here(); p.record >= 0 && t.grid.row >= 0 && t.grid.row < len(p.items) {
		text = t.v.words.Cell(p.table.Row(p.record)[p.items[t.grid.row]])
		if spots := t.grid.spots(); len(spots) < 2 || kit.MeasureText(text, kit.Measure(theme.SizeNameText), fyne.TextStyle{}).Width <= spots[1].width-2*cellMargin {
			text = ""
		}
	}
	if text != t.whole.Text {
		t.whole.SetText(text)
		t.v.refit()
	}
}

// chosenCell is the cell that is chosen, in a row that is open its value.
func (t *tableView) chosenCell() (answer.Cell, bool) {
	p := t.here()
	row, column := p.record, t.grid.column
	switch {
	case t.grid.row < 0 || t.grid.row >= t.grid.contents.rows:
		return answer.Cell{}, false
	case p.record < 0:
		row = t.grid.row
	default:
		column = p.items[t.grid.row]
	}
	return p.table.Row(row)[column], true
}

// copyCell copies the chosen cell: a text, or JSON, as it came; what has a form
// of its own as it is shown.
func (t *tableView) copyCell() {
	c, is := t.chosenCell()
	if !is {
		return
	}
	text, cut := t.v.words.Cell(c), false
	switch c.Kind {
	case answer.TextCell, answer.ListCell, answer.ObjectCell:
		text, cut = t.here().table.Whole(c)
	}
	t.v.copy(text, cut)
}

// mostPasted is how much of the rows is copied.
const mostPasted = 1 << 20

// copyRows copies the chosen rows for a spreadsheet.
func (t *tableView) copyRows() {
	var b strings.Builder
	from, to := t.grid.chosenRows()
	for row := from; row <= to && row < t.grid.contents.rows; row++ {
		cells := make([]string, len(t.grid.contents.heads))
		for i := range cells {
			cells[i] = t.grid.contents.cell(row, i)
		}
		b.WriteString(answer.PasteLine(cells))
		if b.Len() > mostPasted {
			t.v.copy(b.String(), true)
			return
		}
	}
	fyne.CurrentApp().Clipboard().SetContent(b.String())
	t.v.sayCopied(t.v.words.Plural("ui.table.copied-rows", to-from+1))
}

// copyChosen copies the chosen cell, or the rows where several are chosen.
func (t *tableView) copyChosen() {
	if from, to := t.grid.chosenRows(); from < to {
		t.copyRows()
		return
	}
	t.copyCell()
}

func (t *tableView) showMenu(at fyne.Position) {
	text := t.v.words.Text
	items := []*fyne.MenuItem{fyne.NewMenuItem(text("ui.table.copy-cell"), t.copyCell), fyne.NewMenuItem(text("ui.table.copy-rows"), t.copyRows)}
	if t.here().record < 0 {
		items = append([]*fyne.MenuItem{fyne.NewMenuItem(text("ui.table.open"), func() { t.press(t.grid.row, t.grid.column) })}, items...)
	}
	kit.ShowMenu(t.grid, fyne.NewMenu("", items...), at)
}
