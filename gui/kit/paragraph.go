package kit

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text that wraps at words, without the margins of Fyne's Label.
// A word longer than a line is broken anywhere.
type Paragraph struct {
	widget.BaseWidget
	Text      string
	Color     fyne.ThemeColorName
	TextSize  fyne.ThemeSizeName
	TextStyle fyne.TextStyle

	Lines []string
	width float32 // for which lines were made
	scale float32 // text size for which lines were made
}

func NewParagraph(text string, color fyne.ThemeColorName, size fyne.ThemeSizeName, style fyne.TextStyle) *Paragraph {
	p := &Paragraph{Text: text, Color: color, TextSize: size, TextStyle: style}
	p.ExtendBaseWidget(p)
	return p
}

func NewBody(text string) *Paragraph {
	return NewParagraph(text, theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{})
}

func NewStrong(text string) *Paragraph {
	return NewParagraph(text, theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true})
}

func NewHint(text string) *Paragraph {
	return NewParagraph(text, ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
}

func NewCode(text string) *Paragraph {
	return NewParagraph(text, theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Monospace: true})
}

// SetText changes the text, and hides the paragraph when there is none.
func (p *Paragraph) SetText(text string) {
	if text != p.Text {
		p.Text = text
		p.Lines = nil
	}
	if text == "" {
		p.Hide()
		return
	}
	p.Show()
	p.Refresh()
}

// AccessibilityLabel is the text itself.
func (p *Paragraph) AccessibilityLabel() string { return p.Text }

// AccessibilityRole is that of text.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// lineHeight is the distance from one line to the next.
func (p *Paragraph) lineHeight() float32 {
	return MeasureText("M", Measure(p.TextSize), p.TextStyle).Height
}

func (p *Paragraph) HeightFor(width float32) float32 {
	return float32(len(p.wrap(width))) * p.lineHeight()
}

// wrap breaks the text into lines and remembers them.
func (p *Paragraph) wrap(width float32) []string {
	scale := Measure(p.TextSize)
	if p.Lines != nil && p.width == width && p.scale == scale {
		return p.Lines
	}
	p.width, p.scale = width, scale
	p.Lines = wrapText(p.Text, width, func(s string) float32 { return MeasureText(s, scale, p.TextStyle).Width })
	return p.Lines
}

// wrapText breaks text into lines no wider than width, as measured by wide.
func wrapText(text string, width float32, wide func(string) float32) []string {
	var lines []string
	var space float32
	if width > 0 {
		space = wide(" ")
	}
	for _, part := range strings.Split(text, "\n") {
		current := ""
		var taken float32 // by current
		for _, word := range BreakableWords(part) {
			if width <= 0 {
				current = joined(current, word)
				continue
			}
			// The words of a line are measured one by one: the same ones come
			// again. Whether a line is full tells the line itself, since signs
			// side by side may be nearer to each other than alone.
			with := wide(word)
			if current != "" {
				with += taken + space
			}
			if math.Abs(float64(with-width)) < float64(space) {
				with = wide(joined(current, word))
			}
			if with <= width {
				current, taken = joined(current, word), with
				continue
			}
			if current != "" {
				lines = append(lines, current)
			}
			for wide(word) > width && utf8.RuneCountInString(word) > 1 {
				head := headThatFits(word, width, wide)
				lines = append(lines, head)
				word = word[len(head):]
			}
			current, taken = word, wide(word)
		}
		lines = append(lines, current)
	}
	return lines
}

// joined is a line with one more word.
func joined(line, word string) string {
	if line == "" {
		return word
	}
	return line + " " + word
}

// BreakableWords splits a text where a line may end: at white space, but not at a
// no-break space, which stands inside numbers and before French punctuation.
func BreakableWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f'
	})
}

// headThatFits is the longest beginning of a word that fits, at least a rune.
func headThatFits(word string, width float32, wide func(string) float32) string {
	end := 0
	for end < len(word) {
		_, size := utf8.DecodeRuneInString(word[end:])
		if end > 0 && wide(word[:end+size]) > width {
			break
		}
		end += size
	}
	return word[:end]
}

// CreateRenderer makes the lines.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	return LaidOut(p, &paragraphRenderer{p: p})
}

type paragraphRenderer struct {
	p       *Paragraph
	objects []fyne.CanvasObject
}

func (r *paragraphRenderer) Destroy() {}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *paragraphRenderer) MinSize() fyne.Size {
	// Narrow, so that the text never forces a width on what is around it;
	// once laid out, as high as its lines.
	width := float32(24)
	if w := r.p.Size().Width; w > 0 {
		return fyne.NewSize(min(width, w), r.p.HeightFor(w))
	}
	return fyne.NewSize(width, r.p.lineHeight())
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	lines := r.p.wrap(size.Width)
	for len(r.objects) < len(lines) {
		r.objects = append(r.objects, canvas.NewText("", nil))
	}
	r.objects = r.objects[:len(lines)]
	height := r.p.lineHeight()
	color := Color(r.p.Color)
	for i, text := range lines {
		t := r.objects[i].(*canvas.Text)
		SetText(t, text, Measure(r.p.TextSize), r.p.TextStyle)
		t.Color = color
		t.Move(fyne.NewPos(0, float32(i)*height))
		t.Resize(fyne.NewSize(size.Width, height))
		t.Refresh()
	}
}

func (r *paragraphRenderer) Refresh() {
	if size := r.p.Size(); size.Width > 0 {
		r.Layout(size)
	}
	canvas.Refresh(r.p)
}

// NewLabel is one line of text that never wraps: a label on a button, a time.
func NewLabel(text string, color fyne.ThemeColorName, size fyne.ThemeSizeName, style fyne.TextStyle) *Label {
	l := &Label{Color: color, size: size, Drawn: canvas.NewText(text, nil)}
	l.Drawn.TextStyle = style
	l.ExtendBaseWidget(l)
	return l
}

// Label is canvas.Text that follows the theme.
type Label struct {
	widget.BaseWidget
	Drawn *canvas.Text
	Color fyne.ThemeColorName
	size  fyne.ThemeSizeName
}

func (l *Label) SetText(text string) {
	l.Drawn.Text = text
	l.Refresh()
}

// apply takes the colours and sizes of the theme.
func (l *Label) apply() {
	SetText(l.Drawn, l.Drawn.Text, Measure(l.size), l.Drawn.TextStyle)
	l.Drawn.Color = Color(l.Color)
}

// Refresh takes the colours and sizes of the theme.
func (l *Label) Refresh() {
	l.apply()
	l.BaseWidget.Refresh()
}

// CreateRenderer shows the text.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	l.apply()
	return widget.NewSimpleRenderer(l.Drawn)
}
