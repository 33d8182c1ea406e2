package gui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// pager turns the pages of the shown answer and tells where one is.
type pager struct {
	words          *message.Catalogue
	root           *fyne.Container
	at, note       *paragraph
	previous, next *button
}

func newPager(words *message.Catalogue, control *app.Controller, read func() app.Form) *pager {
	p := &pager{words: words, at: hint(""), note: hint("")}
	p.previous = newButton(words.Text("ui.pager.previous"), secondaryLook, func() { control.PreviousPage(read()) })
	p.next = newButton(words.Text("ui.pager.next"), secondaryLook, func() { control.NextPage(read()) })
	p.previous.escape, p.next.escape = control.Cancel, control.Cancel
	p.root = newColumn(space8, p.at, newWrapped(space8, p.previous, p.next), p.note)
	return p
}

// show puts the place on the screen; without pages to turn there is nothing.
func (p *pager) show(s app.State) {
	at := s.Pages
	visible(p.root, at.Previous || at.Next || at.Number > 1 || at.Finding != nil)
	idle := s.Activity == app.Idle
	enable(p.previous, idle && at.Previous)
	enable(p.next, idle && at.Next)
	facts := map[string]string{"Page": fmt.Sprint(at.Number), "Total": fmt.Sprint(at.Total)}
	switch {
	case at.Number < 1:
		p.at.set(p.words.Plural("ui.pager.before", at.Rows, facts))
	case at.Total >= 0:
		p.at.set(p.words.Plural("ui.pager.at-of", at.Rows, facts))
	default:
		p.at.set(p.words.Plural("ui.pager.at", at.Rows, facts))
	}
	note := ""
	if at.Finding != nil {
		note = p.words.Text("ui.pager.not-come", map[string]string{"Title": p.words.Finding(*at.Finding).Title})
	}
	p.note.set(note)
}
