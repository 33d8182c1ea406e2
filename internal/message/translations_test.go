package message_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"text/template"
	"text/template/parse"
	"time"
	"unicode"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"pleokeycheck/assets"
	"pleokeycheck/internal/message"
)

// convention is what a language asks of its texts. The plural forms come from
// the Unicode rules, the rest from the first lines of its file.
type convention struct {
	forms   []string // plural forms that must be there: those of 0 to 1000, and "other"
	more    []string // plural forms that may be there: those of millions and fractions
	quotes  string   // the quotation marks
	never   []string // words that are never shown; a * stands for any ending
	zeroOne bool     // the form "one" serves 0 too
}

func conventionOf(lang string, texts map[string]map[string]string) convention {
	tag := language.MustParse(lang)
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	c := convention{
		forms: []string{"other"}, quotes: texts["language.quotes"][""], never: strings.Fields(texts["language.never"][""]),
		zeroOne: plural.Cardinal.MatchPlural(tag, 0, 0, 0, 0, 0) == plural.One,
	}
	for n := range 1001 {
		if form := names[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]; !slices.Contains(c.forms, form) {
			c.forms = append(c.forms, form)
		}
	}
	c.more = []string{names[plural.Cardinal.MatchPlural(tag, 1_000_000, 0, 0, 0, 0)], names[plural.Cardinal.MatchPlural(tag, 1, 1, 1, 5, 5)]}
	return c
}

// anyQuotes are the quotation marks of all languages; an apostrophe is none.
const anyQuotes = "“”„»«‘\""

// same may be as in English although it has more than three words.
var same = map[string]bool{"ui.app.name": true}

// kept are names that a translation has as often as the English text: they are
// what the reader looks for in Pleo.
var kept = []string{"Pleo", "Settings › API Keys", "Staging", "Production", "Postman", "cURL", "OAuth 2.0", "Authorization", "Basic", "Bearer"}

// translation reads one file: the forms of every id, "other" where there is
// one only.
func translation(t *testing.T, name string) map[string]map[string]string {
	t.Helper()
	file, err := assets.Translations.ReadFile("translations/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return parseTranslation(t, file)
}

func parseTranslation(t *testing.T, file []byte) map[string]map[string]string {
	t.Helper()
	var raw map[string]any
	if err := json.Unmarshal(file, &raw); err != nil {
		t.Fatal(err)
	}
	out := make(map[string]map[string]string, len(raw))
	for id, v := range raw {
		switch v := v.(type) {
		case string:
			out[id] = map[string]string{"": v}
		case map[string]any:
			out[id] = map[string]string{}
			for form, text := range v {
				if form != "description" {
					out[id][form] = fmt.Sprint(text)
				}
			}
		default:
			t.Errorf("%s is no text", id)
		}
	}
	return out
}

// eachTranslation runs f for every language that is there.
func eachTranslation(t *testing.T, f func(t *testing.T, lang string, texts map[string]map[string]string)) {
	files, err := fs.ReadDir(assets.Translations, "translations")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		lang := strings.TrimSuffix(file.Name(), ".json")
		t.Run(lang, func(t *testing.T) {
			f(t, lang, translation(t, file.Name()))
		})
	}
}

// TestLanguages: a language is a file, and its file says what is needed of it. The
// lists of words that are never shown are as docs/translating.md has them.
func TestLanguages(t *testing.T) {
	var tags []string
	for _, l := range message.AllLanguages() {
		if l.Name == "" || l.Name == l.Tag || !message.Known(l.Tag) {
			t.Errorf("%+v is not complete", l)
		}
		tags = append(tags, l.Tag)
	}
	for _, tag := range []string{"da", "de", "en", "es", "fi", "fr", "nb", "nl", "pt", "sv"} {
		if !slices.Contains(tags, tag) {
			t.Errorf("%s is gone", tag)
		}
	}
	eachTranslation(t, func(t *testing.T, lang string, texts map[string]map[string]string) {
		c := conventionOf(lang, texts)
		if !slices.Contains(tags, lang) || !slices.Contains(c.forms, "one") || c.quotes == "" || len(c.never) < 4 {
			t.Errorf("%+v is not complete", c)
		}
		file, err := assets.Translations.ReadFile("translations/" + lang + ".json")
		if err != nil || !strings.HasPrefix(string(file), "{\n  \"language.name\": ") {
			t.Error("the file does not begin with the language's name, so it is slow to read:", err)
		}
	})
}

// TestTranslationsAreComplete: the same ids, the same placeholders, the plural
// forms of the language.
func TestTranslationsAreComplete(t *testing.T) {
	english := translation(t, "en.json")
	eachTranslation(t, func(t *testing.T, lang string, texts map[string]map[string]string) {
		for _, trouble := range incomplete(lang, english, texts) {
			t.Error(trouble)
		}
	})
}

// incomplete lists what a translation lacks, or has too much.
func incomplete(lang string, english, texts map[string]map[string]string) []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	c := conventionOf(lang, texts)
	for _, id := range slices.Sorted(maps.Keys(english)) {
		forms, ok := texts[id]
		if !ok {
			say("%s is missing", id)
			continue
		}
		_, plain := english[id][""]
		if _, p := forms[""]; p != plain {
			say("%s: English and this language differ in whether there are plural forms", id)
			continue
		}
		if !plain {
			for _, form := range c.forms {
				if _, ok := forms[form]; !ok {
					say("%s has no form %q", id, form)
				}
			}
			for form := range forms {
				if !slices.Contains(c.forms, form) && !slices.Contains(c.more, form) {
					say("%s has a form %q, which the language does not have", id, form)
				}
			}
		}
		want, _ := placeholders(english[id])
		got, err := placeholders(forms)
		if err != nil {
			say("%s: %v", id, err)
		} else if !slices.Equal(got, want) {
			say("%s has the placeholders %v, want %v", id, got, want)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		if _, ok := english[id]; !ok {
			say("%s is not in English", id)
		}
	}
	return all
}

