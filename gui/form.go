package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// form is where a check is set up: environment, key, company, test request.
type form struct {
	words   *message.Catalogue
	control *app.Controller
	root    *fyne.Container

	title       *paragraph
	guide       *button // opens the guide
	environment *segments
	envHint     *paragraph
	story       *choice
	storyBox    *fyne.Container
	storyText   *paragraph

	key           *secretField
	keyTyped      *fyne.Container
	keyKept       *fyne.Container
	keyState      *paragraph
	replace       *button
	forget        *button
	keepOld       *button
	leaked        *button
	oldKeys       *fyne.Container
	oldShown      string // the old keys that oldKeys shows
	keyNote       *paragraph
	keyInside     *button
	clipboard     *button
	clipboardNote *paragraph

	company        *field
	findCompany    *button
	companyNote    *paragraph
	companyChoices *fyne.Container

	operation *choice
	params    *params
	expires   *field
	expiry    *paragraph
	// noteExpiry keeps another expiry date without a check.
	noteExpiry *button
	check      *button
	cancel     *button
	shortcut   *label
	keep       *tick
	keepBox    *fyne.Container
	reminder   *reminder

	applied int  // revision of the fill last applied
	filling bool // while the controller's values are put in
	shown   app.State
	changed func() // called after a note came or went as one types
}

