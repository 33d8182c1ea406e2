package viewer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
)

// scrollable is what a thumb moves: rows, or columns.
type scrollable interface {
	Size() fyne.Size
	// extent is how many there are, how many are seen, and the first that is.
	extent(sideways bool) (all, seen, first int)
	// begin shows them from one on.
	begin(first int, sideways bool)
}

// thumb shows which part of the rows, or of the columns, is seen, and is dragged.
type thumb struct {
	widget.BaseWidget
	of       scrollable
	sideways bool
	bar      *canvas.Rectangle
	held     float32 // where it is held, while it is dragged
	drag     bool
}

func newThumb(of scrollable, sideways bool) *thumb {
	t := &thumb{of: of, sideways: sideways}
	t.ExtendBaseWidget(t)
	return t
}

// track is the length in which the thumb moves, and its own.
func (t *thumb) track() (room, own float32) {
	length := t.of.Size().Height
	if t.sideways {
		length = t.of.Size().Width
	}
	length -= 2 * kit.Space4
	all, seen, _ := t.of.extent(t.sideways)
	own = max(length*float32(seen)/float32(max(all, 1)), kit.Space24)
	return length - own, own
}

// place moves the thumb to where the rows are; it is seen where there are more.
func (t *thumb) place() {
	all, seen, first := t.of.extent(t.sideways)
	more := all - seen
	kit.SetVisible(t, more > 0)
	if more <= 0 {
		return
	}
	room, own := t.track()
	at := min(float32(float64(room)*float64(first)/float64(more)), room)
	if t.drag {
		at = max(min(t.held, room), 0)
	}
	size := t.of.Size()
	if t.sideways {
		t.Move(fyne.NewPos(kit.Space4+at, size.Height-kit.Space8-3))
		t.Resize(fyne.NewSize(own, kit.Space8))
		return
	}
	t.Move(fyne.NewPos(size.Width-kit.Space8-3, kit.Space4+at))
	t.Resize(fyne.NewSize(kit.Space8, own))
}

// Dragged scrolls.
func (t *thumb) Dragged(e *fyne.DragEvent) {
	room, _ := t.track()
	by := e.Dragged.DY
	if !t.drag {
		t.drag, t.held = true, t.Position().Y-kit.Space4
		if t.sideways {
			t.held = t.Position().X - kit.Space4
		}
	}
	if t.sideways {
		by = e.Dragged.DX
	}
	t.held += by
	all, seen, _ := t.of.extent(t.sideways)
	if room > 0 {
		t.of.begin(int(float64(max(min(t.held, room), 0))/float64(room)*float64(all-seen)+0.5), t.sideways)
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
