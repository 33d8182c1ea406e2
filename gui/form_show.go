package gui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
)

// show puts the state on the screen.
func (f *form) show(s app.State) {
	other := s.Selected != f.shown.Selected
	if keep := s.KeepByDefault(); f.shown.Environments == nil || keep != f.shown.KeepByDefault() {
		f.keep.SetChecked(keep)
	}
	f.shown = s
	f.applyFill(s.Fill)
	_, date := message.ReadDay(f.expires.Text)
	f.more.show(f.usesMore(), len(s.ParamProblems) > 0 || date != "" && date != expiry.Empty, other)
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

// usesMore reports whether the form says more than key and company.
func (f *form) usesMore() bool {
	return f.operation.ID() != check.DefaultOperation() || f.expires.Text != "" || len(f.params.read()) > 0
}

// toOption opens the further options and puts the focus on one.
func (f *form) toOption(o fyne.Focusable) {
	f.more.set(true)
	f.focus(o)
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
	captions := make([]string, len(s.Environments))
	colors := make([]fyne.ThemeColorName, len(s.Environments))
	for i, id := range s.Environments {
		words[i], colors[i] = f.words.Environment(id), environmentColor(id)
		captions[i] = environmentCaption(f.words, id)
	}
	f.environment.Captions = captions
	if s.EnvironmentFixed() {
		f.environment.Captions = nil
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

// environmentCaption says of an environment where it is, and for whom; nothing of a
// custom server, whose address may be long.
func environmentCaption(words *message.Catalogue, id string) string {
	switch id {
	case env.Production:
		return words.Text("ui.form.environment.for-customers", map[string]string{"Address": "app.pleo.io"})
	case env.Staging:
		return words.Text("ui.form.environment.for-partners", map[string]string{"Address": "app.staging.pleo.io"})
	case env.Demo:
		return words.Text("ui.form.environment.for-trying")
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
	case s.KeyNote.Command != nil:
		f.keyNote.SetText(f.commandText(*s.KeyNote.Command))
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

// commandText says what was taken from a pasted command, and what was not.
func (f *form) commandText(n app.CommandNote) string {
	t := f.words.Text
	var took, missing []string
	for _, each := range []struct {
		id  string
		has bool
	}{{"ui.form.key", n.Key}, {"ui.form.company", n.Company}, {"ui.form.environment", n.Environment}} {
		if each.has {
			took = append(took, t(each.id))
		} else {
			missing = append(missing, t(each.id))
		}
	}
	facts := map[string]string{"List": strings.Join(took, ", "), "Missing": strings.Join(missing, ", ")}
	if len(missing) > 0 {
		return t("ui.form.command.missing", facts)
	}
	return t("ui.form.command.took", facts)
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
	kit.SetVisible(f.companyChoices, len(s.Choices) > 0)
	if slices.Equal(s.Choices, f.choicesShown) {
		return // with the focus, where one has it
	}
	f.choicesShown = s.Choices
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
