package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pageLink is a link whose words wrap: the name of a page can be long, in some
// languages very long. Space and Enter follow it.
type pageLink struct {
	pressable
	text    *paragraph
	ground  *panel
	content *fyne.Container
}

func newPageLink(text string, tap, escape func()) *pageLink {
	l := &pageLink{pressable: pressable{tapped: tap, escape: escape}, ground: newPanel("", "", 8)}
	l.text = newParagraph(text, theme.ColorNamePrimary, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	l.content = newInset(space4, 3, l.ground, l.text)
	l.be(l)
	return l
}

func (l *pageLink) heightFor(width float32) float32 { return heightFor(l.content, width) }

// AccessibilityLabel is the words of the link.
func (l *pageLink) AccessibilityLabel() string { return l.text.text }

// AccessibilityRole is that of a link.
func (l *pageLink) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// Refresh takes the colours of the theme and the state.
func (l *pageLink) Refresh() {
	l.apply()
	l.BaseWidget.Refresh()
}

func (l *pageLink) apply() {
	l.ground.fill = ""
	if l.hovered {
		l.ground.fill = theme.ColorNameHover
	}
	l.ground.ring(l.focused, "")
}

// CreateRenderer shows the content.
func (l *pageLink) CreateRenderer() fyne.WidgetRenderer {
	l.apply()
	return widget.NewSimpleRenderer(l.content)
}
