package kittest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Sight is an object as it stands on the screen.
type Sight struct {
	Object fyne.CanvasObject
	At     fyne.Position // of its top left corner
	Path   []fyne.CanvasObject
}

// In reports whether the object is inside another.
func (s Sight) In(outer fyne.CanvasObject) bool {
	for _, o := range s.Path {
		if o == outer {
			return true
		}
	}
	return false
}

// Children are the objects that an object consists of.
func Children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// See visits every visible object in and including root.
func See(root fyne.CanvasObject, visit func(Sight)) { walk(root, fyne.Position{}, nil, false, visit) }

// SeeEverywhere visits hidden objects too.
func SeeEverywhere(root fyne.CanvasObject, visit func(Sight)) {
	walk(root, fyne.Position{}, nil, true, visit)
}

func walk(o fyne.CanvasObject, parent fyne.Position, path []fyne.CanvasObject, hidden bool, visit func(Sight)) {
	if o == nil || !hidden && !o.Visible() {
		return
	}
	at := parent.Add(o.Position())
	path = append(path[:len(path):len(path)], o)
	visit(Sight{o, at, path})
	for _, child := range Children(o) {
		walk(child, at, path, hidden, visit)
	}
}
