package gui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
)

// folderSheet looks for a folder. It stands in for Fyne's dialog, which keeps Esc to
// itself and says nothing to screen readers.
type folderSheet struct {
	w     *Window
	sheet *kit.Sheet
	shown app.Folders
	table *kit.Table
	at    *kit.Label
	none  *kit.Label
	up    *kit.Button
}

// chooseFolder opens the sheet at a folder; chosen is told which one is taken.
func (w *Window) chooseFolder(from string, chosen func(folder string)) {
	t := w.words.Text
	p := &folderSheet{w: w, shown: app.Folders{At: from}}
	p.at, p.none = kit.NewStrong(from), kit.NewBody(t("ui.folder.unreadable"))
	p.up = kit.NewLink(t("ui.folder.up"), func() { w.control.Share.Look(p.shown.Up) })
	row := func() float32 {
		return kit.MeasureText("M", kit.Measure(theme.SizeNameText), fyne.TextStyle{}).Height + 2*kit.Space4
	}
	p.table = kit.NewTable(
		func() fyne.CanvasObject {
			return kit.NewInset(kit.Space8, kit.Space4, kit.NewClip(theme.ColorNameForeground, theme.SizeNameText, false))
		},
		func(i int, o fyne.CanvasObject) {
			o.(*fyne.Container).Objects[0].(*kit.Label).SetText(p.shown.Names[i])
		},
		row, func() int { return 8 },
		func(i int) { w.control.Share.Look(filepath.Join(p.shown.At, p.shown.Names[i])) })
	p.table.Named(t("ui.folder.list"))
	p.none.Hide()
	holder := &fyne.Container{Layout: previewHeight{}, Objects: []fyne.CanvasObject{p.table.Root}}
	content := kit.NewColumn(kit.Space8, p.at, kit.NewOutdented(p.up), p.none, holder)
	w.folders = p
	p.sheet = kit.ShowSheet(w.window, t("ui.folder.title"), content, p.table.List,
		kit.NewButton(t("ui.folder.use"), kit.Primary, func() { chosen(p.shown.At) }), kit.NewButton(t("ui.close"), kit.Secondary, nil))
	w.control.Share.Look(from)
}

// showFolders shows what was looked into on the sheet that is open.
func (w *Window) showFolders(s app.State) {
	p := w.folders
	if p == nil || p.sheet == nil || !p.sheet.Popup.Visible() || s.Folders.At == "" {
		return
	}
	moved := p.shown.At != s.Folders.At
	p.shown = s.Folders
	p.at.SetText(p.shown.At)
	kit.SetVisible(p.none, p.shown.Unreadable)
	kit.SetEnabled(p.up, p.shown.Up != "")
	p.table.SetLength(len(p.shown.Names))
	if moved {
		p.table.ToTop()
	}
	p.sheet.Page.Fit()
}
