package gui

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
)

// show puts the state on the screen.
func (f *form) show(s app.State) {
	if keep := s.KeepByDefault(); f.shown.Environments == nil || keep != f.shown.KeepByDefault() {
		f.keep.SetChecked(keep)
	}
	f.shown = s
	f.applyFill(s.Fill)
	f.showEnvironment(s)
	f.showKey(s)
	f.showCompany(s)
	f.showExpiry()
	f.params.show(s)
	busy := s.Activity != app.Idle
	kit.SetVisible(f.check, !busy)
	kit.SetVisible(f.shortcut, !busy)
	kit.SetVisible(f.cancel, busy)
	saving := s.Saving.Status == app.SavingNow
	kit.SetEnabled(f.check, !saving)
	kit.SetEnabled(f.findCompany, !busy && !saving)
	kit.SetVisible(f.keepBox, s.Key.Source == app.Typed)
	f.reminder.show(s)
	kit.Rearrange(f.root)
}

// applyFill puts the controller's values in, once.
func (f *form) applyFill(fill app.Fill) {
	if fill.Revision == f.applied {
		return
	}
	f.applied = fill.Revision
	if fill.Change == nil {
		return
	}
	values := f.read()
	if fill.Leave != nil {
		fill.Leave(values)
	}
	fill.Change(&values)
	f.write(values)
}

func (f *form) showEnvironment(s app.State) {
	words := make([]string, len(s.Environments))
	colors := make([]fyne.ThemeColorName, len(s.Environments))
	for i, id := range s.Environments {
		words[i], colors[i] = f.words.Environment(id), environmentColor(id)
	}
	f.environment.Captions = nil
	if !s.EnvironmentFixed() {
		f.environment.Captions = f.captions(s)
	}
	f.environment.SetOptions(s.Environments, words, colors, s.Environment)
	kit.SetEnabled(f.environment, !s.EnvironmentFixed())
	f.envHint.Color = kit.ColorSecondary
	switch {
	case s.EnvironmentMissing:
		f.envHint.Color = kit.ColorFailed
		f.envHint.SetText(f.words.Text("ui.form.environment.missing"))
	case s.Environment == "":
		f.envHint.SetText(f.words.Text("ui.form.environment.choose"))
	case s.EnvironmentFixed():
		f.envHint.SetText(f.words.Text("ui.form.environment.fixed"))
	case s.Environment == env.Production:
		f.envHint.SetText(f.words.Text("ui.form.environment.production"))
	case s.Environment == env.Demo:
		f.envHint.SetText(f.words.Text("ui.form.environment.demo"))
	case s.Environment == env.Custom:
		f.envHint.SetText(f.words.Text("ui.form.environment.custom", map[string]string{"URL": s.CustomURL}))
	default:
		f.envHint.SetText(f.words.Text("ui.form.environment.hint"))
	}
	if con, ok := s.Selection(); ok {
		f.title.SetText(con.Name)
	} else {
		f.title.SetText(f.words.Text("ui.form.title"))
	}
	kit.SetVisible(f.storyBox, s.Environment == env.Demo && s.Key.Source == app.Typed)
	_, text := "", ""
	if id := f.story.ID(); id != "" {
		_, text = f.words.Story(id)
	}
	f.storyText.SetText(text)
}

// captions say of each environment where it is, and for whom.
func (f *form) captions(s app.State) []string {
	t, captions := f.words.Text, make([]string, len(s.Environments))
	for i, id := range s.Environments {
		switch id {
		case env.Production:
			captions[i] = "app.pleo.io · " + t("ui.form.environment.for-customers")
		case env.Staging:
			captions[i] = "app.staging.pleo.io · " + t("ui.form.environment.for-partners")
		case env.Demo:
			captions[i] = t("ui.form.environment.here") + " · " + t("ui.form.environment.for-trying")
		case env.Custom:
			captions[i] = hostOf(s.CustomURL)
		}
	}
	return captions
}

