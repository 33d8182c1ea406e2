package gui

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
	heightFor(width float32) float32
}

// flowLayout is a layout whose height follows from its width.
type flowLayout interface {
	fyne.Layout
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// heightFor is the height that an object needs at a width.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	if f, ok := o.(flowing); ok {
		return f.heightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(flowLayout); ok {
			return l.heightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

// rearrange lays out a container and what is in it, to any depth, and has it drawn.
// Its Refresh would have each object make itself anew as well; those that
// changed have done so.
func rearrange(c *fyne.Container) {
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

// laidOut lays a new renderer out for the size that its widget has, and every
// CreateRenderer of ours ends with it. Fyne drops the renderer of what was not
// painted for a minute, and makes another when it is seen again; as the size is
// the same, nobody else lays that one out.
func laidOut(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if size := w.Size(); !size.IsZero() {
		r.Layout(size)
	}
	return r
}

// widest is the largest least width of the visible objects.
func widest(objects []fyne.CanvasObject) float32 {
	var width float32
	for _, o := range objects {
		if o.Visible() {
			width = max(width, o.MinSize().Width)
		}
	}
	return width
}

// column lays objects one below the other, each as wide as the column. What is
// hidden or has no height takes no gap.
type column struct {
	gap   float32
	width float32
}

func newColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &column{gap: gap}, Objects: objects}
}

func (l *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var height float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if h := heightFor(o, width); h > 0 {
			height += h + l.gap
		}
	}
	return max(height-l.gap, 0)
}

func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := heightFor(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		if height > 0 {
			y += height + l.gap
		}
	}
}

func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := widest(objects)
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}

// inset lays its last object inside margins, above the others, which fill the
// whole (a ground, an edge).
type inset struct {
	left, top, right, bottom float32
	width                    float32
}

// newInset puts content on a ground, with the same margins on both sides.
func newInset(horizontal, vertical float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &inset{left: horizontal, top: vertical, right: horizontal, bottom: vertical}, Objects: objects}
}

func (l *inset) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	content := objects[len(objects)-1]
	if !content.Visible() {
		return 0
	}
	return heightFor(content, width-l.left-l.right) + l.top + l.bottom
}

func (l *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	last := len(objects) - 1
	for i, o := range objects {
		if i < last {
			o.Move(fyne.Position{})
			o.Resize(size)
			continue
		}
		o.Move(fyne.NewPos(l.left, l.top))
		o.Resize(fyne.NewSize(size.Width-l.left-l.right, size.Height-l.top-l.bottom))
	}
}

func (l *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[len(objects)-1].MinSize().Width + l.left + l.right
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}

// line lays objects beside each other: one of them (grow) takes what is left,
// the others have their least width. Where too little is left for it to be
// read, those after it go below, in rows.
type line struct {
	gap   float32
	grow  int
	width float32
	top   bool // align at the top rather than in the middle
}

// newLine makes a line in which object number grow takes what is left.
func newLine(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &line{gap: gap, grow: grow}, Objects: objects}
}

// newTopLine is newLine with everything aligned at the top.
func newTopLine(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &line{gap: gap, grow: grow, top: true}, Objects: objects}
}

// leastGrown is the width under which what grows is not worth reading, in
// device-independent pixels at the normal text size.
const leastGrown = 96

// below tells from which object on the line breaks: the number of objects where
// everything stands beside each other.
func (l *line) below(objects []fyne.CanvasObject, width float32) int {
	if l.grow < 0 || l.grow >= len(objects)-1 || !objects[l.grow].Visible() || width <= 0 {
		return len(objects)
	}
	widths := l.widths(objects, width)
	least := leastGrown * measure(theme.SizeNameText) / 14
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
func (l *line) widths(objects []fyne.CanvasObject, width float32) []float32 {
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

func (l *line) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	cut := l.below(objects, width)
	height := l.rowHeight(objects[:cut], width)
	if cut < len(objects) {
		indent := l.indent(objects)
		rest := &wrapped{gap: l.gap}
		height += l.gap + rest.heightFor(objects[cut:], width-indent)
	}
	return height
}

// indent is where what grows begins.
func (l *line) indent(objects []fyne.CanvasObject) float32 {
	var x float32
	for _, o := range objects[:max(l.grow, 0)] {
		if o.Visible() {
			x += o.MinSize().Width + l.gap
		}
	}
	return x
}

func (l *line) rowHeight(objects []fyne.CanvasObject, width float32) float32 {
	var height float32
	for i, w := range l.widths(objects, width) {
		if objects[i].Visible() {
			height = max(height, heightFor(objects[i], w))
		}
	}
	return height
}

func (l *line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	cut := l.below(objects, size.Width)
	room := size.Height
	if cut < len(objects) {
		room = l.rowHeight(objects[:cut], size.Width)
		indent := l.indent(objects)
		rest := &wrapped{gap: l.gap}
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
		height, y := heightFor(o, w), float32(0)
		if !l.top {
			y = (room - height) / 2
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, height))
		x += w + l.gap
	}
}

func (l *line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	shown := 0
	for _, o := range objects {
		if o.Visible() {
			width += o.MinSize().Width
			shown++
		}
	}
	width += l.gap * float32(max(shown-1, 0))
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}

// wrapped lays objects beside each other at their least size and breaks into
// further rows where they do not fit.
type wrapped struct {
	gap   float32
	width float32
}

func newWrapped(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &wrapped{gap: gap}, Objects: objects}
}

// place calls put for every visible object and returns the height of it all.
func (l *wrapped) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, row float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if size.Width > width && width > 0 {
			size = fyne.NewSize(width, heightFor(o, width))
		}
		if x > 0 && x+size.Width > width {
			x, y, row = 0, y+row+l.gap, 0
		}
		put(o, fyne.NewPos(x, y), size)
		x += size.Width + l.gap
		row = max(row, size.Height)
	}
	return y + row
}

func (l *wrapped) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.place(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (l *wrapped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

func (l *wrapped) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := widest(objects)
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}
