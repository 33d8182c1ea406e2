package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// requestTab is what was sent, without the key, and the headers of both ways.
type requestTab struct {
	words    *message.Catalogue
	root     *fyne.Container
	facts    *facts
	sent     *headers
	body     *paragraph
	bodyBox  *fyne.Container
	received *headers
	back     *fyne.Container
}

func newRequestTab(words *message.Catalogue) *requestTab {
	t := words.Text
	r := &requestTab{words: words, facts: newFacts(words), sent: newHeaders(words), received: newHeaders(words), body: code("")}
	r.bodyBox = newColumn(space8, strong(t("ui.details.sent-text")), newInset(space16, space12, newPanel(colorSurface, colorHairline, 12), r.body))
	r.back = newColumn(space8, strong(t("ui.details.headers")), r.received.root)
	there := newColumn(space8, strong(t("ui.details.sent-headers")), hint(t("ui.details.key-hidden")), r.sent.root)
	r.root = newColumn(space16, r.facts.root, there, r.bodyBox, r.back)
	return r
}

func (r *requestTab) name() string { return "ui.details.request" }

func (r *requestTab) content() fyne.CanvasObject { return r.root }

func (r *requestTab) offered(s app.State) (is, ofExchange bool) { return hasExchange(s) }

// show puts the request on the screen.
func (r *requestTab) show(s app.State) {
	x := s.Answer.Exchange
	r.facts.clear()
	r.facts.code("ui.details.sent", x.Method+" "+message.Clean(s.Answer.URL))
	r.sent.set(x.RequestHeader)
	r.body.set(message.Clean(string(s.Answer.RequestBody)))
	visible(r.bodyBox, len(s.Answer.RequestBody) > 0)
	visible(r.back, len(x.Header) > 0)
	r.received.set(s.Answer.Header)
}
