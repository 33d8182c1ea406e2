package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// PageLink is a link whose words wrap: the name of a page can be long, in some
// languages very long. Space and Enter follow it.
type PageLink struct {
	Pressable
	Text    *Paragraph
	ground  *Panel
	content *fyne.Container
}

func NewPageLink(text string, tap func()) *PageLink {
	l := &PageLink{Pressable: Pressable{OnTapped: tap}, ground: NewPanel("", "", 8)}
	l.Text = NewParagraph(text, theme.ColorNamePrimary, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	l.content = NewInset(Space4, 3, l.ground, l.Text)
	l.Extend(l)
	return l
}

func (l *PageLink) HeightFor(width float32) float32 { return HeightFor(l.content, width) }

// AccessibilityLabel is the words of the link.
func (l *PageLink) AccessibilityLabel() string { return l.Text.Text }

// AccessibilityRole is that of a link.
func (l *PageLink) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// Refresh takes the colours of the theme and the state.
func (l *PageLink) Refresh() {
	l.apply()
	l.BaseWidget.Refresh()
}

func (l *PageLink) apply() {
	l.ground.fill = ""
	if l.Hovered {
		l.ground.fill = theme.ColorNameHover
	}
	l.ground.Ring(l.Focused, "")
}

// CreateRenderer shows the content.
func (l *PageLink) CreateRenderer() fyne.WidgetRenderer {
	l.apply()
	return widget.NewSimpleRenderer(l.content)
}
