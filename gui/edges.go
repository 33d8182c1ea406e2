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

// ringed gives a check box the ring that shows its focus, and its words.
func ringed(t *tick) *fyne.Container {
	edge := newPanel("", "", 8)
	t.ring = func(on bool) { edge.ring(on, "") }
	return newInset(2, 2, edge, newLine(0, 1, t, newCaption(t.words, func() { t.Tapped(&fyne.PointEvent{}) })))
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
