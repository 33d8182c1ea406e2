package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// buttonLook is how a button looks.
type buttonLook int

const (
	Primary   buttonLook = iota // the one that matters
	Secondary                   // with an edge
	Link                        // text only
)

// Button stands in for Fyne's, which shows its focus by a shade only and does not
// wrap. It has a ring, and is pressed by Space and by Enter.
type Button struct {
	pressable
	Text   string
	Look   buttonLook
	small  bool
	Spoken string // what a screen reader says, where it is not the text
	Beside *Label // the text beside it, which describes it; may be nil
	Named  string // its name, where Spoken describes it; "" where Spoken is the name
}

// NewButton makes a button.
func NewButton(text string, look buttonLook, tapped func()) *Button {
	b := &Button{pressable: pressable{OnTapped: tapped}, Text: text, Look: look}
	b.extend(b)
	return b
}

// NewLink makes a button that reads like a link, in the size of hints.
func NewLink(text string, tapped func()) *Button {
	b := NewButton(text, Link, tapped)
	b.small = true
	return b
}

// SetText changes the words.
func (b *Button) SetText(text string) {
	if b.Text != text {
		b.Text = text
		b.Refresh()
	}
}

// AccessibilityLabel is the text of the button.
func (b *Button) AccessibilityLabel() string {
	if b.Spoken != "" {
		return b.Spoken
	}
	return b.Text
}

// CreateRenderer draws the ground, the ring and the text.
func (b *Button) CreateRenderer() fyne.WidgetRenderer { return Drawn(b, b.least, b.draw) }

func (b *Button) draw(size fyne.Size) []fyne.CanvasObject {
	ground := NewRectangle(nil, 8, fyne.Position{}, size)
	ring := NewRectangle(nil, 8, fyne.NewPos(-2, -2), size.AddWidthHeight(4, 4))
	foreground := theme.ColorNamePrimary
	switch b.Look {
	case Primary:
		foreground = theme.ColorNameForegroundOnPrimary
		ground.FillColor = Color(theme.ColorNamePrimary)
	case Secondary:
		ground.FillColor = Color(ColorSurface)
		ground.StrokeColor, ground.StrokeWidth = Color(ColorEdge), 1
	}
	if b.hovered && !b.Disabled() && b.Look != Primary {
		ground.FillColor = Color(theme.ColorNameHover)
	}
	if b.Disabled() {
		foreground = theme.ColorNameDisabled
		if b.Look == Primary {
			ground.FillColor = Color(theme.ColorNameDisabledButton)
		}
	}
	if b.focused {
		ring.StrokeColor, ring.StrokeWidth = Color(theme.ColorNamePrimary), 2
		if b.Look == Primary {
			ring.StrokeColor = Color(theme.ColorNameForeground)
		}
	}
	objects := []fyne.CanvasObject{ground, ring}
	if size.Width == 0 {
		return objects
	}
	lines, height := b.wrap(size.Width), b.measure("M").Height
	top := (size.Height - height*float32(len(lines))) / 2
	for i, line := range lines {
		t := canvas.NewText("", Color(foreground))
		t.Alignment = fyne.TextAlignCenter
		SetText(t, line, Measure(b.textSize()), fyne.TextStyle{Bold: true})
		t.Move(fyne.NewPos(0, top+float32(i)*height))
		t.Resize(fyne.NewSize(size.Width, height))
		objects = append(objects, t)
	}
	return objects
}

// padding is the space around the text.
func (b *Button) padding() fyne.Size {
	switch {
	case b.Look == Link && b.small:
		return fyne.NewSize(Space4, 3)
	case b.Look == Link:
		return fyne.NewSize(Space8, 6)
	}
	return fyne.NewSize(18, 10)
}

func (b *Button) least() fyne.Size {
	size := b.measure(b.Text)
	padding := b.padding()
	// On one line, and as high as its lines where it was given less width.
	width, lines := size.Width+2*padding.Width, float32(1)
	if w := b.Size().Width; w > 0 && w < width-1 {
		lines = float32(len(b.wrap(w)))
	}
	return fyne.NewSize(width, lines*size.Height+2*padding.Height)
}

// measure is the size of a text on the button.
func (b *Button) measure(text string) fyne.Size {
	return MeasureText(text, Measure(b.textSize()), fyne.TextStyle{Bold: true})
}

func (b *Button) textSize() fyne.ThemeSizeName {
	if b.small {
		return theme.SizeNameCaptionText
	}
	return theme.SizeNameText
}

// wrap breaks the text into lines for a width of the button.
func (b *Button) wrap(width float32) []string {
	return wrapText(b.Text, width-2*b.padding().Width+1, func(s string) float32 { return b.measure(s).Width })
}

// HeightFor is the height of the button at a width that may be less than that
// of its text.
func (b *Button) HeightFor(width float32) float32 {
	return float32(len(b.wrap(width)))*b.measure("M").Height + 2*b.padding().Height
}
