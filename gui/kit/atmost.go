package kit

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

// ReadableWidth is how wide text grows: lines stay readable.
const ReadableWidth = 640

// NewReadable keeps content from growing wider than lines are easy to read.
func NewReadable(content fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &atMost{width: ReadableWidth}, Objects: []fyne.CanvasObject{content}}
}

// NewCentred is content no wider than width, in the middle.
func NewCentred(width float32, content fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &atMost{width: width, centred: true}, Objects: []fyne.CanvasObject{content}}
}

func (l *atMost) room(width float32) float32 {
	return min(width, l.width*Measure(theme.SizeNameText)/14)
}

func (l *atMost) top(width float32) float32 {
	if l.centred && width > l.room(width)+2*Space24 {
		return 2 * Space24
	}
	return 0
}

func (l *atMost) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], l.room(width)) + l.top(width)
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
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.had)))
}

// FixedSquare gives its objects a size that grows with the text only.
type FixedSquare float32

func (s FixedSquare) Size() fyne.Size {
	return fyne.NewSquareSize(float32(s) * Measure(theme.SizeNameText) / 14)
}

func (s FixedSquare) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(s.Size())
	}
}

func (s FixedSquare) MinSize([]fyne.CanvasObject) fyne.Size { return s.Size() }

// FixedWidth gives its object a fixed width, in ems of the text size 14.
type FixedWidth struct{ Width float32 }

func (f *FixedWidth) at() float32 { return f.Width * Measure(theme.SizeNameText) / 14 }

func (f *FixedWidth) HeightFor(objects []fyne.CanvasObject, _ float32) float32 {
	return HeightFor(objects[0], f.at())
}

func (f *FixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(f.at(), size.Height))
}

func (f *FixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.at(), f.HeightFor(objects, 0))
}