func newForm(words *message.Catalogue, control *app.Controller, stories []string, forget, guide func()) *form {
	f := &form{words: words, control: control}
	t := words.Text
	f.title = newParagraph(t("ui.form.title"), theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{Bold: true})
	f.guide = newLink(t("guide.open"), guide)
	f.environment = newSegments(control.ChooseEnvironment)
	f.environment.escape = control.Cancel
	f.environment.spoken = spoken{words, "ui.form.environment"}
	f.envHint = hint(t("ui.form.environment.hint"))

	f.story = newChoice(control.UseStory, control.Cancel)
	f.story.spoken = spoken{words, "ui.form.story"}
	names := make([]string, len(stories))
	for i, id := range stories {
		names[i], _ = words.Story(id)
	}
	f.story.PlaceHolder = t("ui.form.story.placeholder")
	f.story.options(stories, names)
	f.storyText = hint("")
	f.storyBox = newColumn(formGap, strong(t("ui.form.story")), edged(f.story), f.storyText)

	f.key = newSecretField(t("ui.form.key.placeholder"), f.keyChanged, control.PasteKey, control.Cancel)
	f.key.spoken = t("ui.form.key")
	paste := newLink(t("ui.form.key.paste"), func() {
		control.PasteKey(fyne.CurrentApp().Clipboard().Content())
	})
	f.keyTyped = newLine(space4, 0, f.key, paste)
	f.keyState = body("")
	f.replace = newLink(t("ui.form.key.replace"), control.ReplaceKey)
	f.forget = newLink(t("ui.form.key.forget"), forget)
	f.keyKept = newInset(10, space8, newPanel(theme.ColorNameBackground, colorEdge, 8), newLine(space4, 0, f.keyState, f.replace, f.forget))
	f.keyNote = hint("")
	f.keyInside = newLink(t("ui.form.key.take-inside"), control.TakeKeyInside)
	f.clipboard = newLink(t("ui.clipboard.clear"), func() {
		board := fyne.CurrentApp().Clipboard()
		if control.ClearClipboard(board.Content()) {
			board.SetContent("")
		}
	})
	f.clipboardNote = hint("")
	f.keepOld = newLink(t("ui.form.key.keep-old"), control.KeepOldKey)
	f.leaked = newLink(t("leak.link"), func() { control.Open(app.ViewLeak) })
	f.oldKeys = newColumn(space8)
	keyTitle := newWrapped(space4, word(t("ui.form.key"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		word(t("ui.form.key.secret"), colorSecondary, theme.SizeNameText, fyne.TextStyle{}))

	f.company = newField(t("ui.form.company.placeholder"), true, f.companyChanged, control.Cancel)
	f.company.spoken = t("ui.form.company")
	f.findCompany = newLink(t("ui.form.company.find"), func() { control.FindCompany(f.read()) })
	f.companyNote = hint("")
	f.companyChoices = newColumn(0)

	f.operation = newChoice(nil, control.Cancel)
	f.operation.spoken = spoken{words, "ui.form.operation"}
	var ids, labels []string
	for _, op := range pleoclient.Operations() {
		if offered(op) {
			ids, labels = append(ids, op.Name), append(labels, words.Operation(op.Name))
		}
	}
	f.operation.options(ids, labels)
	f.params = newParams(words, control)
	f.params.changed = func() { f.changed() }
	f.operation.choose(check.DefaultOperation())
	f.params.choose(check.DefaultOperation())
	f.operation.chosen = func(id string) {
		f.params.choose(id)
		f.changed()
	}
	f.expires = newField(t("ui.form.expires.placeholder"), false, f.expiresChanged, control.Cancel)
	f.expires.spoken = t("ui.form.expires")
	f.expiry = hint("")
	f.noteExpiry = newLink(t("expiry.note"), func() { control.NoteExpiry(f.read()) })
	f.expires.OnSubmitted = func(string) { control.NoteExpiry(f.read()) }

	f.check = newButton(t("ui.form.check"), primaryLook, f.press)
	f.cancel = newButton(t("ui.form.cancel"), secondaryLook, control.Cancel)
	f.shortcut = word(t("ui.form.shortcut"), colorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
	f.keep = newTick(t("ui.form.keep"), control.Cancel)
	f.keep.Checked = true
	f.keepBox = ringed(f.keep)
	f.reminder = newReminder(words, control)

	for _, b := range []*button{f.guide, paste, f.replace, f.forget, f.keepOld, f.keyInside, f.clipboard, f.findCompany, f.check, f.cancel, f.leaked, f.noteExpiry} {
		b.escape = control.Cancel
	}

	f.root = newColumn(space16,
		newLine(space8, 0, f.title, f.guide),
		newColumn(formGap, strong(t("ui.form.environment")), f.environment, f.envHint),
		f.storyBox,
		newColumn(formGap, keyTitle, f.keyTyped, f.keyKept, f.keyNote, f.clipboardNote, outdented(f.keyInside, f.clipboard, f.keepOld, f.leaked), f.oldKeys),
		newColumn(formGap, strong(t("ui.form.company")), f.company, f.companyNote, f.companyChoices, outdented(f.findCompany)),
		newColumn(formGap, strong(t("ui.form.operation")), edged(f.operation), f.params.root),
		newColumn(formGap, newWrapped(space4,
			word(t("ui.form.expires"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
			word(t("ui.form.expires.optional"), colorSecondary, theme.SizeNameText, fyne.TextStyle{})), f.expires, f.expiry, outdented(f.noteExpiry)),
		newColumn(space12, newWrapped(space12, f.check, f.cancel, centred(f.shortcut, f.check)), f.keepBox),
		f.reminder.root,
	)
	return f
}

// formGap is the space between a field and what belongs to it.
const formGap = 6

// offered tells whether an operation can be the test request of the form: a
// standalone key may call it, and it reads more than the key itself.
func offered(op pleoclient.Operation) bool {
	return op.BasicAuth && op.Name != "introspect"
}

// read takes the values of the form.
func (f *form) read() app.Form {
	return app.Form{
		Key: secret.New(f.key.Text), CompanyID: f.company.Text, Operation: f.operation.id(), Params: f.params.read(),
		ExpiresOn: f.expires.Text, Keep: f.keep.Checked,
	}
}

// press starts the check.
func (f *form) press() {
	f.key.mask()
	f.control.Check(f.read())
}

func (f *form) keyChanged(string) {
	if !f.filling {
		f.control.KeyEdited()
	}
}

func (f *form) companyChanged(string) {
	if !f.filling {
		f.control.CompanyEdited()
	}
}

func (f *form) expiresChanged(string) {
	f.showExpiry()
	if !f.filling {
		f.changed()
	}
}
