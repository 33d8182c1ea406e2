package gui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// rotation is the guided replacement of a key: its steps, each done, to do now
// or later, and what the step of now asks for.
type rotation struct {
	words          *message.Catalogue
	control        *app.Controller
	root           *fyne.Container
	title, promise *kit.Label
	rows           []*rotationRow

	have, askOld, replace, asNew, keepOld, deleted, closing *kit.Button
	trouble, question                                       *kit.Label
}

// rotationRow is one step.
type rotationRow struct {
	icon         *widget.Icon
	title, state *kit.Label
	inside       *fyne.Container
}

// rotationSteps are the words of the steps, in order.
var rotationSteps = []string{"rotation.make", "rotation.check", "rotation.compare", "rotation.keep", "rotation.delete"}

func newRotation(words *message.Catalogue, control *app.Controller) *rotation {
	v := &rotation{words: words, control: control}
	t := words.Text
	v.title = kit.NewHeading("")
	v.have = kit.NewButton(t("rotation.make.have"), kit.Secondary, control.Rotation.HaveNewKey)
	v.askOld = kit.NewButton(t("rotation.make.ask-old"), kit.Secondary, control.Rotation.CheckOldKey)
	v.replace = kit.NewButton(t("rotation.ask.replace"), kit.Secondary, control.Saving.Save)
	v.asNew = kit.NewButton(t("rotation.ask.new"), kit.Secondary, control.Rotation.KeepAsNew)
	v.keepOld = kit.NewButton(t("rotation.keep-old"), kit.Secondary, control.Rotation.Cancel)
	v.deleted = kit.NewButton(t("rotation.old-key.deleted"), kit.Secondary, nil)
	v.closing = kit.NewButton(t("ui.close"), kit.Secondary, control.Rotation.End)
	v.promise, v.trouble, v.question = kit.NewHint(t("rotation.promise")), kit.NewHint(""), kit.NewStrong("")
	steps := kit.NewColumn(kit.Space4)
	for i, id := range rotationSteps {
		row := &rotationRow{icon: widget.NewIcon(nil), title: kit.NewBody(t(id)), inside: kit.NewColumn(kit.Space8)}
		row.state = kit.NewLabel("", kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
		mark := kit.NewSquare(18, row.icon)
		number := kit.NewLabel(strconv.Itoa(i+1)+".", theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{})
		if i > 0 {
			steps.Add(kit.NewRule())
		}
		head := kit.NewTopLine(kit.Space8, 2, mark, number, row.title, row.state)
		inside := kit.NewMargins(18+kit.Space8, 0, 0, kit.Space8, row.inside)
		steps.Add(kit.NewInset(0, kit.Space4, kit.NewColumn(kit.Space8, head, inside)))
		v.rows = append(v.rows, row)
	}
	v.root = kit.NewCard(kit.NewInset(0, kit.Space8, kit.NewColumn(kit.Space12, v.title, v.promise, steps)))
	return v
}

func (v *rotation) buttons() []*kit.Button {
	return []*kit.Button{v.have, v.keepOld, v.askOld, v.replace, v.asNew, v.deleted, v.closing}
}

// first is the first button that can be pressed now; nil for none.
func (v *rotation) first() *kit.Button {
	for _, b := range v.buttons() {
		if kit.Contains(v.root, b) {
			return b
		}
	}
	return nil
}

// show puts the rotation on the screen.
func (v *rotation) show(s app.State) {
	con, ok := s.Selection()
	kit.SetVisible(v.root, s.Rotation.On() && ok)
	if !s.Rotation.On() || !ok {
		return
	}
	v.title.SetText(v.words.Text("rotation.title", nameOf(con)))
	kit.SetVisible(v.promise, !s.Rotation.Finished)
	now := s.Rotation.Step()
	for i, row := range v.rows {
		step := app.RotationStep(i)
		look, state := look{text: kit.ColorNeutral, icon: theme.RadioButtonIcon()}, "rotation.state.next"
		row.title.TextStyle.Bold = false
		row.title.Color = kit.ColorSecondary
		switch {
		case step < now && saidOnly(step, s.Rotation):
			look.icon, state = theme.ConfirmIcon(), "rotation.state.said"
			row.title.Color = theme.ColorNameForeground
		case step < now:
			look.text, look.icon, state = kit.ColorWorks, theme.ConfirmIcon(), "rotation.state.done"
			row.title.Color = theme.ColorNameForeground
		case step == now:
			look.text, look.icon, state = theme.ColorNamePrimary, theme.NavigateNextIcon(), "rotation.state.now"
			row.title.Color, row.title.TextStyle.Bold = theme.ColorNameForeground, true
		}
		kit.SetIcon(row.icon, look.icon, look.text)
		row.state.Color = look.text
		row.state.SetText(v.words.Text(state))
		row.title.Refresh()
		row.inside.Objects = v.inside(step, now, s)
		kit.SetVisible(row.inside, len(row.inside.Objects) > 0)
	}
	kit.Rearrange(v.root)
}

// saidOnly reports whether only the person says that a step is done: nothing that
// the app saw proves it.
func saidOnly(step app.RotationStep, r app.Rotation) bool {
	return step == app.RotationMake && r.Comparison == nil || step == app.RotationDelete
}

// inside is what stands below a step.
func (v *rotation) inside(step, now app.RotationStep, s app.State) []fyne.CanvasObject {
	t := v.words.Text
	switch {
	case step == app.RotationMake && s.Rotation.Question == app.OldKey:
		return v.notNew(s)
	case step == app.RotationCompare && now >= app.RotationCompare && s.Rotation.Comparison != nil && !s.Rotation.Finished:
		return v.comparison(s)
	case step == app.RotationDelete && now == app.RotationEnd:
		return v.end(s)
	case step != now:
		return nil
	}
	switch step {
	case app.RotationMake:
		return v.making(s)
	case app.RotationCheck:
		return []fyne.CanvasObject{kit.NewBody(t("rotation.check.text"))}
	case app.RotationKeep:
		return []fyne.CanvasObject{kit.NewBody(t("rotation.keep.text"))}
	case app.RotationDelete:
		v.deleted.OnTapped = func() { v.control.Rotation.OldKeyDeleted(s.Rotation.Connection, s.Rotation.OldHint) }
		two := t("rotation.delete.two", map[string]string{"Hint": s.Rotation.OldHint})
		return append(numbered(t("rotation.delete.one"), two), kit.NewWrapped(kit.Space8, v.deleted))
	}
	return nil
}

// numbered are things to do, in order.
func numbered(texts ...string) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i, text := range texts {
		all = append(all, item(string(rune('a'+i))+".", false, text))
	}
	return all
}

