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

// fold is the head of a step of the guide: a mark with its number or what
// became of it, its name, and how far it is. Space and Enter unfold it.
type fold struct {
	kit.PressableCard
	state      string // how far the step is, for those who do not see the mark
	mark       *stepMark
	chevron    *widget.Icon
	name, line *kit.Label
}

func newFold(number int, name string, tapped func()) *fold {
	f := &fold{mark: &stepMark{number: number, status: guide.Open}, chevron: widget.NewIcon(nil), name: kit.NewStrong(name), line: kit.NewHint("")}
	f.mark.ExtendBaseWidget(f.mark)
	end := kit.NewSquare(18, f.chevron)
	f.Build(f, tapped, kit.Space8, kit.Space8, kit.NewTopLine(kit.Space12, 1, f.mark, kit.NewColumn(2, f.name, f.line), end))
	f.set(guide.Open, "", "", false)
	return f
}

// set shows how far the step is, a line below its name, and whether its parts
// can be seen. state says how far it is in words.
func (f *fold) set(status guide.Status, state, line string, unfolded bool) {
	f.state, f.mark.status, f.mark.unfolded = state, status, unfolded
	color := kit.ColorSecondary
	switch status {
	case guide.Done:
		color = kit.ColorWorks
	case guide.Attention:
		color = kit.ColorLimited
	}
	f.line.SetColored(line, color)
	arrow := theme.MenuDropDownIcon()
	if unfolded {
		arrow = theme.MenuDropUpIcon()
	}
	kit.SetIcon(f.chevron, arrow, kit.ColorSecondary)
	f.mark.Refresh()
	f.Refresh()
}

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

// stepMark is the mark before a step: a disc with its number, or with what became
// of it.
type stepMark struct {
	widget.BaseWidget
	number   int // 0 for a step that is none: what to do about trouble
	status   guide.Status
	unfolded bool
}

// markSize is the size of the mark, at the text size 14.
const markSize = 26

// CreateRenderer draws the mark.
func (m *stepMark) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(m, func() fyne.Size { return fyne.NewSquareSize(kit.Scaled(markSize)) }, m.draw)
}

func (m *stepMark) draw(fyne.Size) []fyne.CanvasObject {
	edge, fill, ink := kit.ColorEdge, kit.ColorSurface, kit.ColorSecondary
	var icon fyne.Resource
	switch {
	case m.status == guide.Done:
		edge, fill, ink, icon = kit.ColorWorks, kit.ColorWorksGround, kit.ColorWorks, theme.ConfirmIcon()
	case m.status == guide.Attention:
		edge, fill, ink, icon = kit.ColorLimited, kit.ColorLimitedGround, kit.ColorLimited, theme.WarningIcon()
	case m.number == 0:
		icon = theme.InfoIcon()
	case m.unfolded:
		edge, fill, ink = theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	}
	side := kit.Scaled(markSize)
	disc := canvas.NewCircle(kit.Color(fill))
	disc.StrokeColor, disc.StrokeWidth = kit.Color(edge), 1
	disc.Resize(fyne.NewSquareSize(side))
	if icon != nil {
		i, inner := widget.NewIcon(theme.NewColoredResource(icon, ink)), side*0.6
		i.Move(fyne.NewSquareOffsetPos((side - inner) / 2))
		i.Resize(fyne.NewSquareSize(inner))
		return []fyne.CanvasObject{disc, i}
	}
	number := canvas.NewText("", kit.Color(ink))
	number.Alignment = fyne.TextAlignCenter
	kit.SetText(number, strconv.Itoa(m.number), kit.Measure(theme.SizeNameCaptionText), fyne.TextStyle{Bold: true})
	number.Resize(fyne.NewSquareSize(side))
	return []fyne.CanvasObject{disc, number}
}

// stemPlaces is where the line runs down from the mark of a step, and where the
// parts that hang on it begin: they have margins of their own.
func stemPlaces() (line, parts float32) {
	side := kit.Scaled(markSize)
	return kit.Space8 + side/2, side + kit.Space12
}
