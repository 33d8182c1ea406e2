package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// saving tells what became of the key, in a line below the verdict, and asks, in
// a card of its own, where the check could not tell or the keychain
// gave trouble.
type saving struct {
	words *message.Catalogue

	root        *fyne.Container // the card
	icon        *widget.Icon
	title, text *kit.Label
	reason      *kit.Label      // what the keychain gave as the reason
	old         *kit.Label      // what became of an earlier key
	todo        *fyne.Container // what to do about a keychain that gave trouble
	actions     *fyne.Container
	save, dont  *kit.Button

	line           *fyne.Container
	mark           *widget.Icon
	became, remark *kit.Label
	previous       *kit.Label // what became of an earlier key
}

func newSaving(words *message.Catalogue, control *app.Controller) *saving {
	v := &saving{words: words}
	v.icon, v.mark = widget.NewIcon(nil), widget.NewIcon(nil)
	v.title, v.reason, v.text, v.old = kit.NewStrong(""), kit.NewBody(""), kit.NewBody(""), kit.NewBody("")
	v.became, v.remark, v.previous = kit.NewBody(""), kit.NewHint(""), kit.NewHint("")
	v.save = kit.NewButton(words.Text("ui.saving.save"), kit.Secondary, control.Saving.Save)
	v.dont = kit.NewButton(words.Text("ui.saving.dont"), kit.Secondary, control.Saving.Decline)
	v.actions = kit.NewWrapped(kit.Space8, v.save, v.dont)
	v.todo = kit.NewColumn(kit.Space4)
	v.root = kit.NewCard(kit.NewInset(0, kit.Space4, kit.NewTopLine(kit.Space8, 1, kit.NewSquare(18, v.icon), kit.NewColumn(kit.Space8, v.title, v.reason, v.text, v.old, v.todo, v.actions))))
	v.line = kit.NewCard(kit.NewInset(0, kit.Space4, kit.NewTopLine(kit.Space8, 1, kit.NewSquare(18, v.mark), kit.NewColumn(2, v.became, v.remark, v.previous))))
	return v
}

// show puts the state of saving on the screen.
func (v *saving) show(s app.State) {
	// What is asked before a key is replaced stands in the rotation's card.
	shown := s.Saving.Status != app.NotAsked && s.Saving.Status != app.AskToReplace && s.AnswerStays()
	loud := s.Saving.Finding != nil || s.Saving.Status == app.AskToSave || s.Saving.Status == app.SavedSession || s.Saving.Status == app.SaveFailed
	kit.SetVisible(v.root, shown && loud)
	kit.SetVisible(v.line, shown && !loud)
	t := v.words.Text
	look := look{text: kit.ColorNeutral, icon: theme.InfoIcon()}
	title, text := "", ""
	switch s.Saving.Status {
	case app.SavingNow:
		look = stepLook(check.Running)
		title, text = t("ui.saving.now.title"), t("ui.saving.now.text")
	case app.Saved:
		look = stepLook(check.Passed)
		title, text = t("ui.saving.saved.title"), t("ui.saving.saved.text")
	case app.SavedSession:
		look = stepLook(check.Warned)
		title, text = t("ui.saving.session.title"), t("ui.saving.session.text")
	case app.AskToSave:
		look.text, look.icon = theme.ColorNamePrimary, theme.QuestionIcon()
		title, text = t("ui.saving.ask.title"), t("ui.saving.ask.text")
	case app.NotSaved:
		title, text = t("ui.saving.refused.title"), t("ui.saving.refused.text")
	case app.NotSavedCompany:
		title, text = t("ui.saving.company.title"), t("ui.saving.company.text")
	case app.Declined:
		title, text = t("ui.saving.declined.title"), t("ui.saving.declined.text")
		if s.Saving.Unasked {
			text = t("ui.saving.declined.demo")
		}
	case app.SaveFailed:
		look = stepLook(check.Warned)
		title, text = t("ui.saving.trouble.title"), t("ui.saving.trouble.text")
	}
	reason, old := "", ""
	if s.Saving.HadKey && s.Saving.Status != app.SavingNow {
		old = t("ui.saving.old-kept")
	}
	v.todo.Objects = nil
	if s.Saving.Finding != nil {
		words := v.words.Finding(*s.Saving.Finding)
		reason = words.Title
		for _, action := range words.Actions {
			v.todo.Add(item("·", false, action))
		}
	}
	kit.SetVisible(v.todo, len(v.todo.Objects) > 0)
	kit.SetIcon(v.icon, look.icon, look.text)
	kit.SetIcon(v.mark, look.icon, look.text)
	v.title.SetText(title)
	v.became.SetText(title)
	v.reason.SetText(reason)
	v.text.SetText(text)
	v.remark.SetText(text)
	v.old.SetText(old)
	v.previous.SetText(old)
	ask := s.Saving.Status == app.AskToSave
	kit.SetVisible(v.save, ask || s.Saving.Status == app.SaveFailed)
	kit.SetVisible(v.dont, ask)
	kit.SetVisible(v.actions, ask || s.Saving.Status == app.SaveFailed)
	kit.Rearrange(v.root)
	v.line.Refresh()
}
