package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// MarkLine lays a mark, a text and a short word: the word at the right, or
// below the text where that would be squeezed.
type MarkLine struct{ width float32 }

// roomy is the least width of the text beside the word, at the text size 14.
const roomy = 180

// places gives where the word stands and how wide the text is.
func (l *MarkLine) places(objects []fyne.CanvasObject, width float32) (indent, text float32, below bool) {
	indent = objects[0].MinSize().Width + Space8
	text = width - indent - objects[2].MinSize().Width - Space8
	if text < roomy*Measure(theme.SizeNameText)/14 {
		return indent, max(width-indent, 0), true
	}
	return indent, text, false
}

func (l *MarkLine) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	_, text, below := l.places(objects, width)
	height := HeightFor(objects[1], text)
	if below {
		return height + 2 + objects[2].MinSize().Height
	}
	return max(height, objects[2].MinSize().Height, objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (l *MarkLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	indent, text, below := l.places(objects, size.Width)
	mark, least := objects[0].MinSize(), objects[2].MinSize()
	height := HeightFor(objects[1], text)
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
func (l *MarkLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[0].MinSize().Width + Space8 + max(objects[1].MinSize().Width, objects[2].MinSize().Width)
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.width)))
}

// NaturalWidth gives a paragraph the width of its text, up to most at the text size
// 14; where there is less room it wraps.
type NaturalWidth struct{ MaxWidth, width float32 }

func (a *NaturalWidth) natural(o fyne.CanvasObject) float32 {
	p := o.(*Paragraph)
	return MeasureText(p.Text, Measure(p.TextSize), p.TextStyle).Width + 1
}

func (a *NaturalWidth) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], width)
}

// Layout implements fyne.Layout.
func (a *NaturalWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	objects[0].Resize(size)
}

// MinSize implements fyne.Layout.
func (a *NaturalWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := min(a.natural(objects[0]), a.MaxWidth*Measure(theme.SizeNameText)/14)
	return fyne.NewSize(width, HeightFor(objects[0], width))
}
