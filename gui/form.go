package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// form is where a check is set up: environment, key, company, test request.
type form struct {
	words   *message.Catalogue
	control *app.Controller
	root    *fyne.Container

	title, envHint, storyText *kit.Label
	guide                     *kit.Button // opens the guide
	environment               *kit.Segments
	story                     *kit.Select
	storyBox                  *fyne.Container

	key                                                    *kit.Field
	keyTyped, keyKept, oldKeys                             *fyne.Container
	keyState, keyNote, clipboardNote                       *kit.Label
	replace, forget, keepOld, leaked, keyInside, clipboard *kit.Button
	oldShown                                               string // the old keys that oldKeys shows

	company        *kit.Field
	findCompany    *kit.Button
	companyNote    *kit.Label
	companyHint    *kit.Label
	companyChoices *fyne.Container
	choicesShown   []check.Company // in companyChoices

	more             *moreOptions
	operation        *kit.Select
	params           *params
	expires          *kit.Field
	expiry, shortcut *kit.Label
	// noteExpiry keeps another expiry date without a check.
	noteExpiry    *kit.Button
	pickDay       *kit.Button // opens a calendar
	calendar      *kit.Button // offers the noted date for a calendar
	check, cancel *kit.Button
	keep          *kit.Checkbox
	keepBox       *fyne.Container
	reminder      *reminder

	applied int  // revision of the fill last applied
	filling bool // while the controller's values are put in
	shown   app.State
	changed func()               // called after a note came or went as one types
	focus   func(fyne.Focusable) // gives the focus to a control of the form
}

