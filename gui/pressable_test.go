package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
)

// pressed is what every pressable is, whatever it looks like.
type pressed interface {
	fyne.Widget
	fyne.Focusable
	fyne.Tappable
	fyne.Disableable
	desktop.Hoverable
	desktop.Cursorable
}

// pressables are one of each kind, which count what is done with them.
func pressables(t *testing.T, presses *int) map[string]pressed {
	press := func() { *presses++ }
	w, e, f, l := kit.NewActionCard("A way", "in", theme.HelpIcon(), press), newEntry(english(t), press), newFold(1, "Step", press), kit.NewPageLink("A page", press)
	b := kit.NewButton("Button", kit.Secondary, press)
	return map[string]pressed{"way": w, "entry": e, "fold": f, "page link": l, "button": b}
}

// ringed reports whether an object shows the ring of the focus, and hovered whether
// it shows that the mouse is over it.
func ringed(o fyne.CanvasObject) bool {
	return anyRectangle(o, func(r *canvas.Rectangle) bool { return r.StrokeWidth == 2 })
}

func hovered(o fyne.CanvasObject) bool {
	return anyRectangle(o, func(r *canvas.Rectangle) bool { return r.FillColor == kit.Color(theme.ColorNameHover) })
}

// anyRectangle reports whether one of the rectangles of an object is so.
func anyRectangle(o fyne.CanvasObject, is func(*canvas.Rectangle) bool) (found bool) {
	kittest.See(o, func(s kittest.Sight) {
		if r, ok := s.Object.(*canvas.Rectangle); ok && is(r) {
			found = true
		}
	})
	return found
}

// TestPressables: what can be pressed behaves in one way, by keyboard and mouse.
func TestPressables(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	var presses, escapes int
	for name, o := range pressables(t, &presses) {
		t.Run(name, func(t *testing.T) {
			presses, escapes = 0, 0
			before, after := kit.NewButton("before", kit.Link, nil), kit.NewButton("after", kit.Link, nil)
			w := test.NewTempWindow(t, container.NewVBox(before, o, after))
			c := w.Canvas()
			c.SetOnTypedKey(func(e *fyne.KeyEvent) {
				if e.Name == fyne.KeyEscape {
					escapes++
				}
			})
			key := func(name fyne.KeyName) { o.TypedKey(&fyne.KeyEvent{Name: name}) }
			expect := func(what string, got, want any) {
				t.Helper()
				if got != want {
					t.Errorf("%s: %v, want %v", what, got, want)
				}
			}

			// Tab goes to it and on, and the ring goes with the focus.
			c.Focus(before)
			c.FocusNext()
			expect("Tab comes to", c.Focused(), fyne.Focusable(o))
			expect("the ring", ringed(o), true)
			for _, k := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter} {
				key(k)
			}
			expect("presses by key", presses, 3)
			key(fyne.KeyEscape)
			expect("Esc", escapes, 1)
			o.TypedRune('x')
			key(fyne.KeyA)
			expect("presses after other keys", presses, 3)
			key(fyne.KeyDown) // nothing to scroll

			// A click presses it where it has the focus, which stays.
			test.Tap(o)
			expect("presses by mouse", presses, 4)
			expect("after a click the focus is at", c.Focused(), fyne.Focusable(o))
			c.FocusNext()
			expect("Tab goes on to", c.Focused(), fyne.Focusable(after))
			expect("the ring after that", ringed(o), false)
			// Elsewhere it takes the focus from what had it, and shows no ring.
			test.Tap(o)
			expect("presses by mouse without the focus", presses, 5)
			expect("after that click the focus is at", c.Focused(), nil)
			expect("the ring after a click", ringed(o), false)

			o.MouseIn(&desktop.MouseEvent{})
			expect("hovered", hovered(o), true)
			o.MouseMoved(&desktop.MouseEvent{})
			expect("the cursor", o.Cursor(), desktop.Cursor(desktop.PointerCursor))
			o.MouseOut()
			expect("hovered after that", hovered(o), false)

			// In a window that takes no keys, Esc does nothing.
			c.SetOnTypedKey(nil)
			key(fyne.KeyEscape)
			expect("Esc without anything to do", escapes, 1)

			o.Disable()
			key(fyne.KeySpace)
			test.Tap(o)
			expect("presses while disabled", presses, 5)
			expect("the cursor while disabled", o.Cursor(), desktop.Cursor(desktop.DefaultCursor))
			c.Focus(before)
			c.FocusNext()
			expect("Tab passes by, to", c.Focused(), fyne.Focusable(after))
			o.Enable()
			key(fyne.KeySpace)
			expect("presses when enabled again", presses, 6)
		})
	}
}
