package gui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// rotation is the guided replacement of a key: its steps, each done, to do now
// or later, and what the step of now asks for.
type rotation struct {
	words   *message.Catalogue
	control *app.Controller
	root    *fyne.Container
	title   *paragraph
	promise *paragraph
	rows    []*rotationRow

	have, askOld, replace, asNew, keepOld, deleted, closing *button
	trouble                                                 *paragraph
	question                                                *paragraph
}

// rotationRow is one step.
type rotationRow struct {
	icon   *widget.Icon
	title  *paragraph
	state  *label
	inside *fyne.Container
}

// rotationSteps are the words of the steps, in order.
var rotationSteps = []string{"rotation.make", "rotation.check", "rotation.compare", "rotation.keep", "rotation.delete"}

func newRotation(words *message.Catalogue, control *app.Controller) *rotation {
	v := &rotation{words: words, control: control}
	t := words.Text
	v.title = newParagraph("", theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{Bold: true})
	v.have = newButton(t("rotation.make.have"), secondaryLook, control.HaveNewKey)
	v.askOld = newButton(t("rotation.make.ask-old"), secondaryLook, control.CheckOldKey)
	v.replace = newButton(t("rotation.ask.replace"), secondaryLook, control.SaveAnyway)
	v.asNew = newButton(t("rotation.ask.new"), secondaryLook, control.KeepAsNew)
	v.keepOld = newButton(t("rotation.keep-old"), secondaryLook, control.KeepOldKey)
	v.deleted = newButton(t("rotation.old-key.deleted"), secondaryLook, nil)
	v.closing = newButton(t("ui.close"), secondaryLook, control.EndRotation)
	for _, b := range v.buttons() {
		b.escape = control.Cancel
	}
	v.promise, v.trouble, v.question = hint(t("rotation.promise")), hint(""), strong("")
	steps := newColumn(space4)
	for i, id := range rotationSteps {
		row := &rotationRow{icon: widget.NewIcon(nil), title: body(t(id)), inside: newColumn(space8)}
		row.state = word("", colorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
		mark := &fyne.Container{Layout: fixedSquare(18), Objects: []fyne.CanvasObject{row.icon}}
		number := word(strconv.Itoa(i+1)+".", theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{})
		if i > 0 {
			steps.Add(ruler())
		}
		head := newTopLine(space8, 2, mark, number, row.title, row.state)
		inside := &fyne.Container{Layout: &inset{left: 18 + space8, bottom: space8}, Objects: []fyne.CanvasObject{row.inside}}
		steps.Add(newInset(0, space4, newColumn(space8, head, inside)))
		v.rows = append(v.rows, row)
	}
	v.root = card(newInset(0, space8, newColumn(space12, v.title, v.promise, steps)))
	return v
}

func (v *rotation) buttons() []*button {
	return []*button{v.have, v.keepOld, v.askOld, v.replace, v.asNew, v.deleted, v.closing}
}

// first is the first button that can be pressed now; nil for none.
func (v *rotation) first() *button {
	for _, b := range v.buttons() {
		if shows(v.root, b) {
			return b
		}
	}
	return nil
}

// show puts the rotation on the screen.
func (v *rotation) show(s app.State) {
	con, ok := s.Selection()
	visible(v.root, s.Rotation.On() && ok)
	if !s.Rotation.On() || !ok {
		return
	}
	v.title.set(v.words.Text("rotation.title", nameOf(con)))
	visible(v.promise, !s.Rotation.Finished)
	now := s.Rotation.Step()
	for i, row := range v.rows {
		step := app.RotationStep(i)
		look, state := look{text: colorNeutral, icon: theme.RadioButtonIcon()}, "rotation.state.next"
		row.title.style.Bold = false
		row.title.color = colorSecondary
		switch {
		case step < now:
			look.text, look.icon, state = colorWorks, theme.ConfirmIcon(), "rotation.state.done"
			row.title.color = theme.ColorNameForeground
		case step == now:
			look.text, look.icon, state = theme.ColorNamePrimary, theme.NavigateNextIcon(), "rotation.state.now"
			row.title.color, row.title.style.Bold = theme.ColorNameForeground, true
		}
		setIcon(row.icon, look.icon, look.text)
		row.state.color = look.text
		row.state.set(v.words.Text(state))
		row.title.lines = nil
		row.title.Refresh()
		row.inside.Objects = v.inside(step, now, s)
		visible(row.inside, len(row.inside.Objects) > 0)
	}
	rearrange(v.root)
}

// inside is what stands below a step.
func (v *rotation) inside(step, now app.RotationStep, s app.State) []fyne.CanvasObject {
	t := v.words.Text
	switch {
	case step == app.RotationCompare && s.Rotation.Comparison != nil && !s.Rotation.Finished:
		return v.comparison(s)
	case step == app.RotationDelete && now == app.RotationEnd:
		return []fyne.CanvasObject{body(t("rotation.delete.done")), newWrapped(space8, v.closing)}
	case step != now:
		return nil
	}
	switch step {
	case app.RotationMake:
		return v.making(s)
	case app.RotationCheck:
		return []fyne.CanvasObject{body(t("rotation.check.text"))}
	case app.RotationKeep:
		return []fyne.CanvasObject{body(t("rotation.keep.text"))}
	case app.RotationDelete:
		v.deleted.tapped = func() { v.control.OldKeyDeleted(s.Rotation.Connection, s.Rotation.OldHint) }
		two := t("rotation.delete.two", map[string]string{"Hint": s.Rotation.OldHint})
		return append(numbered(t("rotation.delete.one"), two), newWrapped(space8, v.deleted))
	}
	return nil
}

// numbered are things to do, in order.
func numbered(texts ...string) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i, text := range texts {
		letter := word(string(rune('a'+i))+".", theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{})
		all = append(all, newTopLine(space8, 1, letter, body(text)))
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
		below := &fyne.Container{Layout: &inset{left: 20}, Objects: []fyne.CanvasObject{v.scopes(s.Rotation.OldScopes)}}
		all[2] = newColumn(space4, all[2], below)
	}
	all = append(all, v.oldTrouble(s)...)
	visible(v.askOld, s.CanCheckOldKey())
	return append(all, newWrapped(space8, v.have, v.askOld))
}