func newForm(words *message.Catalogue, control *app.Controller, stories []string, forget, guide func()) *form {
	f := &form{words: words, control: control}
	t := words.Text
	f.title = kit.NewHeading(t("ui.form.title"))
	f.guide = kit.NewLink(t("guide.open"), guide)
	f.environment = kit.NewSegments(control.Form.ChooseEnvironment)
	f.environment.Spoken = choiceNamed(words, "ui.form.environment")
	f.envHint = kit.NewHint("")
	f.environment.OnPicked, f.environment.OnEnter = f.picked, f.press

	f.story = kit.NewSelect(control.Form.UseStory)
	f.story.Spoken = choiceNamed(words, "ui.form.story")
	names := make([]string, len(stories))
	for i, id := range stories {
		names[i], _ = words.Story(id)
	}
	f.story.PlaceHolder = t("ui.form.story.placeholder")
	f.story.ShowOptions(stories, names)
	f.storyText = kit.NewHint("")
	f.storyBox = kit.NewColumn(formGap, kit.NewStrong(t("ui.form.story")), kit.NewEdged(f.story), f.storyText)

	f.key = kit.NewSecretField(t("ui.form.key.placeholder"), f.keyChanged, control.Form.PasteKey)
	f.key.Spoken = t("ui.form.key")
	f.key.OnSubmitted = func(string) { f.press() }
	paste := kit.NewLink(t("ui.form.key.paste"), func() {
		control.Form.PasteKey(fyne.CurrentApp().Clipboard().Content())
	})
	f.keyTyped = kit.NewLine(kit.Space4, 0, f.key, paste)
	f.keyState = kit.NewBody("")
	f.replace = kit.NewLink(t("ui.form.key.replace"), control.Rotation.Begin)
	f.forget = kit.NewLink(t("ui.form.key.forget"), forget)
	f.keyKept = kit.NewInset(10, kit.Space8, kit.NewPanel(theme.ColorNameBackground, kit.ColorEdge, 8), kit.NewLine(kit.Space4, 0, f.keyState, f.replace, f.forget))
	f.keyNote = kit.NewHint("")
	f.keyInside = kit.NewLink(t("ui.form.key.take-inside"), control.Form.TakeKeyInside)
	f.clipboard = kit.NewLink(t("ui.clipboard.clear"), func() {
		board := fyne.CurrentApp().Clipboard()
		if control.Form.ClearClipboard(board.Content()) {
			board.SetContent("")
		}
	})
	f.clipboardNote = kit.NewHint("")
	f.keepOld = kit.NewLink(t("ui.form.key.keep-old"), control.Rotation.Cancel)
	f.leaked = kit.NewLink(t("leak.link"), func() { control.Open(app.ViewLeak) })
	f.oldKeys = kit.NewColumn(kit.Space8)
	keyTitle := kit.NewWrapped(kit.Space4, kit.NewLabel(t("ui.form.key"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		kit.NewLabel(t("ui.form.key.secret"), kit.ColorSecondary, theme.SizeNameText, fyne.TextStyle{}))

	f.company = kit.NewField(t("ui.form.company.placeholder"), true, f.companyChanged)
	f.company.Spoken = t("ui.form.company")
	f.company.OnPaste = control.Form.PasteCommand
	f.company.OnSubmitted = func(string) { f.press() }
	f.findCompany = kit.NewLink(t("ui.form.company.find"), f.find)
	f.companyHint = kit.NewHint(t("ui.form.company.hint"))
	f.companyNote = kit.NewHint("")
	f.companyChoices = kit.NewColumn(0)

	f.operation = kit.NewSelect(nil)
	f.operation.Spoken = choiceNamed(words, "ui.form.operation")
	var ids, labels []string
	for _, op := range pleoclient.Operations() {
		if offered(op) {
			ids, labels = append(ids, op.Name), append(labels, words.Operation(op.Name))
		}
	}
	f.operation.ShowOptions(ids, labels)
	f.params = newParams(words, control)
	f.params.changed, f.params.submit = func() { f.changed() }, f.press
	f.operation.Choose(check.DefaultOperation())
	f.params.choose(check.DefaultOperation())
	f.operation.OnChosen = func(id string) {
		f.params.choose(id)
		f.changed()
	}
	f.expires = kit.NewField(t("ui.form.expires.placeholder"), false, f.expiresChanged)
	f.expires.Spoken = t("ui.form.expires")
	f.expiry = kit.NewHint("")
	f.pickDay = kit.NewLink(t("calendar.pick"), nil)
	f.calendar = kit.NewLink(t("expiry.calendar"), nil)
	f.noteExpiry = kit.NewLink(t("expiry.note"), func() { control.Expiry.Note(f.read()) })
	f.expires.OnSubmitted = func(string) {
		if f.shown.Selected == "" {
			f.press()
			return
		}
		control.Expiry.Note(f.read())
	}

	f.check = kit.NewButton(t("ui.form.check"), kit.Primary, f.press)
	f.cancel = kit.NewButton(t("ui.form.cancel"), kit.Secondary, control.Cancel)
	f.shortcut = kit.NewLabel(keyWords(words, checkKeys), kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
	f.keep = kit.NewCheckbox(t("ui.form.keep"))
	f.keep.Checked = true
	f.keepBox = kit.NewRinged(f.keep)
	f.reminder = newReminder(words, control)
	f.more = newMoreOptions(words, func() { f.changed() },
		kit.NewColumn(formGap, kit.NewStrong(t("ui.form.operation")), kit.NewEdged(f.operation), f.params.root),
		kit.NewColumn(formGap, kit.NewWrapped(kit.Space4,
			kit.NewLabel(t("ui.form.expires"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
			kit.NewLabel(t("ui.form.expires.optional"), kit.ColorSecondary, theme.SizeNameText, fyne.TextStyle{})), kit.NewLine(kit.Space4, 0, f.expires, f.pickDay), f.expiry, kit.NewOutdented(f.noteExpiry, f.calendar)))

	f.root = kit.NewColumn(kit.Space16,
		kit.NewLine(kit.Space8, 0, f.title, f.guide),
		kit.NewColumn(formGap, kit.NewStrong(t("ui.form.environment")), f.environment, f.envHint),
		f.storyBox,
		kit.NewColumn(formGap, keyTitle, f.keyTyped, f.keyKept, f.keyNote, f.clipboardNote, kit.NewOutdented(f.keyInside, f.clipboard, f.keepOld, f.leaked), f.oldKeys),
		kit.NewColumn(formGap, kit.NewWrapped(kit.Space4,
			kit.NewLabel(t("ui.form.company"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
			kit.NewLabel(t("ui.form.company.optional"), kit.ColorSecondary, theme.SizeNameText, fyne.TextStyle{})), f.company, f.companyNote, f.companyHint, f.companyChoices, kit.NewOutdented(f.findCompany)),
		kit.NewColumn(kit.Space12, kit.NewWrapped(kit.Space12, f.check, f.cancel, kit.NewAsHighAs(f.shortcut, f.check)), f.keepBox),
		f.more.root,
		f.reminder.root,
	)
	return f
}

// formGap is the space between a field and what belongs to it.
const formGap = 6

// offered reports whether an operation can be the test request of the form: a
// standalone key may call it, and it reads more than the key itself.
func offered(op pleoclient.Operation) bool {
	return op.BasicAuth && op.Name != "introspect"
}

// read takes the values of the form.
func (f *form) read() app.Form {
	return app.Form{
		Key: secret.New(f.key.Text), Story: f.story.ID(), CompanyID: f.company.Text, Params: f.params.read(), Keep: f.keep.Checked,
		Entered: connection.Entered{Operation: f.operation.ID(), ExpiresOn: f.expires.Text},
	}
}

// write puts values into the form, the key hidden.
func (f *form) write(values app.Form) {
	f.filling = true
	defer func() { f.filling = false }()
	f.key.SetText(values.Key.Reveal())
	f.key.Mask()
	f.story.Choose(values.Story)
	f.company.SetText(values.CompanyID)
	f.operation.Choose(values.Operation)
	f.params.write(values.Operation, values.Params)
	f.expires.SetText(values.ExpiresOn)
	f.keep.SetChecked(values.Keep)
}

// press starts the check.
func (f *form) press() {
	f.key.Mask()
	f.control.Check.Run(f.read())
	f.toEnvironment()
}

// find asks for the key's company.
func (f *form) find() {
	f.control.Check.FindCompany(f.read())
	f.toEnvironment()
}

// toEnvironment puts the focus on the environments, where one has to be chosen first.
func (f *form) toEnvironment() {
	if f.shown.EnvironmentMissing {
		f.focus(f.environment)
	}
}

// picked puts the focus where one goes on after an environment was clicked.
func (f *form) picked() {
	switch {
	case !f.keyTyped.Visible():
	case f.key.Text == "":
		f.focus(f.key)
	default:
		f.focus(f.check)
	}
}

func (f *form) keyChanged(string) {
	if !f.filling {
		f.control.Form.KeyEdited()
		f.control.Form.Edited(f.read())
	}
}

func (f *form) companyChanged(string) {
	if !f.filling {
		f.control.Form.CompanyEdited()
		f.control.Form.Edited(f.read())
	}
}

func (f *form) expiresChanged(string) {
	f.showExpiry()
	if !f.filling {
		f.changed()
	}
}

// choiceNamed is what a screen reader says of a choice: its name, which has this
// id, and what is chosen.
func choiceNamed(words *message.Catalogue, id string) kit.SpokenChoice {
	return func(chosen string) string {
		return words.Text("ui.spoken.choice", map[string]string{"Name": words.Text(id), "Value": chosen})
	}
}
