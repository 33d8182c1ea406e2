package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Table is a list of rows of which only those that are seen exist. It is as
// high as its rows, up to most of them, and then scrolls in itself. Space, Enter
// and a click open a row.
type Table struct {
	widget.BaseWidget
	List   *tableList
	length int
	most   func() int
	height func() float32 // of a row
}

// tableList is a list that opens a row by Enter as well.
type tableList struct {
	List
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
	l.List.TypedKey(e)
}

// NewTable makes a table. make gives a row, which set fills; height is that of
// every row, and most how many are seen at once.
func NewTable(edge *Panel, make func() fyne.CanvasObject, set func(i int, o fyne.CanvasObject), height func() float32, most func() int, open func(i int)) *Table {
	t := &Table{most: most, height: height}
	t.List = &tableList{open: open, length: func() int { return t.length }}
	t.List.OnFocus = func(on bool) {
		edge.Ring(on, edge.Edge)
		if on {
			Reveal(t)
		}
	}
	t.List.Length = func() int { return t.length }
	t.List.CreateItem = make
	t.List.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { set(i, o) }
	t.List.OnSelected = func(i widget.ListItemID) {
		t.List.UnselectAll()
		t.List.at = i
		open(i)
	}
	t.List.HideSeparators = true
	t.List.ExtendBaseWidget(t.List)
	t.ExtendBaseWidget(t)
	return t
}

// SetLength tells how many rows there are now, and shows them anew.
func (t *Table) SetLength(n int) {
	t.length = n
	t.List.at = max(min(t.List.at, n-1), 0)
	t.Refresh() // of the list as well
}

// ToTop goes back to the first row.
func (t *Table) ToTop() {
	t.List.at = 0
	if !t.Size().IsZero() { // before it was seen it is there, and Fyne's list has nothing to scroll
		t.List.ScrollToTop()
	}
}

func (t *Table) HeightFor(float32) float32 {
	n := min(t.length, max(t.most(), 3))
	if n == 0 {
		return 0
	}
	return float32(n)*(t.height()+Measure(theme.SizeNamePadding)) + 2
}

// Resize shows the rows at the new width, which may make them of another
// height.
func (t *Table) Resize(size fyne.Size) {
	changed := size != t.Size()
	t.BaseWidget.Resize(size)
	if changed {
		t.List.Refresh()
	}
}

// MinSize asks for as many rows as are shown without scrolling.
func (t *Table) MinSize() fyne.Size { return fyne.NewSize(120, t.HeightFor(0)) }

// CreateRenderer shows the list.
func (t *Table) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.List) }

// Clip is one line of text that ends in "…" where it is too long for its room.
type Clip struct {
	widget.BaseWidget
	Text       string
	color      fyne.ThemeColorName
	size       fyne.ThemeSizeName
	style      fyne.TextStyle
	AlignRight bool // at the right of its room
	drawn      *canvas.Text
}

func NewClip(color fyne.ThemeColorName, size fyne.ThemeSizeName, bold bool) *Clip {
	c := &Clip{color: color, size: size, style: fyne.TextStyle{Bold: bold}, drawn: canvas.NewText("", nil)}
	c.ExtendBaseWidget(c)
	return c
}

// SetText shows a text in a colour.
func (c *Clip) SetText(text string, color fyne.ThemeColorName) {
	c.Text, c.color = text, color
	c.Refresh()
}

// AccessibilityLabel is the whole text.
func (c *Clip) AccessibilityLabel() string { return c.Text }

// AccessibilityRole is that of text.
func (c *Clip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (c *Clip) LineHeight() float32 { return MeasureText("M", Measure(c.size), c.style).Height }

func (c *Clip) HeightFor(float32) float32 { return c.LineHeight() }

// MinSize is the height of a line; the width is the layout's to give.
func (c *Clip) MinSize() fyne.Size { return fyne.NewSize(24, c.LineHeight()) }

// CreateRenderer draws what fits.
func (c *Clip) CreateRenderer() fyne.WidgetRenderer { return &clipRenderer{c} }

type clipRenderer struct{ c *Clip }

func (r *clipRenderer) Destroy()                     {}
func (r *clipRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.c.drawn} }
func (r *clipRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

func (r *clipRenderer) Layout(size fyne.Size) {
	c := r.c
	wide := func(s string) float32 { return MeasureText(s, Measure(c.size), c.style).Width }
	text := c.Text
	if wide(text) > size.Width {
		text = headThatFits(text+" ", max(size.Width-wide("…"), 0), wide)
		text += "…"
	}
	SetText(c.drawn, text, Measure(c.size), c.style)
	c.drawn.Color, c.drawn.Alignment = Color(c.color), fyne.TextAlignLeading
	if c.AlignRight {
		c.drawn.Alignment = fyne.TextAlignTrailing
	}
	c.drawn.Resize(size)
}

func (r *clipRenderer) Refresh() {
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
