package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
)

// askRename asks for another name of the selected connection.
func (w *Window) askRename() {
	con, ok := w.shown.Selection()
	if !ok {
		return
	}
	t := w.words.Text
	var s *sheet
	name := newField("", false, nil, func() { s.close() })
	name.SetText(con.Name)
	name.spoken = t("ui.rename.title")
	save := newButton(t("ui.rename.save"), primaryLook, func() { w.control.Rename(con.ID, name.Text) })
	name.OnSubmitted = func(string) { save.press() }
	s = showSheet(w.window, t("ui.rename.title"), newColumn(space8, body(t("ui.rename.text")), name), name,
		save, newButton(t("ui.keep-as-is"), secondaryLook, nil))
	name.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed replaces the old name
}

// askForget asks before a key leaves the keychain.
func (w *Window) askForget() {
	con, ok := w.shown.Selection()
	if !ok || !con.KeyKept {
		return
	}
	t := w.words.Text
	showSheet(w.window, t("ui.forget.title", nameOf(con)), body(t("ui.forget.text", nameOf(con))), nil,
		newButton(t("ui.keep-as-is"), secondaryLook, nil),
		newButton(t("ui.forget.yes"), secondaryLook, func() { w.control.Forget(con.ID) }))
}

// askDelete asks before a connection is deleted, and says what happens to its
// key.
func (w *Window) askDelete() {
	con, ok := w.shown.Selection()
	if !ok {
		return
	}
	t := w.words.Text
	text := t("ui.delete.text-no-key", nameOf(con))
	if con.KeyKept {
		text = t("ui.delete.text", nameOf(con))
	}
	showSheet(w.window, t("ui.delete.title", nameOf(con)), body(text), nil,
		newButton(t("ui.keep-as-is"), secondaryLook, nil),
		newButton(t("ui.delete.yes"), secondaryLook, func() { w.control.Delete(con.ID) }))
}

// askOther asks before the key is sent to the other environment.
func (w *Window) askOther(environment string, agreed func()) {
	t := w.words.Text
	text := newColumn(space8, body(t("ui.other.text", map[string]string{"Name": w.words.Environment(environment)})))
	if environment == env.Production {
		text.Add(strong(t("ui.other.production")))
	}
	showSheet(w.window, t("ui.other.title", map[string]string{"Name": w.words.Environment(environment)}), text, nil,
		newButton(t("ui.other.no"), secondaryLook, nil),
		newButton(t("ui.other.yes"), secondaryLook, agreed))
}

func nameOf(con connection.Connection) map[string]string {
	return map[string]string{"Name": con.Name, "Hint": con.KeyHint}
}
