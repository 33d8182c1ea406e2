package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// evenField draws an entry as high as the selects, with its text where theirs
// is, and with the ring of the focus that all other controls have.
type evenField struct {
	fyne.WidgetRenderer
	entry   *widget.Entry
	focused *bool
	mono    bool // what is typed is code
}

// newEvenField draws an entry so. Focus and state reach Fyne's entry when it is
// refreshed: one that is made again for the size that it had (see LaidOut) is.
func newEvenField(entry *widget.Entry, focused *bool, mono bool) fyne.WidgetRenderer {
	r := LaidOut(entry, evenField{entry.CreateRenderer(), entry, focused, mono})
	if !entry.Size().IsZero() {
		r.Refresh()
	}
	return r
}

// evenHeight is the height of a select with its edge.
func evenHeight() float32 {
	text := MeasureText("M", Measure(theme.SizeNameText), fyne.TextStyle{}).Height
	return text + 2*Measure(theme.SizeNameInnerPadding) + 2*edgeWidth
}

func (r evenField) MinSize() fyne.Size {
	size := r.WidgetRenderer.MinSize()
	return fyne.NewSize(size.Width, max(size.Height, evenHeight()))
}

func (r evenField) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	down := max((size.Height-r.WidgetRenderer.MinSize().Height)/2, 0)
	for _, o := range r.Objects() {
		switch o := o.(type) {
		case *container.Scroll:
			o.Move(o.Position().AddXY(edgeWidth, down))
			o.Resize(o.Size().SubtractWidthHeight(edgeWidth, down))
		case *canvas.Image:
			o.Move(o.Position().AddXY(edgeWidth, down))
		}
	}
	r.ring()
}

// Refresh sets what was typed in the letters of code, if it is code. What stands
// in an empty field is prose, and the first frame does without another font.
func (r evenField) Refresh() {
	r.ring()
	style := &r.entry.TextStyle
	before := *style
	style.Monospace = r.mono && r.entry.Text != ""
	r.WidgetRenderer.Refresh()
	if *style != before {
		r.Layout(r.entry.Size()) // the letters are of another height
	}
}

// ring makes the edge wider while the entry has the focus.
func (r evenField) ring() {
	for _, o := range r.Objects() {
		if edge, ok := o.(*canvas.Rectangle); ok && edge.StrokeWidth > 0 {
			edge.StrokeWidth = 1
			if *r.focused {
				edge.StrokeWidth = 2
			}
		}
	}
}
