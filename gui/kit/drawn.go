package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Drawn is the renderer of a widget that is drawn anew whenever its size or its
// state changes. It is complete at once (see LaidOut).
func Drawn(w fyne.Widget, least func() fyne.Size, draw func(size fyne.Size) []fyne.CanvasObject) fyne.WidgetRenderer {
	return LaidOut(w, &drawnRenderer{w: w, least: least, draw: draw})
}

// LaidOut lays a new renderer out for the size that its widget has, and every
// CreateRenderer of ours ends with it. Fyne drops the renderer of what was not
// painted for a minute, and makes another when it is seen again; as the size is
// the same, nobody else lays that one out.
func LaidOut(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if size := w.Size(); !size.IsZero() {
		r.Layout(size)
	}
	return r
}

type drawnRenderer struct {
	w       fyne.Widget
	least   func() fyne.Size
	draw    func(size fyne.Size) []fyne.CanvasObject
	objects []fyne.CanvasObject
	size    fyne.Size // that they were drawn for
}

func (r *drawnRenderer) Destroy() {}

func (r *drawnRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *drawnRenderer) MinSize() fyne.Size { return r.least() }

// Layout draws nothing anew at the size that it was drawn for: what is new asks for
// a frame, which lays out what is new in it, for ever.
func (r *drawnRenderer) Layout(size fyne.Size) {
	if size != r.size || r.objects == nil {
		r.objects, r.size = r.draw(size), size
	}
}

func (r *drawnRenderer) Refresh() {
	r.objects, r.size = r.draw(r.w.Size()), r.w.Size()
	canvas.Refresh(r.w)
}

// NewRectangle is a rectangle at a place, for what is drawn.
func NewRectangle(fill color.Color, radius float32, at fyne.Position, size fyne.Size) *canvas.Rectangle {
	r := canvas.NewRectangle(fill)
	r.CornerRadius = radius
	r.Move(at)
	r.Resize(size)
	return r
}
