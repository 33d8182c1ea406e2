package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// edgeWidth is how far the edge of a select stands around it, and with it the
// ring of the focus.
const edgeWidth = 2

// NewEdged gives a select the edge that the other fields have, and the ring that
// shows its focus.
func NewEdged(c *Select) *fyne.Container {
	edge := NewPanel(theme.ColorNameInputBackground, ColorEdge, 9)
	c.ring = func(on bool) { edge.Ring(on, ColorEdge) }
	return NewInset(edgeWidth, edgeWidth, edge, c)
}

// NewRinged gives a check box the ring that shows its focus, and its words. The box
// stands in line with what is above it.
func NewRinged(t *Checkbox) *fyne.Container {
	edge := NewPanel("", "", 8)
	t.ring = func(on bool) { edge.Ring(on, "") }
	row := NewInset(edgeWidth, edgeWidth, edge, NewLine(0, 1, t, newCaption(t.words, t.Strong, func() { t.Tapped(&fyne.PointEvent{}) })))
	return &fyne.Container{Layout: &Indented{By: func() float32 { return -tickMargin() }}, Objects: []fyne.CanvasObject{row}}
}

// tickMargin is what Fyne's check box leaves free at the left of its box, with
// that of its icon, and the edge around it.
func tickMargin() float32 {
	return edgeWidth + Measure(theme.SizeNameInnerPadding)/2 + Measure(theme.SizeNameInlineIcon)/8
}

// NewBesideCheckbox is content in line with the words of a check box above it.
func NewBesideCheckbox(t *Checkbox, content fyne.CanvasObject) *fyne.Container {
	by := func() float32 { return edgeWidth + t.MinSize().Width - tickMargin() }
	return &fyne.Container{Layout: &Indented{By: by}, Objects: []fyne.CanvasObject{content}}
}

// Indented moves where its object begins to the right, or to the left, by what goes
// with the size of the text.
type Indented struct {
	By    func() float32
	width float32
}

func (l *Indented) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	if !objects[0].Visible() {
		return 0
	}
	return HeightFor(objects[0], width-l.By())
}

func (l *Indented) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects[0].Move(fyne.NewPos(l.By(), 0))
	objects[0].Resize(fyne.NewSize(size.Width-l.By(), size.Height))
}

func (l *Indented) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[0].MinSize().Width + l.By()
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.width)))
}

// NewOutdented lets the words of links stand in line with what is above them.
func NewOutdented(links ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &Inset{Left: -Space4}, Objects: []fyne.CanvasObject{NewWrapped(Space8, links...)}}
}

// NewAsHighAs gives an object the height of another, and centres it.
func NewAsHighAs(o, like fyne.CanvasObject) fyne.CanvasObject {
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
