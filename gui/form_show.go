package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// show puts the state on the screen.
func (f *form) show(s app.State) {
	f.shown = s
	f.applyFill(s.Fill)
	f.showEnvironment(s)
	f.showKey(s)
	f.showCompany(s)
	f.showExpiry()
	f.params.show(s)
	busy := s.Activity != app.Idle
	visible(f.check, !busy)
	visible(f.shortcut, !busy)
	visible(f.cancel, busy)
	saving := s.Saving.Status == app.SavingNow
	enable(f.check, !saving)
	enable(f.findCompany, !busy && !saving)
	visible(f.keepBox, s.Key.Source == app.Typed)
	f.reminder.show(s)
	rearrange(f.root)
}

// applyFill puts the controller's values in, once.
func (f *form) applyFill(fill app.Fill) {
	if fill.Revision == f.applied {
		return
	}
	f.applied = fill.Revision
	f.filling = true
	defer func() { f.filling = false }()
	if fill.Key != nil {
		f.key.SetText(fill.Key.Reveal())
		f.key.mask()
		f.story.choose(fill.Story)
	}
	if fill.CompanyID != nil {
		f.company.SetText(*fill.CompanyID)
	}
	if fill.Operation != nil {
		f.operation.choose(*fill.Operation)
		f.params.choose(*fill.Operation)
	}
	if fill.ExpiresOn != nil {
		f.expires.SetText(*fill.ExpiresOn)
	}
	if fill.Keep != nil {
		f.keep.SetChecked(*fill.Keep)
	}
}

func (f *form) showEnvironment(s app.State) {
	words := make([]string, len(s.Environments))
	colors := make([]fyne.ThemeColorName, len(s.Environments))
	for i, id := range s.Environments {
		words[i], colors[i] = f.words.Environment(id), environmentColor(id)
	}
	f.environment.set(s.Environments, words, colors, s.Environment)
	enable(f.environment, !s.EnvironmentFixed())
	switch {
	case s.EnvironmentFixed():
		f.envHint.set(f.words.Text("ui.form.environment.fixed"))
	case s.Environment == app.Production:
		f.envHint.set(f.words.Text("ui.form.environment.production"))
	case s.Environment == app.Demo:
		f.envHint.set(f.words.Text("ui.form.environment.demo"))
	case s.Environment == app.Custom:
		f.envHint.set(f.words.Text("ui.form.environment.custom", map[string]string{"URL": s.CustomURL}))
	default:
		f.envHint.set(f.words.Text("ui.form.environment.hint"))
	}
	if con, ok := s.Selection(); ok {
		f.title.set(con.Name)
	} else {
		f.title.set(f.words.Text("ui.form.title"))
	}
	visible(f.storyBox, s.Environment == app.Demo && s.Key.Source == app.Typed)
	_, text := "", ""
	if id := f.story.id(); id != "" {
		_, text = f.words.Story(id)
	}
	f.storyText.set(text)
}

func (f *form) showKey(s app.State) {
	typed := s.Key.Source == app.Typed
	visible(f.keyTyped, typed)
	visible(f.keyKept, !typed)
	visible(f.keepOld, s.Key.Replacing)
	f.showOldKeys(s)
	visible(f.forget, s.Key.Source == app.Kept)
	visible(f.leaked, !typed)
	visible(f.keyInside, s.KeyNote.KeyInside)
	visible(f.clipboard, s.ClipboardHolds)
	note := ""
	if s.Clipboard.ID != "" {
		note = f.words.Text(s.Clipboard.ID)
	}
	f.clipboardNote.set(note)
	facts := map[string]string{"Hint": s.Key.Hint}
	switch {
	case s.Key.Source == app.Session:
		f.keyState.set(f.words.Text("ui.form.key.session", facts))
	case s.Key.Hint == "":
		f.keyState.set(f.words.Text("ui.form.key.kept-unmarked"))
	default:
		f.keyState.set(f.words.Text("ui.form.key.kept", facts))
	}
	f.keyNote.color = colorSecondary
	switch {
	case s.KeyProblem != nil:
		f.keyNote.color = colorFailed
		f.keyNote.set(f.words.Finding(*s.KeyProblem).Title)
	case s.KeyNote.ID != "":
		f.keyNote.set(f.words.Text(s.KeyNote.ID, s.KeyNote.Facts))
	case s.KeyNote.KeyInside:
		f.keyNote.set(f.words.Text("ui.form.key.inside"))
	case len(s.KeyNote.Cleaned) > 0:
		f.keyNote.set(f.words.CleanedNote(s.KeyNote.Cleaned))
	case s.Key.Source == app.Session:
		f.keyNote.set(f.words.Text("ui.form.key.session-hint"))
	case typed:
		f.keyNote.set(f.words.Text("ui.form.key.hint"))
	default:
		f.keyNote.set(f.words.Text("ui.form.key.kept-hint"))
	}
}

func (f *form) showCompany(s app.State) {
	f.companyNote.color = colorSecondary
	switch {
	case s.CompanyProblem != nil:
		f.companyNote.color = colorFailed
		f.companyNote.set(f.words.Finding(*s.CompanyProblem).Title)
	case s.CompanyNote.ID != "":
		f.companyNote.set(f.words.Text(s.CompanyNote.ID, s.CompanyNote.Facts))
	case len(s.Choices) > 0 && s.ChoicesPartial:
		f.companyNote.set(f.words.Text("ui.form.company.choose-partial"))
	case len(s.Choices) > 0:
		f.companyNote.set(f.words.Text("ui.form.company.choose"))
	default:
		f.companyNote.set("")
	}
	f.companyChoices.Objects = nil
	for _, c := range s.Choices {
		name := message.Clean(c.Name)
		if name == "" {
			name = c.ID
		}
		each := newEntry(f.words, func() { f.control.UseCompany(c.ID) }, f.control.Cancel)
		each.set(name, c.ID, look{text: theme.ColorNamePrimary, icon: theme.NavigateNextIcon()}, false)
		f.companyChoices.Add(each)
	}
	visible(f.companyChoices, len(s.Choices) > 0)
}

// visible shows or hides an object.
func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// enable makes a control usable or not.
func enable(o fyne.Disableable, on bool) {
	if on {
		o.Enable()
	} else {
		o.Disable()
	}
}

// environmentColor is the colour of an environment's badge.
func environmentColor(environment string) fyne.ThemeColorName {
	switch environment {
	case app.Production:
		return colorProduction
	case app.Demo:
		return colorDemo
	case app.Custom:
		return colorNeutral
	}
	return colorStaging
}
