package gui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// permissionsTab is what the key may do: the summary in sentences, and a list
// that one reads like a receipt.
type permissionsTab struct {
	words    *message.Catalogue
	root     *fyne.Container
	intro    *paragraph
	check    *button
	cancel   *button
	progress *fyne.Container
	count    *paragraph
	bar      *share
	summary  *fyne.Container
	when     *paragraph
	rows     *fyne.Container
	list     *fyne.Container
	shown    *check.Result // that of the rows
}

func newPermissionsTab(words *message.Catalogue, control *app.Controller, read func() app.Form) *permissionsTab {
	t := words.Text
	p := &permissionsTab{words: words, intro: body(t("ui.permissions.intro")), count: body(""), bar: newShare(), when: hint("")}
	p.check = newButton(t("ui.permissions.check"), secondaryLook, func() { control.CheckPermissions(read()) })
	p.cancel = newButton(t("ui.permissions.cancel"), secondaryLook, control.Cancel)
	p.check.escape, p.cancel.escape = control.Cancel, control.Cancel
	p.progress = newColumn(space8, p.count, p.bar)
	p.summary = newColumn(space8)
	p.rows = newColumn(0)
	p.list = card(p.rows)
	p.root = newColumn(space16, p.intro, p.summary, p.progress, newWrapped(space12, p.check, p.cancel), p.list, p.when)
	return p
}

func (p *permissionsTab) name() string { return "ui.permissions.tab" }

func (p *permissionsTab) content() fyne.CanvasObject { return p.root }

// offered is where there is a key to ask about, or something was asked.
func (p *permissionsTab) offered(s app.State) (is, ofExchange bool) {
	return s.AnswerStays() && (s.MayCheckPermissions() || s.Permissions.Result != nil), false
}

// show puts the permissions on the screen.
func (p *permissionsTab) show(s app.State) {
	t, got := p.words.Text, s.Permissions
	running := s.Activity == app.CheckingPermissions
	visible(p.intro, got.Result == nil && !running)
	visible(p.progress, running)
	visible(p.cancel, running)
	visible(p.check, !running)
	enable(p.check, s.Activity == app.Idle && s.MayCheckPermissions() && s.Saving.Status != app.SavingNow)
	p.check.set(t("ui.permissions.check"))
	if got.Result != nil {
		p.check.set(t("ui.permissions.again"))
	}
	p.count.set(t("ui.permissions.asking"))
	p.bar.set(0)
	if got.Total > 0 {
		p.count.set(t("ui.permissions.running", map[string]string{"Done": fmt.Sprint(got.Done), "Total": fmt.Sprint(got.Total)}))
		p.bar.set(float32(got.Done) / float32(got.Total))
	}
	visible(p.summary, got.Result != nil)
	visible(p.list, len(got.List) > 0)
	visible(p.when, got.Result != nil)
	if got.Result == p.shown {
		return
	}
	p.shown = got.Result
	p.fill(got)
}

// fill makes the sentences and the rows.
func (p *permissionsTab) fill(got app.Permissions) {
	p.summary.Objects, p.rows.Objects = nil, nil
	if got.Result == nil {
		return
	}
	if got.Finding != nil {
		words := p.words.Finding(*got.Finding)
		p.summary.Add(strong(p.words.Text("ui.permissions.could-not")))
		p.summary.Add(body(words.Title))
		p.summary.Add(body(words.Explanation))
	}
	for i, sentence := range p.words.PermissionSummary(got.Result) {
		if i == 0 {
			p.summary.Add(strong(sentence))
			continue
		}
		p.summary.Add(body(sentence))
	}
	known := message.ScopesKnown(got.Result)
	for i, row := range byOutcome(got.List) {
		if i > 0 {
			p.rows.Add(ruler())
		}
		p.rows.Add(p.row(row, known))
	}
	p.when.set(p.words.Text("ui.permissions.when-unmarked", map[string]string{"When": p.words.DateTime(got.Result.StartedAt)}))
	if hint := got.Result.KeyHint; hint != "" {
		p.when.set(p.words.Text("ui.permissions.when", map[string]string{"When": p.words.DateTime(got.Result.StartedAt), "Hint": hint}))
	}
}

