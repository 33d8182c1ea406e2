package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// entryLine lays a mark, a text and a short word: the word at the right, or
// below the text where that would be squeezed.
type entryLine struct{ width float32 }

// roomy is the least width of the text beside the word, at the text size 14.
const roomy = 180

// places gives where the word stands and how wide the text is.
func (l *entryLine) places(objects []fyne.CanvasObject, width float32) (indent, text float32, below bool) {
	indent = objects[0].MinSize().Width + space8
	text = width - indent - objects[2].MinSize().Width - space8
	if text < roomy*measure(theme.SizeNameText)/14 {
		return indent, max(width-indent, 0), true
	}
	return indent, text, false
}

func (l *entryLine) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	_, text, below := l.places(objects, width)
	height := heightFor(objects[1], text)
	if below {
		return height + 2 + objects[2].MinSize().Height
	}
	return max(height, objects[2].MinSize().Height, objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (l *entryLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	indent, text, below := l.places(objects, size.Width)
	mark, least := objects[0].MinSize(), objects[2].MinSize()
	height := heightFor(objects[1], text)
	objects[0].Resize(mark)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Move(fyne.NewPos(indent, 0))
	objects[1].Resize(fyne.NewSize(text, height))
	objects[2].Resize(least)
	if below {
		objects[2].Move(fyne.NewPos(indent, height+2))
		return
	}
	objects[2].Move(fyne.NewPos(size.Width-least.Width, 0))
}

// MinSize implements fyne.Layout.
func (l *entryLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[0].MinSize().Width + space8 + max(objects[1].MinSize().Width, objects[2].MinSize().Width)
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}

// asWide gives a paragraph the width of its text, up to most at the text size
// 14; where there is less room it wraps.
type asWide struct{ most, width float32 }

func (a *asWide) natural(o fyne.CanvasObject) float32 {
	p := o.(*paragraph)
	return extent(p.text, measure(p.size), p.style).Width + 1
}

func (a *asWide) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[0], width)
}

// Layout implements fyne.Layout.
func (a *asWide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	objects[0].Resize(size)
}

// MinSize implements fyne.Layout.
func (a *asWide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := min(a.natural(objects[0]), a.most*measure(theme.SizeNameText)/14)
	return fyne.NewSize(width, heightFor(objects[0], width))
}

// share is a thin bar of which a part is done.
type share struct {
	*fyne.Container
	layout *shareLayout
}

func newShare() *share {
	l := &shareLayout{}
	return &share{&fyne.Container{Layout: l, Objects: []fyne.CanvasObject{
		newPanel(colorHairline, "", 3), newPanel(theme.ColorNamePrimary, "", 3),
	}}, l}
}

// set shows a part between 0 and 1.
func (s *share) set(part float32) {
	if s.layout.part != part {
		s.layout.part = part
		s.layout.Layout(s.Objects, s.Size())
		s.Refresh()
	}
}

type shareLayout struct{ part float32 }

// Layout implements fyne.Layout.
func (l *shareLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[1].Resize(fyne.NewSize(size.Width*l.part, size.Height))
}

// MinSize implements fyne.Layout.
func (l *shareLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 6) }
