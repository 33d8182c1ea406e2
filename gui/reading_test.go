package gui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
)

// textOf is the text that an object itself shows, of every kind that can.
func textOf(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text
	case *kit.Label:
		return o.Text
	case *kit.Button:
		return o.Text
	case *kit.Segments:
		return strings.Join(o.Words, " ")
	case *kit.Field:
		return o.Text + o.PlaceHolder
	case *kit.Select:
		return o.Selected + strings.Join(o.Options, " ")
	case *widget.Label:
		return o.Text
	}
	if a, ok := o.(fyne.Accessible); ok {
		return a.AccessibilityLabel()
	}
	return ""
}

// read is what a person can read: every visible text, in order.
func (d *desk) read() string {
	var text strings.Builder
	for _, root := range d.roots() {
		kittest.See(root, func(s kittest.Sight) {
			switch o := s.Object.(type) {
			case *kit.Label:
				fmt.Fprintln(&text, o.Text)
			case *kit.Button:
				fmt.Fprintln(&text, o.Text)
			case fyne.Widget:
				if fmt.Sprintf("%T", o) == "*viewer.rowView" {
					fmt.Fprintln(&text, textOf(o))
				}
			}
		})
	}
	return text.String()
}

// picture is everything visible with its place, size and text, a line each.
func (d *desk) picture() string {
	var out strings.Builder
	for _, root := range d.roots() {
		kittest.See(root, func(s kittest.Sight) {
			size := s.Object.Size()
			fmt.Fprintf(&out, "%*s%T %.1f,%.1f %.1fx%.1f %q\n", len(s.Path), "", s.Object, s.At.X, s.At.Y, size.Width, size.Height, textOf(s.Object))
		})
	}
	return out.String()
}
