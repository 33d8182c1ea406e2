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

// RowsView shows rows of a document: only those that are seen exist, and where
// they are is counted in rows, so that millions of them scroll exactly. Fyne's
// list counts in points, of which its numbers hold too few.
type RowsView struct {
	widget.BaseWidget
	v         *Viewer
	Document  *answer.Document
	Top       int // the first row that is seen
	Current   int // the chosen row
	focused   bool
	edge      *kit.Panel
	Items     []*Row
	Thumb     *thumb
	rest      float32 // of the last turn of the wheel
	OnResized func()  // the height is another
}

func newRowsView(v *Viewer, edge *kit.Panel) *RowsView {
	r := &RowsView{v: v, edge: edge}
	r.Thumb = &thumb{rows: r}
	r.Thumb.ExtendBaseWidget(r.Thumb)
	r.ExtendBaseWidget(r)
	return r
}

// set shows another document, or another layout of the same one.
func (r *RowsView) set(d *answer.Document, same bool) {
	before := r.Count()
	r.Document = d
	switch {
	case !same || before == 0:
		r.Top, r.Current = 0, 0
	default:
		r.Current = int(int64(r.Current) * int64(r.Count()) / int64(before))
		r.Top = int(int64(r.Top) * int64(r.Count()) / int64(before))
	}
	r.again()
	r.fit(r.Size().Width)
}

// again shows the rows after their number changed.
func (r *RowsView) again() {
	r.Current = min(r.Current, max(r.Count()-1, 0))
	r.scrollTo(r.Top)
	if r.OnResized != nil {
		r.OnResized()
	}
}

func (r *RowsView) Count() int {
	if r.Document == nil {
		return 0
	}
	return r.Document.Rows()
}

// gutter is the width of numbers and fold marks.
func (r *RowsView) gutter() float32 {
	digits := leastNumbers
	if r.Document != nil {
		digits = max(digits, len(strconv.Itoa(r.Document.Lines())))
	}
	return kit.Space8 + float32(digits)*kit.Cell().Width + kit.RowHeight()
}

// shortBody is up to how many bytes a body is laid out at once, within a
// millisecond or two. What is longer has more rows than are seen, so that its
// height does not depend on its layout, and is laid out in the background.
const shortBody = 32 << 10

// fit asks for a layout that fits a width.
func (r *RowsView) fit(width float32) {
	if r.Document == nil || width < 100 {
		return
	}
	columns := max(int((width-r.gutter()-kit.Space16)/kit.Cell().Width), 20)
	switch {
	case columns == r.Document.Columns():
	case r.Document.Size() <= shortBody || r.Document.Fits(columns):
		if d, err := r.Document.Fitted(context.Background(), columns); err == nil {
			d.Keep(r.Document)
			r.Document = d
		}
	default:
		r.v.control.FitAnswer(columns)
	}
}

// Seen is how many rows fit.
func (r *RowsView) Seen() int {
	return max(int((r.Size().Height-2*kit.Space4)/kit.RowHeight()+0.01), 1)
}

func (r *RowsView) HeightFor(width float32) float32 {
	if r.Document == nil {
		return 0 // nothing is shown, and its font is not needed yet
	}
	if r.Document.Size() <= shortBody {
		r.fit(width)
	}
	return float32(min(max(r.Count(), 1), kit.MostRows))*kit.RowHeight() + 2*kit.Space4
}

// MinSize asks for as many rows as are shown without scrolling.
func (r *RowsView) MinSize() fyne.Size { return fyne.NewSize(120, r.HeightFor(r.Size().Width)) }

// Resize asks for a layout of the new width.
func (r *RowsView) Resize(size fyne.Size) {
	before := r.Size()
	r.BaseWidget.Resize(size)
	if before.Width != size.Width {
		r.fit(size.Width)
	}
}

// scrollTo shows the rows from one on.
func (r *RowsView) scrollTo(top int) {
	r.Top = max(min(top, r.Count()-r.Seen()), 0)
	r.Refresh()
}

// Choose goes to a row and brings it into sight.
func (r *RowsView) Choose(row int) {
	r.Current = max(min(row, r.Count()-1), 0)
	switch seen := r.Seen(); {
	case r.Current < r.Top:
		r.scrollTo(r.Current)
	case r.Current >= r.Top+seen:
		r.scrollTo(r.Current - seen + 1)
	default:
		r.Refresh()
	}
}

// toggle folds or unfolds a row.
func (r *RowsView) toggle(row int) {
	if r.Document != nil && r.Document.Foldable(row) != answer.NoFold {
		r.Document.Toggle(row)
		r.v.setFolded(false)
		r.again()
	}
}

// AccessibilityLabel is what the chosen row says.
func (r *RowsView) AccessibilityLabel() string {
	if r.Document == nil {
		return ""
	}
	return r.Document.Row(r.Current, answer.Matches{}, -1).Text()
}

