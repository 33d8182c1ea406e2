package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// reveal scrolls so that an object that got the focus can be seen; Fyne leaves
// it out of sight.
func reveal(o fyne.CanvasObject) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		revealIn(c.Content(), o)
	}
}

// placeOfFocus is how far down its page what has the focus is.
func placeOfFocus(c fyne.Canvas) float32 {
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return 0
	}
	if s := scrollAround(c.Content(), o); s != nil {
		return offsetIn(s.Content, o)
	}
	return 0
}

// revealIn is reveal for what may not have been drawn yet: the driver does not
// know until then where it is.
func revealIn(root, o fyne.CanvasObject) {
	s := scrollAround(root, o)
	if s == nil {
		return
	}
	const margin = space24
	top := offsetIn(s.Content, o) - s.Offset.Y
	bottom := top + o.Size().Height
	switch {
	case top < margin:
		s.ScrollToOffset(fyne.NewPos(0, max(s.Offset.Y+top-margin, 0)))
	case bottom > s.Size().Height-margin:
		// Of what is higher than the page, the top is seen.
		s.ScrollToOffset(fyne.NewPos(0, s.Offset.Y+min(bottom-s.Size().Height, top-2*margin)+margin))
	}
}

// offsetIn is how far down an object is in what holds it.
func offsetIn(in, o fyne.CanvasObject) float32 {
	c, ok := in.(*fyne.Container)
	if !ok || in == o {
		return 0
	}
	for _, child := range c.Objects {
		if holds(child, o) {
			return child.Position().Y + offsetIn(child, o)
		}
	}
	return 0
}

// toWindow hands keys of the whole window over to it, from whatever has the
// focus, and tells whether it did.
func toWindow(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if e.Name != fyne.KeyF1 || c == nil || c.OnTypedKey() == nil {
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
	case *lines:
		return shows(in.list, o)
	}
	return false
}

// scrollAround finds the scroll that holds an object, or nil.
func scrollAround(in, o fyne.CanvasObject) *container.Scroll {
	switch in := in.(type) {
	case *container.Scroll:
		if holds(in.Content, o) {
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

// holds tells whether an object is, or is somewhere inside, another.
func holds(in, o fyne.CanvasObject) bool {
	if in == o {
		return true
	}
	if c, ok := in.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if holds(child, o) {
				return true
			}
		}
	}
	return false
}
