package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Table stands in for Fyne's List and its Table: rows of which only those that are
// seen exist, as high as they are, up to most of them; then it scrolls in itself.
type Table struct {
	widget.BaseWidget
	List   *List
	Root   *fyne.Container // the table on its ground
	length int
	most   func() int
	height func() float32 // of a row
}

// List stands in for Fyne's, which neither turns pages nor opens a row by Enter,
// and shows its focus by a shade only.
type List struct {
	widget.List
	OnFocus func(on bool)
	spoken  string // what it is of, for screen readers
	at      int    // the row that has the focus
	open    func(i int)
	around  fyne.Widget // the table, which is on a page
}

// CreateRenderer draws the rows that are seen. Fyne's list knows how far it was
// scrolled; its new scroller does not.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	r := LaidOut(l, l.List.CreateRenderer())
	s := r.Objects()[0].(*container.Scroll)
	s.ScrollToOffset(fyne.NewPos(0, l.GetScrollOffset()))
	s.OnScrolled(s.Offset) // it may have less to scroll than it had
	return LaidOut(l, listRenderer{r, newWheel(l.around, func() *container.Scroll { return s })})
}

// listRenderer is Fyne's, with what takes the wheel above the rows.
type listRenderer struct {
	fyne.WidgetRenderer
	wheel *wheel
}

// Objects are those of the list, and the wheel.
func (r listRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.wheel)
}

// Layout gives both the size that there is.
func (r listRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
}

// AccessibilityLabel is what the list is of.
func (l *List) AccessibilityLabel() string { return l.spoken }

// AccessibilityRole is that of text.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// FocusGained shows the ring.
func (l *List) FocusGained() { l.List.FocusGained(); l.OnFocus(true) }

// FocusLost hides the ring.
func (l *List) FocusLost() { l.List.FocusLost(); l.OnFocus(false) }

// TypedKey turns pages and opens the row that has the focus; the list does the
// rest.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	if ToWindow(l, e) {
		return
	}
	page := l.Size().Height - Cell().Height
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.at >= 0 && l.at < l.Length() {
			l.open(l.at)
		}
		return
	case fyne.KeyPageUp:
		l.ScrollToOffset(max(l.GetScrollOffset()-page, 0))
		return
	case fyne.KeyPageDown:
		l.ScrollToOffset(l.GetScrollOffset() + page)
		return
	case fyne.KeyHome:
		l.ScrollToTop()
		return
	case fyne.KeyEnd:
		l.ScrollToBottom()
		return
	case fyne.KeyDown:
		l.at = min(l.at+1, l.Length()-1)
	case fyne.KeyUp:
		l.at = max(l.at-1, 0)
	}
	l.List.TypedKey(e)
}

// NewTable makes a table, which is shown by its Root. create makes a row, which set
// fills; height is that of every row, and most how many are seen at once. Space,
// Enter and a click open a row.
func NewTable(create func() fyne.CanvasObject, set func(i int, o fyne.CanvasObject), height func() float32, most func() int, open func(i int)) *Table {
	t, edge := &Table{}, NewPanel(ColorSurface, ColorHairline, 8)
	t.build(t, edge, create, set, height, most, open)
	t.Root = NewInset(Space4, Space4, edge, t)
	return t
}

// build makes the table a part of a widget. The focus is a ring on edge.
func (t *Table) build(whole fyne.Widget, edge *Panel, create func() fyne.CanvasObject, set func(i int, o fyne.CanvasObject), height func() float32, most func() int, open func(i int)) {
	t.height, t.most, t.List = height, most, &List{open: open, around: whole}
	t.List.OnFocus = func(on bool) {
		edge.Ring(on, edge.Edge)
		if on {
			Reveal(whole)
		}
	}
	t.List.Length = func() int { return t.length }
	t.List.CreateItem = create
	t.List.UpdateItem = set
	t.List.OnSelected = func(i widget.ListItemID) {
		t.List.UnselectAll()
		t.List.at = i
		open(i)
	}
	t.List.HideSeparators = true
	t.List.ExtendBaseWidget(t.List)
	t.ExtendBaseWidget(whole)
}

// SetLength says how many rows there are now, and shows them anew.
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

// HeightFor is the height of the rows that are seen at once.
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
