package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// edgeWidth is how far the edge of a select stands around it, and with it the
// ring of the focus.
const edgeWidth = 2

// edged gives a select the edge that the other fields have, and the ring that
// shows its focus.
func edged(c *choice) *fyne.Container {
	edge := newPanel(theme.ColorNameInputBackground, colorEdge, 9)
	c.ring = func(on bool) { edge.ring(on, colorEdge) }
	return newInset(edgeWidth, edgeWidth, edge, c)
}

// ringed gives a check box the ring that shows its focus, and its words. The box
// stands in line with what is above it.
func ringed(t *tick) *fyne.Container {
	edge := newPanel("", "", 8)
	t.ring = func(on bool) { edge.ring(on, "") }
	row := newInset(edgeWidth, edgeWidth, edge, newLine(0, 1, t, newCaption(t.words, t.strong, func() { t.Tapped(&fyne.PointEvent{}) })))
	return &fyne.Container{Layout: &hung{by: func() float32 { return -tickMargin() }}, Objects: []fyne.CanvasObject{row}}
}

// tickMargin is what Fyne's check box leaves free at the left of its box, with
// that of its icon, and the edge around it.
func tickMargin() float32 {
	return edgeWidth + measure(theme.SizeNameInnerPadding)/2 + measure(theme.SizeNameInlineIcon)/8
}

// besideTick is content in line with the words of a check box above it.
func besideTick(t *tick, content fyne.CanvasObject) *fyne.Container {
	by := func() float32 { return edgeWidth + t.MinSize().Width - tickMargin() }
	return &fyne.Container{Layout: &hung{by: by}, Objects: []fyne.CanvasObject{content}}
}

// hung moves where its object begins to the right, or to the left, by what goes
// with the size of the text.
type hung struct {
	by    func() float32
	width float32
}

func (l *hung) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if !objects[0].Visible() {
		return 0
	}
	return heightFor(objects[0], width-l.by())
}

func (l *hung) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects[0].Move(fyne.NewPos(l.by(), 0))
	objects[0].Resize(fyne.NewSize(size.Width-l.by(), size.Height))
}

func (l *hung) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[0].MinSize().Width + l.by()
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}

// outdented lets the words of links stand in line with what is above them.
func outdented(links ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &inset{left: -space4}, Objects: []fyne.CanvasObject{newWrapped(space8, links...)}}
}

// centred gives an object the height of another, and centres it.
func centred(o, like fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: sameHeight{like}, Objects: []fyne.CanvasObject{o}}
}

type sameHeight struct{ like fyne.CanvasObject }

func (s sameHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	least := o.MinSize()
	o.Move(fyne.NewPos(0, (size.Height-least.Height)/2))
	o.Resize(least)
}

func (s sameHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, s.like.MinSize().Height)
}
