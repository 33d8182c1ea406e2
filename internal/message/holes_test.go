//go:build !race

// Every finding with every set of facts: long, and on one goroutine. script/test
// runs these without the race detector.

package message_test

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"pleokeycheck/internal/check"
)

// TestTranslationsHaveNoHoles fills every finding of every language with every
// combination of facts. English has a test of its own.
func TestTranslationsHaveNoHoles(t *testing.T) {
	hole := regexp.MustCompile(`<no value>|\{\{|\}\}|\(\s*\)|[“„«»”] ?[”“«»]|  |\.\.|,\.|\( |^\s|\s$|\n\n| [.,)]`)
	eachTranslation(t, func(t *testing.T, lang string, _ map[string]map[string]string) {
		if lang == "en" {
			return // TestFindingsHaveNoHoles
		}
		c := in(t, lang)
		sets := factSets()
		maps.DeleteFunc(sets, func(name string, _ map[string]string) bool { return strings.HasPrefix(name, "only ") })
		for _, kind := range check.Kinds() {
			for _, variant := range append([]string{""}, variants[kind]...) {
				for name, facts := range sets {
					w := c.Finding(check.Finding{Kind: kind, Variant: variant, Facts: facts})
					for field, text := range map[string]string{"title": w.Title, "explanation": w.Explanation, "action": w.Action(), "who": w.Who} {
						if found := hole.FindString(text); found != "" {
							t.Errorf("hole %q: %s %s, %s, %s: %q", found, kind, variant, field, name, text)
						}
					}
				}
			}
		}
	})
}

func TestFindingsHaveNoHoles(t *testing.T) {
	c := english(t)
	for _, kind := range check.Kinds() {
		for _, variant := range append([]string{""}, variants[kind]...) {
			for name, facts := range factSets() {
				w := c.Finding(check.Finding{Kind: kind, Variant: variant, Facts: facts})
				for field, text := range map[string]string{
					"title": w.Title, "explanation": w.Explanation, "action": w.Action(), "who": w.Who,
				} {
					where := fmt.Sprintf("%s %s, %s, %s: %q", kind, variant, field, name, text)
					if text == "" || strings.HasPrefix(text, "finding.") {
						t.Errorf("no text: %s", where)
					}
					if hole := holes.FindString(text); hole != "" {
						t.Errorf("hole %q: %s", hole, where)
					}
				}
				if n := utf8.RuneCountInString(w.Title); n > 60 {
					t.Errorf("title of %s %s, %s, has %d characters: %s", kind, variant, name, n, w.Title)
				}
				if n := len(w.Actions); n < 1 || n > 4 {
					t.Errorf("%s %s, %s, has %d actions", kind, variant, name, n)
				}
				checkSentences(t, fmt.Sprintf("%s %s, %s", kind, variant, name), w.Title+"\n"+w.Explanation+"\n"+w.Action())
			}
		}
	}
}
