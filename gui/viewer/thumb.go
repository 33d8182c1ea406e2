package viewer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
)

// thumb shows which part of the rows is seen, and is dragged.
type thumb struct {
	widget.BaseWidget
	rows *rowsView
	bar  *canvas.Rectangle
	held float32 // the height at which it is held, while it is dragged
	drag bool
}

// track is the height in which the thumb moves, and its own.
func (t *thumb) track() (room, own float32) {
	all := t.rows.Size().Height - 2*kit.Space4
	n := max(t.rows.count(), 1)
	own = max(all*float32(t.rows.seen())/float32(n), kit.Space24)
	return all - own, own
}

// place moves the thumb to where the rows are; it is seen where there are more.
func (t *thumb) place() {
	more := t.rows.count() - t.rows.seen()
	kit.SetVisible(t, more > 0)
	if more <= 0 {
		return
	}
	room, own := t.track()
	y := float32(float64(room) * float64(t.rows.top) / float64(more))
	if t.drag {
		y = max(min(t.held, room), 0)
	}
	t.Move(fyne.NewPos(t.rows.Size().Width-kit.Space8-3, kit.Space4+y))
	t.Resize(fyne.NewSize(kit.Space8, own))
}

// Dragged scrolls.
func (t *thumb) Dragged(e *fyne.DragEvent) {
	room, _ := t.track()
	if !t.drag {
		t.drag, t.held = true, t.Position().Y-kit.Space4
	}
	t.held += e.Dragged.DY
	more := t.rows.count() - t.rows.seen()
	if room > 0 {
		t.rows.scrollTo(int(float64(max(min(t.held, room), 0))/float64(room)*float64(more) + 0.5))
	}
}

// DragEnd lets go.
func (t *thumb) DragEnd() { t.drag = false; t.place() }

// CreateRenderer shows the bar.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer {
	t.bar = canvas.NewRectangle(kit.Color(theme.ColorNameScrollBar))
	t.bar.CornerRadius = kit.Space4
	return kit.LaidOut(t, widget.NewSimpleRenderer(t.bar))
}

// Refresh takes the colours of the theme.
func (t *thumb) Refresh() {
	if t.bar != nil {
		t.bar.FillColor = kit.Color(theme.ColorNameScrollBar)
		t.bar.Refresh()
	}
}
