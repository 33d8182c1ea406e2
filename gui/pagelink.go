package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pageLink is a link whose words wrap: the name of a page can be long, in some
// languages very long. Space and Enter follow it.
type pageLink struct {
	widget.BaseWidget
	tap, escape      func()
	focused, hovered bool
	text             *paragraph
	ground           *panel
	content          *fyne.Container
}

func newPageLink(text string, tap, escape func()) *pageLink {
	l := &pageLink{tap: tap, escape: escape, ground: newPanel("", "", 8)}
	l.text = newParagraph(text, theme.ColorNamePrimary, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	l.content = newInset(space4, 3, l.ground, l.text)
	l.ExtendBaseWidget(l)
	return l
}

func (l *pageLink) heightFor(width float32) float32 { return heightFor(l.content, width) }

// AccessibilityLabel is the words of the link.
func (l *pageLink) AccessibilityLabel() string { return l.text.text }

// AccessibilityRole is that of a link.
func (l *pageLink) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// Tapped follows the link.
func (l *pageLink) Tapped(*fyne.PointEvent) { l.tap() }

// TypedKey follows the link on Space and Enter.
func (l *pageLink) TypedKey(e *fyne.KeyEvent) {
	if toWindow(l, e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.tap()
	case fyne.KeyEscape:
		l.escape()
	}
}

// TypedRune does nothing: a link takes no text.
func (l *pageLink) TypedRune(rune) {}

// FocusGained shows the ring.
func (l *pageLink) FocusGained() { l.focused = true; l.Refresh(); reveal(l) }

// FocusLost hides the ring.
func (l *pageLink) FocusLost() { l.focused = false; l.Refresh() }

// MouseIn shows that the link can be followed.
func (l *pageLink) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved does nothing.
func (l *pageLink) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (l *pageLink) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor is a hand.
func (l *pageLink) Cursor() desktop.Cursor { return desktop.PointerCursor }

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