// outcomes is the order of the rows: what a person asks first.
var outcomes = []func(check.Permission) bool{
	func(p check.Permission) bool { return p.Write },
	func(p check.Permission) bool { return p.Access == check.Allowed },
	func(p check.Permission) bool { return p.Access == check.Denied },
	func(p check.Permission) bool { return p.Access == check.Unknown },
	func(check.Permission) bool { return true },
}

// byOutcome orders the rows.
func byOutcome(list []check.Permission) []check.Permission {
	rank := func(p check.Permission) int {
		return slices.IndexFunc(outcomes, func(is func(check.Permission) bool) bool { return is(p) })
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b check.Permission) int { return rank(a) - rank(b) })
	return sorted
}

// row is one line of the receipt: icon, area, scope and claim below it, and
// what happened at the right.
func (p *permissionsTab) row(of check.Permission, known bool) fyne.CanvasObject {
	look := permissionLook(of)
	mark := &fyne.Container{Layout: fixedSquare(18), Objects: []fyne.CanvasObject{widget.NewIcon(theme.NewColoredResource(look.icon, look.text))}}
	area := strong(p.words.PermissionArea(of))
	if of.Access == check.NotTested && !of.Write {
		area.color = colorSecondary
	}
	text := newColumn(2, area)
	claim := newWrapped(space8)
	if scope := message.Clean(of.Scope); scope != "" {
		claim.Add(newParagraphWord(scope))
	}
	if said := p.words.PermissionClaim(of, known); said != "" {
		claim.Add(word(said, colorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{}))
	}
	if len(claim.Objects) > 0 {
		text.Add(claim)
	}
	if reason := p.words.PermissionReason(of, known); reason != "" {
		text.Add(hint(reason))
	}
	outcome := word(p.words.PermissionAccess(of), look.text, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	var right fyne.CanvasObject = outcome
	if of.Write {
		right = newInset(6, 2, newPanel(look.ground, look.text, 6), outcome)
	}
	return newInset(0, space8, &fyne.Container{Layout: &entryLine{}, Objects: []fyne.CanvasObject{mark, text, right}})
}

// newParagraphWord is a scope: technical, small, and broken where it is longer
// than its line.
func newParagraphWord(scope string) fyne.CanvasObject {
	l := newParagraph(scope, colorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{Monospace: true})
	return &fyne.Container{Layout: &asWide{most: 176}, Objects: []fyne.CanvasObject{l}}
}

// permissionLook is how an outcome appears.
func permissionLook(p check.Permission) look {
	switch {
	case p.Write:
		return look{colorLimited, colorLimitedGround, theme.WarningIcon()}
	case p.Access == check.Allowed:
		return look{colorWorks, colorWorksGround, theme.ConfirmIcon()}
	case p.Access == check.Denied:
		return look{colorNeutral, colorNeutralGround, theme.CancelIcon()}
	case p.Access == check.Unknown:
		return look{colorLimited, colorLimitedGround, theme.QuestionIcon()}
	}
	return look{colorSecondary, colorNeutralGround, theme.ContentRemoveIcon()}
}

// permissionsItem is the menu item that checks what the key may do, and shows
// it.
func (w *Window) permissionsItem() *fyne.MenuItem {
	m := fyne.NewMenuItem(w.words.Text("ui.menu.permissions"), func() {
		w.control.CheckPermissions(w.form.read())
		w.details.open("ui.permissions.tab")
		if shows(w.window.Canvas().Content(), w.details.tabs) {
			w.window.Canvas().Focus(w.details.tabs)
			w.arriveAtPermissions()
		}
	})
	m.Shortcut = control(fyne.KeyP, 0)
	return m
}

// arriveAtPermissions brings what was found out to the top of the page, for a
// person who asked by the menu and waits at the tabs.
func (w *Window) arriveAtPermissions() {
	c, tabs := w.window.Canvas(), w.details.tabs
	if c.Focused() != fyne.Focusable(tabs) || c.Overlays().Top() != nil || w.details.now == nil || w.details.now.name() != "ui.permissions.tab" {
		return
	}
	if s := scrollAround(c.Content(), tabs); s != nil {
		y, _ := placeIn(s.Content, w.details.title)
		s.ScrollToOffset(fyne.NewPos(0, max(y-space24, 0)))
	}
}
