package gui

import (
	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/viewer"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// answerTab is what came back: status, times, sizes, and the text itself.
type answerTab struct {
	ofExchange
	words *message.Catalogue
	facts *facts
	times *waterfall
	note  *kit.Label
	body  *viewer.Viewer
	pager *pager
}

func newAnswerTab(words *message.Catalogue, control *app.Controller, pager *pager) *answerTab {
	a := &answerTab{words: words, facts: newFacts(words), times: newWaterfall(words), note: kit.NewHint(""), pager: pager}
	a.body = viewer.New(words, control.Answer)
	a.id, a.root = "ui.details.answer", kit.NewColumn(kit.Space12, a.facts.root, a.times.root, a.pager.root, a.note, a.body.Root)
	return a
}

// show puts the answer on the screen.
func (a *answerTab) show(s app.State) {
	x := s.Answer.Exchange
	var kind check.Kind
	if x == s.Result.Answer {
		kind = s.Result.Finding.Kind
	}
	a.pager.show(s)
	a.facts.clear()
	kit.SetVisible(a.times.root, x.Status > 0)
	a.times.set(x.Timing, earlierRuns(s))
	a.showFacts(s.Answer, kind)
	a.note.SetText(a.remark(s.Answer))
	a.body.Show(shownBody(s.Answer))
}

func (a *answerTab) showFacts(shown app.Answer, kind check.Kind) {
	x, t := shown.Exchange, a.words.Text
	if x.Status == 0 {
		a.facts.add("ui.details.status", t("ui.details.no-answer"))
		return
	}
	a.facts.add("ui.details.status", a.words.StatusFor(kind, x.Status))
	a.facts.code("ui.details.request-id", shortened(shown.Header.Get("Request-Id")))
	a.facts.add("ui.details.time", a.words.Took(x.Duration))
	a.facts.add("ui.details.size", t("ui.details.sizes", map[string]string{"Body": a.words.Size(x.BodyBytes), "Wire": a.words.Size(x.WireBytes)}))
	a.facts.code("ui.details.type", shortened(shown.Header.Get("Content-Type")))
	if x.RateLimit.Known {
		a.facts.add("ui.details.rate", t("ui.details.rates", map[string]string{
			"Remaining": a.words.Number(int(x.RateLimit.Remaining)), "Limit": a.words.Number(int(x.RateLimit.Limit)),
		}))
	}
}

// remark is what is to be said of the text.
func (a *answerTab) remark(answer app.Answer) string {
	x, t := answer.Exchange, a.words.Text
	switch {
	case x.Status == 0:
		return ""
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