// placeholders are the names of the facts that a text uses in any of its
// forms, sorted. A count may be left out of one form.
func placeholders(forms map[string]string) ([]string, error) {
	names := map[string]bool{}
	for form, text := range forms {
		tree, err := template.New("").Parse(text)
		if err != nil {
			return nil, fmt.Errorf("form %q cannot be read: %w", form, err)
		}
		if tree.Tree != nil {
			fieldsOf(tree.Root, names)
		}
	}
	return slices.Sorted(maps.Keys(names)), nil
}

func fieldsOf(n parse.Node, names map[string]bool) {
	branch := func(b *parse.BranchNode) {
		fieldsOf(b.Pipe, names)
		fieldsOf(b.List, names)
		if b.ElseList != nil {
			fieldsOf(b.ElseList, names)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, each := range n.Nodes {
			fieldsOf(each, names)
		}
	case *parse.ActionNode:
		fieldsOf(n.Pipe, names)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			for _, arg := range c.Args {
				fieldsOf(arg, names)
			}
		}
	case *parse.FieldNode:
		names[n.Ident[0]] = true
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}

// TestTranslationsReadWell holds every text to the house's rules and to the
// conventions of its language.
func TestTranslationsReadWell(t *testing.T) {
	english := translation(t, "en.json")
	eachTranslation(t, func(t *testing.T, lang string, texts map[string]map[string]string) {
		for _, trouble := range unwell(lang, english, texts) {
			t.Error(trouble)
		}
	})
}

// unwell lists what does not read as it should.
func unwell(lang string, english, texts map[string]map[string]string) []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	c := conventionOf(lang, texts)
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		if strings.HasPrefix(id, "language.") {
			continue // for the program, not for a person
		}
		for form, text := range texts[id] {
			shown := placeholder.ReplaceAllString(text, "x")
			if strings.TrimSpace(text) == "" || text != strings.TrimSpace(text) || strings.Contains(text, "  ") {
				say("%s has stray spaces, or no text: %q", id, text)
			}
			if strings.ContainsAny(shown, "!¡") {
				say("%s shouts: %s", id, text)
			}
			if word := neverSay(c.never, shown); word != "" {
				say("%s says %q: %s", id, word, text)
			}
			for _, r := range shown {
				if strings.ContainsRune(anyQuotes, r) && !strings.ContainsRune(c.quotes, r) {
					say("%s has %q, and the language writes %s: %s", id, r, c.quotes, text)
					break
				}
			}
			original, ok := english[id][form]
			if !ok {
				original = english[id]["other"]
			}
			if lang != "en" && text == original && len(wordsOf(text)) > 3 && !same[id] {
				say("%s is still English: %s", id, text)
			}
			for _, name := range kept {
				if strings.Contains(original, name) && !strings.Contains(plainPath(text), name) {
					say("%s has no %q: %s", id, name, text)
				}
			}
			if c.zeroOne && form == "one" && strings.Contains(shown, "1") {
				say("%s writes a 1 that is also shown for 0; it needs {{.Count}}: %s", id, text)
			}
			if strings.HasSuffix(id, ".title") || strings.HasSuffix(id, ".name") {
				if n := len([]rune(shown)); strings.HasPrefix(id, "finding.") && n > 85 {
					say("%s has %d characters: %s", id, n, text)
				}
			}
		}
	}
	return all
}

// plainPath is a text in which the path into Pleo begins with its English name:
// a translation may have "Einstellungen (Settings) › API Keys".
func plainPath(text string) string { return strings.ReplaceAll(text, "Settings) ›", "Settings ›") }

// wordsOf are the words of a text, without its placeholders.
func wordsOf(text string) []string {
	return strings.FieldsFunc(placeholder.ReplaceAllString(text, " "), func(r rune) bool { return !unicode.IsLetter(r) })
}

// neverSay finds the first word of text that is on the list.
func neverSay(never []string, text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		for _, n := range never {
			stem, open := strings.CutSuffix(n, "*")
			if w == stem || open && strings.HasPrefix(w, stem) {
				return w
			}
		}
	}
	return ""
}

// in gives the catalogue of a language, with times in UTC.
func in(t *testing.T, lang string) *message.Catalogue {
	t.Helper()
	c, err := message.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	if c.Language() != lang {
		t.Fatalf("asked for %s, got %s", lang, c.Language())
	}
	return c.In(time.UTC)
}

// TestTheseTestsFind gives the checks above a translation with everything that
// they look for.
func TestTheseTestsFind(t *testing.T) {
	english := parseTranslation(t, []byte(`{"language.quotes":"“”","language.never":"error*","a":"One {{.Name}} from Pleo","b":{"one":"1 row","other":"{{.Count}} rows"},"c":"This text is still English","d":"x"}`))
	bad := parseTranslation(t, []byte(`{"language.quotes":"«»","language.never":"erreur*","a":"Un {{.Nom}} “ici” !","b":{"one":"1 ligne","few":"x"},"c":"This text is still English","e":" erreurs "}`))
	got := strings.Join(append(incomplete("fr", english, bad), unwell("fr", english, bad)...), "\n")
	for _, want := range []string{
		"a has the placeholders [Nom], want [Name]", `b has no form "other"`, `b has a form "few"`, "d is missing", "e is not in English",
		"a shouts", "a has '“'", `a has no "Pleo"`, "b writes a 1", "c is still English", "e has stray spaces", `e says "erreurs"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not found: %s\nin:\n%s", want, got)
		}
	}
}
