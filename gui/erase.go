package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
)

// askErase says what goes when everything is removed, and asks for one tick
// before it does.
func (w *Window) askErase() {
	if !w.control.CanErase() {
		return
	}
	t := w.words.Text
	goes := newColumn(space4)
	keys := []string{t("erase.goes.none")}
	if n := len(w.shown.Connections); n > 0 {
		keys = []string{w.words.Plural("erase.goes.connections", n), t("erase.goes.else")}
	}
	for _, text := range append(keys, t("erase.goes.history"), t("erase.goes.settings")) {
		goes.Add(bullet(body(text)))
	}
	yes := newButton(t("erase.yes"), secondaryLook, w.control.Erase)
	yes.Disable()
	var s *sheet
	sure := newTick(t("erase.tick"), func() { s.close() })
	sure.OnChanged = func(on bool) { enable(yes, on) }
	box := ringed(sure)
	content := newColumn(space12, body(t("erase.goes")), goes, body(t("erase.order")), hint(t("erase.stays")), box)
	s = showSheet(w.window, t("erase.title"), content, nil, newButton(t("ui.keep-as-is"), secondaryLook, nil), yes)
}

// bullet puts a point before a text.
func bullet(text fyne.CanvasObject) fyne.CanvasObject {
	return newTopLine(space8, 1, word("·", theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}), text)
}

// showErased tells once what removing everything did.
func (w *Window) showErased(s app.State) {
	if s.Erasing.Report == nil || s.Erasing.Revision == w.erased {
		return
	}
	w.erased = s.Erasing.Revision
	if s.Erasing.Gone {
		for _, of := range []app.View{app.ViewHistory, app.ViewAll, app.ViewLeak} {
			delete(w.views, of) // it still holds what it showed
		}
	}
	title, lines := s.Erasing.Report.Words(w.words)
	list := newColumn(space8)
	for _, line := range lines {
		list.Add(bullet(body(line)))
	}
	showSheet(w.window, title, list, nil, newButton(w.words.Text("ui.close"), secondaryLook, nil))
}
