package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
)

// menu makes the menu of the window, with its shortcuts.
func (w *Window) menu() *fyne.MainMenu {
	t := w.words.Text
	item := func(id string, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(t(id), do)
		m.Shortcut = shortcut
		return m
	}
	w.renameItem = item("ui.menu.rename", kit.Shortcut(fyne.KeyR, 0), w.askRename)
	w.forgetItem = item("ui.menu.forget", nil, w.askForget)
	w.deleteItem = item("ui.menu.delete", kit.Shortcut(fyne.KeyD, 0), w.askDelete)
	w.eraseItem = item("erase.menu", nil, w.askErase)
	zoom := fyne.NewMenuItem(t("ui.menu.text-size"), nil)
	zoom.ChildMenu = fyne.NewMenu("",
		item("ui.menu.larger", kit.Shortcut(fyne.KeyPlus, 0), func() { w.larger(1) }),
		item("ui.menu.smaller", kit.Shortcut(fyne.KeyMinus, 0), func() { w.larger(-1) }),
		item("ui.menu.normal", kit.Shortcut(fyne.Key0, 0), func() { w.SetLook(w.appearance, kit.NormalTextSize) }),
	)
	connection := fyne.NewMenu(t("ui.menu.connection"),
		item("ui.menu.new", kit.Shortcut(fyne.KeyN, 0), w.newConnection),
		fyne.NewMenuItemSeparator(), w.renameItem, w.forgetItem, w.deleteItem,
		fyne.NewMenuItemSeparator(), w.eraseItem,
		fyne.NewMenuItemSeparator(),
		item("ui.menu.history", kit.Shortcut(fyne.KeyH, 0), func() { w.control.Open(app.ViewHistory) }),
		item("ui.menu.all", nil, func() { w.control.Open(app.ViewAll) }),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.settings", kit.Shortcut(fyne.KeyComma, 0), w.showSettings), zoom,
		fyne.NewMenuItemSeparator(),
		quit(item("ui.menu.quit", kit.Shortcut(fyne.KeyQ, 0), w.askClose)),
	)
	check := fyne.NewMenu(t("ui.menu.check"),
		item("ui.menu.run", kit.Shortcut(fyne.KeyReturn, 0), w.form.press),
		item("ui.menu.check-all", kit.Shortcut(fyne.KeyReturn, fyne.KeyModifierShift), w.control.All.Check),
		item("ui.menu.deeper", nil, func() { w.control.Check.Deep(w.form.read()) }),
		w.permissionsItem(),
		item("ui.menu.cancel", nil, w.control.Cancel),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.paste", kit.Shortcut(fyne.KeyV, fyne.KeyModifierShift), func() {
			w.control.Form.PasteKey(w.app.Clipboard().Content())
		}),
		item("ui.menu.search", kit.Shortcut(fyne.KeyF, fyne.KeyModifierShift), w.details.searchAnswer),
		item("ui.menu.find", kit.Shortcut(fyne.KeyF, 0), w.form.find),
	)
	w.curlItem = item("ui.menu.curl", nil, w.shareCurl)
	w.shareItems = []*fyne.MenuItem{
		item("ui.menu.support", kit.Shortcut(fyne.KeyC, fyne.KeyModifierShift), w.shareSupport),
		item("ui.menu.report", kit.Shortcut(fyne.KeyS, 0), w.shareReport),
		w.curlItem,
		item("ui.menu.postman", nil, w.sharePostman),
	}
	for _, i := range w.shareItems {
		i.Disabled = true
	}
	share := fyne.NewMenu(t("ui.menu.share"), w.shareItems...)
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
		item("leak.menu", nil, func() { w.control.Open(app.ViewLeak) }),
		item("ui.menu.shortcuts", nil, func() { showShortcuts(w.window, w.words) }),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.about", nil, func() { showAbout(w.window, w.words, w.about) }),
	)
	return fyne.NewMainMenu(connection, check, share, help)
}

func quit(m *fyne.MenuItem) *fyne.MenuItem {
	m.IsQuit = true
	return m
}

// enableMenu makes usable what the state allows.
func (w *Window) enableMenu(s app.State) {
	con, saved := s.Selection()
	rename, forget := !saved, !saved || !con.KeyKept
	share, curl, erase := !s.CanShare(app.ShareText), !s.CanShare(app.ShareCurl), !w.control.Erase.Can()
	if w.renameItem.Disabled == rename && w.forgetItem.Disabled == forget && w.shareItems[0].Disabled == share && w.curlItem.Disabled == curl && w.eraseItem.Disabled == erase {
		return
	}
	for _, i := range w.shareItems {
		i.Disabled = share
	}
	w.curlItem.Disabled, w.eraseItem.Disabled = curl, erase
	w.renameItem.Disabled, w.deleteItem.Disabled, w.forgetItem.Disabled = rename, rename, forget
	w.window.MainMenu().Refresh()
}
