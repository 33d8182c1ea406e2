package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over a widget and takes the turns of the mouse wheel, which Fyne gives
// to the innermost scroller, also to one that has nothing to scroll: a field, a list
// at its end. What the widget does not need, the page around it gets.
type wheel struct {
	widget.BaseWidget
	of    fyne.CanvasObject
	inner func() *container.Scroll
}

func newWheel(of fyne.CanvasObject, inner func() *container.Scroll) *wheel {
	w := &wheel{of: of, inner: inner}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer draws nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	s := w.inner()
	further := s.Content.MinSize().Height - s.Size().Height - s.Offset.Y
	if e.Scrolled.DY == 0 || e.Scrolled.DY > 0 && s.Offset.Y > 0 || e.Scrolled.DY < 0 && further > 0.5 {
		s.Scrolled(e)
		return
	}
	ScrollPage(w.of, e)
}

// ScrollPage scrolls the page that an object is on.
func ScrollPage(o fyne.CanvasObject, e *fyne.ScrollEvent) {
	c := CanvasOf(o)
	if c == nil {
		return
	}
	if page := ScrollAround(rootOf(c), o); page != nil {
		page.Scrolled(e)
	}
}
