package gui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/history"
	"pleokeycheck/internal/message"
)

// historyTab is the past of the selected connection: a strip of verdicts, a
// list of checks, two of which can be compared.
type historyTab struct {
	tabPage
	words                    *message.Catalogue
	until, count, empty, how *kit.Label
	strip                    *strip
	table                    *kit.Table
	compare, erase, eraseIt  *kit.Button
	ask                      *historyQuestions
	buttons                  *fyne.Container

	of     string // the connection that is shown
	checks []history.Check
	picked []string // the ids of the checks that are picked, at most two
	shown  app.State
}

func newHistoryTab(words *message.Catalogue, control *app.Controller, ask *historyQuestions) *historyTab {
	t := words.Text
	h := &historyTab{words: words, ask: ask, until: kit.NewStrong(""), count: kit.NewHint(""), empty: kit.NewBody(t("ui.history.none")), how: kit.NewHint(t("ui.history.pick"))}
	h.strip = newStrip(words, 14)
	h.table = kit.NewTable(newPastRow, h.fill, pastRowHeight, func() int { return 10 }, h.pick)
	h.table.Named(t("ui.history.tab"))
	h.compare = kit.NewButton(t("ui.history.compare"), kit.Secondary, func() { ask.compare(h.chosen()) })
	h.eraseIt = kit.NewButton(t("ui.history.erase-one"), kit.Secondary, func() {
		if chosen := h.chosen(); len(chosen) == 1 {
			ask.eraseOne(chosen[0])
		}
	})
	h.erase = kit.NewButton(t("ui.history.erase-these"), kit.Secondary, func() { ask.eraseOf(h.shown) })
	h.buttons = kit.NewWrapped(kit.Space8, h.compare, h.eraseIt, h.erase)
	h.id, h.root = "ui.history.tab", kit.NewColumn(kit.Space12, h.until, h.strip, h.count, h.empty, h.table.Root, kit.NewColumn(kit.Space8, h.how, h.buttons))
	return h
}

func (h *historyTab) offered(s app.State) (is, ofExchange bool) {
	_, saved := s.Selection()
	return saved && s.Activity == app.Idle, false
}

// show puts the past of the selected connection on the screen.
func (h *historyTab) show(s app.State) {
	h.shown = s
	if h.of != s.Selected {
		h.of, h.picked = s.Selected, nil
		h.table.ToTop()
	}
	con, _ := s.Selection()
	h.checks = s.Past.Of(s.Selected)
	h.until.SetText(untilWords(h.words, "ui.history.until", s, con))
	h.strip.set(s.Past.Strip(s.Selected))
	h.count.SetText(h.words.Plural("ui.history.count", len(h.checks)))
	kit.SetVisible(h.empty, len(h.checks) == 0)
	for _, o := range []fyne.CanvasObject{h.count, h.table.Root, h.buttons, h.how} {
		kit.SetVisible(o, len(h.checks) > 0)
	}
	h.table.SetLength(len(h.checks))
	h.light()
}

// light enables what the picked checks allow.
func (h *historyTab) light() {
	n := len(h.chosen())
	kit.SetEnabled(h.compare, n == 2)
	kit.SetEnabled(h.eraseIt, n == 1)
}

// keyOf tells checks apart, also those of versions that gave no id.
func keyOf(p history.Check) string { return p.ID + p.At.Format(time.RFC3339Nano) }

// chosen are the picked checks.
func (h *historyTab) chosen() []history.Check {
	var out []history.Check
	for _, p := range h.checks {
		if slices.Contains(h.picked, keyOf(p)) {
			out = append(out, p)
		}
	}
	return out
}

// pick picks a check or lets it go; of three, the first one goes.
func (h *historyTab) pick(i int) {
	key := keyOf(h.checks[i])
	if at := slices.Index(h.picked, key); at >= 0 {
		h.picked = slices.Delete(h.picked, at, at+1)
	} else {
		h.picked = append(h.picked, key)
		h.picked = h.picked[max(len(h.picked)-2, 0):]
	}
	h.light()
	h.table.List.Refresh()
}

func (h *historyTab) fill(i int, o fyne.CanvasObject) {
	r := pastRowOf(o)
	if i >= len(h.checks) {
		return
	}
	p := h.checks[i]
	picked := ""
	if slices.Contains(h.picked, keyOf(p)) {
		picked = h.words.Text("ui.history.picked")
	}
	r.set(check.Verdict(p.Verdict), kindTitle(h.words, p.Kind, p.Environment), h.words.DateTime(p.At),
		h.words.Took(time.Duration(p.DurationMs)*time.Millisecond), picked)
}
