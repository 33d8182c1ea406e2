//go:build e2e && linux

package e2e

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestPaintedIsSaid: what a person sees on the main screens and what a screen
// reader finds there are the same words. A few may differ: those that recognition
// misreads, and those that only one of the two needs.
func TestPaintedIsSaid(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	w.keep(w.story("full-access").kept(1, "Bakery"), w.story("expired").kept(2, "Cellar"))
	a := w.open("--env", "demo", "--story", "full-access")
	a.resize(1900, 1000) // in which no cell of a table is cut off
	for _, s := range []struct {
		name string
		keys []string
		text string
	}{
		{"start", nil, say(t, "ui.form.key.hint")},
		{"answer", []string{"ctrl+Return"}, say(t, "ui.saving.saved.title")},
		{"settings", []string{"ctrl+comma"}, say(t, "ui.settings.title")},
		{"guide", []string{"Escape", "F1"}, say(t, "guide.title")},
		{"history", []string{"Escape", "ctrl+h"}, say(t, "ui.history.filter")},
		{"all", []string{"ctrl+shift+Return"}, sayCount(t, "ui.all.sum.failed", 1)},
	} {
		if s.keys != nil {
			a.press(s.keys...)
		}
		a.rest()
		a.waitFor(s.text)
		painted, said := a.readsAll(), a.reads()
		a.picture(s.name)
		assertWords(t, s.name+": painted and not said", painted, said)
		assertWords(t, s.name+": said and not painted", said, painted)
	}
	a.quit()
}

// readsAll is all that recognition can find in the window.
func (a *window) readsAll() string {
	a.w.t.Helper()
	path := filepath.Join(a.w.out, "read.png")
	if a.look(path) == nil {
		a.w.t.Fatal("no picture could be taken")
	}
	return a.w.recognise(path, "3") + "\n" + a.w.recognise(path, "11")
}

// assertWords fails the test where more than one in ten of the words of a text is
// not in another. Short ones are in anything.
func assertWords(t *testing.T, what, text, other string) {
	t.Helper()
	other = folded(other)
	count, lacking := 0, []string(nil)
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(word) < 4 {
			continue
		}
		count++
		if !strings.Contains(other, folded(word)) {
			lacking = append(lacking, word)
		}
	}
	if t.Logf("%s: %d of %d %q", what, len(lacking), count, lacking); count < 20 || 10*len(lacking) > count {
		t.Errorf("%s: %d of %d words: %q", what, len(lacking), count, lacking)
	}
}
