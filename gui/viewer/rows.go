package viewer

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/answer"
)

// leastNumbers is for how many digits there is room beside the rows.
const leastNumbers = 3

// rowsView shows rows of a document: only those that are seen exist, and where
// they are is counted in rows, so that millions of them scroll exactly. Fyne's
// list counts in points, of which its numbers hold too few.
type rowsView struct {
	widget.BaseWidget
	v        *Viewer
	document *answer.Document
	top      int // the first row that is seen
	current  int // the chosen row
	focused  bool
	edge     *kit.Panel
	items    []*rowView
	thumb    *thumb
	rest     float32 // of the last turn of the wheel
}

func newRowsView(v *Viewer, edge *kit.Panel) *rowsView {
	r := &rowsView{v: v, edge: edge}
	r.thumb = newThumb(r, false)
	r.ExtendBaseWidget(r)
	return r
}

// set shows another document, or another layout of the same one.
func (r *rowsView) set(d *answer.Document, same bool) {
	before := r.count()
	r.document = d
	switch {
	case !same || before == 0:
		r.top, r.current = 0, 0
	default:
		r.current = int(int64(r.current) * int64(r.count()) / int64(before))
		r.top = int(int64(r.top) * int64(r.count()) / int64(before))
	}
	r.again()
	r.fit(r.Size().Width)
}

// again shows the rows after their number changed.
func (r *rowsView) again() {
	r.current = min(r.current, max(r.count()-1, 0))
	r.scrollTo(r.top)
	r.v.resized()
}

// count is how many rows there are.
func (r *rowsView) count() int {
	if r.document == nil {
		return 0
	}
	return r.document.Rows()
}

// gutter is the width of numbers and fold marks.
func (r *rowsView) gutter() float32 {
	digits := leastNumbers
	if r.document != nil {
		digits = max(digits, len(strconv.Itoa(r.document.Lines())))
	}
	return kit.Space8 + float32(digits)*kit.Cell().Width + kit.RowHeight()
}

// shortBody is up to how many bytes a body is laid out at once, within a
// millisecond or two. What is longer has more rows than are seen, so that its
// height does not depend on its layout, and is laid out in the background.
const shortBody = 32 << 10

// fit asks for a layout that fits a width.
func (r *rowsView) fit(width float32) {
	if r.document == nil || width < 100 {
		return
	}
	columns := max(int((width-r.gutter()-kit.Space16)/kit.Cell().Width), 20)
	switch {
	case columns == r.document.Columns():
	case r.document.Size() <= shortBody || r.document.Fits(columns):
		if d, err := r.document.Fitted(context.Background(), columns); err == nil {
			d.Keep(r.document)
			r.document = d
		}
	default:
		r.v.control.FitAnswer(columns)
	}
}

// seen is how many rows fit.
func (r *rowsView) seen() int {
	return max(int((r.Size().Height-2*kit.Space4)/kit.RowHeight()+0.01), 1)
}

func (r *rowsView) HeightFor(width float32) float32 {
	if r.document == nil {
		return 0 // nothing is shown, and its font is not needed yet
	}
	if r.document.Size() <= shortBody {
		r.fit(width)
	}
	return float32(min(max(r.count(), 1), kit.MostRows))*kit.RowHeight() + 2*kit.Space4
}

// MinSize asks for as many rows as are shown without scrolling.
func (r *rowsView) MinSize() fyne.Size { return fyne.NewSize(120, r.HeightFor(r.Size().Width)) }

// Resize asks for a layout of the new width.
func (r *rowsView) Resize(size fyne.Size) {
	before := r.Size()
	r.BaseWidget.Resize(size)
	if before.Width != size.Width {
		r.fit(size.Width)
	}
}

// scrollTo shows the rows from one on.
func (r *rowsView) scrollTo(top int) {
	r.top = max(min(top, r.count()-r.seen()), 0)
	r.Refresh()
}

func (r *rowsView) extent(bool) (all, seen, first int) { return r.count(), r.seen(), r.top }

func (r *rowsView) begin(first int, _ bool) { r.scrollTo(first) }

// choose goes to a row and brings it into sight.
func (r *rowsView) choose(row int) {
	r.current = max(min(row, r.count()-1), 0)
	switch seen := r.seen(); {
	case r.current < r.top:
		r.scrollTo(r.current)
	case r.current >= r.top+seen:
		r.scrollTo(r.current - seen + 1)
	default:
		r.Refresh()
	}
}

// toggle folds or unfolds a row.
func (r *rowsView) toggle(row int) {
	if r.document != nil && r.document.Foldable(row) != answer.NoFold {
		r.document.Toggle(row)
		r.v.setFolded(false)
		r.again()
	}
}

// AccessibilityLabel is what the chosen row says.
func (r *rowsView) AccessibilityLabel() string {
	if r.document == nil {
		return ""
	}
	return r.document.Row(r.current, answer.Matches{}, -1).Text()
}

