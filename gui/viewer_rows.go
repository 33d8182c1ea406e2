package gui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/answer"
)

// mostRows is how many rows are seen at once.
const mostRows = 24

// leastNumbers is for how many digits there is room beside the rows.
const leastNumbers = 3

// rowsView shows rows of a document: only those that are seen exist, and where
// they are is counted in rows, so that millions of them scroll exactly. Fyne's
// list counts in points, of which its numbers hold too few.
type rowsView struct {
	widget.BaseWidget
	v       *viewer
	doc     *answer.Document
	top     int // the first row that is seen
	current int // the chosen row
	focused bool
	edge    *panel
	items   []*viewRow
	thumb   *thumb
	rest    float32 // of the last turn of the wheel
	changed func()  // the height is another
}

func newRowsView(v *viewer, edge *panel) *rowsView {
	r := &rowsView{v: v, edge: edge}
	r.thumb = &thumb{rows: r}
	r.thumb.ExtendBaseWidget(r.thumb)
	r.ExtendBaseWidget(r)
	return r
}

// cell is the size of a character.
func cell() fyne.Size {
	return extent("m", measure(theme.SizeNameCaptionText), fyne.TextStyle{Monospace: true})
}

// rowHeight is the height of a row.
func rowHeight() float32 { return cell().Height + 5 }

// set shows another document, or another layout of the same one.
func (r *rowsView) set(d *answer.Document, same bool) {
	before := r.count()
	r.doc = d
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
	if r.changed != nil {
		r.changed()
	}
}

func (r *rowsView) count() int {
	if r.doc == nil {
		return 0
	}
	return r.doc.Rows()
}

// gutter is the width of numbers and fold marks.
func (r *rowsView) gutter() float32 {
	digits := leastNumbers
	if r.doc != nil {
		digits = max(digits, len(strconv.Itoa(r.doc.Lines())))
	}
	return space8 + float32(digits)*cell().Width + rowHeight()
}

// shortBody is up to how many bytes a body is laid out at once, within a
// millisecond or two. What is longer has more rows than are seen, so that its
// height does not depend on its layout, and is laid out in the background.
const shortBody = 32 << 10

// fit asks for a layout that fits a width.
func (r *rowsView) fit(width float32) {
	if r.doc == nil || width < 100 {
		return
	}
	columns := max(int((width-r.gutter()-space16)/cell().Width), 20)
	switch {
	case columns == r.doc.Columns():
	case r.doc.Size() <= shortBody || r.doc.Fits(columns):
		if d, err := r.doc.Fitted(context.Background(), columns); err == nil {
			d.Keep(r.doc)
			r.doc = d
		}
	default:
		r.v.control.FitAnswer(columns)
	}
}

// seen is how many rows fit.
func (r *rowsView) seen() int { return max(int((r.Size().Height-2*space4)/rowHeight()+0.01), 1) }

func (r *rowsView) heightFor(width float32) float32 {
	if r.doc == nil {
		return 0 // nothing is shown, and its font is not needed yet
	}
	if r.doc.Size() <= shortBody {
		r.fit(width)
	}
	return float32(min(max(r.count(), 1), mostRows))*rowHeight() + 2*space4
}

// MinSize asks for as many rows as are shown without scrolling.
func (r *rowsView) MinSize() fyne.Size { return fyne.NewSize(120, r.heightFor(r.Size().Width)) }

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
	if r.doc != nil && r.doc.Foldable(row) != answer.NoFold {
		r.doc.Toggle(row)
		r.v.setFolded(false)
		r.again()
	}
}

// AccessibilityLabel is what the chosen row says.
func (r *rowsView) AccessibilityLabel() string {
	if r.doc == nil {
		return ""
	}
	return r.doc.Row(r.current, answer.Matches{}, -1).Text()
}

// AccessibilityRole is that of a container.
func (r *rowsView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// FocusGained shows the ring.
func (r *rowsView) FocusGained() {
	r.focused = true
	r.edge.ring(true, r.edge.edge)
	r.Refresh()
	reveal(r)
}

// FocusLost hides the ring.
func (r *rowsView) FocusLost() {
	r.focused = false
	r.edge.ring(false, r.edge.edge)
	r.Refresh()
}

// TypedRune does nothing: there is nothing to type.
func (r *rowsView) TypedRune(rune) {}

// TypedKey moves, folds, and goes to matches.
func (r *rowsView) TypedKey(e *fyne.KeyEvent) {
	if toWindow(r, e) {
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
		if r.doc != nil && r.doc.Foldable(r.current) == answer.Closed {
			r.toggle(r.current)
		}
	case fyne.KeyF3:
		r.v.step(!shiftHeld())
	case fyne.KeyEscape:
		r.v.control.Cancel()
	}
}

// left folds a row, or goes to the one that it stands in.
func (r *rowsView) left() {
	if r.doc == nil {
		return
	}
	if r.doc.Foldable(r.current) == answer.Opened {
		r.toggle(r.current)
		return
	}
	if p := r.doc.Parent(r.current); p >= 0 {
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
		if c := canvasOf(r); c != nil {
			if page := scrollAround(c.Content(), r); page != nil {
				page.Scrolled(e)
			}
		}
		return
	}
	r.rest -= e.Scrolled.DY / rowHeight()
	if whole := int(r.rest); whole != 0 {
		r.rest -= float32(whole)
		r.scrollTo(r.top + whole)
	}
}

// rowUnder is the row at a height.
func (r *rowsView) rowUnder(y float32) int {
	return min(r.top+max(int((y-space4)/rowHeight()), 0), max(r.count()-1, 0))
}

// Tapped chooses a row; beside the rows it folds.
func (r *rowsView) Tapped(e *fyne.PointEvent) {
	r.v.focusRows()
	row := r.rowUnder(e.Position.Y)
	r.choose(row)
	if e.Position.X < r.gutter() {
		r.toggle(row)
	}
}

// TappedSecondary offers what can be copied.
func (r *rowsView) TappedSecondary(e *fyne.PointEvent) {
	r.v.focusRows()
	r.choose(r.rowUnder(e.Position.Y))
	t := r.v.words.Text
	items := []*fyne.MenuItem{fyne.NewMenuItem(t("ui.viewer.copy-value"), r.v.copyValue)}
	if r.doc != nil && r.doc.Pretty() {
		items = append(items, fyne.NewMenuItem(t("ui.viewer.copy-path"), r.v.copyPath))
	}
	if c := canvasOf(r); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, e.AbsolutePosition)
	}
}

// shiftHeld tells whether the Shift key is held.
func shiftHeld() bool {
	d, is := fyne.CurrentApp().Driver().(desktop.Driver)
	return is && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
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
	if r.doc == nil {
		r.items = r.items[:0]
		visible(r.thumb, false)
		canvas.Refresh(r)
		return
	}
	n := min(r.seen(), r.count())
	r.top = max(min(r.top, r.count()-n), 0)
	for len(r.items) < n {
		r.items = append(r.items, newViewRow())
	}
	r.items = r.items[:n]
	height, gutter := rowHeight(), r.gutter()
	for i, item := range r.items {
		row := r.top + i
		item.Move(fyne.NewPos(0, space4+float32(i)*height))
		item.Resize(fyne.NewSize(r.Size().Width-space8, height))
		item.set(r.doc.Row(row, r.v.matches, r.v.current), gutter, row == r.current && r.focused)
	}
	r.thumb.place()
	canvas.Refresh(r)
}
