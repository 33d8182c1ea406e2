package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// table is a list of rows of which only those that are seen exist. It is as
// high as its rows, up to most of them, and then scrolls in itself. Space, Enter
// and a click open a row.
type table struct {
	widget.BaseWidget
	list   *tableList
	length int
	most   func() int
	height func() float32 // of a row
}

// tableList is a list that opens a row by Enter as well.
type tableList struct {
	list
	length func() int
	at     int
	open   func(i int)
}

// TypedKey opens the row that has the focus.
func (l *tableList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.at >= 0 && l.at < l.length() {
			l.open(l.at)
		}
		return
	case fyne.KeyDown:
		l.at = min(l.at+1, l.length()-1)
	case fyne.KeyUp:
		l.at = max(l.at-1, 0)
	}
	l.list.TypedKey(e)
}

// newTable makes a table. make gives a row, which set fills; height is that of
// every row, and most how many are seen at once.
func newTable(edge *panel, make func() fyne.CanvasObject, set func(i int, o fyne.CanvasObject), height func() float32, most func() int, open func(i int), escape func()) *table {
	t := &table{most: most, height: height}
	t.list = &tableList{open: open, length: func() int { return t.length }}
	t.list.escape = escape
	t.list.focus = func(on bool) {
		edge.ring(on, edge.edge)
		if on {
			reveal(t)
		}
	}
	t.list.Length = func() int { return t.length }
	t.list.CreateItem = make
	t.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { set(i, o) }
	t.list.OnSelected = func(i widget.ListItemID) {
		t.list.UnselectAll()
		t.list.at = i
		open(i)
	}
	t.list.HideSeparators = true
	t.list.ExtendBaseWidget(t.list)
	t.ExtendBaseWidget(t)
	return t
}

// rows tells how many rows there are now, and shows them anew.
func (t *table) rows(n int) {
	t.length = n
	t.list.at = max(min(t.list.at, n-1), 0)
	t.Refresh() // of the list as well
}

// top goes back to the first row.
func (t *table) top() {
	t.list.at = 0
	if !t.Size().IsZero() { // before it was seen it is there, and Fyne's list has nothing to scroll
		t.list.ScrollToTop()
	}
}

func (t *table) heightFor(float32) float32 {
	n := min(t.length, max(t.most(), 3))
	if n == 0 {
		return 0
	}
	return float32(n)*(t.height()+measure(theme.SizeNamePadding)) + 2
}

// Resize shows the rows at the new width, which may make them of another
// height.
func (t *table) Resize(size fyne.Size) {
	changed := size != t.Size()
	t.BaseWidget.Resize(size)
	if changed {
		t.list.Refresh()
	}
}

// MinSize asks for as many rows as are shown without scrolling.
func (t *table) MinSize() fyne.Size { return fyne.NewSize(120, t.heightFor(0)) }

// CreateRenderer shows the list.
func (t *table) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.list) }

// clip is one line of text that ends in "…" where it is too long for its room.
type clip struct {
	widget.BaseWidget
	text  string
	color fyne.ThemeColorName
	size  fyne.ThemeSizeName
	style fyne.TextStyle
	right bool // at the right of its room
	drawn *canvas.Text
}

func newClip(color fyne.ThemeColorName, size fyne.ThemeSizeName, bold bool) *clip {
	c := &clip{color: color, size: size, style: fyne.TextStyle{Bold: bold}, drawn: canvas.NewText("", nil)}
	c.ExtendBaseWidget(c)
	return c
}

// set shows a text in a colour.
func (c *clip) set(text string, color fyne.ThemeColorName) {
	c.text, c.color = text, color
	c.Refresh()
}

// AccessibilityLabel is the whole text.
func (c *clip) AccessibilityLabel() string { return c.text }

// AccessibilityRole is that of text.
func (c *clip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (c *clip) line() float32 { return extent("M", measure(c.size), c.style).Height }

func (c *clip) heightFor(float32) float32 { return c.line() }

// MinSize is the height of a line; the width is the layout's to give.
func (c *clip) MinSize() fyne.Size { return fyne.NewSize(24, c.line()) }

// CreateRenderer draws what fits.
func (c *clip) CreateRenderer() fyne.WidgetRenderer { return &clipRenderer{c} }

type clipRenderer struct{ c *clip }

func (r *clipRenderer) Destroy()                     {}
func (r *clipRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.c.drawn} }
func (r *clipRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

func (r *clipRenderer) Layout(size fyne.Size) {
	c := r.c
	wide := func(s string) float32 { return extent(s, measure(c.size), c.style).Width }
	text := c.text
	if wide(text) > size.Width {
		text = headThatFits(text+" ", max(size.Width-wide("…"), 0), wide)
		text += "…"
	}
	setText(c.drawn, text, measure(c.size), c.style)
	c.drawn.Color, c.drawn.Alignment = themed(c.color), fyne.TextAlignLeading
	if c.right {
		c.drawn.Alignment = fyne.TextAlignTrailing
	}
	c.drawn.Resize(size)
}

func (r *clipRenderer) Refresh() {
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
