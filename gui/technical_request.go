package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// requestPart is what was sent, without the key, and the headers of both ways.
type requestPart struct {
	root           *fyne.Container
	words          *message.Catalogue
	facts          *facts
	sent, received *headers
	body           *kit.Label
	bodyBox, back  *fyne.Container
}

func newRequestPart(words *message.Catalogue) *requestPart {
	t := words.Text
	r := &requestPart{words: words, facts: newFacts(words), sent: newHeaders(words), received: newHeaders(words), body: kit.NewCode("")}
	r.bodyBox = kit.NewColumn(kit.Space8, kit.NewStrong(t("ui.details.sent-text")), kit.NewInset(kit.Space16, kit.Space12, kit.NewPanel(kit.ColorSurface, kit.ColorHairline, 12), r.body))
	r.back = kit.NewColumn(kit.Space8, kit.NewStrong(t("ui.details.headers")), r.received.root)
	there := kit.NewColumn(kit.Space8, kit.NewStrong(t("ui.details.sent-headers")), kit.NewHint(t("ui.details.key-hidden")), r.sent.root)
	r.root = kit.NewColumn(kit.Space16, r.facts.root, there, r.bodyBox, r.back)
	return r
}

// show puts the request on the screen.
func (r *requestPart) show(s app.State) {
	x := s.Answer.Exchange
	r.facts.clear()
	r.facts.code("ui.details.sent", x.Method+" "+message.Clean(s.Answer.URL))
	r.sent.set(x.RequestHeader)
	r.body.SetText(message.Clean(string(s.Answer.RequestBody)))
	kit.SetVisible(r.bodyBox, len(s.Answer.RequestBody) > 0)
	kit.SetVisible(r.back, len(x.Header) > 0)
	r.received.set(s.Answer.Header)
}
