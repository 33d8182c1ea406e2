package gui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// sight is an object as it stands on the screen.
type sight struct {
	object fyne.CanvasObject
	at     fyne.Position // of its top left corner
	path   []fyne.CanvasObject
}

// in tells whether the object is inside another.
func (s sight) in(outer fyne.CanvasObject) bool {
	for _, o := range s.path {
		if o == outer {
			return true
		}
	}
	return false
}

// children are the objects that an object consists of.
func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// see visits every visible object in and including root.
func see(root fyne.CanvasObject, visit func(sight)) { walk(root, fyne.Position{}, nil, false, visit) }

// seeEverywhere visits hidden objects too.
func seeEverywhere(root fyne.CanvasObject, visit func(sight)) {
	walk(root, fyne.Position{}, nil, true, visit)
}

func walk(o fyne.CanvasObject, parent fyne.Position, path []fyne.CanvasObject, hidden bool, visit func(sight)) {
	if o == nil || !hidden && !o.Visible() {
		return
	}
	at := parent.Add(o.Position())
	path = append(path[:len(path):len(path)], o)
	visit(sight{o, at, path})
	for _, child := range children(o) {
		walk(child, at, path, hidden, visit)
	}
}

// textOf is the text that an object itself shows, of every kind that can.
func textOf(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text
	case *paragraph:
		return o.text
	case *button:
		return o.text
	case *segments:
		return strings.Join(o.words, " ")
	case *field:
		return o.Text + o.PlaceHolder
	case *secretField:
		return o.Text + o.PlaceHolder
	case *choice:
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
		see(root, func(s sight) {
			switch o := s.object.(type) {
			case *paragraph:
				fmt.Fprintln(&text, o.text)
			case *label:
				fmt.Fprintln(&text, o.text.Text)
			case *button:
				fmt.Fprintln(&text, o.text)
			case *viewRow:
				for _, piece := range o.pieces {
					fmt.Fprint(&text, piece.text.Text)
				}
				fmt.Fprintln(&text)
			case *clip:
				fmt.Fprintln(&text, o.text)
			case *row:
				fmt.Fprintln(&text, o.text.Text)
			}
		})
	}
	return text.String()
}

// picture is everything visible with its place, size and text, a line each.
func (d *desk) picture() string {
	var out strings.Builder
	for _, root := range d.roots() {
		see(root, func(s sight) {
			size := s.object.Size()
			fmt.Fprintf(&out, "%*s%T %.1f,%.1f %.1fx%.1f %q\n", len(s.path), "", s.object, s.at.X, s.at.Y, size.Width, size.Height, textOf(s.object))
		})
	}
	return out.String()
}
