package viewer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
)

// contents are the cells of a grid.
type contents struct {
	heads []string
	right []bool // columns that stand at their right end, as numbers do
	rows  int
	cell  func(row, column int) string
	// head says a head with how it is sorted; nil where the heads do nothing.
	head func(column int) string
	// fill has the last column take the room that the others leave.
	fill bool
}

// gridView shows cells in rows and columns, heads above them. It stands in for
// Fyne's table, which counts rows in points, of which its numbers hold too few,
// loses its place when its renderer is made anew, and has no way to its heads by
// keyboard. Only the cells that are seen exist.
type gridView struct {
	widget.BaseWidget
	row, column int // the chosen cell; row -1 are the heads
	top, left   int // the first row and column that are seen

	contents contents
	widths   []float32 // of the columns that were seen; 0 for others
	letters  float32   // the size of the letters that they are for
	anchor   int       // the row from which on rows are chosen
	hitRow   int       // the cell that a search found; -1 for none
	hitCol   int
	focused  bool
	name     string // of the table, for screen readers
	depth    int    // 1 for the first table, more for what was opened in it
	edge     *kit.Panel
	down     *thumb
	along    *thumb
	rest     fyne.Delta // of the last turn of the wheel

	press  func(row, column int) // Enter, Space or a press; row -1 is a head
	moved  func()                // another cell was chosen
	menu   func(at fyne.Position)
	copied func()
	step   func(forward bool) // F3
	leave  func() bool        // Esc; false where there is nothing to leave
}

func newGrid(edge *kit.Panel) *gridView {
	g := &gridView{edge: edge, hitRow: -1, hitCol: -1}
	g.down, g.along = newThumb(g, false), newThumb(g, true)
	g.ExtendBaseWidget(g)
	return g
}

// set shows other cells, from the first one on.
func (g *gridView) set(c contents) {
	g.contents = c
	g.row, g.column, g.top, g.left, g.anchor = 0, 0, 0, 0, 0
	g.hitRow, g.hitCol = -1, -1
	g.widths = nil
	g.Refresh()
}

// cellHeight is the height of a row.
func (g *gridView) cellHeight() float32 {
	return kit.MeasureText("M", kit.Measure(theme.SizeNameText), fyne.TextStyle{Bold: true}).Height + kit.Space8
}

const (
	widestCell = 280. // at the text size 14
	cellMargin = 8.
)

// widthOf is the width of a column, by what stands in the first rows.
func (g *gridView) widthOf(column int) float32 {
	size := kit.Measure(theme.SizeNameText)
	if len(g.widths) != len(g.contents.heads) || g.letters != size {
		g.widths, g.letters = make([]float32, len(g.contents.heads)), size
	}
	if g.widths[column] > 0 {
		return g.widths[column]
	}
	widest := kit.MeasureText(g.contents.heads[column]+" ↓", size, fyne.TextStyle{Bold: true}).Width
	for row := range min(g.contents.rows, kit.MostRows) {
		text := shortened(g.contents.cell(row, column), 80)
		if len(text) == 36 && text[8] == '-' && text[23] == '-' && !g.contents.fill { // an ID: its beginning tells it from others
			text = text[:13]
		}
		widest = max(widest, kit.MeasureText(text, size, fyne.TextStyle{}).Width)
	}
	g.widths[column] = min(widest, widestCell*size/14) + 2*cellMargin
	return g.widths[column]
}

// shortened is a text, or its first characters.
func shortened(text string, most int) string {
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i]
		}
	}
	return text
}

// spot is a column that is seen.
type spot struct {
	column   int
	x, width float32
	whole    bool
}

// spots are the columns that are seen from left on; the last may be cut off.
func (g *gridView) spots() []spot {
	room := g.Size().Width - kit.Space16
	if all, seen, _ := g.extent(false); seen >= all {
		room = g.Size().Width - kit.Space8
	}
	var all []spot
	x := float32(kit.Space4)
	columns := len(g.contents.heads)
	least := 3 * g.cellHeight() / 2 // a column that has less room is not begun
	for column := g.left; column < columns && (x+least <= room || column == g.left); column++ {
		width := g.widthOf(column)
		if last := column == columns-1; last && (g.contents.fill || x+width < room) {
			width = room - x
		}
		all = append(all, spot{column, x, min(width, room-x), x+width <= room+0.5})
		x += width
	}
	return all
}

