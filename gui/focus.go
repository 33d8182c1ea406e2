package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// reveal scrolls so that an object that got the focus can be seen; Fyne leaves
// it out of sight.
func reveal(o fyne.CanvasObject) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	root := c.Content()
	if top := topSheet(c); top != nil {
		root = top.page.root
	}
	revealUnder(root, o)
}

// revealUnder scrolls what scrolls between root and an object so that the object
// can be seen.
func revealUnder(root, o fyne.CanvasObject) {
	if s := scrollAround(root, o); s != nil {
		revealIn(s, o)
	}
}

// placeOfFocus is how far down its page what has the focus is.
func placeOfFocus(c fyne.Canvas) float32 {
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return 0
	}
	if s := scrollAround(c.Content(), o); s != nil {
		y, _ := placeIn(s.Content, o)
		return y
	}
	return 0
}

// focusInSight tells whether what has the focus can be seen without scrolling.
func focusInSight(c fyne.Canvas) bool {
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return false
	}
	s := scrollAround(c.Content(), o)
	if s == nil {
		return true
	}
	y, _ := placeIn(s.Content, o)
	return y+o.Size().Height > s.Offset.Y && y < s.Offset.Y+s.Size().Height
}

// revealIn scrolls s so that an object inside it can be seen.
func revealIn(s *container.Scroll, o fyne.CanvasObject) {
	margin := 2 * space24 * measure(theme.SizeNameText) / 14 // a field is seen with its name above it
	if left := s.Size().Height - o.Size().Height; left >= 0 {
		margin = min(margin, left/2)
	}
	at, _ := placeIn(s.Content, o)
	top := at - s.Offset.Y
	bottom := top + o.Size().Height
	switch {
	case top < margin:
		s.ScrollToOffset(fyne.NewPos(0, max(s.Offset.Y+top-margin, 0)))
	case bottom > s.Size().Height-margin:
		// Of what is higher than the page, the top is seen.
		s.ScrollToOffset(fyne.NewPos(0, s.Offset.Y+min(bottom-s.Size().Height, top-2*margin)+margin))
	}
}

// canvasOf is the canvas of what has the focus, or is about to get it. Fyne does
// not know that of a widget that another one embeds, as the field of the search
// and the list of a table are, nor of what was not painted for a minute: theirs
// is the one window's that there is.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	for _, w := range driver.AllWindows() {
		return w.Canvas()
	}
	return nil
}

// toWindow hands keys of the whole window over to it, from whatever has the
// focus, and tells whether it did.
func toWindow(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	c := canvasOf(o)
	if e.Name != fyne.KeyF1 && e.Name != fyne.KeyF6 || c == nil || c.OnTypedKey() == nil {
		return false
	}
	c.OnTypedKey()(e)
	return true
}

// shows tells whether an object can be seen, or scrolled to, in another.
func shows(in, o fyne.CanvasObject) bool {
	if !in.Visible() {
		return false
	}
	if in == o {
		return true
	}
	switch in := in.(type) {
	case *fyne.Container:
		for _, child := range in.Objects {
			if shows(child, o) {
				return true
			}
		}
	case *container.Scroll:
		return shows(in.Content, o)
	case *table:
		return o == in.list
	}
	return false
}

// scrollAround finds the scroll that holds an object, or nil.
func scrollAround(in, o fyne.CanvasObject) *container.Scroll {
	switch in := in.(type) {
	case *container.Scroll:
		if _, ok := placeIn(in.Content, o); ok {
			return in
		}
	case *fyne.Container:
		for _, child := range in.Objects {
			if s := scrollAround(child, o); s != nil {
				return s
			}
		}
	}
	return nil
}

// placeIn is how far below the top of another an object is that is, or is
// somewhere inside, that.
func placeIn(in, o fyne.CanvasObject) (y float32, ok bool) {
	if in == o {
		return 0, true
	}
	c, ok := in.(*fyne.Container)
	if !ok {
		return 0, false
	}
	for _, child := range c.Objects {
		if y, ok := placeIn(child, o); ok {
			return y + child.Position().Y, true
		}
	}
	return 0, false
}
