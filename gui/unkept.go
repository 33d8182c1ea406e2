package gui

import (
	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
)

// askClose closes the window. What was typed and not kept is asked about first; to
// close it once more, with the question open, is the answer.
func (w *Window) askClose() {
	typed := w.unkept(w.control.Unkept(w.form.read()))
	if top := kit.TopSheet(w.window.Canvas()); typed == "" || top != nil && top == w.closing {
		w.window.Close()
		return
	}
	t := w.words.Text
	w.closing = kit.ShowSheet(w.window, t("ui.leave.title"), kit.NewBody(typed), nil,
		kit.NewButton(t("ui.leave.no"), kit.Secondary, nil), kit.NewButton(t("ui.leave.yes"), kit.Secondary, w.window.Close))
}

// askNew begins a new connection. It asks first where that empties a form that is
// one already.
func (w *Window) askNew(do func()) {
	u := w.control.Unkept(w.form.read())
	u.Elsewhere = false
	if w.shown.Selected != "" || !u.Any() {
		do()
		return
	}
	confirm(w.window, w.words, w.words.Text("ui.anew.title"), kit.NewBody(w.unkept(u)), "ui.anew.yes", do)
}

// unkept says what was typed and is not kept; "" for nothing.
func (w *Window) unkept(u app.Unkept) string {
	var list []string
	for _, each := range []struct {
		is bool
		id string
	}{{u.Key, "ui.form.key"}, {u.Company, "ui.form.company"}, {u.Date, "ui.form.expires"}, {u.Elsewhere, "ui.leave.elsewhere"}} {
		if each.is {
			list = append(list, w.words.Text(each.id))
		}
	}
	if list == nil {
		return ""
	}
	return w.words.Text("ui.leave.text", map[string]string{"List": w.words.List(list)})
}
