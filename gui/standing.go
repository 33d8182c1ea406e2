package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// standing says of a saved connection that was chosen how it stood when it was checked
// last, and what its key might do: until it is checked again.
type standing struct {
	words       *message.Catalogue
	root        *fyne.Container
	icon        *widget.Icon
	title, text *kit.Label
}

func newStanding(words *message.Catalogue) *standing {
	v := &standing{words: words, icon: widget.NewIcon(nil), title: kit.NewStrong(""), text: kit.NewBody("")}
	v.root = kit.NewCard(kit.NewInset(0, kit.Space4, kit.NewTopLine(kit.Space8, 1, kit.NewSquare(18, v.icon), kit.NewColumn(kit.Space4, v.title, v.text))))
	return v
}

// show puts the state on the screen.
func (v *standing) show(s app.State) {
	con, saved := s.Selection()
	shown := saved && s.Result == nil && s.Activity == app.Idle && !s.Rotation.On() && !s.Erasing.Running
	kit.SetVisible(v.root, shown)
	if !shown {
		return
	}
	t, last := v.words.Text, con.LastCheck
	mark := look{text: kit.ColorNeutral, icon: verdictOf(con).icon}
	title, text := t("ui.standing.never"), ""
	switch {
	case !s.HasKey(con):
		title = t("ui.standing.no-key")
	case last != nil:
		mark = verdictOf(con)
		title = t("ui.standing.last", map[string]string{
			"When": dayWords(v.words, last.At, s.Now), "Title": kindTitle(v.words, last.Kind, con.Environment),
		})
		if last.At.Equal(last.LastWorked) { // whose permissions they are
			text = v.words.Claims(con.Scopes, con.Environment)
		}
	}
	kit.SetIcon(v.icon, mark.icon, mark.text)
	v.title.SetText(title)
	v.text.SetText(text)
	kit.Rearrange(v.root)
}
