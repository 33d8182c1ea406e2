package gui

import (
	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/viewer"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// answerTab is what came back.
type answerTab struct {
	ofExchange
	words *message.Catalogue
	note  *kit.Label
	body  *viewer.Viewer
	pager *pager
}

func newAnswerTab(words *message.Catalogue, control *app.Controller, pager *pager) *answerTab {
	a := &answerTab{words: words, note: kit.NewHint(""), pager: pager}
	a.body = viewer.New(words, control.Answer)
	a.id, a.root = "ui.details.answer", kit.NewColumn(kit.Space12, a.pager.root, a.note, a.body.Root)
	return a
}

// show puts the answer on the screen.
func (a *answerTab) show(s app.State) {
	a.pager.show(s)
	a.note.SetText(a.remark(s.Answer))
	a.body.Show(shownBody(s.Answer))
}

// remark is what is to be said of the text.
func (a *answerTab) remark(answer app.Answer) string {
	x, t := answer.Exchange, a.words.Text
	switch {
	case x.Status == 0:
		return t("ui.details.no-answer")
	case x.Truncated:
		return t("ui.details.truncated", map[string]string{"Size": a.words.Size(int64(len(x.Body)))})
	case len(x.Body) == 0:
		return t("ui.details.no-body")
	case answer.Document != nil && !answer.Document.Pretty() && !answer.Raw:
		return t("ui.details.plain")
	case x.Status < 300 && answer.Revealed:
		_, text := a.words.Reminder(message.ReminderAnswer)
		return text
	}
	return ""
}

// shownBody is what the viewer shows of an answer.
func shownBody(a app.Answer) viewer.Shown {
	return viewer.Shown{
		Document: a.Document, Table: a.Table, Of: a.Exchange, Hidden: a.Hidden, Revealed: a.Revealed, Raw: a.Raw, LayingOut: a.LayingOut,
		Empty: a.Exchange == nil || len(a.Exchange.Body) == 0,
	}
}