// extent tells how many rows or columns there are, are seen, and the first.
func (g *gridView) extent(sideways bool) (all, seen, first int) {
	if !sideways {
		return g.contents.rows, max(int((g.Size().Height-g.cellHeight()-kit.Space16)/g.cellHeight()+0.01), 1), g.top
	}
	if g.contents.fill {
		return len(g.contents.heads), len(g.contents.heads), 0
	}
	for _, s := range g.spots() {
		if s.whole || seen == 0 {
			seen++
		}
	}
	return len(g.contents.heads), seen, g.left
}

func (g *gridView) begin(first int, sideways bool) {
	all, seen, _ := g.extent(sideways)
	if sideways {
		g.left = max(min(first, g.lastLeft()), 0)
	} else {
		g.top = max(min(first, all-seen), 0)
	}
	g.Refresh()
}

// lastLeft is the first column that is seen when the last one is.
func (g *gridView) lastLeft() int {
	room := g.Size().Width - kit.Space16 - kit.Space4
	columns := len(g.contents.heads)
	left := columns
	for left > 0 && (left == columns || g.widthOf(left-1) <= room) {
		left--
		room -= g.widthOf(left)
	}
	return left
}

// choose goes to a cell and brings it into sight.
func (g *gridView) choose(row, column int) {
	g.row = max(min(row, g.contents.rows-1), g.firstRow())
	g.column = max(min(column, len(g.contents.heads)-1), 0)
	if !kit.ShiftHeld() {
		g.anchor = g.row
	}
	_, seen, _ := g.extent(false)
	switch {
	case g.row < 0:
	case g.row < g.top:
		g.top = g.row
	case g.row >= g.top+seen:
		g.top = g.row - seen + 1
	}
	if g.column < g.left {
		g.left = g.column
	}
	for g.left < g.column && !g.inSight(g.column) {
		g.left++
	}
	g.Refresh()
	if g.moved != nil {
		g.moved()
	}
}

func (g *gridView) inSight(column int) bool {
	for _, s := range g.spots() {
		if s.column == column {
			return s.whole
		}
	}
	return false
}

// firstRow is -1 where the heads can be pressed.
func (g *gridView) firstRow() int {
	if g.contents.head != nil {
		return -1
	}
	return 0
}

// chosenRows are the rows that are chosen, from one up to another.
func (g *gridView) chosenRows() (from, to int) {
	return max(min(g.anchor, g.row), 0), max(g.anchor, g.row)
}

// hit marks the cell that a search found.
func (g *gridView) hit(row, column int) {
	g.hitRow, g.hitCol = row, column
	g.choose(row, max(column, 0))
	g.anchor = g.row // also with Shift and F3
}

// FocusGained shows the ring.
func (g *gridView) FocusGained() {
	g.focused = true
	g.edge.Ring(true, g.edge.Edge)
	g.Refresh()
	kit.Reveal(g)
}

// FocusLost hides the ring.
func (g *gridView) FocusLost() {
	g.focused = false
	g.edge.Ring(false, g.edge.Edge)
	g.Refresh()
}

// TypedRune does nothing: there is nothing to type.
func (g *gridView) TypedRune(rune) {}

// TypedKey moves, presses, and goes to matches. With Shift it chooses rows.
func (g *gridView) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && g.leave() {
		return
	}
	if kit.ToWindow(g, e) {
		return
	}
	if kit.IsMenuKey(e) && g.row >= 0 {
		g.menu(kit.Beside(g).AbsolutePosition)
		return
	}
	_, seen, _ := g.extent(false)
	page := max(seen-1, 1)
	switch e.Name {
	case fyne.KeyUp:
		g.choose(g.row-1, g.column)
	case fyne.KeyDown:
		g.choose(g.row+1, g.column)
	case fyne.KeyPageUp:
		g.choose(max(g.row-page, 0), g.column)
	case fyne.KeyPageDown:
		g.choose(g.row+page, g.column)
	case fyne.KeyHome:
		g.choose(0, g.column)
	case fyne.KeyEnd:
		g.choose(g.contents.rows-1, g.column)
	case fyne.KeyLeft:
		g.choose(g.row, g.column-1)
	case fyne.KeyRight:
		g.choose(g.row, g.column+1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		g.press(g.row, g.column)
	case fyne.KeyBackspace:
		g.leave()
	case fyne.KeyF3:
		g.step(!kit.ShiftHeld())
	}
}

