package gui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"pleokeycheck/internal/app"
)

// askSaveAnswer asks before the answer goes into a file: it may hold personal
// data, which stays out of it unless the person wants it in.
func (w *Window) askSaveAnswer() {
	if w.shown.Answer.Document == nil {
		return
	}
	t := w.words.Text
	var s *sheet
	with := newTick(t("ui.save-answer.personal"), func() { s.close() })
	save := newButton(t("ui.save-answer.yes"), primaryLook, func() {
		saved := dialog.NewFileSave(func(to fyne.URIWriteCloser, err error) {
			if err != nil || to == nil {
				return
			}
			path := to.URI().Path()
			if err := to.Close(); err != nil {
				fyne.LogError("close the file to be replaced", err)
			}
			w.control.SaveAnswer(path, with.Checked)
		}, w.window)
		saved.SetFileName(answerFile(w.shown.Answer))
		saved.Show()
	})
	s = showSheet(w.window, t("ui.save-answer.title"),
		newColumn(space12, body(t("ui.save-answer.text")), ringed(with)), nil,
		save, newButton(t("ui.save-answer.no"), secondaryLook, nil))
}

// answerFile is the name of the file that is suggested, as in
// pleo-employees-2026-11-25.json.
func answerFile(a app.Answer) string {
	x := a.Exchange
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, x.Operation)
	kind := ".txt"
	if a.Document.Pretty() || strings.Contains(x.ContentType, "json") {
		kind = ".json"
	}
	return "pleo-" + name + "-" + x.StartedAt.Format(time.DateOnly) + kind
}
