package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// saving tells what became of the key, and asks where the check could not
// tell.
type saving struct {
	words   *message.Catalogue
	root    *fyne.Container
	icon    *widget.Icon
	title   *paragraph
	reason  *paragraph // what the keychain gave as the reason
	text    *paragraph
	old     *paragraph      // what became of an earlier key
	todo    *fyne.Container // what to do about a keychain that gave trouble
	actions *fyne.Container
	save    *button
	dont    *button
	offer   *fyne.Container // to note the expiry date
}

// newSaving makes the card; note leads to the field of the expiry date.
func newSaving(words *message.Catalogue, control *app.Controller, note func()) *saving {
	v := &saving{words: words}
	v.icon = widget.NewIcon(nil)
	v.title, v.reason, v.text, v.old = strong(""), body(""), body(""), body("")
	v.save = newButton(words.Text("ui.saving.save"), secondaryLook, control.SaveAnyway)
	v.dont = newButton(words.Text("ui.saving.dont"), secondaryLook, control.DontSave)
	date := newLink(words.Text("expiry.offer.button"), note)
	v.save.escape, v.dont.escape, date.escape = control.Cancel, control.Cancel, control.Cancel
	v.offer = newColumn(space4, body(words.Text("expiry.offer.text")), outdented(date))
	v.actions = newWrapped(space8, v.save, v.dont)
	v.todo = newColumn(space4)
	mark := &fyne.Container{Layout: fixedSquare(18), Objects: []fyne.CanvasObject{v.icon}}
	v.root = card(newInset(0, space4, newTopLine(space8, 1, mark, newColumn(space8, v.title, v.reason, v.text, v.old, v.todo, v.actions, v.offer))))
	return v
}

// show puts the state of saving on the screen.
func (v *saving) show(s app.State) {
	// What is asked before a key is replaced stands in the rotation's card.
	visible(v.root, s.Saving.Status != app.NotAsked && s.Saving.Status != app.AskToReplace && s.AnswerStays())
	t := v.words.Text
	color, resource := colorNeutral, theme.InfoIcon()
	title, text := "", ""
	switch s.Saving.Status {
	case app.SavingNow:
		title, text = t("ui.saving.now.title"), t("ui.saving.now.text")
	case app.Saved:
		color, resource = colorWorks, theme.ConfirmIcon()
		title, text = t("ui.saving.saved.title"), t("ui.saving.saved.text")
	case app.SavedSession:
		color, resource = colorLimited, theme.WarningIcon()
		title, text = t("ui.saving.session.title"), t("ui.saving.session.text")
	case app.AskToSave:
		color, resource = theme.ColorNamePrimary, theme.QuestionIcon()
		title, text = t("ui.saving.ask.title"), t("ui.saving.ask.text")
	case app.NotSaved:
		title, text = t("ui.saving.refused.title"), t("ui.saving.refused.text")
	case app.NotSavedCompany:
		title, text = t("ui.saving.company.title"), t("ui.saving.company.text")
	case app.Declined:
		title, text = t("ui.saving.declined.title"), t("ui.saving.declined.text")
	case app.SaveFailed:
		color, resource = colorLimited, theme.WarningIcon()
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
	v.icon.SetResource(theme.NewColoredResource(resource, color))
	v.title.set(title)
	v.reason.set(reason)
	v.text.set(text)
	con, ok := s.Selection()
	visible(v.offer, ok && con.ExpiresOn == "" && (s.Saving.Status == app.Saved || s.Saving.Status == app.SavedSession))
	v.old.set(old)
	ask := s.Saving.Status == app.AskToSave
	visible(v.save, ask || s.Saving.Status == app.SaveFailed)
	visible(v.dont, ask)
	visible(v.actions, ask || s.Saving.Status == app.SaveFailed)
	v.root.Refresh()
}
