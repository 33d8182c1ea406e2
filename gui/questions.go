package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
)

// askRename asks for another name of the selected connection.
func (w *Window) askRename() {
	if con, ok := w.shown.Selection(); ok {
		w.rename(con)
	}
}

func (w *Window) rename(con connection.Connection) {
	t := w.words.Text
	name := kit.NewField("", false, nil)
	name.SetText(con.Name)
	name.Spoken = t("ui.rename.title")
	save := kit.NewButton(t("ui.rename.save"), kit.Primary, func() { w.control.Connections.Rename(con.ID, name.Text) })
	name.OnSubmitted = func(string) { save.Press() }
	kit.ShowSheet(w.window, t("ui.rename.title"), kit.NewColumn(kit.Space8, kit.NewBody(t("ui.rename.text")), name), name,
		save, kit.NewButton(t("ui.keep-as-is"), kit.Secondary, nil))
	name.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed replaces the old name
}

// confirm asks before something is done that cannot be undone. The focus is on the
// way out.
func confirm(w fyne.Window, words *message.Catalogue, title string, content fyne.CanvasObject, yes string, do func()) {
	kit.ShowSheet(w, title, content, nil,
		kit.NewButton(words.Text("ui.keep-as-is"), kit.Secondary, nil), kit.NewButton(words.Text(yes), kit.Secondary, do))
}

// showPage shows something to read.
func showPage(w fyne.Window, words *message.Catalogue, title string, content fyne.CanvasObject) {
	kit.ShowSheet(w, title, content, nil, kit.NewButton(words.Text("ui.close"), kit.Secondary, nil))
}

// askForget asks before a key leaves the keychain.
func (w *Window) askForget() {
	if con, ok := w.shown.Selection(); ok && con.KeyKept {
		w.forget(con)
	}
}

func (w *Window) forget(con connection.Connection) {
	t := w.words.Text
	confirm(w.window, w.words, t("ui.forget.title", nameOf(con)), kit.NewBody(t("ui.forget.text", nameOf(con))), "ui.forget.yes", func() { w.control.Connections.Forget(con.ID) })
}

// askDelete asks before a connection is deleted, and says what happens to its
// key.
func (w *Window) askDelete() {
	if con, ok := w.shown.Selection(); ok {
		w.delete(con)
	}
}

func (w *Window) delete(con connection.Connection) {
	t := w.words.Text
	text := t("ui.delete.text-no-key", nameOf(con))
	if con.KeyKept {
		text = t("ui.delete.text", nameOf(con))
	}
	confirm(w.window, w.words, t("ui.delete.title", nameOf(con)), kit.NewBody(text), "ui.delete.yes", func() { w.control.Connections.Delete(con.ID) })
}

// askOther asks before the key is sent to the other environment.
func (w *Window) askOther(environment string, agreed func()) {
	t := w.words.Text
	text := kit.NewColumn(kit.Space8, kit.NewBody(t("ui.other.text", map[string]string{"Name": w.words.Environment(environment)})))
	switch environment {
	case env.Production:
		text.Add(kit.NewStrong(t("ui.other.production")))
	case env.DemoOther:
		text.Add(kit.NewStrong(t("ui.other.demo")))
	}
	kit.ShowSheet(w.window, t("ui.other.title", map[string]string{"Name": w.words.Environment(environment)}), text, nil,
		kit.NewButton(t("ui.other.no"), kit.Secondary, nil),
		kit.NewButton(t("ui.other.yes"), kit.Secondary, agreed))
}

func nameOf(con connection.Connection) map[string]string {
	return map[string]string{"Name": con.Name, "Hint": con.KeyHint}
}
