package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Text that wraps has a height that follows from its width, which Fyne's
// layouts learn only a frame later. The layouts here ask for it: they place
// everything right at once, at any width and text size.

// flowing is an object whose height follows from its width.
type flowing interface {
	HeightFor(width float32) float32
}

// HeightFor is the height that an object needs at a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	if f, ok := o.(flowing); ok {
		return f.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(*Flow); ok {
			return l.heightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

// Put gives an object its place.
type Put func(o fyne.CanvasObject, x, y, width, height float32)

// Arrangement is one way to arrange objects at a width.
type Arrangement interface {
	// Least is the least width at which the objects can be shown.
	Least(objects []fyne.CanvasObject) float32
	// Arrange puts every object into its place and returns the height of them all.
	// room is the height that there is, or 0 while only the height is asked for.
	Arrange(objects []fyne.CanvasObject, width, room float32, put Put) (height float32)
}

// Flow is the fyne.Layout of an arrangement. Its height follows from its width.
type Flow struct {
	Arrangement
	width float32 // at which it was laid out last
}

// NewFlow makes a container of objects that are arranged so.
func NewFlow(a Arrangement, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &Flow{Arrangement: a}, Objects: objects}
}

func (f *Flow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return f.Arrange(objects, width, 0, func(fyne.CanvasObject, float32, float32, float32, float32) {})
}

// Layout implements fyne.Layout.
func (f *Flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.Arrange(objects, size.Width, size.Height, func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
	})
}

// MinSize implements fyne.Layout.
func (f *Flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := f.Least(objects)
	return fyne.NewSize(width, f.heightFor(objects, max(width, f.width)))
}

// Rearrange lays out a container and what is in it, to any depth, and has it drawn.
// Its Refresh would have each object make itself anew as well; those that
// changed have done so.
func Rearrange(c *fyne.Container) {
	layOut(c)
	canvas.Refresh(c)
}

func layOut(c *fyne.Container) {
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
	for _, o := range c.Objects {
		if inner, ok := o.(*fyne.Container); ok && inner.Visible() {
			layOut(inner)
		}
	}
}

// WidestOf is the largest least width of the visible objects.
func WidestOf(objects []fyne.CanvasObject) float32 {
	var width float32
	for _, o := range objects {
		if o.Visible() {
			width = max(width, o.MinSize().Width)
		}
	}
	return width
}
