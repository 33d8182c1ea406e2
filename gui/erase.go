package gui

import (
	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/report"
)

// askErase says what goes when everything is removed, and asks for one tick
// before it does.
func (w *Window) askErase() {
	if !w.control.Erase.Can() {
		return
	}
	t := w.words.Text
	goes := kit.NewColumn(kit.Space4)
	keys := []string{t("erase.goes.none")}
	if n := len(w.shown.Connections); n > 0 {
		keys = []string{w.words.Plural("erase.goes.connections", n), t("erase.goes.else")}
	}
	for _, text := range append(keys, t("erase.goes.history"), t("erase.goes.settings")) {
		goes.Add(item("·", true, text))
	}
	yes := kit.NewButton(t("erase.yes"), kit.Secondary, w.control.Erase.Begin)
	yes.Disable()
	sure := kit.NewCheckbox(t("erase.tick"))
	sure.OnChanged = func(on bool) { kit.SetEnabled(yes, on) }
	box := kit.NewRinged(sure)
	content := kit.NewColumn(kit.Space12, kit.NewBody(t("erase.goes")), goes, kit.NewBody(t("erase.order")), kit.NewHint(t("erase.stays")), box)
	kit.ShowSheet(w.window, t("erase.title"), content, nil, kit.NewButton(t("ui.keep-as-is"), kit.Secondary, nil), yes)
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
	title, lines := report.Erased(*s.Erasing.Report, w.words)
	list := kit.NewColumn(kit.Space8)
	for _, line := range lines {
		list.Add(item("·", true, line))
	}
	showPage(w.window, w.words, title, list)
}
