package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// atMost lets its object grow to a width, at the normal text size. Where there
// is more room it stays at the left, or, centred, in the middle with some air
// above it.
type atMost struct {
	width   float32
	centred bool
	had     float32
}

// readable keeps content from growing wider than lines are easy to read.
func readable(content fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &atMost{width: answerWidth}, Objects: []fyne.CanvasObject{content}}
}

// inTheMiddle is content no wider than width, in the middle.
func inTheMiddle(width float32, content fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &atMost{width: width, centred: true}, Objects: []fyne.CanvasObject{content}}
}

func (l *atMost) room(width float32) float32 {
	return min(width, l.width*measure(theme.SizeNameText)/14)
}

func (l *atMost) top(width float32) float32 {
	if l.centred && width > l.room(width)+2*space24 {
		return 2 * space24
	}
	return 0
}

func (l *atMost) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[0], l.room(width)) + l.top(width)
}

func (l *atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.had = size.Width
	width, left := l.room(size.Width), float32(0)
	if l.centred {
		left = (size.Width - width) / 2
	}
	top := l.top(size.Width)
	objects[0].Move(fyne.NewPos(left, top))
	objects[0].Resize(fyne.NewSize(width, size.Height-top))
}

func (l *atMost) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[0].MinSize().Width
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.had)))
}
