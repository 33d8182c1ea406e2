package gui

import (
	"slices"
	"strings"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/message"
)

// Reader reads this window for screen readers. The ids of what it finds are
// those of the words in the catalogue, the same in every language.
func (w *Window) Reader() *kit.Reader {
	var of *message.Catalogue
	var ids map[string]string
	return &kit.Reader{Window: w.window, Status: w.status, ID: func(words string) string {
		if of != w.words {
			of, ids = w.words, idsOf(w.words)
		}
		return ids[words]
	}}
}

// status is what happens just now, as it is said to those who do not see it: what
// the app waits for, the step that a check has done, and the verdict.
func (w *Window) status() []string {
	s := w.shown
	if waits := w.waitingText(s); waits != "" {
		if n := len(s.Steps); n > 0 && !s.Erasing.Running {
			return []string{w.words.Step(s.Steps[n-1], s.Environment, nil)}
		}
		return []string{waits}
	}
	if s.EnvironmentMissing {
		return []string{w.words.Text("ui.form.environment.missing")}
	}
	if r := s.ShownResult(); r != nil && s.AnswerStays() {
		verdict := w.words.Headline(r)
		said := []string{verdict.Title, verdict.Explanation}
		if r.CompanyFromKey {
			said = append(said, w.words.Text("ui.banner.from-key"))
		}
		return said
	}
	return nil
}

// OnFrame has f called, on the UI goroutine, whenever the window was drawn.
func (w *Window) OnFrame(f func()) { w.frames.OnFrame = f }

// idsOf are the ids of all texts that are the same whatever is put into them, by
// the text. Of ids with the same English text one stands for all, rather that of
// a control: what is one text in English has one id in every language.
func idsOf(words *message.Catalogue) map[string]string {
	english, ids := words.For("en"), words.IDs()
	rank := func(id string) int {
		return slices.IndexFunc([]string{"ui.form.", "ui.menu.", "ui.", ""}, func(prefix string) bool { return strings.HasPrefix(id, prefix) })
	}
	slices.SortStableFunc(ids, func(a, b string) int { return rank(a) - rank(b) })
	first, of := map[string]string{}, map[string]string{}
	for _, id := range ids {
		text, here := english.Text(id), words.Text(id)
		if _, known := first[text]; !known {
			first[text] = id
		}
		if _, known := of[here]; !known && strings.TrimSpace(here) != "" {
			of[here] = first[text]
		}
	}
	return of
}
