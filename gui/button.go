package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// buttonLook is how a button looks.
type buttonLook int

const (
	primaryLook   buttonLook = iota // the one that matters
	secondaryLook                   // with an edge
	linkLook                        // text only
)

// button is a button with a focus ring that cannot be overlooked, pressed by
// Space and by Enter. Fyne's own shows its focus by a shade only.
type button struct {
	pressable
	text   string
	look   buttonLook
	small  bool
	spoken string // what a screen reader says, where it is not the text
}

func newButton(text string, look buttonLook, tapped func()) *button {
	b := &button{pressable: pressable{tapped: tapped}, text: text, look: look}
	b.be(b)
	return b
}

// newLink is a button that reads like a link, in the size of hints.
func newLink(text string, tapped func()) *button {
	b := newButton(text, linkLook, tapped)
	b.small = true
	return b
}

func (b *button) set(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// AccessibilityLabel is the text of the button.
func (b *button) AccessibilityLabel() string {
	if b.spoken != "" {
		return b.spoken
	}
	return b.text
}

// CreateRenderer draws the ring, the ground and the text.
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, ring: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil)}
	r.apply()
	return laidOut(b, r)
}

type buttonRenderer struct {
	b            *button
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
	switch b.look {
	case primaryLook:
		foreground = theme.ColorNameForegroundOnPrimary
		r.ground.FillColor = themed(theme.ColorNamePrimary)
	case secondaryLook:
		r.ground.FillColor = themed(colorSurface)
		r.ground.StrokeColor, r.ground.StrokeWidth = themed(colorEdge), 1
	}
	if b.hovered && !b.Disabled() && b.look != primaryLook {
		r.ground.FillColor = themed(theme.ColorNameHover)
	}
	if b.Disabled() {
		foreground = theme.ColorNameDisabled
		if b.look == primaryLook {
			r.ground.FillColor = themed(theme.ColorNameDisabledButton)
		}
	}
	r.color = themed(foreground)
	if b.focused {
		r.ring.StrokeWidth = 2
		r.ring.StrokeColor = themed(theme.ColorNamePrimary)
		if b.look == primaryLook {
			r.ring.StrokeColor = themed(theme.ColorNameForeground)
		}
	}
}

// padding is the space around the text.
func (b *button) padding() fyne.Size {
	switch {
	case b.look == linkLook && b.small:
		return fyne.NewSize(space4, 3)
	case b.look == linkLook:
		return fyne.NewSize(space8, 6)
	}
	return fyne.NewSize(18, 10)
}

func (r *buttonRenderer) MinSize() fyne.Size {
	size := r.b.measure(r.b.text)
	padding := r.b.padding()
	// On one line, and as high as its lines where it was given less width.
	width, lines := size.Width+2*padding.Width, float32(1)
	if w := r.b.Size().Width; w > 0 && w < width-1 {
		lines = float32(len(r.b.wrap(w)))
	}
	return fyne.NewSize(width, lines*size.Height+2*padding.Height)
}

// measure is the size of a text on the button.
func (b *button) measure(text string) fyne.Size {
	return extent(text, measure(b.textSize()), fyne.TextStyle{Bold: true})
}

func (b *button) textSize() fyne.ThemeSizeName {
	if b.small {
		return theme.SizeNameCaptionText
	}
	return theme.SizeNameText
}

// wrap breaks the text into lines for a width of the button.
func (b *button) wrap(width float32) []string {
	return wrapText(b.text, width-2*b.padding().Width+1, func(s string) float32 { return b.measure(s).Width })
}

// heightFor is the height of the button at a width that may be less than that
// of its text.
func (b *button) heightFor(width float32) float32 {
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
		setText(t, line, measure(r.b.textSize()), fyne.TextStyle{Bold: true})
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
