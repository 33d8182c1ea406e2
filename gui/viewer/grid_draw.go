package viewer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
)

// gridRenderer draws the cells that are seen. It keeps its texts.
type gridRenderer struct {
	g       *gridView
	head    *canvas.Rectangle // the ground of the heads
	chosen  *canvas.Rectangle // of the chosen rows
	cell    *canvas.Rectangle // around the chosen cell
	found   *canvas.Rectangle // behind the cell that a search found
	rules   []*canvas.Rectangle
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

// CreateRenderer draws the cells.
func (g *gridView) CreateRenderer() fyne.WidgetRenderer {
	r := &gridRenderer{g: g}
	for _, each := range []**canvas.Rectangle{&r.head, &r.chosen, &r.cell, &r.found} {
		*each = canvas.NewRectangle(nil)
	}
	return kit.LaidOut(g, r)
}

func (r *gridRenderer) Destroy() {}

func (r *gridRenderer) MinSize() fyne.Size { return r.g.MinSize() }

func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *gridRenderer) Refresh() {
	r.Layout(r.g.Size())
	canvas.Refresh(r.g)
}

// texts are what is painted, for tests.
func (g *gridView) texts() []string {
	var all []string
	for _, t := range (&gridRenderer{g: g}).cells() {
		all = append(all, t.text)
	}
	return all
}

// painted is one cell, as it is drawn.
type painted struct {
	text        string
	bold, right bool
	x, y, width float32
}

// cells are those that are seen, the heads first.
func (r *gridRenderer) cells() []painted {
	g := r.g
	var all []painted
	height := g.cellHeight()
	_, seen, _ := g.extent(false)
	spots := g.spots()
	for _, s := range spots {
		head := g.contents.heads[s.column]
		if g.contents.head != nil {
			head = g.contents.head(s.column)
		}
		all = append(all, painted{head, true, g.contents.right[s.column], s.x, kit.Space4, s.width})
	}
	for i := range min(seen, g.contents.rows-g.top) {
		for _, s := range spots {
			text := g.contents.cell(g.top+i, s.column)
			all = append(all, painted{text, false, g.contents.right[s.column] && s.whole, s.x, kit.Space4 + float32(i+1)*height, s.width})
		}
	}
	return all
}

// clipped is as much of a text as has room, with "…" where that is not all.
func clipped(text string, width, size float32, style fyne.TextStyle) string {
	text = shortened(text, 300)
	wide := func(s string) float32 { return kit.MeasureText(s, size, style).Width }
	if wide(text) <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		if middle := (low + high + 1) / 2; wide(string(runes[:middle])+"…") <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return string(runes[:low]) + "…"
}

// Layout draws everything anew.
func (r *gridRenderer) Layout(size fyne.Size) {
	g := r.g
	if len(g.contents.heads) == 0 || size.Width <= 0 {
		r.objects = nil
		return
	}
	all, seen, _ := g.extent(false)
	g.top = max(min(g.top, all-seen), 0)
	g.left = max(min(g.left, g.lastLeft()), 0)
	height, letters := g.cellHeight(), kit.Measure(theme.SizeNameText)
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
		r.objects = append(r.objects, o)
	}
	r.objects = nil
	r.head.FillColor, r.head.CornerRadius = kit.Color(theme.ColorNameBackground), kit.Space4
	put(r.head, kit.Space4, kit.Space4, size.Width-2*kit.Space4, height)
	r.marks(put, height, size)
	rows := min(seen, all-g.top)
	for len(r.rules) < rows {
		r.rules = append(r.rules, canvas.NewRectangle(nil))
	}
	for i := range rows {
		r.rules[i].FillColor = kit.Color(kit.ColorHairline)
		put(r.rules[i], kit.Space4, kit.Space4+float32(i+1)*height, size.Width-2*kit.Space4, 1)
	}
	for i, c := range r.cells() {
		if i == len(r.texts) {
			r.texts = append(r.texts, canvas.NewText("", nil))
		}
		t, style := r.texts[i], fyne.TextStyle{Bold: c.bold}
		kit.SetText(t, clipped(c.text, c.width-2*cellMargin, letters, style), letters, style)
		t.Color, t.Alignment = kit.Color(theme.ColorNameForeground), fyne.TextAlignLeading
		if c.bold {
			t.Color = kit.Color(kit.ColorSecondary)
		}
		if c.right {
			t.Alignment = fyne.TextAlignTrailing
		}
		put(t, c.x+cellMargin, c.y, c.width-2*cellMargin, height)
	}
	g.down.place()
	g.along.place()
	r.objects = append(r.objects, g.down, g.along)
}

// marks shows what is chosen and what was found.
func (r *gridRenderer) marks(put func(o fyne.CanvasObject, x, y, w, h float32), height float32, size fyne.Size) {
	g := r.g
	_, seen, _ := g.extent(false)
	at := func(row int) float32 {
		if row < 0 {
			return kit.Space4
		}
		return kit.Space4 + float32(row-g.top+1)*height
	}
	inSight := func(row int) bool { return row < 0 || row >= g.top && row < g.top+seen }
	if from, to := g.chosenRows(); g.focused && g.row >= 0 && to >= g.top && from < g.top+seen {
		from, to = max(from, g.top), min(to, g.top+seen-1)
		r.chosen.FillColor, r.chosen.CornerRadius = kit.Color(kit.ColorSelected), kit.Space4
		put(r.chosen, kit.Space4, at(from), size.Width-2*kit.Space4, float32(to-from+1)*height)
	}
	if g.hitRow >= 0 && g.hitCol < 0 && inSight(g.hitRow) { // in the name of a field
		r.found.FillColor, r.found.CornerRadius = kit.Color(kit.ColorFound), kit.Space4
		put(r.found, kit.Space4, at(g.hitRow)+2, size.Width-2*kit.Space4, height-3)
	}
	for _, s := range g.spots() {
		if s.column == g.hitCol && g.hitRow >= 0 && inSight(g.hitRow) {
			r.found.FillColor, r.found.CornerRadius = kit.Color(kit.ColorFoundNow), kit.Space4
			put(r.found, s.x, at(g.hitRow)+2, s.width, height-3)
		}
		if s.column == g.column && g.focused && inSight(g.row) {
			r.cell.FillColor, r.cell.CornerRadius = nil, kit.Space4
			r.cell.StrokeColor, r.cell.StrokeWidth = kit.Color(kit.ColorSecondary), 1
			put(r.cell, s.x, at(g.row)+1, s.width, height-1)
		}
	}
}
