package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Label stands in for Fyne's Label, which has margins, learns its height a frame
// late and takes no colours but its own. It wraps at words (NewParagraph), or is
// one line: as wide as its text (NewLabel), or cut off with "…" (NewClip).
type Label struct {
	widget.BaseWidget
	Text      string
	Color     fyne.ThemeColorName
	TextSize  fyne.ThemeSizeName
	TextStyle fyne.TextStyle
	Alignment fyne.TextAlign // of one line in its room
	MaxWidth  float32        // of what wraps: as wide as its text up to here, at the text size 14

	form  labelForm
	lines []string // as they were wrapped last, with what they were wrapped for
	asked wrapping
}

// labelForm is what a label does with a text that is longer than its room.
type labelForm int

const (
	wraps labelForm = iota
	oneLine
	clipped
)

// wrapping is what the lines of a label follow from.
type wrapping struct {
	text        string
	width, size float32
	style       fyne.TextStyle
}

func newLabel(form labelForm, text string, color fyne.ThemeColorName, size fyne.ThemeSizeName, style fyne.TextStyle) *Label {
	l := &Label{Text: text, Color: color, TextSize: size, TextStyle: style, form: form}
	l.ExtendBaseWidget(l)
	return l
}

// NewParagraph makes a text that wraps. A word longer than a line is broken
// anywhere.
func NewParagraph(text string, color fyne.ThemeColorName, size fyne.ThemeSizeName, style fyne.TextStyle) *Label {
	return newLabel(wraps, text, color, size, style)
}

// NewLabel makes one line that is as wide as its text.
func NewLabel(text string, color fyne.ThemeColorName, size fyne.ThemeSizeName, style fyne.TextStyle) *Label {
	return newLabel(oneLine, text, color, size, style)
}

// NewClip makes one line that ends in "…" where its room is too small.
func NewClip(color fyne.ThemeColorName, size fyne.ThemeSizeName, bold bool) *Label {
	return newLabel(clipped, "", color, size, fyne.TextStyle{Bold: bold})
}

// NewHeading makes the title of a page.
func NewHeading(text string) *Label {
	return NewParagraph(text, theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{Bold: true})
}

// NewBody makes a usual paragraph.
func NewBody(text string) *Label {
	return NewParagraph(text, theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{})
}

// NewStrong makes a paragraph in bold.
func NewStrong(text string) *Label {
	return NewParagraph(text, theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true})
}

// NewHint makes a paragraph in small, grey letters.
func NewHint(text string) *Label {
	return NewParagraph(text, ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
}

// NewCode makes a paragraph in the small letters of code.
func NewCode(text string) *Label {
	return NewParagraph(text, theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Monospace: true})
}

// SetText changes the text. A paragraph without text is hidden.
func (l *Label) SetText(text string) {
	l.Text = text
	if l.form == wraps {
		SetVisible(l, text != "")
	}
	l.Refresh()
}

// SetColored changes the text and its colour.
func (l *Label) SetColored(text string, color fyne.ThemeColorName) {
	l.Color = color
	l.SetText(text)
}

// AccessibilityLabel is the whole text.
func (l *Label) AccessibilityLabel() string { return l.Text }

// AccessibilityRole is that of text.
func (l *Label) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (l *Label) measure(text string) fyne.Size {
	return MeasureText(text, Measure(l.TextSize), l.TextStyle)
}

// LineHeight is the distance from one line to the next.
func (l *Label) LineHeight() float32 { return l.measure("M").Height }

// HeightFor is the height at a width.
func (l *Label) HeightFor(width float32) float32 {
	if l.form != wraps {
		return l.LineHeight()
	}
	return float32(len(l.wrap(width))) * l.LineHeight()
}

// wrap breaks the text into lines and remembers them.
func (l *Label) wrap(width float32) []string {
	if now := (wrapping{l.Text, width, Measure(l.TextSize), l.TextStyle}); l.lines == nil || now != l.asked {
		l.asked = now
		l.lines = wrapText(l.Text, width, l.wide)
	}
	return l.lines
}

func (l *Label) wide(text string) float32 { return l.measure(text).Width }

// shown are the lines as they are drawn at a width.
func (l *Label) shown(width float32) []string {
	switch {
	case l.form == wraps:
		return l.wrap(width)
	case l.form == clipped && l.wide(l.Text) > width:
		return []string{headThatFits(l.Text+" ", max(width-l.wide("…"), 0), l.wide) + "…"}
	}
	return []string{l.Text}
}

// CreateRenderer draws the lines.
func (l *Label) CreateRenderer() fyne.WidgetRenderer { return LaidOut(l, &labelRenderer{l: l}) }

// labelRenderer keeps its texts: labels are many, and change often.
type labelRenderer struct {
	l       *Label
	objects []fyne.CanvasObject // a text for each line
}

func (r *labelRenderer) Destroy() {}

func (r *labelRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize of what wraps is narrow, so that a text never forces a width on what is
// around it; once laid out, it is as high as its lines.
func (r *labelRenderer) MinSize() fyne.Size {
	l, width := r.l, r.l.Size().Width
	switch {
	case l.form == oneLine:
		return l.measure(l.Text)
	case l.form == clipped:
		return fyne.NewSize(24, l.LineHeight())
	case l.MaxWidth > 0:
		width = min(l.wide(l.Text)+1, Scaled(l.MaxWidth))
		return fyne.NewSize(width, l.HeightFor(width))
	case width > 0:
		return fyne.NewSize(min(24, width), l.HeightFor(width))
	}
	return fyne.NewSize(24, l.LineHeight())
}

func (r *labelRenderer) Layout(size fyne.Size) {
	l := r.l
	lines := l.shown(size.Width)
	for len(r.objects) < len(lines) {
		r.objects = append(r.objects, canvas.NewText("", nil))
	}
	r.objects = r.objects[:len(lines)]
	height := size.Height // one line stands in the middle of its room
	if l.form == wraps {
		height = l.LineHeight()
	}
	for i, line := range lines {
		t := r.objects[i].(*canvas.Text)
		SetText(t, line, Measure(l.TextSize), l.TextStyle)
		t.Color, t.Alignment = Color(l.Color), l.Alignment
		t.Move(fyne.NewPos(0, float32(i)*height))
		t.Resize(fyne.NewSize(size.Width, height))
		t.Refresh()
	}
}

func (r *labelRenderer) Refresh() {
	if size := r.l.Size(); size.Width > 0 {
		r.Layout(size)
	}
	canvas.Refresh(r.l)
}
