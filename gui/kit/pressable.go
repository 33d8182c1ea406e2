package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pressable is what everything has in common that is pressed: by a click, or by
// Space or Enter while it has the focus. A widget embeds it, calls extend, and
// draws what focused, hovered and Disabled say.
type pressable struct {
	widget.DisableableWidget
	OnTapped func()                 // what a press does; nil for nothing
	onScroll func(key fyne.KeyName) // keys that move through a text or a list, if set
	focused  bool
	hovered  bool
	whole    fyne.Widget // of which this is a part
}

// extend makes it a part of a widget.
func (p *pressable) extend(whole fyne.Widget) {
	p.whole = whole
	p.ExtendBaseWidget(whole)
}

// AccessibilityRole is that of a button.
func (p *pressable) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped presses it.
func (p *pressable) Tapped(*fyne.PointEvent) { p.Press() }

// Press does what a press does, unless it is disabled.
func (p *pressable) Press() {
	if !p.Disabled() && p.OnTapped != nil {
		p.OnTapped()
	}
}

// TypedKey presses it on Space and Enter.
func (p *pressable) TypedKey(e *fyne.KeyEvent) {
	if ToWindow(p.whole, e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.Press()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		if p.onScroll != nil {
			p.onScroll(e.Name)
		}
	}
}

// OnWalk is told of the keys that move through a list.
func (p *pressable) OnWalk(f func(key fyne.KeyName)) { p.onScroll = f }

// TypedRune does nothing: it takes no text.
func (p *pressable) TypedRune(rune) {}

// FocusGained shows the ring, and brings it into sight.
func (p *pressable) FocusGained() { p.focused = true; p.whole.Refresh(); Reveal(p.whole) }

// FocusLost hides the ring.
func (p *pressable) FocusLost() { p.focused = false; p.whole.Refresh() }

// MouseIn shows that it can be pressed.
func (p *pressable) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.whole.Refresh() }

// MouseMoved does nothing.
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (p *pressable) MouseOut() { p.hovered = false; p.whole.Refresh() }

// Cursor is a hand over what can be pressed.
func (p *pressable) Cursor() desktop.Cursor {
	if p.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// PressableCard stands in for Fyne's Card, which cannot be pressed, and its
// Hyperlink, which does not wrap: content on a ground that is pressed as a whole.
type PressableCard struct {
	pressable
	Selected   bool // shown as the chosen one
	content    *fyne.Container
	ground     *Panel
	fill, edge fyne.ThemeColorName
	link       bool

	height float32 // at this width and size of text; 0 where it is not known
	asked  [2]float32
}

// Build makes the card a part of a widget, with content inside margins.
func (c *PressableCard) Build(whole fyne.Widget, tapped func(), horizontal, vertical float32, content fyne.CanvasObject) {
	if c.ground == nil {
		c.ground = NewPanel("", "", 8)
	}
	c.OnTapped = tapped
	c.content = NewInset(horizontal, vertical, c.ground, content)
	c.extend(whole)
}

// NewActionCard makes one way in: an icon, a title, what it leads to, an arrow.
func NewActionCard(title, text string, icon fyne.Resource, tapped func()) *PressableCard {
	colored := func(side float32, r fyne.Resource) fyne.CanvasObject {
		return NewSquare(side, widget.NewIcon(theme.NewColoredResource(r, theme.ColorNamePrimary)))
	}
	words := NewColumn(2, NewParagraph(title, theme.ColorNameForeground, theme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true}),
		NewParagraph(text, ColorSecondary, theme.SizeNameText, fyne.TextStyle{}))
	disc := NewInset(Space8, Space8, NewPanel(ColorSelected, "", 20), colored(24, icon))
	c := &PressableCard{ground: NewPanel("", "", 12), fill: ColorSurface, edge: ColorEdge}
	c.Build(c, tapped, Space16, Space16, NewLine(Space16, 1, disc, words, colored(20, theme.NavigateNextIcon())))
	return c
}

// NewPageLink makes a link whose words wrap: the name of a page can be long, in
// some languages very long.
func NewPageLink(text string, tapped func()) *PressableCard {
	c := &PressableCard{link: true}
	c.Build(c, tapped, Space4, 3, NewParagraph(text, theme.ColorNamePrimary, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}))
	return c
}

// HeightFor remembers the height: of a long list it is asked for again and again.
func (c *PressableCard) HeightFor(width float32) float32 {
	if now := [2]float32{width, Measure(theme.SizeNameText)}; c.height == 0 || c.asked != now {
		c.height, c.asked = HeightFor(c.content, width), now
	}
	return c.height
}

// AccessibilityLabel is all that the card says.
func (c *PressableCard) AccessibilityLabel() string { return strings.Join(textsIn(c.content), ", ") }

func textsIn(o fyne.CanvasObject) (texts []string) {
	switch o := o.(type) {
	case *Label:
		return []string{o.Text}
	case *fyne.Container:
		for _, child := range o.Objects {
			texts = append(texts, textsIn(child)...)
		}
	}
	return texts
}

// AccessibilityRole is that of a button, or of a link.
func (c *PressableCard) AccessibilityRole() fyne.AccessibleRole {
	if c.link {
		return fyne.AccessibleRoleLink
	}
	return fyne.AccessibleRoleButton
}

// Refresh shows the state.
func (c *PressableCard) Refresh() {
	c.height = 0
	c.showState()
	c.BaseWidget.Refresh()
}

func (c *PressableCard) showState() {
	c.ground.fill = c.fill
	switch {
	case c.Selected:
		c.ground.fill = ColorSelected
	case c.hovered:
		c.ground.fill = theme.ColorNameHover
	}
	c.ground.Ring(c.focused, c.edge)
}

// CreateRenderer shows the content.
func (c *PressableCard) CreateRenderer() fyne.WidgetRenderer {
	c.showState()
	return widget.NewSimpleRenderer(c.content)
}
