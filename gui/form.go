package gui

import (
	"time"

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
	environment *segments
	envHint     *paragraph
	story       *choice
	storyBox    *fyne.Container
	storyText   *paragraph

	key       *secretField
	keyTyped  *fyne.Container
	keyKept   *fyne.Container
	keyState  *paragraph
	replace   *button
	forget    *button
	keepOld   *button
	keyNote   *paragraph
	keyInside *button

	company        *field
	findCompany    *button
	companyNote    *paragraph
	companyChoices *fyne.Container

	operation *choice
	expires   *field
	expiry    *paragraph
	check     *button
	cancel    *button
	shortcut  *label
	keep      *tick
	keepBox   *fyne.Container
	reminder  *reminder

	applied int  // revision of the fill last applied
	filling bool // while the controller's values are put in
	// fromStory is true while a demo key is being put in.
	fromStory bool
	shown     app.State
	changed   func() // called after a note came or went as one types
}

func newForm(words *message.Catalogue, control *app.Controller, stories []string, forget func()) *form {
	f := &form{words: words, control: control}
	t := words.Text
	f.title = newParagraph(t("ui.form.title"), theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{Bold: true})
	f.environment = newSegments(control.ChooseEnvironment)
	f.environment.escape = control.Cancel
	f.envHint = hint(t("ui.form.environment.hint"))

	f.story = newChoice(func(id string) {
		f.fromStory = true
		defer func() { f.fromStory = false }()
		control.UseStory(id)
	}, control.Cancel)
	names := make([]string, len(stories))
	for i, id := range stories {
		names[i], _ = words.Story(id)
	}
	f.story.PlaceHolder = t("ui.form.story.placeholder")
	f.story.options(stories, names)
	f.storyText = hint("")
	f.storyBox = newColumn(formGap, strong(t("ui.form.story")), edged(f.story), f.storyText)

	f.key = newSecretField(t("ui.form.key.placeholder"), f.keyChanged, control.PasteKey, control.Cancel)
	paste := newLink(t("ui.form.key.paste"), func() {
		control.PasteKey(fyne.CurrentApp().Clipboard().Content())
	})
	f.keyTyped = newLine(space4, 0, f.key, paste)
	f.keyState = body("")
	f.replace = newLink(t("ui.form.key.replace"), control.ReplaceKey)
	f.forget = newLink(t("ui.form.key.forget"), forget)
	f.keyKept = newInset(space12, space8, newPanel(theme.ColorNameBackground, colorEdge, 8), newLine(space4, 0, f.keyState, f.replace, f.forget))
	f.keyNote = hint("")
	f.keyInside = newLink(t("ui.form.key.take-inside"), control.TakeKeyInside)
	f.keepOld = newLink(t("ui.form.key.keep-old"), control.KeepOldKey)
	keyTitle := newWrapped(space4, word(t("ui.form.key"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		word(t("ui.form.key.secret"), colorSecondary, theme.SizeNameText, fyne.TextStyle{}))

	f.company = newField(t("ui.form.company.placeholder"), true, f.companyChanged, control.Cancel)
	f.findCompany = newLink(t("ui.form.company.find"), func() { control.FindCompany(f.read()) })
	f.companyNote = hint("")
	f.companyChoices = newColumn(0)

	f.operation = newChoice(nil, control.Cancel)
	var ids, labels []string
	for _, op := range pleoclient.Operations() {
		if offered(op) {
			ids, labels = append(ids, op.Name), append(labels, words.Operation(op.Name))
		}
	}
	f.operation.options(ids, labels)
	f.operation.choose(check.DefaultOperation())
	f.expires = newField(t("ui.form.expires.placeholder"), false, f.expiresChanged, control.Cancel)
	f.expiry = hint("")

	f.check = newButton(t("ui.form.check"), primaryLook, f.press)
	f.cancel = newButton(t("ui.form.cancel"), secondaryLook, control.Cancel)
	f.shortcut = word(t("ui.form.shortcut"), colorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
	f.keep = newTick(t("ui.form.keep"), control.Cancel)
	f.keep.Checked = true
	f.keepBox = ringed(f.keep)
	f.reminder = newReminder(words)

	for _, b := range []*button{paste, f.replace, f.forget, f.keepOld, f.keyInside, f.findCompany, f.check, f.cancel} {
		b.escape = control.Cancel
	}

	f.root = newColumn(space16,
		f.title,
		newColumn(formGap, strong(t("ui.form.environment")), f.environment, f.envHint),
		f.storyBox,
		newColumn(formGap, keyTitle, f.keyTyped, f.keyKept, f.keyNote, outdented(f.keyInside, f.keepOld)),
		newColumn(formGap, strong(t("ui.form.company")), f.company, f.companyNote, f.companyChoices, outdented(f.findCompany)),
		newColumn(formGap, strong(t("ui.form.operation")), edged(f.operation)),
		newColumn(formGap, newWrapped(space4,
			word(t("ui.form.expires"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
			word(t("ui.form.expires.optional"), colorSecondary, theme.SizeNameText, fyne.TextStyle{})), f.expires, f.expiry),
		newColumn(space12, newWrapped(space12, f.check, f.cancel, centred(f.shortcut, f.check)), f.keepBox),
		f.reminder.root,
	)
	return f
}

// formGap is the space between a field and what belongs to it.
const formGap = 6

// edged gives a select the edge that the other fields have, and the ring that
// shows its focus.
func edged(c *choice) *fyne.Container {
	edge := newPanel(theme.ColorNameInputBackground, colorEdge, 9)
	c.ring = func(on bool) { edge.ring(on, colorEdge) }
	return newInset(2, 2, edge, c)
}

// ringed gives a check box the ring that shows its focus.
func ringed(t *tick) *fyne.Container {
	edge := newPanel("", "", 8)
	t.ring = func(on bool) { edge.ring(on, "") }
	return newInset(2, 2, edge, t)
}

// outdented lets the words of links stand in line with what is above them.
func outdented(links ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &inset{left: -space4}, Objects: []fyne.CanvasObject{newWrapped(space8, links...)}}
}

// offered tells whether an operation can be the test request of the form: it
// needs nothing but the company, and a standalone key may call it.
func offered(op pleoclient.Operation) bool {
	return op.BasicAuth && !op.NeedsID() && op.Name != "introspect"
}

// centred gives an object the height of another, and centres it.
func centred(o, like fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: sameHeight{like}, Objects: []fyne.CanvasObject{o}}
}

type sameHeight struct{ like fyne.CanvasObject }

func (s sameHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	least := o.MinSize()
	o.Move(fyne.NewPos(0, (size.Height-least.Height)/2))
	o.Resize(least)
}

func (s sameHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, s.like.MinSize().Height)
}

// read takes the values of the form.
func (f *form) read() app.Form {
	return app.Form{
		Key: secret.New(f.key.Text), CompanyID: f.company.Text, Operation: f.operation.id(),
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

// show puts the state on the screen.
func (f *form) show(s app.State) {
	f.shown = s
	f.applyFill(s.Fill)
	f.showEnvironment(s)
	f.showKey(s)
	f.showCompany(s)
	f.showExpiry()
	busy := s.Activity != app.Idle
	visible(f.check, !busy)
	visible(f.shortcut, !busy)
	visible(f.cancel, busy)
	enable(f.findCompany, !busy)
	visible(f.keepBox, s.Key.Source == app.Typed)
	f.reminder.show(s)
	f.root.Refresh()
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
		if !f.fromStory {
			f.story.choose("")
		}
	}
	if fill.CompanyID != nil {
		f.company.SetText(*fill.CompanyID)
	}
	if fill.Operation != nil {
		f.operation.choose(*fill.Operation)
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
	enable(f.environment, !s.EnvironmentFixed)
	switch {
	case s.EnvironmentFixed:
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
	visible(f.forget, s.Key.Source == app.Kept)
	visible(f.keyInside, s.KeyNote.KeyInside)
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
		each := newEntry(func() { f.control.UseCompany(c.ID) }, f.control.Cancel)
		each.set(name, c.ID, look{text: theme.ColorNamePrimary, icon: theme.NavigateNextIcon()}, false)
		f.companyChoices.Add(each)
	}
	visible(f.companyChoices, len(s.Choices) > 0)
}

// showExpiry tells what the expiry date means today.
func (f *form) showExpiry() {
	f.expiry.color = colorSecondary
	text := f.expires.Text
	if text == "" {
		f.expiry.set("")
		return
	}
	day, ok := app.ExpiryDate(text)
	if !ok {
		f.expiry.set(f.words.Text("ui.form.expires.format"))
		return
	}
	days := app.DaysUntil(day, time.Now())
	switch {
	case days < 0:
		f.expiry.color = colorFailed
		title, _ := f.words.Reminder("expiry-past")
		f.expiry.set(title)
	case days <= 30:
		f.expiry.color = colorLimited
		title, _ := f.words.ExpirySoon(days)
		f.expiry.set(title)
	default:
		f.expiry.set("")
	}
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
