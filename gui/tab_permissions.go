package gui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// permissionsTab is what the key may do: the summary in sentences, and a list
// that one reads like a receipt.
type permissionsTab struct {
	tabPage
	words                         *message.Catalogue
	intro, count, when            *kit.Label
	recalled                      *kit.Label // says that nobody was asked now
	check, cancel                 *kit.Button
	progress, summary, rows, list *fyne.Container
	bar                           *kit.ProgressBar
	shown                         *check.Result // that of the rows
}

func newPermissionsTab(words *message.Catalogue, control *app.Controller, read func() app.Form) *permissionsTab {
	t := words.Text
	p := &permissionsTab{words: words, intro: kit.NewBody(t("ui.permissions.intro")), count: kit.NewBody(""), bar: kit.NewProgressBar(), when: kit.NewHint(""), recalled: kit.NewStrong("")}
	p.check = kit.NewButton(t("ui.permissions.check"), kit.Secondary, func() { control.Explore.CheckPermissions(read()) })
	p.cancel = kit.NewButton(t("ui.permissions.cancel"), kit.Secondary, control.Cancel)
	p.progress = kit.NewColumn(kit.Space8, p.count, p.bar)
	p.summary = kit.NewColumn(kit.Space8)
	p.rows = kit.NewColumn(0)
	p.list = kit.NewCard(p.rows)
	p.id, p.root = "ui.permissions.tab", kit.NewColumn(kit.Space16, p.intro, p.recalled, p.summary, p.progress, kit.NewWrapped(kit.Space12, p.check, p.cancel), p.list, p.when)
	return p
}

// offered is where there is a key to ask about, or something was asked.
func (p *permissionsTab) offered(s app.State) (is, ofExchange bool) {
	return s.AnswerStays() && (s.MayCheckPermissions() || s.Permissions.Result != nil), false
}

// show puts the permissions on the screen.
func (p *permissionsTab) show(s app.State) {
	t, got := p.words.Text, s.Permissions
	running := s.Activity == app.CheckingPermissions
	kit.SetVisible(p.intro, got.Result == nil && !running)
	kit.SetVisible(p.progress, running)
	kit.SetVisible(p.cancel, running)
	kit.SetVisible(p.check, !running)
	kit.SetEnabled(p.check, s.Activity == app.Idle && s.MayCheckPermissions() && s.Saving.Status != app.SavingNow)
	p.check.SetText(t("ui.permissions.check"))
	if got.Result != nil {
		p.check.SetText(t("ui.permissions.again"))
	}
	p.count.SetText(t("ui.permissions.asking"))
	p.bar.SetDone(got.Done, got.Total)
	if got.Total > 0 {
		p.count.SetText(t("ui.permissions.running", map[string]string{"Done": fmt.Sprint(got.Done), "Total": fmt.Sprint(got.Total)}))
	}
	recalled := ""
	if got.Recalled {
		recalled = t("ui.permissions.recalled", map[string]string{"When": dayWords(p.words, got.Result.StartedAt, s.Now)})
	}
	p.recalled.SetText(recalled)
	kit.SetVisible(p.summary, got.Result != nil)
	kit.SetVisible(p.list, len(got.List) > 0)
	kit.SetVisible(p.when, got.Result != nil)
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
		p.summary.Add(kit.NewStrong(p.words.Text("ui.permissions.could-not")))
		p.summary.Add(kit.NewBody(words.Title))
		p.summary.Add(kit.NewBody(words.Explanation))
	}
	for i, sentence := range p.words.PermissionSummary(got.Result) {
		if i == 0 {
			p.summary.Add(kit.NewStrong(sentence))
			continue
		}
		p.summary.Add(kit.NewBody(sentence))
	}
	known := message.ScopesKnown(got.Result)
	for i, row := range byOutcome(got.List) {
		if i > 0 {
			p.rows.Add(kit.NewRule())
		}
		p.rows.Add(p.row(row, known))
	}
	p.when.SetText(p.words.Text("ui.permissions.when-unmarked", map[string]string{"When": p.words.DateTime(got.Result.StartedAt)}))
	if hint := got.Result.KeyHint; hint != "" {
		p.when.SetText(p.words.Text("ui.permissions.when", map[string]string{"When": p.words.DateTime(got.Result.StartedAt), "Hint": hint}))
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
	mark := kit.NewSquare(18, widget.NewIcon(theme.NewColoredResource(look.icon, look.text)))
	area := kit.NewStrong(p.words.PermissionArea(of))
	if of.Access == check.NotTested && !of.Write {
		area.Color = kit.ColorSecondary
	}
	text := kit.NewColumn(2, area)
	claim := kit.NewWrapped(kit.Space8)
	if scope := message.Clean(of.Scope); scope != "" {
		claim.Add(newParagraphWord(scope))
	}
	if said := p.words.PermissionClaim(of, known); said != "" {
		claim.Add(kit.NewLabel(said, kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{}))
	}
	if len(claim.Objects) > 0 {
		text.Add(claim)
	}
	if reason := p.words.PermissionReason(of, known); reason != "" {
		text.Add(kit.NewHint(reason))
	}
	outcome := kit.NewLabel(p.words.PermissionAccess(of), look.text, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	var right fyne.CanvasObject = outcome
	if of.Write {
		right = kit.NewInset(6, 2, kit.NewPanel(look.ground, look.text, 6), outcome)
	}
	return kit.NewInset(0, kit.Space8, kit.NewMarkLine(mark, text, right))
}

// newParagraphWord is a scope: technical, small, and broken where it is longer
// than its line.
func newParagraphWord(scope string) fyne.CanvasObject {
	l := kit.NewParagraph(scope, kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{Monospace: true})
	l.MaxWidth = 176
	return l
}

// permissionLook is how an outcome appears.
func permissionLook(p check.Permission) look {
	switch {
	case p.Write:
		return look{kit.ColorLimited, kit.ColorLimitedGround, theme.WarningIcon()}
	case p.Access == check.Allowed:
		return look{kit.ColorWorks, kit.ColorWorksGround, theme.ConfirmIcon()}
	case p.Access == check.Denied:
		return look{kit.ColorNeutral, kit.ColorNeutralGround, theme.CancelIcon()}
	case p.Access == check.Unknown:
		return look{kit.ColorLimited, kit.ColorLimitedGround, theme.QuestionIcon()}
	}
	return look{kit.ColorSecondary, kit.ColorNeutralGround, theme.ContentRemoveIcon()}
}

// checkPermissions checks what the key may do, and shows it.
func (w *Window) checkPermissions() {
	w.control.Explore.CheckPermissions(w.form.read())
	w.details.open("ui.permissions.tab")
	if kit.Contains(w.window.Canvas().Content(), w.details.tabs) {
		w.window.Canvas().Focus(w.details.tabs)
		w.arriveAtPermissions()
	}
}

// arriveAtPermissions brings what was found out to the top of the page, for a
// person who asked by the menu and waits at the tabs.
func (w *Window) arriveAtPermissions() {
	c, tabs := w.window.Canvas(), w.details.tabs
	if c.Focused() != fyne.Focusable(tabs) || c.Overlays().Top() != nil || w.details.now == nil || w.details.now.name() != "ui.permissions.tab" {
		return
	}
	if s := kit.ScrollAround(c.Content(), tabs); s != nil {
		y, _ := kit.OffsetIn(s.Content, w.details.title)
		s.ScrollToOffset(fyne.NewPos(0, max(y-kit.Space24, 0)))
	}
}
