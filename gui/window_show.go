package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/guide"
)

// show puts a state on the screen.
func (w *Window) show(s app.State) {
	before := w.shown
	w.shown = s
	spot := w.focusNow()
	for _, part := range w.parts {
		part.show(s)
	}
	if before.Result != s.Result || before.Selected != s.Selected || before.View != s.View {
		w.panes.release()
	}
	w.panes.refitBeside()
	w.arrive(before, s, spot)
	w.tell(before, s, spot)
}

// part is what shows some of the state.
type part interface{ show(s app.State) }

// shower is a part that is one function.
type shower func(s app.State)

func (f shower) show(s app.State) { f(s) }

// showLists shows the list of connections, and its menu where that is open.
func (w *Window) showLists(s app.State) {
	if w.connections.show(s) {
		w.panes.refitList()
	}
	if w.popup != nil && w.popup.Visible() && w.folded != nil {
		w.folded.show(s)
	}
}

// showSharing shows what will leave on the sheet that was opened for that.
func (w *Window) showSharing(s app.State) {
	if w.sharing != nil {
		w.sharing.show(s)
	}
}

// showView shows the view of the state in the place of form and answer, or these.
func (w *Window) showView(s app.State) {
	v := w.view(s.View)
	if v == nil {
		w.panes.replace(nil)
		return
	}
	v.show(s)
	w.panes.replace(v.content())
}

// showOutcome shows the answer, or what the app waits for, where the guide does
// not take its place.
func (w *Window) showOutcome(s app.State) {
	w.waiting.SetText(w.waitingText(s))
	kit.SetVisible(w.outcome, !s.GuideShown())
	if s.Erasing.Running {
		for _, o := range w.outcome.Objects[1:] { // what is being removed is not shown beside the wait
			o.Hide()
		}
	}
}

// arrive brings what is new into sight, and the focus to where it belongs; spot is
// where it was.
func (w *Window) arrive(before, s app.State, spot focusSpot) {
	begins := s.Key.Replacing && !before.Key.Replacing || before.HasOutcome() && !s.HasOutcome() && s.Activity == app.Idle
	if begins || s.Selected != "" && s.Selected != before.Selected && s.Result == nil {
		w.panes.toTop()
	}
	w.keepFocus()
	if begins {
		w.focusBegin()
	}
	w.keepInSight(spot)
	if v, ok := w.view(s.View).(interface{ first() fyne.Focusable }); ok && before.View != s.View && w.window.Canvas().Overlays().Top() == nil {
		w.window.Canvas().Focus(v.first()) // also where a menu left nothing with the focus
	}
	if !before.AnswerStays() && s.Activity == app.Idle && s.Result != nil {
		w.panes.toAnswer()
	}
	w.arriveAtCompany(before, s)
	if before.Permissions.Result != s.Permissions.Result && s.Permissions.Result != nil {
		w.arriveAtPermissions()
	}
	w.arriveAtGuide(s)
	w.showErased(s)
}

// arriveAtCompany puts the focus where the company is to be chosen or entered.
func (w *Window) arriveAtCompany(before, s app.State) {
	if s.Activity != app.Idle || w.window.Canvas().Overlays().Top() != nil || w.view(s.View) != nil {
		return
	}
	switch {
	case len(s.Choices) > 0 && len(before.Choices) == 0:
		w.window.Canvas().Focus(kit.FirstFocusable(w.form.companyChoices))
	case s.Result != nil && s.Result != before.Result && s.Result.Finding.Kind == check.CompanyUntold:
		w.window.Canvas().Focus(w.form.company)
	}
}

// focusSpot is what has the focus, where, and whether it is in sight.
type focusSpot struct {
	focused fyne.Focusable
	at      float32
	seen    bool
}

func (w *Window) focusNow() focusSpot {
	c := w.window.Canvas()
	return focusSpot{c.Focused(), kit.PlaceOfFocus(c), kit.FocusInSight(c)}
}

// keepInSight scrolls to what had the focus and was seen, where what is above it
// grew.
func (w *Window) keepInSight(was focusSpot) {
	c := w.window.Canvas()
	if o, ok := was.focused.(fyne.CanvasObject); ok && was.seen && c.Focused() == was.focused && kit.PlaceOfFocus(c) != was.at {
		kit.RevealUnder(c.Content(), o)
	}
}

// openGuide opens the guide at what is to do next.
func (w *Window) openGuide() { w.control.Guide.Open(guide.Anchor{}) }

// closeGuide goes back to the answer, and to what led from there to the guide.
func (w *Window) closeGuide() {
	w.control.Guide.Close()
	if kit.Contains(w.window.Canvas().Content(), w.banner.how) {
		w.window.Canvas().Focus(w.banner.how)
	}
}

// arriveAtGuide brings what the guide was opened at into sight, with the focus
// on its step.
func (w *Window) arriveAtGuide(s app.State) {
	head, part := w.guide.goTo(s)
	if head == nil || w.window.Canvas().Overlays().Top() != nil {
		return
	}
	c := w.window.Canvas()
	c.Focus(head)
	w.panes.toGuide(w.guide.title, head)
	kit.RevealUnder(c.Content(), head)
	if part != nil {
		kit.RevealUnder(c.Content(), part)
	}
}

// waitingText says what the app waits for.
func (w *Window) waitingText(s app.State) string {
	facts := w.words.Facts(map[string]string{check.FactEnvironment: s.Environment})
	if s.Erasing.Running {
		return w.words.Text("erase.running")
	}
	switch s.Activity {
	case app.ReadingKeychain:
		return w.words.Text("ui.waiting.keychain")
	case app.Checking, app.FindingCompany:
		return w.words.Text("ui.waiting.check", facts)
	case app.TryingOther:
		return w.words.Text("ui.waiting.other")
	case app.CheckingOldKey:
		return w.words.Text("rotation.waiting")
	}
	return ""
}

// goodNews are the notices of what went as it should.
var goodNews = map[string]bool{"ui.pass.copied": true, "ui.pass.saved": true, "ui.pass.saved-several": true}

func (w *Window) showNotices(s app.State) {
	w.notices.Objects = nil
	for _, n := range s.Notices {
		inside := kit.NewColumn(kit.Space4)
		switch {
		case len(n.Expiring) > 0:
			inside = w.expiringNotice(n, s)
		case n.ID != "":
			inside.Add(kit.NewBody(w.words.Text(n.ID, w.words.Facts(n.Facts))))
		}
		if n.Finding != nil {
			words := w.words.Finding(*n.Finding)
			inside.Add(kit.NewStrong(words.Title))
			inside.Add(kit.NewBody(words.Explanation))
		}
		if n.File != "" {
			inside.Add(w.fileButtons(n))
		}
		ground := kit.ColorLimitedGround
		if goodNews[n.ID] {
			ground = kit.ColorWorksGround
		}
		w.notices.Add(kit.NewInset(kit.Space16, kit.Space12, kit.NewPanel(ground, "", 12), inside))
	}
	if len(s.Notices) > 0 {
		w.notices.Add(kit.NewOutdented(w.noticesRead))
	}
	kit.SetVisible(w.notices, len(s.Notices) > 0)
}

// fileButtons lead to a file that was saved; of several, to their folder.
func (w *Window) fileButtons(n app.Notice) fyne.CanvasObject {
	open := kit.NewLink(w.words.Text("ui.open"), func() { w.control.Share.OpenFile(n.File) })
	kit.SetVisible(open, n.ID == "ui.pass.saved")
	return kit.NewOutdented(open, kit.NewLink(w.words.Text("ui.pass.show"), func() { w.control.Share.ShowFile(n.File) }))
}
