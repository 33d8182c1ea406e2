package gui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// pager turns the pages of the shown answer and tells where one is.
type pager struct {
	words          *message.Catalogue
	root           *fyne.Container
	at, note       *kit.Label
	previous, next *kit.Button
}

func newPager(words *message.Catalogue, control *app.Controller, read func() app.Form) *pager {
	p := &pager{words: words, at: kit.NewHint(""), note: kit.NewHint("")}
	p.previous = kit.NewButton(words.Text("ui.pager.previous"), kit.Secondary, func() { control.Explore.PreviousPage(read()) })
	p.next = kit.NewButton(words.Text("ui.pager.next"), kit.Secondary, func() { control.Explore.NextPage(read()) })
	p.root = kit.NewColumn(kit.Space8, p.at, kit.NewWrapped(kit.Space8, p.previous, p.next), p.note)
	return p
}

// show puts the place on the screen; without pages to turn there is nothing.
func (p *pager) show(s app.State) {
	at := s.Pages
	kit.SetVisible(p.root, at.Previous || at.Next || at.Number > 1 || at.Finding != nil)
	idle := s.Activity == app.Idle
	kit.SetEnabled(p.previous, idle && at.Previous)
	kit.SetEnabled(p.next, idle && at.Next)
	facts := map[string]string{"Page": fmt.Sprint(at.Number), "Total": fmt.Sprint(at.Total)}
	switch {
	case at.Number < 1:
		p.at.SetText(p.words.Plural("ui.pager.before", at.Rows, facts))
	case at.Total >= 0:
		p.at.SetText(p.words.Plural("ui.pager.at-of", at.Rows, facts))
	default:
		p.at.SetText(p.words.Plural("ui.pager.at", at.Rows, facts))
	}
	note := ""
	if at.Finding != nil {
		note = p.words.Text("ui.pager.not-come", map[string]string{"Title": p.words.Finding(*at.Finding).Title})
	}
	p.note.SetText(note)
}
