package message_test

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var reviewed = flag.String("reviewed", "", `languages, as in "da,sv", or "all": their translations were held against the English texts as they are now`)

// reviews says of which English text the translations are: for each id its
// hash, under "", and that of single languages where they differ.
type reviews map[string]map[string]string

// reviewsFile has a line for each id: "id hash", then "language=hash" for those
// that differ.
const reviewsFile = "../../assets/translations/reviewed.sum"

func parseReviews(text string) reviews {
	all := reviews{}
	for line := range strings.Lines(text) {
		for i, word := range strings.Fields(line) {
			id := strings.Fields(line)[0]
			if i == 0 {
				all[id] = map[string]string{}
				continue
			}
			lang, hash, found := strings.Cut(word, "=")
			if !found {
				lang, hash = "", word
			}
			all[id][lang] = hash
		}
	}
	return all
}

func (r reviews) String() string {
	var b strings.Builder
	for _, id := range slices.Sorted(maps.Keys(r)) {
		b.WriteString(id)
		for _, lang := range slices.Sorted(maps.Keys(r[id])) {
			b.WriteString(" " + strings.TrimPrefix(lang+"="+r[id][lang], "="))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// old lists, for each id whose English text changed, the languages whose
// translation is of the text before.
func (r reviews) old(english map[string]string, langs []string) map[string][]string {
	old := map[string][]string{}
	for id, now := range english {
		for _, lang := range langs {
			of, single := r[id][lang]
			if !single {
				of = r[id][""]
			}
			if of != now {
				old[id] = append(old[id], lang)
			}
		}
	}
	return old
}

// mark notes that some of all languages are of the English texts as they are.
func (r reviews) mark(english map[string]string, some, all []string) reviews {
	old, out := r.old(english, all), reviews{}
	for id, now := range english {
		left := slices.DeleteFunc(slices.Clone(old[id]), func(lang string) bool { return slices.Contains(some, lang) })
		out[id] = map[string]string{"": now}
		for _, lang := range left {
			of, single := r[id][lang]
			if !single {
				of = r[id][""]
			}
			out[id][lang] = of
		}
	}
	return out
}

// hashes are those of the texts that are translated.
func hashes(t *testing.T, texts map[string]map[string]string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for id, forms := range texts {
		if strings.HasPrefix(id, "language.") || strings.HasPrefix(id, "month.") {
			continue // of the language, not of a text
		}
		text, err := json.Marshal(forms)
		if err != nil {
			t.Fatal(err)
		}
		all[id] = fmt.Sprintf("%x", sha256.Sum256(text))[:8]
	}
	return all
}

// TestTranslationsAreOfThisEnglish fails for a translation of an English text
// that has changed since. docs/translating.md says what to do then.
func TestTranslationsAreOfThisEnglish(t *testing.T) {
	english := hashes(t, translation(t, "en.json"))
	var langs []string
	eachTranslation(t, func(_ *testing.T, lang string, _ map[string]map[string]string) {
		if lang != "en" {
			langs = append(langs, lang)
		}
	})
	text, err := os.ReadFile(reviewsFile)
	if err != nil && *reviewed == "" {
		t.Fatal(err)
	}
	notes := parseReviews(string(text))
	if *reviewed != "" {
		some := strings.Split(*reviewed, ",")
		if *reviewed == "all" {
			some = langs
		}
		notes = notes.mark(english, some, langs)
		if err := os.WriteFile(reviewsFile, []byte(notes.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	old := notes.old(english, langs)
	for _, id := range slices.Sorted(maps.Keys(old)) {
		t.Errorf("the English of %s is new; look at it in %s, then run this test with -reviewed", id, strings.Join(old[id], ", "))
	}
}

// TestOldTranslationsAreFound: a changed text is old in every language until it
// is marked, language by language.
func TestOldTranslationsAreFound(t *testing.T) {
	langs, before := []string{"da", "sv"}, map[string]string{"a": "a1", "b": "b1"}
	notes := reviews{}.mark(before, langs, langs)
	if got := notes.String(); got != "a a1\nb b1\n" {
		t.Errorf("all marked: %q", got)
	}
	now := map[string]string{"a": "a2", "b": "b1", "c": "c1"}
	expect := func(what string, want map[string][]string) {
		t.Helper()
		if got := parseReviews(notes.String()).old(now, langs); !maps.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%s: old are %v, want %v", what, got, want)
		}
	}
	expect("changed", map[string][]string{"a": langs, "c": langs})
	notes = notes.mark(now, []string{"da"}, langs)
	expect("Danish was marked", map[string][]string{"a": {"sv"}, "c": {"sv"}})
	notes = notes.mark(now, []string{"sv"}, langs)
	expect("both were marked", nil)
	if got := notes.old(now, []string{"da", "cs"}); len(got) != 0 {
		t.Errorf("a language that is added is of the texts as they are: %v", got)
	}
}
