package kit

import (
	"image/color"

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

// Button is a button with a focus ring that cannot be overlooked, pressed by
// Space and by Enter. Fyne's own shows its focus by a shade only.
type Button struct {
	Pressable
	Text   string
	Look   buttonLook
	small  bool
	Spoken string // what a screen reader says, where it is not the text
}

func NewButton(text string, look buttonLook, tapped func()) *Button {
	b := &Button{Pressable: Pressable{OnTapped: tapped}, Text: text, Look: look}
	b.Extend(b)
	return b
}

// NewLink is a button that reads like a link, in the size of hints.
func NewLink(text string, tapped func()) *Button {
	b := NewButton(text, Link, tapped)
	b.small = true
	return b
}

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

// CreateRenderer draws the ring, the ground and the text.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, ring: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil)}
	r.apply()
	return LaidOut(b, r)
}

type buttonRenderer struct {
	b            *Button
	ring, ground *canvas.Rectangle
	color        color.Color    // of the text
	texts        []*canvas.Text // a line each
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.ring}
	for _, t := range r.texts {
		objects = append(objects, t)
	}
	return objects
}

// apply takes the colours of the theme and the state.
func (r *buttonRenderer) apply() {
	b := r.b
	r.ground.CornerRadius, r.ring.CornerRadius = 8, 8
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = nil, nil, 0
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth = nil, nil, 0
	foreground := theme.ColorNamePrimary
	switch b.Look {
	case Primary:
		foreground = theme.ColorNameForegroundOnPrimary
		r.ground.FillColor = Color(theme.ColorNamePrimary)
	case Secondary:
		r.ground.FillColor = Color(ColorSurface)
		r.ground.StrokeColor, r.ground.StrokeWidth = Color(ColorEdge), 1
	}
	if b.Hovered && !b.Disabled() && b.Look != Primary {
		r.ground.FillColor = Color(theme.ColorNameHover)
	}
	if b.Disabled() {
		foreground = theme.ColorNameDisabled
		if b.Look == Primary {
			r.ground.FillColor = Color(theme.ColorNameDisabledButton)
		}
	}
	r.color = Color(foreground)
	if b.Focused {
		r.ring.StrokeWidth = 2
		r.ring.StrokeColor = Color(theme.ColorNamePrimary)
		if b.Look == Primary {
			r.ring.StrokeColor = Color(theme.ColorNameForeground)
		}
	}
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

func (r *buttonRenderer) MinSize() fyne.Size {
	size := r.b.measure(r.b.Text)
	padding := r.b.padding()
	// On one line, and as high as its lines where it was given less width.
	width, lines := size.Width+2*padding.Width, float32(1)
	if w := r.b.Size().Width; w > 0 && w < width-1 {
		lines = float32(len(r.b.wrap(w)))
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

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(fyne.NewSize(size.Width+4, size.Height+4))
	var lines []string
	if size.Width > 0 {
		lines = r.b.wrap(size.Width)
	}
	for len(r.texts) < len(lines) {
		t := canvas.NewText("", nil)
		t.Alignment = fyne.TextAlignCenter
		r.texts = append(r.texts, t)
	}
	r.texts = r.texts[:len(lines)]
	height := r.b.measure("M").Height
	top := (size.Height - height*float32(len(lines))) / 2
	for i, line := range lines {
		t := r.texts[i]
		SetText(t, line, Measure(r.b.textSize()), fyne.TextStyle{Bold: true})
		t.Color = r.color
		t.Move(fyne.NewPos(0, top+float32(i)*height))
		t.Resize(fyne.NewSize(size.Width, height))
		t.Refresh()
	}
}

func (r *buttonRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
