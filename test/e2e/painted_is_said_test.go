//go:build e2e && linux

package e2e

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pleokeycheck/test/screen"
)

// TestPaintedIsSaid: what a person sees on the main screens and what a screen
// reader finds there are the same words. One in ten may differ: what recognition
// misreads, and what controls are called that have no words. The settings are not
// among them, most of whose words stand in boxes where recognition does not read;
// nor are all connections, where cells are cut off and said in full.
func TestPaintedIsSaid(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	w.keep(w.story("full-access").kept(1, "Bakery"), w.story("expired").kept(2, "Cellar"))
	a := w.open("--env", "demo", "--story", "full-access")
	a.resize(1900, 1000)
	a.keepsDemo()
	for _, s := range []struct {
		name string
		keys []string
		text string
	}{
		{"start", nil, say(t, "ui.form.key.hint")},
		{"answer", []string{"ctrl+Return"}, say(t, "ui.saving.saved.title")},
		{"guide", []string{"F1"}, say(t, "guide.title")},
		{"history", []string{"Escape", "ctrl+h"}, say(t, "ui.history.filter")},
	} {
		if s.keys != nil {
			a.press(s.keys...)
		}
		a.rest()
		a.waitFor(s.text)
		w.eventually(s.name+": the same words are painted and said", func() bool { // it is said first
			painted, window := a.readsPainted(), a.screen.Read()
			unsaid, same := lacking(painted, said(window))
			if !same {
				t.Logf("%s: painted and not said: %q", s.name, unsaid)
			}
			unpainted, also := lacking(names(window), painted)
			if !also {
				t.Logf("%s: said and not painted: %q", s.name, unpainted)
			}
			return same && also
		})
		a.picture(s.name)
	}
	a.quit()
}

// names are said, without the hints for those who do not see the controls.
func names(w *screen.Window) string {
	var all []string
	for _, c := range w.InSight() {
		all = append(all, c.Name, c.Text)
	}
	return strings.Join(all, "\n")
}

// lacking are the words of a text that are not in another, and whether they are few
// enough. Short words are in anything.
func lacking(text, other string) (lacking []string, few bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	words = slices.DeleteFunc(words, func(word string) bool { return utf8.RuneCountInString(word) < 4 })
	slices.Sort(words)
	words = slices.Compact(words)
	other = screen.Folded(other)
	for _, word := range words {
		if !strings.Contains(other, screen.Folded(word)) {
			lacking = append(lacking, word)
		}
	}
	return lacking, len(words) >= 30 && 10*len(lacking) <= len(words)
}
