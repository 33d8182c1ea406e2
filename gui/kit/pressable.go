package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Pressable is what everything has in common that is pressed: by a click, or by
// Space or Enter while it has the focus. A widget embeds it, calls be, and
// draws what focused, hovered and Disabled say.
type Pressable struct {
	widget.DisableableWidget
	OnTapped func()                 // what a press does; nil for nothing
	OnScroll func(key fyne.KeyName) // keys that move through the text above, if set
	Focused  bool
	Hovered  bool
	whole    fyne.Widget // of which this is a part
}

// Extend makes it a part of a widget.
func (p *Pressable) Extend(whole fyne.Widget) {
	p.whole = whole
	p.ExtendBaseWidget(whole)
}

// AccessibilityRole is that of a button.
func (p *Pressable) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped presses it.
func (p *Pressable) Tapped(*fyne.PointEvent) { p.Press() }

func (p *Pressable) Press() {
	if !p.Disabled() && p.OnTapped != nil {
		p.OnTapped()
	}
}

// TypedKey presses it on Space and Enter.
func (p *Pressable) TypedKey(e *fyne.KeyEvent) {
	if ToWindow(p.whole, e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.Press()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		if p.OnScroll != nil {
			p.OnScroll(e.Name)
		}
	}
}

// TypedRune does nothing: it takes no text.
func (p *Pressable) TypedRune(rune) {}

// FocusGained shows the ring, and brings it into sight.
func (p *Pressable) FocusGained() { p.Focused = true; p.whole.Refresh(); Reveal(p.whole) }

// FocusLost hides the ring.
func (p *Pressable) FocusLost() { p.Focused = false; p.whole.Refresh() }

// MouseIn shows that it can be pressed.
func (p *Pressable) MouseIn(*desktop.MouseEvent) { p.Hovered = true; p.whole.Refresh() }

// MouseMoved does nothing.
func (p *Pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (p *Pressable) MouseOut() { p.Hovered = false; p.whole.Refresh() }

// Cursor is a hand over what can be pressed.
func (p *Pressable) Cursor() desktop.Cursor {
	if p.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}
