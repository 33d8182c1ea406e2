package gui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/guide"
)

// markSize is the size of the mark before a step, at the usual size of text.
const markSize = 26

// fold is the head of a step of the guide: a mark with its number or what
// became of it, its name, and how far it is. Space and Enter unfold it.
type fold struct {
	kit.Pressable
	unfolded bool
	number   int
	status   guide.Status
	state    string // how far the step is, for those who do not see the mark

	ground  *canvas.Rectangle
	disc    *canvas.Circle
	digit   *canvas.Text
	icon    *widget.Icon
	chevron *widget.Icon
	name    *kit.Paragraph
	line    *kit.Paragraph
	content *fyne.Container
}

func newFold(number int, name string, tap func()) *fold {
	f := &fold{Pressable: kit.Pressable{OnTapped: tap}, number: number, status: guide.Open}
	f.ground = canvas.NewRectangle(nil)
	f.disc, f.digit = canvas.NewCircle(nil), canvas.NewText("", nil)
	f.icon, f.chevron = widget.NewIcon(nil), widget.NewIcon(nil)
	f.name, f.line = kit.NewStrong(name), kit.NewHint("")
	mark := &fyne.Container{Layout: markLayout{}, Objects: []fyne.CanvasObject{f.disc, f.digit, f.icon}}
	end := &fyne.Container{Layout: kit.FixedSquare(18), Objects: []fyne.CanvasObject{f.chevron}}
	f.content = kit.NewInset(kit.Space8, kit.Space8, f.ground, kit.NewTopLine(kit.Space12, 1, mark, kit.NewColumn(2, f.name, f.line), end))
	f.Extend(f)
	return f
}

// set shows how far the step is, a line below its name, and whether its parts
// can be seen. state says how far it is in words.
func (f *fold) set(status guide.Status, state, line string, unfolded bool) {
	f.status, f.state, f.unfolded = status, state, unfolded
	f.line.SetText(line)
	f.line.Color = kit.ColorSecondary
	switch status {
	case guide.Done:
		f.line.Color = kit.ColorWorks
	case guide.Attention:
		f.line.Color = kit.ColorLimited
	}
	f.Refresh()
}

func (f *fold) HeightFor(width float32) float32 { return kit.HeightFor(f.content, width) }

// AccessibilityLabel is the name, how far the step is, and the line below.
func (f *fold) AccessibilityLabel() string {
	label := f.name.Text
	if f.state != "" {
		label += ", " + f.state
	}
	if f.line.Text != f.state {
		label += ", " + f.line.Text
	}
	return label
}

// Refresh takes the colours of the theme and the state.
func (f *fold) Refresh() {
	f.apply()
	f.BaseWidget.Refresh()
}

func (f *fold) apply() {
	f.ground.CornerRadius = 8
	f.ground.FillColor, f.ground.StrokeColor, f.ground.StrokeWidth = nil, nil, 0
	if f.Hovered {
		f.ground.FillColor = kit.Color(theme.ColorNameHover)
	}
	if f.Focused {
		f.ground.StrokeColor, f.ground.StrokeWidth = kit.Color(theme.ColorNamePrimary), 2
	}
	edge, fill, ink := kit.ColorEdge, kit.ColorSurface, kit.ColorSecondary
	f.icon.Hidden, f.digit.Hidden = true, false
	switch {
	case f.status == guide.Done:
		edge, fill = kit.ColorWorks, kit.ColorWorksGround
		f.sign(theme.ConfirmIcon(), kit.ColorWorks)
	case f.status == guide.Attention:
		edge, fill = kit.ColorLimited, kit.ColorLimitedGround
		f.sign(theme.WarningIcon(), kit.ColorLimited)
	case f.number == 0:
		f.sign(theme.InfoIcon(), kit.ColorSecondary)
	case f.unfolded:
		edge, fill, ink = theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	}
	f.disc.FillColor, f.disc.StrokeColor, f.disc.StrokeWidth = kit.Color(fill), kit.Color(edge), 1
	kit.SetText(f.digit, strconv.Itoa(f.number), kit.Measure(theme.SizeNameCaptionText), fyne.TextStyle{Bold: true})
	f.digit.Alignment, f.digit.Color = fyne.TextAlignCenter, kit.Color(ink)
	arrow := theme.MenuDropDownIcon()
	if f.unfolded {
		arrow = theme.MenuDropUpIcon()
	}
	kit.SetIcon(f.chevron, arrow, kit.ColorSecondary)
	f.ground.Refresh()
	f.disc.Refresh()
	f.digit.Refresh()
}

// sign puts an icon in the place of the number.
func (f *fold) sign(icon fyne.Resource, color fyne.ThemeColorName) {
	f.icon.Hidden, f.digit.Hidden = false, true
	kit.SetIcon(f.icon, icon, color)
}

// CreateRenderer shows the content.
func (f *fold) CreateRenderer() fyne.WidgetRenderer {
	f.apply()
	return widget.NewSimpleRenderer(f.content)
}

// markLayout centres what is on the mark, and lets it grow with the text.
type markLayout struct{}

func (markLayout) side() float32 { return markSize * kit.Measure(theme.SizeNameText) / 14 }

func (l markLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	side := l.side()
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSquareSize(side))
	for _, o := range objects[1:] {
		size := fyne.NewSize(side, o.MinSize().Height)
		if _, icon := o.(*widget.Icon); icon {
			size = fyne.NewSquareSize(side * 0.6)
		}
		o.Resize(size)
		o.Move(fyne.NewPos((side-size.Width)/2, (side-size.Height)/2))
	}
}

func (l markLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(l.side()) }

// stem lays its second object beside a line that runs down from the mark of a
// step: the parts hang on it.
type stem struct{ width float32 }

func (l *stem) left() float32 {
	return kit.Space8 + markLayout{}.side() + kit.Space12 - kit.Space8 // the parts have margins of their own
}

func (l *stem) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return kit.HeightFor(objects[1], width-l.left())
}

func (l *stem) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects[0].Move(fyne.NewPos(kit.Space8+markLayout{}.side()/2, 0))
	objects[0].Resize(fyne.NewSize(1, size.Height))
	objects[1].Move(fyne.NewPos(l.left(), 0))
	objects[1].Resize(fyne.NewSize(size.Width-l.left(), size.Height))
}

func (l *stem) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[1].MinSize().Width + l.left()
	return fyne.NewSize(width, l.HeightFor(objects, max(width, l.width)))
}
