package gui

import (
	"slices"

	"pleokeycheck/gui/kit"
)

// carrier is a part of the window that takes over, from an earlier one of its
// kind, what a person typed or chose in it and no state knows. Tabs and views
// may be carriers too.
type carrier interface {
	carry(from any)
}

// SetLanguage shows the window in another language, "" for the system's, and
// remembers it. Everything stays as it was: what is typed, the answer, the
// page, the focus.
func (w *Window) SetLanguage(lang string) {
	w.speak(lang)
	w.rebuild()
	w.remember()
}

// speak takes the words of another language, for what is built from now on.
func (w *Window) speak(lang string) {
	w.language = lang
	w.words = w.words.For(lang)
	teachFyne(w.words)
	w.window.SetTitle(w.words.Text("ui.app.name"))
}

// rebuild makes the content of the window anew over the same state. The old
// key field is emptied: nothing of it stays behind.
func (w *Window) rebuild() {
	for s := kit.TopSheet(w.window.Canvas()); s != nil; s = kit.TopSheet(w.window.Canvas()) {
		s.Close()
	}
	if w.popup != nil {
		w.popup.Hide()
	}
	scrolled := w.panes.scrolled() // before the search for the focus scrolls
	focus, form, details, views := w.focusPlace(), w.form, w.details, w.views
	w.build()
	w.form.carry(form)
	w.details.carry(details)
	for name, old := range views {
		if c, ok := w.view(name).(carrier); ok {
			c.carry(old)
		}
	}
	w.setMenu()
	w.show(w.shown)
	w.focusOn(focus)
	w.panes.scrollTo(scrolled)
}

// focusPlace is where the focus is: on a connection of the list, or at one of the
// other stops of the Tab key; -1 where nothing has it.
type focusPlace struct {
	connection string
	stop       int
}

func (w *Window) focusPlace() focusPlace {
	c := w.window.Canvas()
	if e, is := c.Focused().(*entry); is && e.of > 0 {
		return focusPlace{connection: e.facts.con.ID}
	}
	return focusPlace{stop: slices.Index(kit.Stops(c.Content()), c.Focused())}
}

// focusOn gives the focus to what is there now.
func (w *Window) focusOn(place focusPlace) {
	c := w.window.Canvas()
	stops := kit.Stops(c.Content())
	switch e := w.connections.entryOf(place.connection); {
	case e != nil:
		c.Focus(e)
	case place.connection == "" && place.stop >= 0 && place.stop < len(stops):
		c.Focus(stops[place.stop])
	default:
		c.Unfocus()
	}
}

// carry takes over what is typed and chosen.
func (f *form) carry(from any) {
	old, ok := from.(*form)
	if !ok {
		return
	}
	f.write(old.read())
	f.applied, f.shown = old.applied, old.shown
	f.more.open, f.more.used = old.more.open, old.more.used
	f.more.arrange()
	f.key.CursorColumn = old.key.CursorColumn
	f.company.CursorColumn = old.company.CursorColumn
	f.expires.CursorColumn = old.expires.CursorColumn
	old.filling = true
	old.key.SetText("")
}

// carry takes over which tab is seen, and what the tabs hold.
func (d *details) carry(from any) {
	old, ok := from.(*details)
	if !ok {
		return
	}
	d.chosen = old.chosen
	for i, t := range d.all {
		if c, ok := t.(carrier); ok && i < len(old.all) {
			c.carry(old.all[i])
		}
	}
}

// scrolled is how far each page is scrolled.
func (p *panes) scrolled() []float32 {
	var all []float32
	for _, page := range p.pages {
		all = append(all, page.Scroll.Offset.Y)
	}
	return all
}

// scrollTo scrolls each page as far, where there are as many pages.
func (p *panes) scrollTo(all []float32) {
	if len(all) != len(p.pages) {
		return
	}
	for i, page := range p.pages {
		room := page.Scroll.Content.Size().Height - page.Scroll.Size().Height
		page.ScrollTo(max(0, min(all[i], room)))
	}
}