// AccessibilityRole is that of a container.
func (r *RowsView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// FocusGained shows the ring.
func (r *RowsView) FocusGained() {
	r.focused = true
	r.edge.Ring(true, r.edge.Edge)
	r.Refresh()
	kit.Reveal(r)
}

// FocusLost hides the ring.
func (r *RowsView) FocusLost() {
	r.focused = false
	r.edge.Ring(false, r.edge.Edge)
	r.Refresh()
}

// TypedRune does nothing: there is nothing to type.
func (r *RowsView) TypedRune(rune) {}

// TypedKey moves, folds, and goes to matches.
func (r *RowsView) TypedKey(e *fyne.KeyEvent) {
	if kit.ToWindow(r, e) {
		return
	}
	page := max(r.Seen()-1, 1)
	switch e.Name {
	case fyne.KeyUp:
		r.Choose(r.Current - 1)
	case fyne.KeyDown:
		r.Choose(r.Current + 1)
	case fyne.KeyPageUp:
		r.Choose(r.Current - page)
	case fyne.KeyPageDown:
		r.Choose(r.Current + page)
	case fyne.KeyHome:
		r.Choose(0)
	case fyne.KeyEnd:
		r.Choose(r.Count() - 1)
	case fyne.KeySpace:
		r.toggle(r.Current)
	case fyne.KeyLeft:
		r.left()
	case fyne.KeyRight:
		if r.Document != nil && r.Document.Foldable(r.Current) == answer.Closed {
			r.toggle(r.Current)
		}
	case fyne.KeyF3:
		r.v.Step(!kit.ShiftHeld())
	}
}

// left folds a row, or goes to the one that it stands in.
func (r *RowsView) left() {
	if r.Document == nil {
		return
	}
	if r.Document.Foldable(r.Current) == answer.Opened {
		r.toggle(r.Current)
		return
	}
	if p := r.Document.Parent(r.Current); p >= 0 {
		r.Choose(p)
	}
}

// TypedShortcut copies the value of the chosen row.
func (r *RowsView) TypedShortcut(s fyne.Shortcut) {
	if _, is := s.(*fyne.ShortcutCopy); is {
		r.v.CopyValue()
	}
}

// Scrolled moves by rows; at their ends the page around them moves.
func (r *RowsView) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DY > 0 && r.Top == 0 || e.Scrolled.DY < 0 && r.Top >= r.Count()-r.Seen() {
		r.rest = 0
		if c := kit.CanvasOf(r); c != nil {
			if page := kit.ScrollAround(c.Content(), r); page != nil {
				page.Scrolled(e)
			}
		}
		return
	}
	r.rest -= e.Scrolled.DY / kit.RowHeight()
	if whole := int(r.rest); whole != 0 {
		r.rest -= float32(whole)
		r.scrollTo(r.Top + whole)
	}
}

// rowUnder is the row at a height.
func (r *RowsView) rowUnder(y float32) int {
	return min(r.Top+max(int((y-kit.Space4)/kit.RowHeight()), 0), max(r.Count()-1, 0))
}

// Tapped chooses a row; beside the rows it folds.
func (r *RowsView) Tapped(e *fyne.PointEvent) {
	r.v.focusRows()
	row := r.rowUnder(e.Position.Y)
	r.Choose(row)
	if e.Position.X < r.gutter() {
		r.toggle(row)
	}
}

// TappedSecondary offers what can be copied.
func (r *RowsView) TappedSecondary(e *fyne.PointEvent) {
	r.v.focusRows()
	r.Choose(r.rowUnder(e.Position.Y))
	t := r.v.words.Text
	items := []*fyne.MenuItem{fyne.NewMenuItem(t("ui.viewer.copy-value"), r.v.CopyValue)}
	if r.Document != nil && r.Document.Pretty() {
		items = append(items, fyne.NewMenuItem(t("ui.viewer.copy-path"), r.v.copyPath))
	}
	if c := kit.CanvasOf(r); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, e.AbsolutePosition)
	}
}

// CreateRenderer shows the rows that are seen.
func (r *RowsView) CreateRenderer() fyne.WidgetRenderer { return &rowsRenderer{r: r} }

type rowsRenderer struct{ r *RowsView }

func (p *rowsRenderer) Destroy() {}

func (p *rowsRenderer) MinSize() fyne.Size { return p.r.MinSize() }

func (p *rowsRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(p.r.Items)+1)
	for _, item := range p.r.Items {
		objects = append(objects, item)
	}
	return append(objects, p.r.Thumb)
}

func (p *rowsRenderer) Layout(fyne.Size) { p.Refresh() }

// Refresh fills the rows that are seen.
func (p *rowsRenderer) Refresh() {
	r := p.r
	if r.Document == nil {
		r.Items = r.Items[:0]
		kit.SetVisible(r.Thumb, false)
		canvas.Refresh(r)
		return
	}
	n := min(r.Seen(), r.Count())
	r.Top = max(min(r.Top, r.Count()-n), 0)
	for len(r.Items) < n {
		r.Items = append(r.Items, newRow())
	}
	r.Items = r.Items[:n]
	height, gutter := kit.RowHeight(), r.gutter()
	for i, item := range r.Items {
		row := r.Top + i
		item.Move(fyne.NewPos(0, kit.Space4+float32(i)*height))
		item.Resize(fyne.NewSize(r.Size().Width-kit.Space8, height))
		item.set(r.Document.Row(row, r.v.Matches, r.v.Current), gutter, row == r.Current && r.focused)
	}
	r.Thumb.place()
	canvas.Refresh(r)
}