// TypedShortcut copies the chosen cell, or the chosen rows.
func (g *gridView) TypedShortcut(s fyne.Shortcut) {
	if _, is := s.(*fyne.ShortcutCopy); is {
		g.copied()
	}
}

// AccessibilityLabel is the chosen cell with its head.
func (g *gridView) AccessibilityLabel() string {
	if g.column >= len(g.contents.heads) {
		return ""
	}
	switch {
	case g.row < 0 && g.contents.head != nil:
		return g.contents.head(g.column)
	case g.row >= 0 && g.row < g.contents.rows:
		return g.contents.heads[g.column] + ": " + g.contents.cell(g.row, g.column)
	}
	return ""
}

// AccessibilityRole is that of a container.
func (g *gridView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// Scrolled moves by rows, sideways by columns; at their ends the page around
// them moves.
func (g *gridView) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DX != 0 && e.Scrolled.DY == 0 {
		g.rest.DX -= e.Scrolled.DX / (4 * g.cellHeight())
		if whole := int(g.rest.DX); whole != 0 {
			g.rest.DX -= float32(whole)
			g.begin(g.left+whole, true)
		}
		return
	}
	all, seen, _ := g.extent(false)
	if e.Scrolled.DY > 0 && g.top == 0 || e.Scrolled.DY < 0 && g.top >= all-seen {
		g.rest.DY = 0
		kit.ScrollPage(g, e)
		return
	}
	g.rest.DY -= e.Scrolled.DY / g.cellHeight()
	if whole := int(g.rest.DY); whole != 0 {
		g.rest.DY -= float32(whole)
		g.begin(g.top+whole, false)
	}
}

// under is the cell at a place; ok is false beside the cells.
func (g *gridView) under(at fyne.Position) (row, column int, ok bool) {
	row = -1
	if y := at.Y - kit.Space4 - g.cellHeight(); y >= 0 {
		row = g.top + int(y/g.cellHeight())
	}
	for _, s := range g.spots() {
		if at.X >= s.x && at.X < s.x+s.width {
			return row, s.column, row < g.contents.rows && row >= g.firstRow()
		}
	}
	return 0, 0, false
}

// Tapped opens a row or sorts by a column; with Shift it chooses rows.
func (g *gridView) Tapped(e *fyne.PointEvent) {
	kit.Pressing(g.focus)
	if row, column, ok := g.under(e.Position); ok {
		g.choose(row, column)
		if !kit.ShiftHeld() {
			g.press(row, column)
		}
	}
}

// TappedSecondary offers what can be copied.
func (g *gridView) TappedSecondary(e *fyne.PointEvent) {
	kit.Pressing(g.focus)
	row, column, ok := g.under(e.Position)
	if !ok || row < 0 {
		return
	}
	if from, to := g.chosenRows(); row < from || row > to {
		g.choose(row, column)
	}
	g.menu(e.AbsolutePosition)
}

func (g *gridView) focus() {
	if c := kit.CanvasOf(g); c != nil && g.Visible() {
		c.Focus(g)
	}
}

// Cursor is a hand over what can be pressed.
func (g *gridView) Cursor() desktop.Cursor { return desktop.PointerCursor }

// HeightFor is the height of the rows that are shown without scrolling.
func (g *gridView) HeightFor(float32) float32 {
	return float32(min(max(g.contents.rows, 1), kit.MostRows)+1)*g.cellHeight() + kit.Space16
}

// MinSize is narrow: columns that have no room are reached by scrolling.
func (g *gridView) MinSize() fyne.Size { return fyne.NewSize(120, g.HeightFor(0)) }
