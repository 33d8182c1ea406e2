package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"pleokeycheck/internal/app"
)

// control is a shortcut with the Ctrl key (Cmd on macOS).
func control(key fyne.KeyName, also fyne.KeyModifier) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | also}
}

// menu makes the menu of the window, with its shortcuts.
func (w *Window) menu() *fyne.MainMenu {
	t := w.words.Text
	item := func(id string, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(t(id), do)
		m.Shortcut = shortcut
		return m
	}
	w.renameItem = item("ui.menu.rename", control(fyne.KeyR, 0), w.askRename)
	w.forgetItem = item("ui.menu.forget", nil, w.askForget)
	w.deleteItem = item("ui.menu.delete", control(fyne.KeyD, 0), w.askDelete)
	connection := fyne.NewMenu(t("ui.menu.connection"),
		item("ui.menu.new", control(fyne.KeyN, 0), w.newConnection),
		fyne.NewMenuItemSeparator(), w.renameItem, w.forgetItem, w.deleteItem,
		fyne.NewMenuItemSeparator(), item("erase.menu", nil, w.askErase),
		fyne.NewMenuItemSeparator(),
		quit(item("ui.menu.quit", control(fyne.KeyQ, 0), w.window.Close)),
	)
	check := fyne.NewMenu(t("ui.menu.check"),
		item("ui.menu.run", control(fyne.KeyReturn, 0), w.form.press),
		item("ui.menu.deeper", nil, func() { w.control.DeepCheck(w.form.read()) }),
		item("ui.menu.cancel", nil, w.control.Cancel),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.paste", control(fyne.KeyV, fyne.KeyModifierShift), func() {
			w.control.PasteKey(w.app.Clipboard().Content())
		}),
		item("ui.menu.find", control(fyne.KeyF, 0), func() { w.control.FindCompany(w.form.read()) }),
	)
	var pages []*fyne.MenuItem
	for _, p := range guidePages {
		pages = append(pages, item(p.id, nil, func() { openGuide(w.app, p.path) }))
	}
	guide := fyne.NewMenuItem(t("ui.menu.guide"), nil)
	guide.ChildMenu = fyne.NewMenu("", pages...)
	help := fyne.NewMenu(t("ui.menu.help"),
		item("guide.menu", nil, w.openGuide), // F1 is no shortcut of Fyne's: see toWindow
		item("welcome.menu", nil, func() { w.control.Open(app.ViewWelcome) }),
		guide,
		fyne.NewMenuItemSeparator(),
		item("ui.menu.reminders", nil, w.askReminders),
		item("ui.menu.shortcuts", nil, func() { showShortcuts(w.window, w.words) }),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.about", nil, func() { showAbout(w.window, w.words, w.version) }),
	)
	return fyne.NewMainMenu(connection, check, help)
}

func quit(m *fyne.MenuItem) *fyne.MenuItem {
	m.IsQuit = true
	return m
}

// enableMenu makes usable what the state allows.
func (w *Window) enableMenu(s app.State) {
	con, saved := s.Selection()
	rename, forget := !saved, !saved || !con.KeyKept
	if w.renameItem.Disabled == rename && w.forgetItem.Disabled == forget {
		return
	}
	w.renameItem.Disabled, w.deleteItem.Disabled, w.forgetItem.Disabled = rename, rename, forget
	w.window.MainMenu().Refresh()
}
