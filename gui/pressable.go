package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// pressable is what everything has in common that is pressed: by a click, or by
// Space or Enter while it has the focus. A widget embeds it, calls be, and
// draws what focused, hovered and Disabled say.
type pressable struct {
	widget.DisableableWidget
	tapped  func()                 // what a press does; nil for nothing
	escape  func()                 // Esc, while it has the focus; nil for nothing
	scroll  func(key fyne.KeyName) // keys that move through the text above, if set
	focused bool
	hovered bool
	whole   fyne.Widget // of which this is a part
}

// be makes it a part of a widget.
func (p *pressable) be(whole fyne.Widget) {
	p.whole = whole
	p.ExtendBaseWidget(whole)
}

// AccessibilityRole is that of a button.
func (p *pressable) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped presses it.
func (p *pressable) Tapped(*fyne.PointEvent) { p.press() }

func (p *pressable) press() {
	if !p.Disabled() && p.tapped != nil {
		p.tapped()
	}
}

// TypedKey presses it on Space and Enter.
func (p *pressable) TypedKey(e *fyne.KeyEvent) {
	if toWindow(p.whole, e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.press()
	case fyne.KeyEscape:
		if p.escape != nil {
			p.escape()
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		if p.scroll != nil {
			p.scroll(e.Name)
		}
	}
}

// TypedRune does nothing: it takes no text.
func (p *pressable) TypedRune(rune) {}

// FocusGained shows the ring, and brings it into sight.
func (p *pressable) FocusGained() { p.focused = true; p.whole.Refresh(); reveal(p.whole) }

// FocusLost hides the ring.
func (p *pressable) FocusLost() { p.focused = false; p.whole.Refresh() }

// MouseIn shows that it can be pressed.
func (p *pressable) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.whole.Refresh() }

// MouseMoved does nothing.
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (p *pressable) MouseOut() { p.hovered = false; p.whole.Refresh() }

// Cursor is a hand over what can be pressed.
func (p *pressable) Cursor() desktop.Cursor {
	if p.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}