// making tells how the new key is made, with the permissions of the old one.
func (v *rotation) making(s app.State) []fyne.CanvasObject {
	t := v.words.Text
	con, _ := s.Selection()
	facts := v.words.Facts(map[string]string{check.FactEnvironment: con.Environment})
	facts["Company"] = message.Clean(con.CompanyName)
	if facts["Company"] == "" {
		facts["Company"] = con.CompanyID
	}
	three := "rotation.make.three"
	if s.Rotation.OldScopes == nil {
		three = "rotation.make.three-unknown"
	}
	all := numbered(t("rotation.make.one", facts), t("rotation.make.two", facts), t(three), t("rotation.make.four"))
	if len(s.Rotation.OldScopes) > 0 {
		below := kit.NewMargins(20, 0, 0, 0, v.scopes(s.Rotation.OldScopes))
		all[2] = kit.NewColumn(kit.Space4, all[2], below)
	}
	all = append(all, v.oldTrouble(s)...)
	kit.SetVisible(v.askOld, s.CanCheckOldKey())
	return append(all, kit.NewWrapped(kit.Space8, v.have, v.askOld))
}

// notNew says that the pasted key is the old one, and how a new one is made.
func (v *rotation) notNew(s app.State) []fyne.CanvasObject {
	v.question.SetText(v.words.Text("rotation.ask.old-key"))
	all := append([]fyne.CanvasObject{compared(stepLook(check.StepFailed), v.question.Text, nil)}, v.making(s)...)
	all[len(all)-1] = kit.NewWrapped(kit.Space8, v.have, v.keepOld)
	return all
}

// end says that the person called the old key deleted, and which others are still
// to be deleted.
func (v *rotation) end(s app.State) []fyne.CanvasObject {
	all := []fyne.CanvasObject{kit.NewBody(v.words.Text("rotation.delete.done", map[string]string{"Hint": s.Rotation.OldHint}))}
	con, _ := s.Selection()
	for _, k := range con.OldKeys {
		all = append(all, kit.NewBody(oldKeyText(v.words, k)))
	}
	return append(all, kit.NewWrapped(kit.Space8, v.closing))
}

// oldTrouble says why asking about the old key told nothing.
func (v *rotation) oldTrouble(s app.State) []fyne.CanvasObject {
	if s.Rotation.OldTrouble == nil {
		return nil
	}
	v.trouble.SetText(v.words.Text("rotation.old-trouble", map[string]string{"Title": v.words.Finding(*s.Rotation.OldTrouble).Title}))
	return []fyne.CanvasObject{v.trouble}
}