// oldTrouble says why asking about the old key told nothing.
func (v *rotation) oldTrouble(s app.State) []fyne.CanvasObject {
	if s.Rotation.OldTrouble == nil {
		return nil
	}
	v.trouble.set(v.words.Text("rotation.old-trouble", map[string]string{"Title": v.words.Finding(*s.Rotation.OldTrouble).Title}))
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
	old := s.Rotation.Question == app.OldKey
	switch {
	case old:
		all = nil // there are no two keys to compare
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
			more := newColumn(space4, v.scopes(c.Gained), hint(t("rotation.gained.text")))
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
		app.OldKey: "rotation.ask.old-key",
	}
	v.question.set(t(questions[s.Rotation.Question]))
	other := s.Rotation.Question == app.OtherCompany
	visible(v.askOld, s.CanCheckOldKey() && !other && !old)
	visible(v.replace, !other && !old)
	visible(v.asNew, other)
	return append(all, v.question, newWrapped(space8, v.keepOld, v.askOld, v.replace, v.asNew))
}

// compared is one line of the comparison, with what belongs to it.
func compared(l look, text string, below fyne.CanvasObject) fyne.CanvasObject {
	mark := &fyne.Container{Layout: fixedSquare(18), Objects: []fyne.CanvasObject{widget.NewIcon(theme.NewColoredResource(l.icon, l.text))}}
	right := newColumn(space4, body(text))
	if below != nil {
		right.Add(below)
	}
	return newTopLine(space8, 1, mark, right)
}

// scopes lists permissions in plain words.
func (v *rotation) scopes(scopes []string) *fyne.Container {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = scopeWords(v.words, s)
	}
	slices.Sort(names)
	list := newColumn(0)
	for _, name := range names {
		list.Add(newTopLine(space8, 1, word("·", theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{}), body(name)))
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
