package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ActionCard is one way in: a card that can be pressed.
type ActionCard struct {
	Pressable
	Title, text *Paragraph
	ground      *Panel
	icon, arrow *widget.Icon
	content     *fyne.Container
}

func NewActionCard(title, text string, icon fyne.Resource, tap func()) *ActionCard {
	w := &ActionCard{Pressable: Pressable{OnTapped: tap}, ground: NewPanel(ColorSurface, ColorEdge, 12)}
	w.Title = NewParagraph(title, theme.ColorNameForeground, theme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true})
	w.text = NewParagraph(text, ColorSecondary, theme.SizeNameText, fyne.TextStyle{})
	w.icon = widget.NewIcon(theme.NewColoredResource(icon, theme.ColorNamePrimary))
	w.arrow = widget.NewIcon(theme.NewColoredResource(theme.NavigateNextIcon(), theme.ColorNamePrimary))
	disc := &fyne.Container{Layout: &Inset{Left: Space8, top: Space8, right: Space8, Bottom: Space8}, Objects: []fyne.CanvasObject{
		NewPanel(ColorSelected, "", 20), &fyne.Container{Layout: FixedSquare(24), Objects: []fyne.CanvasObject{w.icon}}}}
	end := &fyne.Container{Layout: FixedSquare(20), Objects: []fyne.CanvasObject{w.arrow}}
	w.content = NewInset(Space16, Space16, w.ground, NewLine(Space16, 1, disc, NewColumn(2, w.Title, w.text), end))
	w.Extend(w)
	return w
}

func (w *ActionCard) HeightFor(width float32) float32 { return HeightFor(w.content, width) }

// AccessibilityLabel is the way and what it leads to.
func (w *ActionCard) AccessibilityLabel() string { return w.Title.Text + ", " + w.text.Text }

// Refresh takes the colours of the theme and the state.
func (w *ActionCard) Refresh() {
	w.apply()
	w.BaseWidget.Refresh()
}

func (w *ActionCard) apply() {
	w.ground.fill = ColorSurface
	if w.Hovered {
		w.ground.fill = theme.ColorNameHover
	}
	w.ground.Ring(w.Focused, ColorEdge)
}

// CreateRenderer shows the content.
func (w *ActionCard) CreateRenderer() fyne.WidgetRenderer {
	w.apply()
	return widget.NewSimpleRenderer(w.content)
}
