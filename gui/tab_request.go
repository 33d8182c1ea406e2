package gui

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// requestTab is what was sent, without the key, and the headers of both ways.
type requestTab struct {
	words    *message.Catalogue
	root     *fyne.Container
	facts    *facts
	sent     *lines
	received *lines
	back     *fyne.Container
}

func newRequestTab(words *message.Catalogue, control *app.Controller) *requestTab {
	r := &requestTab{words: words, facts: newFacts(words)}
	there, back := newPanel(colorSurface, colorHairline, 8), newPanel(colorSurface, colorHairline, 8)
	r.sent, r.received = newLines(there, control.Cancel), newLines(back, control.Cancel)
	r.sent.list.spoken, r.received.list.spoken = words.Text("ui.details.request"), words.Text("ui.details.headers")
	r.back = newColumn(space8, strong(words.Text("ui.details.headers")), newInset(space8, space8, back, r.received))
	r.root = newColumn(space12, r.facts.root, hint(words.Text("ui.details.key-hidden")), newInset(space8, space8, there, r.sent), r.back)
	return r
}

func (r *requestTab) name() string { return "ui.details.request" }

func (r *requestTab) content() fyne.CanvasObject { return r.root }

func (r *requestTab) offered(s app.State) (is, ofExchange bool) { return hasExchange(s) }

// show puts the request on the screen.
func (r *requestTab) show(s app.State) {
	x := s.Answer.Exchange
	r.facts.clear()
	r.facts.code("ui.details.sent", x.Method+" "+message.Clean(x.URL))
	text := headerLines(x.RequestHeader)
	if len(x.RequestBody) > 0 {
		text = append(append(text, ""), strings.Split(string(x.RequestBody), "\n")...)
	}
	r.sent.set(text)
	answered := headerLines(x.Header)
	visible(r.back, len(answered) > 0)
	r.received.set(answered)
}

// headerLines lists headers in the order of their names.
func headerLines(h map[string][]string) []string {
	var text []string
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			text = append(text, message.Clean(name+": "+value))
		}
	}
	return text
}
