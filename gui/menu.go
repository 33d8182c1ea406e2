package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
)

// item makes an item of the menu, with the keys that do the same. What is above the
// window is alone: while something is, nothing in the menu acts, by its keys either.
func (w *Window) item(id string, keys *desktop.CustomShortcut, do func()) *fyne.MenuItem {
	var m *fyne.MenuItem
	act := func() {
		kit.CloseMenu(w.window.Canvas()) // where it was open, and a key was pressed
		if !m.Disabled && !w.covered() {
			do()
		}
	}
	m = kit.NewMenuItem(w.words.Text(id), keys, keyWords(w.words, keys), act)
	return m
}

// zoomItem is item for the size of the text, which is that of a sheet as well.
func (w *Window) zoomItem(id string, key fyne.KeyName, do func()) *fyne.MenuItem {
	keys := kit.Shortcut(key, 0)
	return kit.NewMenuItem(w.words.Text(id), keys, keyWords(w.words, keys), do)
}

// setMenu makes the menu of the window, with its keys. Those that people know from
// elsewhere do the same here; none that they know as another sends anything.
func (w *Window) setMenu() {
	t, item := w.words.Text, w.item
	w.replaceItem = item("ui.menu.replace", nil, w.control.Rotation.Begin)
	w.renameItem = item("ui.menu.rename", kit.Key(fyne.KeyF2), w.askRename)
	w.forgetItem = item("ui.menu.forget", nil, w.askForget)
	w.deleteItem = item("ui.menu.delete", nil, w.askDelete)
	w.eraseItem = item("erase.menu", nil, w.askErase)
	zoom := fyne.NewMenuItem(t("ui.menu.text-size"), nil)
	zoom.ChildMenu = fyne.NewMenu("",
		w.zoomItem("ui.menu.larger", fyne.KeyPlus, func() { w.larger(1) }),
		w.zoomItem("ui.menu.smaller", fyne.KeyMinus, func() { w.larger(-1) }),
		w.zoomItem("ui.menu.normal", fyne.Key0, func() { w.SetLook(w.appearance, kit.NormalTextSize) }),
	)
	connection := fyne.NewMenu(t("ui.menu.connection"),
		item("ui.menu.new", kit.Shortcut(fyne.KeyN, 0), w.newConnection),
		fyne.NewMenuItemSeparator(), w.replaceItem, w.renameItem, w.forgetItem, w.deleteItem,
		fyne.NewMenuItemSeparator(), w.eraseItem,
		fyne.NewMenuItemSeparator(),
		item("ui.menu.history", historyKeys, func() { w.control.Open(app.ViewHistory) }),
		item("ui.menu.all", nil, func() { w.control.Open(app.ViewAll) }),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.settings", kit.Shortcut(fyne.KeyComma, 0), w.showSettings), zoom,
		fyne.NewMenuItemSeparator(),
		quit(item("ui.menu.quit", kit.Shortcut(fyne.KeyQ, 0), w.askClose)),
	)
	check := fyne.NewMenu(t("ui.menu.check"),
		item("ui.menu.run", checkKeys, w.form.press),
		item("ui.menu.check-all", kit.Shortcut(fyne.KeyReturn, fyne.KeyModifierShift), w.control.All.Check),
		item("ui.menu.deeper", nil, func() { w.control.Check.Deep(w.form.read()) }),
		item("ui.menu.permissions", nil, w.checkPermissions),
		item("ui.menu.cancel", kit.Key(fyne.KeyEscape), w.control.Cancel),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.paste", kit.Shortcut(fyne.KeyV, fyne.KeyModifierShift), func() {
			w.control.Form.PasteKey(w.app.Clipboard().Content())
		}),
		item("ui.menu.search", kit.Shortcut(fyne.KeyF, 0), w.details.searchAnswer),
		item("ui.menu.find", nil, w.form.find),
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
		item("guide.menu", kit.Key(fyne.KeyF1), w.openGuide),
		item("welcome.menu", nil, func() { w.control.Open(app.ViewWelcome) }),
		guide,
		fyne.NewMenuItemSeparator(),
		item("ui.menu.reminders", nil, w.askReminders),
		item("leak.menu", nil, func() { w.control.Open(app.ViewLeak) }),
		item("ui.menu.shortcuts", nil, func() { showShortcuts(w.window, w.words) }),
		fyne.NewMenuItemSeparator(),
		item("ui.menu.about", nil, func() { showAbout(w.window, w.words, w.about) }),
	)
	all := fyne.NewMainMenu(connection, check, share, help)
	for _, m := range all.Items {
		kit.AlignKeys(m)
	}
	w.window.SetMainMenu(all)
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
	w.renameItem.Disabled, w.deleteItem.Disabled, w.forgetItem.Disabled, w.replaceItem.Disabled = rename, rename, forget, forget
	w.window.MainMenu().Refresh()
}