// hostOf is the host of an address.
func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		return message.Clean(u.Host)
	}
	return ""
}

func (f *form) showKey(s app.State) {
	typed := s.Key.Source == app.Typed
	kit.SetVisible(f.keyTyped, typed)
	kit.SetVisible(f.keyKept, !typed)
	kit.SetVisible(f.keepOld, s.Key.Replacing)
	f.showOldKeys(s)
	kit.SetVisible(f.forget, s.Key.Source == app.Kept)
	kit.SetVisible(f.leaked, !typed)
	kit.SetVisible(f.keyInside, s.KeyNote.KeyInside)
	kit.SetVisible(f.clipboard, s.ClipboardHolds)
	note := ""
	if s.Clipboard.ID != "" {
		note = f.words.Text(s.Clipboard.ID)
	}
	f.clipboardNote.SetText(note)
	facts := map[string]string{"Hint": s.Key.Hint}
	switch {
	case s.Key.Source == app.Session:
		f.keyState.SetText(f.words.Text("ui.form.key.session", facts))
	case s.Key.Hint == "":
		f.keyState.SetText(f.words.Text("ui.form.key.kept-unmarked"))
	default:
		f.keyState.SetText(f.words.Text("ui.form.key.kept", facts))
	}
	f.keyNote.Color = kit.ColorSecondary
	switch {
	case s.KeyProblem != nil:
		f.keyNote.Color = kit.ColorFailed
		f.keyNote.SetText(f.words.Finding(*s.KeyProblem).Title)
	case s.KeyNote.ID != "":
		f.keyNote.SetText(f.words.Text(s.KeyNote.ID, s.KeyNote.Facts))
	case s.KeyNote.KeyInside:
		f.keyNote.SetText(f.words.Text("ui.form.key.inside"))
	case len(s.KeyNote.Cleaned) > 0:
		f.keyNote.SetText(f.words.CleanedNote(s.KeyNote.Cleaned))
	case s.Key.Source == app.Session:
		f.keyNote.SetText(f.words.Text("ui.form.key.session-hint"))
	case typed:
		f.keyNote.SetText(f.words.Text("ui.form.key.hint"))
	default:
		f.keyNote.SetText(f.words.Text("ui.form.key.kept-hint"))
	}
}

func (f *form) showCompany(s app.State) {
	f.companyNote.Color = kit.ColorSecondary
	switch {
	case s.CompanyProblem != nil:
		f.companyNote.Color = kit.ColorFailed
		f.companyNote.SetText(f.words.Finding(*s.CompanyProblem).Title)
	case s.CompanyNote.ID != "":
		f.companyNote.SetText(f.words.Text(s.CompanyNote.ID, s.CompanyNote.Facts))
	case len(s.Choices) > 0 && s.ChoicesPartial:
		f.companyNote.SetText(f.words.Text("ui.form.company.choose-partial"))
	case len(s.Choices) > 0:
		f.companyNote.SetText(f.words.Text("ui.form.company.choose"))
	default:
		f.companyNote.SetText("")
	}
	kit.SetVisible(f.companyHint, f.companyNote.Text == "" && s.Selected == "")
	f.companyChoices.Objects = nil
	for _, c := range s.Choices {
		name := message.Clean(c.Name)
		if name == "" {
			name = c.ID
		}
		each := newEntry(f.words, func() { f.control.Check.Choose(f.read(), c) })
		each.set(name, c.ID, look{text: theme.ColorNamePrimary, icon: theme.NavigateNextIcon()}, false)
		f.companyChoices.Add(each)
	}
	kit.SetVisible(f.companyChoices, len(s.Choices) > 0)
}

// environmentColor is the colour of an environment's badge.
func environmentColor(environment string) fyne.ThemeColorName {
	switch environment {
	case env.Production:
		return kit.ColorProduction
	case env.Demo:
		return kit.ColorDemo
	case env.Custom:
		return kit.ColorNeutral
	}
	return kit.ColorStaging
}
