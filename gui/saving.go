package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// saving tells what became of the key, as the last line of the receipt, and
// asks, in a card of its own, where the check could not tell or the keychain
// gave trouble.
type saving struct {
	words *message.Catalogue

	root    *fyne.Container // the card
	icon    *widget.Icon
	title   *paragraph
	reason  *paragraph // what the keychain gave as the reason
	text    *paragraph
	old     *paragraph      // what became of an earlier key
	todo    *fyne.Container // what to do about a keychain that gave trouble
	actions *fyne.Container
	save    *button
	dont    *button

	line     *fyne.Container // of the receipt
	mark     *widget.Icon
	became   *paragraph
	remark   *paragraph
	previous *paragraph // what became of an earlier key
}

func newSaving(words *message.Catalogue, control *app.Controller) *saving {
	v := &saving{words: words}
	v.icon, v.mark = widget.NewIcon(nil), widget.NewIcon(nil)
	v.title, v.reason, v.text, v.old = strong(""), body(""), body(""), body("")
	v.became, v.remark, v.previous = body(""), hint(""), hint("")
	v.save = newButton(words.Text("ui.saving.save"), secondaryLook, control.SaveAnyway)
	v.dont = newButton(words.Text("ui.saving.dont"), secondaryLook, control.DontSave)
	v.save.escape, v.dont.escape = control.Cancel, control.Cancel
	v.actions = newWrapped(space8, v.save, v.dont)
	v.todo = newColumn(space4)
	sized := func(icon *widget.Icon) fyne.CanvasObject {
		return &fyne.Container{Layout: fixedSquare(18), Objects: []fyne.CanvasObject{icon}}
	}
	v.root = card(newInset(0, space4, newTopLine(space8, 1, sized(v.icon), newColumn(space8, v.title, v.reason, v.text, v.old, v.todo, v.actions))))
	v.line = newInset(0, space8, newTopLine(space8, 1, sized(v.mark), newColumn(2, v.became, v.remark, v.previous)))
	return v
}

// show puts the state of saving on the screen.
func (v *saving) show(s app.State) {
	// What is asked before a key is replaced stands in the rotation's card.
	shown := s.Saving.Status != app.NotAsked && s.Saving.Status != app.AskToReplace && s.AnswerStays()
	loud := s.Saving.Finding != nil || s.Saving.Status == app.AskToSave || s.Saving.Status == app.SavedSession || s.Saving.Status == app.SaveFailed
	visible(v.root, shown && loud)
	visible(v.line, shown && !loud)
	t := v.words.Text
	look := look{text: colorNeutral, icon: theme.InfoIcon()}
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
			v.todo.Add(newTopLine(space8, 1, word("·", theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{}), body(action)))
		}
	}
	visible(v.todo, len(v.todo.Objects) > 0)
	setIcon(v.icon, look.icon, look.text)
	setIcon(v.mark, look.icon, look.text)
	v.title.set(title)
	v.became.set(title)
	v.reason.set(reason)
	v.text.set(text)
	v.remark.set(text)
	v.old.set(old)
	v.previous.set(old)
	ask := s.Saving.Status == app.AskToSave
	visible(v.save, ask || s.Saving.Status == app.SaveFailed)
	visible(v.dont, ask)
	visible(v.actions, ask || s.Saving.Status == app.SaveFailed)
	rearrange(v.root)
	v.line.Refresh()
}
