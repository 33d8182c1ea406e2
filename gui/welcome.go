package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// keyIcon is a key, which Fyne's icons lack.
var keyIcon = fyne.NewStaticResource("key.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
	`<path fill="#000000" fill-rule="evenodd" d="M7 6a6 6 0 1 0 5.66 8H16v4h4v-4h3v-4H12.66A6 6 0 0 0 7 6zM7 10a2 2 0 1 1 0 4a2 2 0 1 1 0-4z"/></svg>`))

// welcome is what a new person sees first: what this is, and three ways in.
type welcome struct {
	root *fyne.Container
	ways []*way
}

// newWelcome makes the view; each way leads on, and then the focus goes where
// it is needed.
func newWelcome(words *message.Catalogue, control *app.Controller, icon fyne.Resource, toKey, toCheck func()) *welcome {
	t := words.Text
	v := &welcome{}
	add := func(title, text string, icon fyne.Resource, do func()) {
		v.ways = append(v.ways, newWay(title, text, icon, do, control.Cancel))
	}
	add(t("welcome.key.title"), t("welcome.key.text"), keyIcon, func() { control.HaveKey(); toKey() })
	add(t("welcome.how.title"), t("welcome.how.text"), theme.HelpIcon(), control.ShowHow)
	add(t("welcome.demo.title"), t("welcome.demo.text"), theme.MediaPlayIcon(), func() { control.TryDemo(); toCheck() })
	ways := newColumn(space12)
	for _, w := range v.ways {
		ways.Add(w)
	}
	head := newColumn(space16)
	if icon != nil {
		picture := canvas.NewImageFromResource(icon)
		picture.FillMode = canvas.ImageFillContain
		head.Add(newWrapped(0, &fyne.Container{Layout: fixedSquare(56), Objects: []fyne.CanvasObject{picture}}))
	}
	title := newParagraph(t("welcome.title"), theme.ColorNameForeground, sizeWelcome, fyne.TextStyle{Bold: true})
	head.Add(newColumn(space8, title, newParagraph(t("welcome.text"), colorSecondary, theme.SizeNameText, fyne.TextStyle{})))
	v.root = inTheMiddle(560, newColumn(space24, head, ways, hint(t("welcome.promise"))))
	return v
}

func (v *welcome) content() fyne.CanvasObject { return v.root }

func (v *welcome) show(app.State) {}

// first is what has the focus when the view opens.
func (v *welcome) first() fyne.Focusable { return v.ways[0] }

// way is one way in: a card that can be pressed.
type way struct {
	pressable
	title, text *paragraph
	ground      *panel
	icon, arrow *widget.Icon
	content     *fyne.Container
}

func newWay(title, text string, icon fyne.Resource, tap, escape func()) *way {
	w := &way{pressable: pressable{tapped: tap, escape: escape}, ground: newPanel(colorSurface, colorEdge, 12)}
	w.title = newParagraph(title, theme.ColorNameForeground, theme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true})
	w.text = newParagraph(text, colorSecondary, theme.SizeNameText, fyne.TextStyle{})
	w.icon = widget.NewIcon(theme.NewColoredResource(icon, theme.ColorNamePrimary))
	w.arrow = widget.NewIcon(theme.NewColoredResource(theme.NavigateNextIcon(), theme.ColorNamePrimary))
	disc := &fyne.Container{Layout: &inset{left: space8, top: space8, right: space8, bottom: space8}, Objects: []fyne.CanvasObject{
		newPanel(colorSelected, "", 20), &fyne.Container{Layout: fixedSquare(24), Objects: []fyne.CanvasObject{w.icon}}}}
	end := &fyne.Container{Layout: fixedSquare(20), Objects: []fyne.CanvasObject{w.arrow}}
	w.content = newInset(space16, space16, w.ground, newLine(space16, 1, disc, newColumn(2, w.title, w.text), end))
	w.be(w)
	return w
}

func (w *way) heightFor(width float32) float32 { return heightFor(w.content, width) }

// AccessibilityLabel is the way and what it leads to.
func (w *way) AccessibilityLabel() string { return w.title.text + ", " + w.text.text }

// Refresh takes the colours of the theme and the state.
func (w *way) Refresh() {
	w.apply()
	w.BaseWidget.Refresh()
}

func (w *way) apply() {
	w.ground.fill = colorSurface
	if w.hovered {
		w.ground.fill = theme.ColorNameHover
	}
	w.ground.ring(w.focused, colorEdge)
}

// CreateRenderer shows the content.
func (w *way) CreateRenderer() fyne.WidgetRenderer {
	w.apply()
	return widget.NewSimpleRenderer(w.content)
}
