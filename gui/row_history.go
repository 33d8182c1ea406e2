package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/check"
)

// pastRow is one check of the past in a list.
type pastRow struct {
	root                         *fyne.Container
	ground                       *kit.Panel
	mark                         *verdictMark
	first, second, right, picked *kit.Label
}

// pastRowHeight is the height of two lines of text with their margins.
func pastRowHeight() float32 {
	line := func(size fyne.ThemeSizeName) float32 {
		return kit.MeasureText("M", kit.Measure(size), fyne.TextStyle{Bold: true}).Height
	}
	return line(theme.SizeNameText) + line(theme.SizeNameCaptionText) + kit.Space4 + 2*kit.Space4
}

func (r *pastRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, pastRowHeight()) }

// Layout implements fyne.Layout: mark, two lines, and the right column.
func (r *pastRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r.ground.Resize(size)
	mark := r.mark.MinSize()
	r.mark.Move(fyne.NewPos(kit.Space8, kit.Space4+2))
	r.mark.Resize(mark)
	left, right := kit.Space8+mark.Width+kit.Space8, min(kit.Scaled(104), size.Width/3)
	width, x := size.Width-left-right-2*kit.Space8, size.Width-right-kit.Space8
	below := putLine(r.first, left, kit.Space4, width) + kit.Space4
	putLine(r.second, left, below, width)
	putLine(r.right, x, kit.Space4+2, right)
	putLine(r.picked, x, below, right)
}

// putLine places one line of text and returns where it ends.
func putLine(l *kit.Label, x, y, width float32) float32 {
	l.Move(fyne.NewPos(x, y))
	l.Resize(fyne.NewSize(max(width, 0), l.LineHeight()))
	return y + l.LineHeight()
}

// newPastRow makes an empty row.
func newPastRow() fyne.CanvasObject {
	r := &pastRow{
		ground: kit.NewPanel("", "", 6), mark: newVerdictMark(),
		first:  kit.NewClip(theme.ColorNameForeground, theme.SizeNameText, false),
		second: kit.NewClip(kit.ColorSecondary, theme.SizeNameCaptionText, false),
		right:  kit.NewClip(kit.ColorSecondary, theme.SizeNameCaptionText, false),
		picked: kit.NewClip(theme.ColorNamePrimary, theme.SizeNameCaptionText, true),
	}
	r.root = &fyne.Container{Layout: r, Objects: []fyne.CanvasObject{r.ground, r.mark, r.first, r.second, r.right, r.picked}}
	r.right.Alignment, r.picked.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	return r.root
}

// pastRowOf is the row of an object that newPastRow made.
func pastRowOf(o fyne.CanvasObject) *pastRow { return o.(*fyne.Container).Layout.(*pastRow) }

// set fills a row.
func (r *pastRow) set(v check.Verdict, first, second, right, picked string) {
	fill := fyne.ThemeColorName("")
	if picked != "" {
		fill = kit.ColorSelected
	}
	r.ground.SetColors(fill, "")
	r.mark.set(v)
	r.first.SetColored(first, theme.ColorNameForeground)
	r.second.SetColored(second, kit.ColorSecondary)
	r.right.SetColored(right, kit.ColorSecondary)
	r.picked.SetColored(picked, theme.ColorNamePrimary)
}
