package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Text that wraps has a height that follows from its width, which Fyne's
// layouts learn only a frame later. The layouts here ask for it: they place
// everything right at once, at any width and text size.

// flowing is an object whose height follows from its width.
type flowing interface {
	HeightFor(width float32) float32
}

// flowLayout is a layout whose height follows from its width.
type flowLayout interface {
	fyne.Layout
	HeightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightFor is the height that an object needs at a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	if f, ok := o.(flowing); ok {
		return f.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(flowLayout); ok {
			return l.HeightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
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

// LaidOut lays a new renderer out for the size that its widget has, and every
// CreateRenderer of ours ends with it. Fyne drops the renderer of what was not
// painted for a minute, and makes another when it is seen again; as the size is
// the same, nobody else lays that one out.
func LaidOut(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if size := w.Size(); !size.IsZero() {
		r.Layout(size)
	}
	return r
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

// Column lays objects one below the other, each as wide as the column. What is
// hidden or has no height takes no gap.
type Column struct {
	gap   float32
	width float32
}

func NewColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &Column{gap: gap}, Objects: objects}
}

func (l *Column) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	var height float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if h := HeightFor(o, width); h > 0 {
			height += h + l.gap
		}
	}
	return max(height-l.gap, 0)
}

func (l *Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := HeightFor(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		if height > 0 {
			y += height + l.gap
		}
	}
}

func (l *Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := WidestOf(objects)
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.width)))
}

// Inset lays its last object inside margins, above the others, which fill the
// whole (a ground, an edge).
type Inset struct {
	Left, top, right, Bottom float32
	width                    float32
}

// NewInset puts content on a ground, with the same margins on both sides.
func NewInset(horizontal, vertical float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &Inset{Left: horizontal, top: vertical, right: horizontal, Bottom: vertical}, Objects: objects}
}

func (l *Inset) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	content := objects[len(objects)-1]
	if !content.Visible() {
		return 0
	}
	return HeightFor(content, width-l.Left-l.right) + l.top + l.Bottom
}

func (l *Inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	last := len(objects) - 1
	for i, o := range objects {
		if i < last {
			o.Move(fyne.Position{})
			o.Resize(size)
			continue
		}
		o.Move(fyne.NewPos(l.Left, l.top))
		o.Resize(fyne.NewSize(size.Width-l.Left-l.right, size.Height-l.top-l.Bottom))
	}
}

func (l *Inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[len(objects)-1].MinSize().Width + l.Left + l.right
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.width)))
}

// Line lays objects beside each other: one of them (grow) takes what is left,
// the others have their least width. Where too little is left for it to be
// read, those after it go below, in rows.
type Line struct {
	gap   float32
	grow  int
	width float32
	top   bool // align at the top rather than in the middle
}

// NewLine makes a line in which object number grow takes what is left.
func NewLine(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &Line{gap: gap, grow: grow}, Objects: objects}
}

// NewTopLine is NewLine with everything aligned at the top.
func NewTopLine(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &Line{gap: gap, grow: grow, top: true}, Objects: objects}
}

// leastGrown is the width under which what grows is not worth reading, in
// device-independent pixels at the normal text size.
const leastGrown = 96

// below tells from which object on the line breaks: the number of objects where
// everything stands beside each other.
func (l *Line) below(objects []fyne.CanvasObject, width float32) int {
	if l.grow < 0 || l.grow >= len(objects)-1 || !objects[l.grow].Visible() || width <= 0 {
		return len(objects)
	}
	widths := l.widths(objects, width)
	least := leastGrown * Measure(theme.SizeNameText) / 14
	if widths[l.grow] >= least {
		return len(objects)
	}
	for _, o := range objects[l.grow+1:] {
		if o.Visible() {
			return l.grow + 1
		}
	}
	return len(objects)
}

// widths gives each object its width; hidden objects get none.
func (l *Line) widths(objects []fyne.CanvasObject, width float32) []float32 {
	widths := make([]float32, len(objects))
	left, shown := width, 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if i != l.grow {
			widths[i] = o.MinSize().Width
			left -= widths[i]
		}
	}
	if l.grow >= 0 && l.grow < len(objects) && objects[l.grow].Visible() {
		widths[l.grow] = max(left-l.gap*float32(shown-1), 0)
	}
	return widths
}

func (l *Line) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	cut := l.below(objects, width)
	height := l.rowHeight(objects[:cut], width)
	if cut < len(objects) {
		indent := l.indent(objects)
		rest := &Wrapped{Gap: l.gap}
		height += l.gap + rest.HeightFor(objects[cut:], width-indent)
	}
	return height
}

// indent is where what grows begins.
func (l *Line) indent(objects []fyne.CanvasObject) float32 {
	var x float32
	for _, o := range objects[:max(l.grow, 0)] {
		if o.Visible() {
			x += o.MinSize().Width + l.gap
		}
	}
	return x
}

func (l *Line) rowHeight(objects []fyne.CanvasObject, width float32) float32 {
	var height float32
	for i, w := range l.widths(objects, width) {
		if objects[i].Visible() {
			height = max(height, HeightFor(objects[i], w))
		}
	}
	return height
}

func (l *Line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	cut := l.below(objects, size.Width)
	room := size.Height
	if cut < len(objects) {
		room = l.rowHeight(objects[:cut], size.Width)
		indent := l.indent(objects)
		rest := &Wrapped{Gap: l.gap}
		rest.place(objects[cut:], size.Width-indent, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
			o.Move(p.AddXY(indent, room+l.gap))
			o.Resize(s)
		})
	}
	var x float32
	for i, w := range l.widths(objects[:cut], size.Width) {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		height, y := HeightFor(o, w), float32(0)
		if !l.top {
			y = (room - height) / 2
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, height))
		x += w + l.gap
	}
}

func (l *Line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	shown := 0
	for _, o := range objects {
		if o.Visible() {
			width += o.MinSize().Width
			shown++
		}
	}
	width += l.gap * float32(max(shown-1, 0))
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.width)))
}

// Wrapped lays objects beside each other at their least size and breaks into
// further rows where they do not fit.
type Wrapped struct {
	Gap   float32
	width float32
}

func NewWrapped(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &Wrapped{Gap: gap}, Objects: objects}
}

// place calls put for every visible object and returns the height of it all.
func (l *Wrapped) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, row float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if size.Width > width && width > 0 {
			size = fyne.NewSize(width, HeightFor(o, width))
		}
		if x > 0 && x+size.Width > width {
			x, y, row = 0, y+row+l.Gap, 0
		}
		put(o, fyne.NewPos(x, y), size)
		x += size.Width + l.Gap
		row = max(row, size.Height)
	}
	return y + row
}

func (l *Wrapped) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.place(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (l *Wrapped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

func (l *Wrapped) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := WidestOf(objects)
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.width)))
}

// BarLeft draws its first object as a thin bar at the left of its second.
type BarLeft struct{ width float32 }

func (l *BarLeft) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[1], width-Space16)
}

func (l *BarLeft) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects[0].Resize(fyne.NewSize(3, size.Height))
	objects[1].Move(fyne.NewPos(Space16, 0))
	objects[1].Resize(fyne.NewSize(size.Width-Space16, size.Height))
}

func (l *BarLeft) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[1].MinSize().Width + Space16
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.width)))
}
