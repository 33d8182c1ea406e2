package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/pleoclient"
)

// timeColors are the colours of the phases, in their order.
var timeColors = []fyne.ThemeColorName{colorTime1, colorTime2, colorTime3, colorTime4, colorTime5}

// phases are the times of an exchange in their order: name, connect, TLS,
// wait, download.
func phases(t pleoclient.Timing) []time.Duration {
	return []time.Duration{t.DNS, t.Connect, t.TLS, t.Wait, t.Download}
}

// timebar shows where the time of one exchange went.
type timebar struct {
	widget.BaseWidget
	parts []time.Duration
}

func newTimebar() *timebar {
	b := &timebar{}
	b.ExtendBaseWidget(b)
	return b
}

// set shows the times of an exchange.
func (b *timebar) set(t pleoclient.Timing) {
	b.parts = phases(t)
	b.Refresh()
}

// CreateRenderer draws a rectangle a phase.
func (b *timebar) CreateRenderer() fyne.WidgetRenderer {
	r := &timebarRenderer{b: b}
	for range timeColors {
		r.parts = append(r.parts, canvas.NewRectangle(nil))
	}
	r.apply()
	return r
}

type timebarRenderer struct {
	b     *timebar
	parts []*canvas.Rectangle
}

func (r *timebarRenderer) Destroy() {}

func (r *timebarRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.parts))
	for i, p := range r.parts {
		objects[i] = p
	}
	return objects
}

func (r *timebarRenderer) apply() {
	for i, p := range r.parts {
		p.FillColor = themed(timeColors[i])
	}
}

func (r *timebarRenderer) MinSize() fyne.Size { return fyne.NewSize(80, 10) }

func (r *timebarRenderer) Layout(size fyne.Size) {
	var total time.Duration
	for _, d := range r.b.parts {
		total += d
	}
	var x float32
	for i, p := range r.parts {
		var width float32
		if total > 0 && i < len(r.b.parts) {
			width = size.Width * float32(r.b.parts[i]) / float32(total)
		}
		p.Move(fyne.NewPos(x, 0))
		p.Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}

func (r *timebarRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
