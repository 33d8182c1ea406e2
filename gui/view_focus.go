package gui

import "fyne.io/fyne/v2"

// firstIn is what gets the focus in a view: its first control that can be
// pressed; nil without a view.
func firstIn(v view) fyne.Focusable {
	if v == nil {
		return nil
	}
	return firstFocusable(v.content())
}

func firstFocusable(o fyne.CanvasObject) fyne.Focusable {
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
			if f := firstFocusable(child); f != nil {
				return f
			}
		}
	}
	return nil
}
