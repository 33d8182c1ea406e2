package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
)

// focusFirst puts the focus where one begins.
func (w *Window) focusFirst() {
	c := w.window.Canvas()
	switch v := w.view(w.shown.View).(type) {
	case nil:
		c.Focus(w.form.key)
	case interface{ first() fyne.Focusable }:
		c.Focus(v.first())
	default:
		if first := firstIn(v); first != nil {
			c.Focus(first)
		}
	}
}

// keepFocus moves the focus off what has just been hidden, disabled or taken
// away.
func (w *Window) keepFocus() {
	c := w.window.Canvas()
	f := w.form
	focused, ok := c.Focused().(fyne.CanvasObject)
	if !ok || c.Overlays().Top() != nil {
		return
	}
	off, _ := focused.(fyne.Disableable)
	if kit.Contains(c.Content(), focused) && (off == nil || !off.Disabled()) {
		return
	}
	if w.view(w.shown.View) != nil {
		w.focusFirst()
		return
	}
	if next := w.rotation.first(); next != nil && !f.cancel.Visible() {
		c.Focus(next)
		return
	}
	switch {
	case f.cancel.Visible():
		c.Focus(f.cancel)
	case f.keyTyped.Visible() && f.key.Text == "":
		c.Focus(f.key)
	default:
		c.Focus(f.check)
	}
	if w.shown.Result != nil && !w.shown.GuideShown() {
		w.panes.toAnswer() // the focus may have scrolled away from it
	}
}

// nextPart goes on to the next part of the window, and from the last one to the
// first: the list, the form, the answer, or what takes their place.
func (w *Window) nextPart() {
	c := w.window.Canvas()
	parts := []fyne.CanvasObject{w.connections.root, w.form.root, w.answer}
	if v := w.view(w.shown.View); v != nil {
		parts = []fyne.CanvasObject{w.connections.root, v.content()}
	}
	at := -1
	for i, part := range parts {
		if o, ok := c.Focused().(fyne.CanvasObject); ok && kit.Contains(part, o) {
			at = i
		}
	}
	for i := range parts {
		part := parts[(at+1+i)%len(parts)]
		first := w.firstOf(part)
		if first != nil && kit.Contains(c.Content(), part) {
			c.Focus(first)
			return
		}
	}
}

// firstOf is what gets the focus in a part of the window, or nil.
func (w *Window) firstOf(part fyne.CanvasObject) fyne.Focusable {
	switch part {
	case w.connections.root:
		if e := w.connections.entryOf(w.shown.Selected); e != nil {
			return e
		}
	case w.form.root:
		if w.form.keyTyped.Visible() {
			return w.form.key
		}
		return w.form.check
	}
	return kit.FirstFocusable(part)
}

// focusBegin puts the focus where something new begins, after a press of the
// mouse left nothing with it.
func (w *Window) focusBegin() {
	c := w.window.Canvas()
	if c.Focused() != nil || c.Overlays().Top() != nil || w.view(w.shown.View) != nil {
		return
	}
	if next := w.rotation.first(); next != nil {
		c.Focus(next)
		return
	}
	w.focusFirst()
}

// newConnection empties the form and goes to its first field.
func (w *Window) newConnection() {
	w.askNew(func() {
		w.control.Connections.New()
		w.window.Canvas().Focus(w.form.key)
	})
}

// firstIn is what gets the focus in a view: its first control that can be
// pressed; nil without a view.
func firstIn(v view) fyne.Focusable {
	if v == nil {
		return nil
	}
	return kit.FirstFocusable(v.content())
}