// comparison holds the two keys against each other in plain words, and asks
// what is to be decided.
func (v *rotation) comparison(s app.State) []fyne.CanvasObject {
	t, c := v.words.Text, s.Rotation.Comparison
	company, mark := t("rotation.company.same"), stepLook(check.Passed)
	switch c.Company {
	case app.AnotherOne:
		company, mark = t("rotation.company.other"), stepLook(check.StepFailed)
	case app.Unproven:
		company, mark = t("rotation.company.unproven"), stepLook(check.Warned)
	}
	all := []fyne.CanvasObject{compared(mark, company, nil)}
	switch {
	case !c.Known && s.Rotation.OldScopes == nil:
		all = append(all, compared(stepLook(check.Warned), t("rotation.unknown.old"), nil))
	case !c.Known:
		all = append(all, compared(stepLook(check.Warned), t("rotation.unknown.new"), nil))
	case len(c.Lost)+len(c.Gained) == 0:
		all = append(all, compared(stepLook(check.Passed), t("rotation.same.all"), nil))
	default:
		if n := len(c.Lost); n > 0 {
			all = append(all, compared(stepLook(check.Warned), v.words.Plural("rotation.lost", n), v.scopes(c.Lost)))
		}
		if n := len(c.Gained); n > 0 {
			more := kit.NewColumn(kit.Space4, v.scopes(c.Gained), kit.NewHint(t("rotation.gained.text")))
			all = append(all, compared(look{text: theme.ColorNamePrimary, icon: theme.ContentAddIcon()}, v.words.Plural("rotation.gained", n), more))
		}
		if n := len(c.Same); n > 0 {
			all = append(all, compared(stepLook(check.Passed), v.words.Plural("rotation.same", n), nil))
		}
	}
	if s.Saving.Status != app.AskToReplace {
		return all
	}
	all = append(all, v.oldTrouble(s)...)
	questions := map[app.Question]string{
		app.LostScopes: "rotation.ask.lost", app.NotCompared: "rotation.ask.unknown", app.OtherCompany: "rotation.ask.company",
		app.EarlierKey: "rotation.ask.earlier",
	}
	facts := map[string]string{}
	if c.Earlier != nil {
		facts["Hint"], facts["Day"] = c.Earlier.Hint, v.words.DayOf(c.Earlier.ReplacedOn)
	}
	v.question.SetText(t(questions[s.Rotation.Question], facts))
	other := s.Rotation.Question == app.OtherCompany
	kit.SetVisible(v.askOld, s.CanCheckOldKey() && !other)
	kit.SetVisible(v.replace, !other)
	kit.SetVisible(v.asNew, other)
	return append(all, v.question, kit.NewWrapped(kit.Space8, v.keepOld, v.askOld, v.replace, v.asNew))
}

// compared is one line of the comparison, with what belongs to it.
func compared(l look, text string, below fyne.CanvasObject) fyne.CanvasObject {
	mark := kit.NewSquare(18, widget.NewIcon(theme.NewColoredResource(l.icon, l.text)))
	right := kit.NewColumn(kit.Space4, kit.NewBody(text))
	if below != nil {
		right.Add(below)
	}
	return kit.NewTopLine(kit.Space8, 1, mark, right)
}

// scopes lists permissions in plain words.
func (v *rotation) scopes(scopes []string) *fyne.Container {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = scopeWords(v.words, s)
	}
	slices.Sort(names)
	list := kit.NewColumn(0)
	for _, name := range names {
		list.Add(item("·", false, name))
	}
	return list
}

// scopeWords names what a scope allows; a scope of something that the
// catalogue of operations does not have comes as it is.
func scopeWords(words *message.Catalogue, scope string) string {
	resource, action, _ := strings.Cut(scope, ":")
	area := ""
	for _, op := range pleoclient.Operations() {
		of, _, _ := strings.Cut(op.Scope, ":")
		if of != "" && (of == resource || of == resource+"s" || of+"s" == resource) {
			area = words.Area(op.Name)
			break
		}
	}
	facts := map[string]string{"Area": area, "Action": action}
	switch {
	case area == "":
		return message.Clean(scope)
	case action == "read":
		return words.Text("rotation.scope.read", facts)
	case action == "write":
		return words.Text("rotation.scope.change", facts)
	}
	return words.Text("rotation.scope.other", facts)
}
