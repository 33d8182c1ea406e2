package kit

import (
	"fyne.io/fyne/v2"
)

// Line arranges objects beside each other: one of them (grow) takes what is left,
// the others have their least width. Where too little is left for it to be
// read, those after it go below, in rows.
type Line struct {
	gap   float32
	below float32 // the gap to what goes below
	grow  int
	least float32 // the width under which what grows is not worth reading, at the text size 14
	top   bool    // aligned at the top rather than in the middle
}

// leastGrown is the usual least width of what grows.
const leastGrown = 96

// NewLine makes a line in which object number grow takes what is left.
func NewLine(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return NewFlow(Line{gap: gap, below: gap, grow: grow, least: leastGrown}, objects...)
}

// NewTopLine is NewLine with everything aligned at the top.
func NewTopLine(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return NewFlow(Line{gap: gap, below: gap, grow: grow, least: leastGrown, top: true}, objects...)
}

// NewMarkLine makes a line of a mark, a text and a short word: the word at the
// right, or close below the text where that would be squeezed.
func NewMarkLine(mark, text, word fyne.CanvasObject) *fyne.Container {
	return NewFlow(Line{gap: Space8, below: 2, grow: 1, least: 180, top: true}, mark, text, word)
}

// breaksAt is from which object on the line breaks: the number of objects where
// everything stands beside each other.
func (l Line) breaksAt(objects []fyne.CanvasObject, width float32) int {
	if l.grow < 0 || l.grow >= len(objects)-1 || !objects[l.grow].Visible() || width <= 0 || l.widths(objects, width)[l.grow] >= Scaled(l.least) {
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
func (l Line) widths(objects []fyne.CanvasObject, width float32) []float32 {
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

// start is where what grows begins.
func (l Line) start(objects []fyne.CanvasObject) float32 {
	var x float32
	for _, o := range objects[:max(l.grow, 0)] {
		if o.Visible() {
			x += o.MinSize().Width + l.gap
		}
	}
	return x
}

// Least implements Arrangement.
func (l Line) Least(objects []fyne.CanvasObject) float32 {
	var width float32
	shown := 0
	for _, o := range objects {
		if o.Visible() {
			width += o.MinSize().Width
			shown++
		}
	}
	return width + l.gap*float32(max(shown-1, 0))
}

// Arrange implements Arrangement.
func (l Line) Arrange(objects []fyne.CanvasObject, width, room float32, put Put) float32 {
	cut := l.breaksAt(objects, width)
	beside, rest := objects[:cut], objects[cut:]
	widths := l.widths(beside, width)
	heights := make([]float32, len(beside))
	var row float32
	for i, o := range beside {
		if o.Visible() {
			heights[i] = HeightFor(o, widths[i])
			row = max(row, heights[i])
		}
	}
	height := row
	if len(rest) > 0 {
		left, top := l.start(objects), row+l.below
		height = top + Wrapped{l.gap}.Arrange(rest, width-left, 0, func(o fyne.CanvasObject, x, y, w, h float32) { put(o, left+x, top+y, w, h) })
	} else if room > 0 {
		row = room
	}
	var x float32
	for i, o := range beside {
		if !o.Visible() {
			continue
		}
		var y float32
		if !l.top {
			y = (row - heights[i]) / 2
		}
		put(o, x, y, widths[i], heights[i])
		x += widths[i] + l.gap
	}
	return height
}

// Wrapped arranges objects beside each other at their least size and breaks into
// further rows where they do not fit.
type Wrapped struct{ Gap float32 }

// NewWrapped makes rows of objects.
func NewWrapped(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return NewFlow(Wrapped{gap}, objects...)
}

// Least implements Arrangement.
func (w Wrapped) Least(objects []fyne.CanvasObject) float32 { return WidestOf(objects) }

// Arrange implements Arrangement.
func (w Wrapped) Arrange(objects []fyne.CanvasObject, width, _ float32, put Put) float32 {
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
			x, y, row = 0, y+row+w.Gap, 0
		}
		put(o, x, y, size.Width, size.Height)
		x += size.Width + w.Gap
		row = max(row, size.Height)
	}
	return y + row
}