// AccessibilityRole is that of a container.
func (r *rowsView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// FocusGained shows the ring.
func (r *rowsView) FocusGained() {
	r.focused = true
	r.edge.Ring(true, r.edge.Edge)
	r.Refresh()
	kit.Reveal(r)
}

// FocusLost hides the ring.
func (r *rowsView) FocusLost() {
	r.focused = false
	r.edge.Ring(false, r.edge.Edge)
	r.Refresh()
}

// TypedRune does nothing: there is nothing to type.
func (r *rowsView) TypedRune(rune) {}

// TypedKey moves, folds, and goes to matches.
func (r *rowsView) TypedKey(e *fyne.KeyEvent) {
	if kit.ToWindow(r, e) {
		return
	}
	if kit.IsMenuKey(e) {
		r.menu(kit.Beside(r).AbsolutePosition)
		return
	}
	page := max(r.seen()-1, 1)
	switch e.Name {
	case fyne.KeyUp:
		r.choose(r.current - 1)
	case fyne.KeyDown:
		r.choose(r.current + 1)
	case fyne.KeyPageUp:
		r.choose(r.current - page)
	case fyne.KeyPageDown:
		r.choose(r.current + page)
	case fyne.KeyHome:
		r.choose(0)
	case fyne.KeyEnd:
		r.choose(r.count() - 1)
	case fyne.KeySpace:
		r.toggle(r.current)
	case fyne.KeyLeft:
		r.left()
	case fyne.KeyRight:
		if r.document != nil && r.document.Foldable(r.current) == answer.Closed {
			r.toggle(r.current)
		}
	case fyne.KeyF3:
		r.v.step(!kit.ShiftHeld())
	}
}

// left folds a row, or goes to the one that it stands in.
func (r *rowsView) left() {
	if r.document == nil {
		return
	}
	if r.document.Foldable(r.current) == answer.Opened {
		r.toggle(r.current)
		return
	}
	if p := r.document.Parent(r.current); p >= 0 {
		r.choose(p)
	}
}

// TypedShortcut copies the value of the chosen row.
func (r *rowsView) TypedShortcut(s fyne.Shortcut) {
	if _, is := s.(*fyne.ShortcutCopy); is {
		r.v.copyValue()
	}
}

// Scrolled moves by rows; at their ends the page around them moves.
func (r *rowsView) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DY > 0 && r.top == 0 || e.Scrolled.DY < 0 && r.top >= r.count()-r.seen() {
		r.rest = 0
		kit.ScrollPage(r, e)
		return
	}
	r.rest -= e.Scrolled.DY / kit.RowHeight()
	if whole := int(r.rest); whole != 0 {
		r.rest -= float32(whole)
		r.scrollTo(r.top + whole)
	}
}

// rowUnder is the row at a height.
func (r *rowsView) rowUnder(y float32) int {
	return min(r.top+max(int((y-kit.Space4)/kit.RowHeight()), 0), max(r.count()-1, 0))
}

// Tapped chooses a row; beside the rows it folds.
func (r *rowsView) Tapped(e *fyne.PointEvent) {
	kit.Pressing(r.v.focusRows)
	row := r.rowUnder(e.Position.Y)
	r.choose(row)
	if e.Position.X < r.gutter() {
		r.toggle(row)
	}
}

// TappedSecondary offers what can be copied.
func (r *rowsView) TappedSecondary(e *fyne.PointEvent) {
	kit.Pressing(r.v.focusRows)
	r.choose(r.rowUnder(e.Position.Y))
	r.menu(e.AbsolutePosition)
}

func (r *rowsView) menu(at fyne.Position) {
	t := r.v.words.Text
	items := []*fyne.MenuItem{fyne.NewMenuItem(t("ui.viewer.copy-value"), r.v.copyValue)}
	if r.document != nil && r.document.Pretty() {
		items = append(items, fyne.NewMenuItem(t("ui.viewer.copy-path"), r.v.copyPath))
	}
	kit.ShowMenu(r, fyne.NewMenu("", items...), at)
}

// CreateRenderer shows the rows that are seen.
func (r *rowsView) CreateRenderer() fyne.WidgetRenderer { return &rowsRenderer{r: r} }

type rowsRenderer struct{ r *rowsView }

func (p *rowsRenderer) Destroy() {}

func (p *rowsRenderer) MinSize() fyne.Size { return p.r.MinSize() }

func (p *rowsRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(p.r.items)+1)
	for _, item := range p.r.items {
		objects = append(objects, item)
	}
	return append(objects, p.r.thumb)
}

func (p *rowsRenderer) Layout(fyne.Size) { p.Refresh() }

// Refresh fills the rows that are seen.
func (p *rowsRenderer) Refresh() {
	r := p.r
	if r.document == nil {
		r.items = r.items[:0]
		kit.SetVisible(r.thumb, false)
		canvas.Refresh(r)
		return
	}
	n := min(r.seen(), r.count())
	r.top = max(min(r.top, r.count()-n), 0)
	for len(r.items) < n {
		r.items = append(r.items, newRow())
	}
	r.items = r.items[:n]
	height, gutter := kit.RowHeight(), r.gutter()
	for i, item := range r.items {
		row := r.top + i
		item.Move(fyne.NewPos(0, kit.Space4+float32(i)*height))
		item.Resize(fyne.NewSize(r.Size().Width-kit.Space8, height))
		item.set(r.document.Row(row, r.v.matches, r.v.current), gutter, row == r.current && r.focused)
	}
	r.thumb.place()
	canvas.Refresh(r)
}
