package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// technicalTab is what IT and support ask for: status, times and sizes of the
// answer, the request with all headers, the way to the server and its certificate.
type technicalTab struct {
	ofExchange
	words      *message.Catalogue
	facts      *facts
	times      *waterfall
	request    *requestPart
	connection *connectionPart
}

// newTechnicalTab makes the tab; postman passes on what Postman opens.
func newTechnicalTab(words *message.Catalogue, postman func()) *technicalTab {
	p := &technicalTab{words: words, facts: newFacts(words), times: newWaterfall(words), request: newRequestPart(words), connection: newConnectionPart(words)}
	section := func(id string, parts ...fyne.CanvasObject) fyne.CanvasObject {
		return kit.NewColumn(kit.Space12, append([]fyne.CanvasObject{kit.NewStrong(words.Text(id))}, parts...)...)
	}
	p.id, p.root = "ui.details.technical", kit.NewColumn(kit.Space24,
		section("ui.details.answer", p.facts.root, p.times.root),
		section("ui.details.request", p.request.root),
		section("ui.details.connection", p.connection.root),
		kit.NewOutdented(kit.NewLink(words.Text("ui.pass.link.postman"), postman)))
	return p
}

// show puts everything on the screen.
func (p *technicalTab) show(s app.State) {
	x := s.Answer.Exchange
	var kind check.Kind
	if x == s.Result.Answer {
		kind = s.Result.Finding.Kind
	}
	p.facts.clear()
	kit.SetVisible(p.times.root, x.Status > 0)
	p.times.set(x.Timing, earlierRuns(s))
	p.showFacts(s.Answer, kind)
	p.request.show(s)
	p.connection.show(s)
}

func (p *technicalTab) showFacts(shown app.Answer, kind check.Kind) {
	x, t := shown.Exchange, p.words.Text
	if x.Status == 0 {
		p.facts.add("ui.details.status", t("ui.details.no-answer"))
		return
	}
	p.facts.add("ui.details.status", p.words.StatusFor(kind, x.Status))
	p.facts.code("ui.details.request-id", shortened(shown.Header.Get("Request-Id")))
	p.facts.add("ui.details.time", p.words.Took(x.Duration))
	p.facts.add("ui.details.size", t("ui.details.sizes", map[string]string{"Body": p.words.Size(x.BodyBytes), "Wire": p.words.Size(x.WireBytes)}))
	p.facts.code("ui.details.type", shortened(shown.Header.Get("Content-Type")))
	if x.RateLimit.Known {
		p.facts.add("ui.details.rate", t("ui.details.rates", map[string]string{
			"Remaining": p.words.Number(int(x.RateLimit.Remaining)), "Limit": p.words.Number(int(x.RateLimit.Limit)),
		}))
	}
}
