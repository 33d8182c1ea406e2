package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/connection"
)

// connectionMenu is what can be done with a connection of the list, whether it is
// the one in the form or not. begin comes first: a list that is a menu closes.
func (w *Window) connectionMenu(con connection.Connection, begin func()) *fyne.Menu {
	item := func(id string, off bool, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(w.words.Text(id), func() {
			begin()
			do()
		})
		m.Disabled = off
		return m
	}
	selected := func(do func()) func() {
		return func() {
			if w.control.Connections.Select(con.ID) { // else it would be done with the one in the form
				do()
			}
		}
	}
	return fyne.NewMenu("",
		item("ui.open", false, selected(func() {})),
		item("ui.menu.run", false, selected(w.form.press)),
		item("ui.menu.replace", !con.KeyKept, selected(w.control.Rotation.Begin)),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.rename", false, func() { w.rename(con) }),
		item("ui.menu.copy-id", con.CompanyID == "", func() {
			w.app.Clipboard().SetContent(con.CompanyID)
			w.control.Share.Copied()
		}),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.forget", !con.KeyKept, func() { w.forget(con) }),
		item("ui.menu.delete", false, func() { w.delete(con) }),
	)
}

// offers are what an entry of the list offers beside being chosen.
type offers struct {
	menu   func(con connection.Connection, begin func()) *fyne.Menu
	delete func(con connection.Connection)
}

// TappedSecondary offers what can be done.
func (e *entry) TappedSecondary(at *fyne.PointEvent) {
	if e.offer != nil {
		kit.ShowMenu(e, e.offer.menu(e.facts.con, e.begin), at.AbsolutePosition)
	}
}

// TypedKey offers the same by keyboard, and deletes.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case e.offer == nil:
		e.PressableCard.TypedKey(k)
	case kit.IsMenuKey(k):
		e.TappedSecondary(kit.Beside(e))
	case k.Name == fyne.KeyDelete:
		e.begin()
		e.offer.delete(e.facts.con)
	default:
		e.PressableCard.TypedKey(k)
	}
}
