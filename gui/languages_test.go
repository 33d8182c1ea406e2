package gui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
)

// languageSizes are the sizes of the window in which every language has to
// fit; English is held to more of them.
var languageSizes = []fyne.Size{{Width: 640, Height: 480}, {Width: 900, Height: 700}, {Width: 1180, Height: 800}, {Width: 3840, Height: 2160}}

// longestFindings are those whose texts are the longest of the language: the
// two with the longest title, explanation, actions, and word for who can do
// it, and those with the longest word anywhere.
func longestFindings(words *message.Catalogue) []check.Finding {
	type worded struct {
		check.Finding
		words message.Words
	}
	var all []worded
	for _, f := range everyFinding(everyFact) {
		all = append(all, worded{f, words.Finding(f)})
	}
	chosen := map[string]check.Finding{}
	pick := func(length func(message.Words) int) {
		sorted := slices.SortedStableFunc(slices.Values(all), func(a, b worded) int {
			return length(b.words) - length(a.words)
		})
		for _, f := range sorted[:2] {
			chosen[string(f.Kind)+f.Variant] = f.Finding
		}
	}
	pick(func(w message.Words) int { return len(w.Title) })
	pick(func(w message.Words) int { return len(w.Explanation) })
	pick(func(w message.Words) int { return len(w.Action()) })
	pick(func(w message.Words) int { return len(w.Who) })
	pick(func(w message.Words) int {
		longest := 0
		for _, word := range breakableWords(w.Title + " " + w.Explanation + " " + w.Action()) {
			longest = max(longest, len(word))
		}
		return longest
	})
	var out []check.Finding
	for _, key := range slices.Sorted(maps.Keys(chosen)) {
		out = append(out, chosen[key])
	}
	return out
}

// breakableWords splits a text where a line may end.
func breakableWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' })
}

// scenes are the states in which a language's longest texts are seen.
func scenes(words *message.Catalogue) map[string]app.State {
	all := map[string]app.State{}
	for i, f := range longestFindings(words) {
		s := fullState(f, everyVerdict[i%len(everyVerdict)], everyEnvironment[i%len(everyEnvironment)])
		s.Saving.Status = app.SavingStatus(i % int(app.SaveFailed+1))
		s.Key = everyKey[i%len(everyKey)]
		all[fmt.Sprintf("%s %s", f.Kind, f.Variant)] = s
	}
	for activity := app.ReadingKeychain; activity <= app.TryingOther; activity++ {
		s := fullState(check.Finding{}, "", everyEnvironment[int(activity)%len(everyEnvironment)])
		s.Result, s.Answer, s.Activity = nil, app.Answer{}, activity
		all[fmt.Sprintf("activity %d", activity)] = s
	}
	all["empty"] = app.State{FormState: app.FormState{Environments: everyEnvironment[:3], Environment: env.Demo}}
	return all
}

// TestFyneSpeaksTheLanguage: the words of Fyne's own menus come from our
// catalogue.
func TestFyneSpeaksTheLanguage(t *testing.T) {
	words := pseudoWords(t)
	teachFyne(words)
	defer teachFyne(english(t))
	for theirs, ours := range fyneWords {
		if got := fyneText(theirs); got != words.Text(ours) {
			t.Errorf("Fyne says %q for %s, want %q", got, theirs, words.Text(ours))
		}
	}
	teachFyne(english(t))
	if got := fyneText("Copy"); got != "Copy" {
		t.Errorf("Fyne says %q after the way back", got)
	}
}
