package gui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
)

var windowSizes = []fyne.Size{{Width: 640, Height: 480}, {Width: 760, Height: 860}, {Width: 1180, Height: 800}, {Width: 1920, Height: 1080}, {Width: 3840, Height: 2160}}

// slack is what rounding may add, in device-independent pixels.
const slack = 0.6

// trouble lists what is cut off or laid over something else.
func (d *desk) trouble() []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	width := d.canvas().Size().Width
	for _, root := range d.roots() {
		kittest.See(root, func(s kittest.Sight) {
			switch o := s.Object.(type) {
			case *canvas.Text:
				cutOff(s, o, width, say)
			case *fyne.Container:
				overlapping(o, say)
			case *kit.Label:
				if need := o.HeightFor(o.Size().Width); need > o.Size().Height+slack {
					say("%q needs a height of %.0f and has %.0f", o.Text, need, o.Size().Height)
				}
			}
		})
	}
	return all
}

// cutOff reports whether a text leaves the window, its page or its own space.
func cutOff(s kittest.Sight, text *canvas.Text, window float32, say func(string, ...any)) {
	for _, o := range s.Path {
		switch o := o.(type) {
		case *kit.Field:
			if o.Text != "" {
				return // an entry scrolls its text
			}
		}
	}
	size := fyne.MeasureText(text.Text, text.TextSize, text.TextStyle)
	left, room := s.At.X, text.Size().Width
	switch text.Alignment {
	case fyne.TextAlignCenter:
		left += (room - size.Width) / 2
	case fyne.TextAlignTrailing:
		left += room - size.Width
	}
	right := left + size.Width
	if left < -slack || right > window+slack {
		say("%q leaves the window: %.0f to %.0f of %.0f", text.Text, left, right, window)
	}
	if size.Width > room+slack {
		say("%q has a width of %.0f and room for %.0f", text.Text, size.Width, room)
	}
	at := fyne.Position{}
	for _, o := range s.Path {
		at = at.Add(o.Position())
		switch o.(type) {
		case *container.Scroll, *kit.Button, *entry:
		default:
			continue
		}
		if left < at.X-slack || right > at.X+o.Size().Width+slack {
			say("%q leaves %T: %.0f to %.0f, which spans %.0f to %.0f", text.Text, o, left, right, at.X, at.X+o.Size().Width)
		}
	}
}

// overlapping reports whether the objects of one of our layouts lie over each
// other or leave their container.
func overlapping(c *fyne.Container, say func(string, ...any)) {
	upright, beside := false, false
	flow, ok := c.Layout.(*kit.Flow)
	if !ok {
		return
	}
	switch flow.Arrangement.(type) {
	case kit.Column:
		upright = true
	case kit.Line:
		beside = true
	case kit.Wrapped, kit.Inset:
	default:
		return
	}
	var last fyne.CanvasObject
	for _, o := range c.Objects {
		if !o.Visible() || o.Size().Height == 0 {
			continue
		}
		p, size := o.Position(), o.Size()
		if p.Y+size.Height > c.Size().Height+slack || p.X+size.Width > c.Size().Width+slack || p.Y < -slack {
			say("%T %q at %v %v leaves its %T of %v", o, textOf(o), p, size, flow.Arrangement, c.Size())
		}
		if last != nil && upright && last.Position().Y+last.Size().Height > p.Y+slack {
			say("%T %q lies over %T %q", o, textOf(o), last, textOf(last))
		}
		if last != nil && beside && last.Position().X+last.Size().Width > p.X+slack && last.Position().Y+last.Size().Height > p.Y+slack {
			say("%T %q lies over %T %q", o, textOf(o), last, textOf(last))
		}
		last = o
	}
}

// expectAllSeen fails for what is cut off.
func (d *desk) expectAllSeen(where string) {
	d.t.Helper()
	for i, trouble := range d.trouble() {
		if i == 50 {
			d.t.Errorf("%s: and more", where)
			return
		}
		d.t.Errorf("%s: %s", where, trouble)
	}
}

// everySize runs f at every size of the window and of the text.
func everySize(t *testing.T, d *desk, f func(t *testing.T, where string)) {
	for _, by := range []float32{1, 2} {
		d.scale(by)
		for i, size := range windowSizes {
			if sample > 1 && i%2 != 0 {
				continue
			}
			where := fmt.Sprintf("%.0fx%.0f at %.0fx", size.Width, size.Height, by)
			t.Run(where, func(t *testing.T) {
				d.t = t
				d.resize(size.Width, size.Height)
				f(t, where)
			})
		}
	}
}

// TestEveryTabFits looks at the other tabs of the details.
func TestEveryTabFits(t *testing.T) {
	d := newDesk(t)
	f := check.Finding{Kind: check.OK, Facts: everyFact}
	d.win.show(fullState(f, check.Working, env.Staging))
	everySize(t, d, func(_ *testing.T, where string) {
		for i, id := range d.win.details.tabs.IDs {
			d.win.details.tabs.ChooseAt(i)
			d.win.panes.refit()
			d.expectAllSeen(where + ", " + id)
		}
	})
}

// everyKey are the states of the key field.
var everyKey = []app.KeyState{{}, {Source: app.Kept, Hint: "4f2a"}, {Source: app.Kept}, {Source: app.Session, Hint: "WWWW"}, {Replacing: true}}

func TestWaitingFits(t *testing.T) {
	d := newDesk(t)
	everySize(t, d, func(_ *testing.T, where string) {
		for activity := app.Idle; activity <= app.TryingOther; activity++ {
			for _, environment := range everyEnvironment {
				s := fullState(check.Finding{}, "", environment)
				s.Result, s.Answer, s.Activity = nil, app.Answer{}, activity
				d.win.show(s)
				d.expectAllSeen(fmt.Sprintf("%s, activity %d, %s", where, activity, environment))
			}
		}
	})
}
