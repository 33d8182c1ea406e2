package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Badge is a short text in a colour, with an edge of that colour.
type Badge struct {
	Root  *fyne.Container
	text  *Label
	panel *Panel
}

// NewBadge makes an empty badge.
func NewBadge() *Badge {
	b := &Badge{text: NewParagraph("", ColorNeutral, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}), panel: NewPanel(ColorSurface, ColorNeutral, 6)}
	b.text.MaxWidth = 240
	b.Root = NewInset(Space8, Space4, b.panel, b.text)
	return b
}

// SetText shows a text in a colour.
func (b *Badge) SetText(text string, color fyne.ThemeColorName) {
	b.text.SetColored(text, color)
	b.panel.SetColors(ColorSurface, color)
	Rearrange(b.Root)
}
