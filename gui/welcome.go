package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
)

// keyIcon is a key, which Fyne's icons lack.
var keyIcon = fyne.NewStaticResource("key.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
	`<path fill="#000000" fill-rule="evenodd" d="M7 6a6 6 0 1 0 5.66 8H16v4h4v-4h3v-4H12.66A6 6 0 0 0 7 6zM7 10a2 2 0 1 1 0 4a2 2 0 1 1 0-4z"/></svg>`))

// welcome is what a new person sees first: what this is, and the ways in.
type welcome struct {
	viewPage
	ways []*kit.PressableCard
}

// newWelcome makes the view; each way leads on, and then the focus goes where
// it is needed. anew asks before a form is emptied.
func newWelcome(words *message.Catalogue, control *app.Controller, icon fyne.Resource, anew func(do func()), toKey, toCheck func()) *welcome {
	t := words.Text
	v := &welcome{}
	add := func(title, text string, icon fyne.Resource, do func()) {
		v.ways = append(v.ways, kit.NewActionCard(title, text, icon, func() { anew(do) }))
	}
	for _, id := range []string{env.Production, env.Staging} {
		title := t("welcome.key.title", map[string]string{"Name": words.Environment(id)})
		add(title, environmentCaption(words, id), keyIcon, func() { control.Welcome.HaveKey(id); toKey() })
	}
	add(t("welcome.how.title"), t("welcome.how.text"), theme.HelpIcon(), control.Welcome.ShowHow)
	add(t("welcome.demo.title"), t("welcome.demo.text"), theme.MediaPlayIcon(), func() { control.Welcome.TryDemo(); toCheck() })
	ways := kit.NewColumn(kit.Space12)
	for _, w := range v.ways {
		ways.Add(w)
	}
	head := kit.NewColumn(kit.Space16)
	if icon != nil {
		picture := canvas.NewImageFromResource(icon)
		picture.FillMode = canvas.ImageFillContain
		head.Add(kit.NewWrapped(0, kit.NewSquare(56, picture)))
	}
	title := kit.NewParagraph(t("welcome.title"), theme.ColorNameForeground, kit.SizeWelcome, fyne.TextStyle{Bold: true})
	head.Add(kit.NewColumn(kit.Space8, title, kit.NewParagraph(t("welcome.text"), kit.ColorSecondary, theme.SizeNameText, fyne.TextStyle{})))
	v.root = kit.NewCentred(560, kit.NewColumn(kit.Space24, head, ways, kit.NewHint(t("welcome.promise"))))
	return v
}

func (v *welcome) show(app.State) {}

// first is what has the focus when the view opens.
func (v *welcome) first() fyne.Focusable { return v.ways[0] }
