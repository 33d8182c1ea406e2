package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// SetTheme shows an app, whose window the canvas is of, in another theme. Fyne has
// each container refresh all that is in it, and so what is ten containers deep ten
// times, while nothing else happens. Here everything is refreshed once, Fyne finds
// the containers empty.
func SetTheme(a fyne.App, c fyne.Canvas, t fyne.Theme) {
	var roots []*fyne.Container
	if root, is := c.Content().(*fyne.Container); is {
		roots = append(roots, root)
	}
	for _, s := range openSheets[c] {
		roots = append(roots, s.Page.Root) // of the foot, which is little, Fyne may have its way
	}
	inside := make([][]fyne.CanvasObject, len(roots))
	for i, root := range roots {
		inside[i], root.Objects = root.Objects, nil
	}
	a.Settings().SetTheme(t)
	for i, root := range roots {
		root.Objects = inside[i]
		restyle(root)
	}
}

// restyle lays an object and all that is in it out, and has it drawn anew.
func restyle(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			restyle(child)
		}
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
		canvas.Refresh(o)
	case *container.Scroll:
		restyle(o.Content)
		rendererOf(o).Layout(o.Size())
		o.Base.Refresh() // of the bars
	case fyne.Widget:
		switch r := rendererOf(o).(type) {
		case *drawnRenderer, *labelRenderer: // draw all that is in them
		default:
			for _, child := range r.Objects() {
				restyle(child)
			}
			r.Layout(o.Size())
		}
		o.Refresh()
	default:
		o.Refresh()
	}
}
