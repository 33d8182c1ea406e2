package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// Reveal scrolls so that an object that got the focus can be seen; Fyne leaves
// it out of sight. What is pressed is in sight: it stays under the pointer.
func Reveal(o fyne.CanvasObject) {
	if c := CanvasOf(o); c != nil && !pressing {
		RevealUnder(rootOf(c), o)
	}
}

// pressing is true while a press of the mouse moves the focus. It is used on the UI
// goroutine only.
var pressing bool

// Pressing does what a press of the mouse does, which may move the focus.
func Pressing(press func()) {
	pressing = true
	defer func() { pressing = false }()
	press()
}

// rootOf holds what can be used: the content of the sheet on top, or of the window.
func rootOf(c fyne.Canvas) fyne.CanvasObject {
	if top := TopSheet(c); top != nil {
		return top.Page.Root
	}
	return c.Content()
}

// RevealUnder scrolls what scrolls between root and an object so that the object
// can be seen.
func RevealUnder(root, o fyne.CanvasObject) {
	if s := ScrollAround(root, o); s != nil {
		RevealIn(s, o)
	}
}

// PlaceOfFocus is how far down its page what has the focus is.
func PlaceOfFocus(c fyne.Canvas) float32 {
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return 0
	}
	if s := ScrollAround(c.Content(), o); s != nil {
		y, _ := OffsetIn(s.Content, o)
		return y
	}
	return 0
}

// FocusInSight reports whether what has the focus can be seen without scrolling.
func FocusInSight(c fyne.Canvas) bool {
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return false
	}
	s := ScrollAround(c.Content(), o)
	if s == nil {
		return true
	}
	y, _ := OffsetIn(s.Content, o)
	return y+o.Size().Height > s.Offset.Y && y < s.Offset.Y+s.Size().Height
}

// RevealIn scrolls s so that an object inside it can be seen.
func RevealIn(s *container.Scroll, o fyne.CanvasObject) {
	margin := Scaled(2 * Space24) // a field is seen with its name above it
	if left := s.Size().Height - o.Size().Height; left >= 0 {
		margin = min(margin, left/2)
	}
	at, _ := OffsetIn(s.Content, o)
	top := at - s.Offset.Y
	bottom := top + o.Size().Height
	switch {
	case top < margin:
		scrollTo(s, max(s.Offset.Y+top-margin, 0))
	case bottom > s.Size().Height-margin:
		// Of what is higher than the page, the top is seen.
		scrollTo(s, s.Offset.Y+min(bottom-s.Size().Height, top-2*margin)+margin)
	}
}

// scrollTo scrolls to a height, and tells who follows that, which Fyne does for
// the mouse only.
func scrollTo(s *container.Scroll, y float32) {
	s.ScrollToOffset(fyne.NewPos(0, y))
	if s.OnScrolled != nil {
		s.OnScrolled(s.Offset)
	}
}

// CanvasOf is the canvas of what has the focus, or is about to get it. Fyne does
// not know that of a widget that another one embeds, as the field of the search
// and the list of a table are, nor of what was not painted for a minute: theirs
// is the one window's that there is.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	for _, w := range driver.AllWindows() {
		return w.Canvas()
	}
	return nil
}

// windowKeys are the keys of the whole window. Shift+F10 is not: it opens the menu
// of what has the focus.
var windowKeys = map[fyne.KeyName]bool{fyne.KeyEscape: true, fyne.KeyF1: true, fyne.KeyF2: true, fyne.KeyF6: true, fyne.KeyF10: true}

// ToWindow hands keys of the whole window over to it, from whatever has the
// focus, and reports whether it did.
func ToWindow(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	c := CanvasOf(o)
	if !windowKeys[e.Name] || e.Name == fyne.KeyF10 && ShiftHeld() || c == nil || c.OnTypedKey() == nil {
		return false
	}
	c.OnTypedKey()(e)
	return true
}

// Contains reports whether an object can be seen, or scrolled to, in another.
func Contains(in, o fyne.CanvasObject) bool {
	if !in.Visible() {
		return false
	}
	if in == o {
		return true
	}
	switch in := in.(type) {
	case *fyne.Container:
		for _, child := range in.Objects {
			if Contains(child, o) {
				return true
			}
		}
	case *container.Scroll:
		return Contains(in.Content, o)
	case *Table:
		return o == in.List
	}
	return false
}

// ScrollAround finds the scroll that holds an object, or nil.
func ScrollAround(in, o fyne.CanvasObject) *container.Scroll {
	switch in := in.(type) {
	case *container.Scroll:
		if _, ok := OffsetIn(in.Content, o); ok {
			return in
		}
	case *fyne.Container:
		for _, child := range in.Objects {
			if s := ScrollAround(child, o); s != nil {
				return s
			}
		}
	}
	return nil
}

// OffsetIn is how far below the top of another an object is that is, or is
// somewhere inside, that.
func OffsetIn(in, o fyne.CanvasObject) (y float32, ok bool) {
	if in == o {
		return 0, true
	}
	c, ok := in.(*fyne.Container)
	if !ok {
		return 0, false
	}
	for _, child := range c.Objects {
		if y, ok := OffsetIn(child, o); ok {
			return y + child.Position().Y, true
		}
	}
	return 0, false
}

// FirstFocusable is the first control in an object that can get the focus, or nil.
func FirstFocusable(o fyne.CanvasObject) fyne.Focusable {
	if !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		if off, is := o.(fyne.Disableable); !is || !off.Disabled() {
			return f
		}
		return nil
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if f := FirstFocusable(child); f != nil {
				return f
			}
		}
	}
	return nil
}

// Stops are the controls that the Tab key comes to, in its order, without the rows
// of a LongColumn, of which others exist at other times.
func Stops(o fyne.CanvasObject) (all []fyne.Focusable) {
	if !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		if off, is := o.(fyne.Disableable); !is || !off.Disabled() {
			all = append(all, f)
		}
	}
	for _, child := range drawnWith(o) {
		all = append(all, Stops(child)...)
	}
	return all
}

// drawnWith are the objects that an object is drawn with, without the rows of a
// LongColumn.
func drawnWith(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *Frames: // which tells that the window was drawn
	case *fyne.Container:
		if l, is := o.Layout.(*Flow); is {
			if _, long := l.Arrangement.(*LongColumn); long {
				return nil
			}
		}
		return o.Objects
	case fyne.Widget:
		return rendererOf(o).Objects()
	}
	return nil
}

// ShiftHeld reports whether the Shift key is held.
func ShiftHeld() bool {
	d, is := fyne.CurrentApp().Driver().(desktop.Driver)
	return is && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
