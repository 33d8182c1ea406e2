package kit

import (
	"fyne.io/fyne/v2"
)

// Column arranges objects one below the other, each as wide as the column. What
// is hidden or has no height takes no gap.
type Column struct{ gap float32 }

// NewColumn makes a column.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return NewFlow(Column{gap}, objects...)
}

func (c Column) Least(objects []fyne.CanvasObject) float32 { return WidestOf(objects) }

func (c Column) Arrange(objects []fyne.CanvasObject, width, _ float32, put Put) float32 {
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := HeightFor(o, width)
		put(o, 0, y, width, height)
		if height > 0 {
			y += height + c.gap
		}
	}
	return max(y-c.gap, 0)
}

// Inset arranges its last object inside margins, above the others, which fill the
// whole (a ground, an edge).
type Inset struct {
	left, top, right, bottom float32
	indent                   func() float32 // what goes with the size of the text is added at the left
}

// NewInset puts content on a ground, with the same margins on both sides.
func NewInset(horizontal, vertical float32, objects ...fyne.CanvasObject) *fyne.Container {
	return NewFlow(Inset{left: horizontal, top: vertical, right: horizontal, bottom: vertical}, objects...)
}

// NewIndented moves where content begins to the right, or to the left, by what
// goes with the size of the text.
func NewIndented(by func() float32, content fyne.CanvasObject) *fyne.Container {
	return NewFlow(Inset{indent: by}, content)
}

// NewMargins puts content inside four margins.
func NewMargins(left, top, right, bottom float32, content fyne.CanvasObject) *fyne.Container {
	return NewFlow(Inset{left: left, top: top, right: right, bottom: bottom}, content)
}

// NewOutdented lets the words of links stand in line with what is above them.
func NewOutdented(links ...fyne.CanvasObject) *fyne.Container {
	return NewMargins(-Space4, 0, 0, 0, NewWrapped(Space8, links...))
}

func (i Inset) start() float32 {
	if i.indent != nil {
		return i.left + i.indent()
	}
	return i.left
}

func (i Inset) Least(objects []fyne.CanvasObject) float32 {
	return objects[len(objects)-1].MinSize().Width + i.start() + i.right
}

func (i Inset) Arrange(objects []fyne.CanvasObject, width, room float32, put Put) float32 {
	last := len(objects) - 1
	for _, o := range objects[:last] {
		put(o, 0, 0, width, room)
	}
	content, inner := objects[last], width-i.start()-i.right
	put(content, i.start(), i.top, inner, room-i.top-i.bottom)
	if !content.Visible() {
		return 0
	}
	return HeightFor(content, inner) + i.top + i.bottom
}

// bar arranges its first object as a thin bar beside its second.
type bar struct {
	thickness float32
	places    func() (bar, content float32) // where both begin
}

// NewBar draws a bar of a colour down the left side of content. places is where
// both begin, which may go with the size of the text.
func NewBar(color fyne.ThemeColorName, thickness float32, places func() (bar, content float32), content fyne.CanvasObject) *fyne.Container {
	return NewFlow(bar{thickness, places}, NewPanel(color, "", 0), content)
}

func (b bar) Least(objects []fyne.CanvasObject) float32 {
	_, left := b.places()
	return objects[1].MinSize().Width + left
}

func (b bar) Arrange(objects []fyne.CanvasObject, width, room float32, put Put) float32 {
	at, left := b.places()
	put(objects[0], at, 0, b.thickness, room)
	put(objects[1], left, 0, width-left, room)
	return HeightFor(objects[1], width-left)
}

// atMost lets its object grow to a width, at the text size 14. Where there is more
// room it stays at the left, or, centred, in the middle with some air above it.
type atMost struct {
	width   float32
	centred bool
}

// ReadableWidth is how wide text grows: lines stay readable.
const ReadableWidth = 640

// NewReadable keeps content from growing wider than lines are easy to read.
func NewReadable(content fyne.CanvasObject) *fyne.Container {
	return NewFlow(atMost{width: ReadableWidth}, content)
}

// NewCentred is content no wider than width, in the middle.
func NewCentred(width float32, content fyne.CanvasObject) *fyne.Container {
	return NewFlow(atMost{width: width, centred: true}, content)
}

func (a atMost) Least(objects []fyne.CanvasObject) float32 { return objects[0].MinSize().Width }

func (a atMost) Arrange(objects []fyne.CanvasObject, width, room float32, put Put) float32 {
	own := min(width, Scaled(a.width))
	var left, top float32
	if a.centred {
		left = (width - own) / 2
		if left > Space24 {
			top = 2 * Space24
		}
	}
	put(objects[0], left, top, own, room-top)
	return HeightFor(objects[0], own) + top
}

// fixed gives its object a width, and a height unless that is 0, at the text size 14.
type fixed struct{ width, height float32 }

// NewSquare gives an object a size that grows with the text only.
func NewSquare(side float32, o fyne.CanvasObject) *fyne.Container {
	return NewFlow(fixed{side, side}, o)
}

// NewFixedWidth gives content a width that grows with the text only.
func NewFixedWidth(width float32, content fyne.CanvasObject) *fyne.Container {
	return NewFlow(fixed{width: width}, content)
}

func (f fixed) Least([]fyne.CanvasObject) float32 { return Scaled(f.width) }

func (f fixed) Arrange(objects []fyne.CanvasObject, _, room float32, put Put) float32 {
	width, height := Scaled(f.width), Scaled(f.height)
	if f.height > 0 {
		put(objects[0], 0, 0, width, height)
		return height
	}
	put(objects[0], 0, 0, width, room)
	return HeightFor(objects[0], width)
}

// asHighAs gives its object the height of another at least, and centres it.
type asHighAs struct{ like fyne.CanvasObject }

// NewAsHighAs gives an object the height of another at least, and centres it.
func NewAsHighAs(o, like fyne.CanvasObject) fyne.CanvasObject { return NewFlow(asHighAs{like}, o) }

func (asHighAs) Least(objects []fyne.CanvasObject) float32 { return objects[0].MinSize().Width }

func (a asHighAs) Arrange(objects []fyne.CanvasObject, width, room float32, put Put) float32 {
	size := objects[0].MinSize()
	if size.Width > width && width > 0 {
		size = fyne.NewSize(width, HeightFor(objects[0], width))
	}
	put(objects[0], 0, (room-size.Height)/2, size.Width, size.Height)
	return max(a.like.MinSize().Height, size.Height)
}
