package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Checkbox stands in for Fyne's Check, whose words do not wrap and which keeps the
// keys of the window to itself. Here they stand beside it and tick the box too
// (NewRinged puts both together).
type Checkbox struct {
	widget.Check
	Strong bool // the words are a heading
	words  string
	ring   func(on bool) // shows the focus
}

// NewCheckbox makes a check box with words.
func NewCheckbox(words string) *Checkbox {
	c := &Checkbox{words: words}
	c.ExtendBaseWidget(c)
	return c
}

// NewRinged gives a check box the ring that shows its focus, and its words. The box
// stands in line with what is above it.
func NewRinged(c *Checkbox) *fyne.Container {
	edge := NewPanel("", "", 8)
	c.ring = func(on bool) { edge.Ring(on, "") }
	words := &tappableText{tapped: func() { c.Tapped(&fyne.PointEvent{}) }}
	words.Text, words.Color, words.TextSize, words.TextStyle.Bold = c.words, theme.ColorNameForeground, theme.SizeNameText, c.Strong
	words.ExtendBaseWidget(words)
	return NewIndented(func() float32 { return -leftOfBox() }, NewInset(edgeWidth, edgeWidth, edge, NewLine(0, 1, c, words)))
}

// leftOfBox is what Fyne's check box leaves free at the left of its box, with
// that of its icon, and the edge around it.
func leftOfBox() float32 {
	return edgeWidth + Measure(theme.SizeNameInnerPadding)/2 + Measure(theme.SizeNameInlineIcon)/8
}

// NewBesideCheckbox is content in line with the words of a check box above it.
func NewBesideCheckbox(c *Checkbox, content fyne.CanvasObject) *fyne.Container {
	return NewIndented(func() float32 { return edgeWidth + c.MinSize().Width - leftOfBox() }, content)
}

// tappableText is text that does something when it is tapped.
type tappableText struct {
	Label
	tapped func()
}

// Tapped does it.
func (t *tappableText) Tapped(*fyne.PointEvent) { t.tapped() }

// CreateRenderer draws Fyne's check box, complete at once.
func (c *Checkbox) CreateRenderer() fyne.WidgetRenderer { return LaidOut(c, c.Check.CreateRenderer()) }

// AccessibilityLabel is the words beside the box.
func (c *Checkbox) AccessibilityLabel() string { return c.words }

// AccessibilityRole is that of a button, which ticks the box.
func (c *Checkbox) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped ticks the box where it is.
func (c *Checkbox) Tapped(e *fyne.PointEvent) { Pressing(func() { c.Check.Tapped(e) }) }

// FocusGained shows the ring and brings the box into sight.
func (c *Checkbox) FocusGained() { c.Check.FocusGained(); c.ring(true); Reveal(c) }

// FocusLost hides the ring.
func (c *Checkbox) FocusLost() { c.Check.FocusLost(); c.ring(false) }

// TypedKey leaves to the window what is its own.
func (c *Checkbox) TypedKey(e *fyne.KeyEvent) {
	if !ToWindow(c, e) {
		c.Check.TypedKey(e)
	}
}
