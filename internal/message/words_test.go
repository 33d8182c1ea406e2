package message_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/assets"
	"pleokeycheck/internal/check"
)

// variants are the variants of findings that have words of their own.
var variants = map[check.Kind][]string{
	check.KeyMalformed:       {"masked", "email", "url", "control", "too-long", "curl", "text", "two-keys", "placeholder", "cut-off", "look-alike", "colon", "reference", check.VariantCoded},
	check.CompanyMalformed:   {"nil", "looks-like-key", "organisation"},
	check.KeyRejected:        {"web-page", "this-request"},
	check.ProxyFailed:        {"setting"},
	check.RequestRefused:     {"unknown-operation", "base-url", "bearer-only", "missing-id", check.VariantParams},
	check.CompanyMismatch:    {check.VariantForeignRows},
	check.CompanyUnconfirmed: {"no-introspect"},
	check.CompanyUntold:      {"several", "no-permission"},
	check.NotPleo:            {"accepts-anything"},
	check.Contradiction: {
		"answer", "key-inactive", "key-expired", "installation", "company-refused", "company-not-found", "company-other", "other-organisation",
	},
	check.WrongKeyNotRefused:  {"not-made"},
	check.KeychainUnavailable: {check.VariantNoWallet, check.VariantNoGroup, check.VariantNoKeyring},
	check.KeychainFailed:      {check.VariantKeyGone, check.VariantOtherAddress, check.VariantTooLarge, check.VariantDiffers},
}

// fields are the texts that a finding has.
var fields = []string{"title", "explanation", "action", "who"}

// everyFact has a likely value for every fact a finding may hold.
var everyFact = map[string]string{
	check.FactEnvironment:      "staging",
	check.FactOtherEnvironment: "production",
	check.FactHost:             "external.staging.pleo.io",
	check.FactScope:            "users:read",
	check.FactOperation:        "export-job-items",
	check.FactCompany:          "Nordhavn Bageri ApS",
	check.FactCompanyID:        "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90",
	check.FactKeyCompanyID:     "5b0d3a52-9f0c-4a3e-8a51-6a3f1f0c7d21",
	check.FactStatus:           "503",
	check.FactWait:             "45",
	check.FactVariable:         "HTTPS_PROXY",
	check.FactIssuer:           "Example Corp Inspection CA",
	check.FactProxy:            "proxy.example.com:8080",
	check.FactPhase:            "connect",
	check.FactLimit:            "20 s",
	check.FactLastWorked:       "2026-11-12T09:30:00Z",
	check.FactClock:            "3h0m0s",
	check.FactCount:            "1",
	check.FactCharacter:        "р (U+0440)",
	check.FactNamed:            "yes",
	check.FactFromKey:          "yes",
	check.FactReason:           "EXPORT_NOT_FOUND",
	check.FactScoped:           "yes",
	check.FactDeep:             "passed",
	check.FactOrganisation:     "yes",
	check.FactInsteadOf:        "employees",
	check.FactSubject:          "inspection.example.com",
	check.FactValidFrom:        "2026-01-02T00:00:00Z",
	check.FactValidUntil:       "2026-04-02T00:00:00Z",
	check.FactToday:            "2026-11-23T09:00:00Z",
}

// factSets gives the combinations of facts to fill texts with: none, all, each
// alone, all but each, and all with every environment, phase and count.
func factSets() map[string]map[string]string {
	sets := map[string]map[string]string{"no facts": nil, "all facts": everyFact}
	for name, value := range everyFact {
		sets["only "+name] = map[string]string{name: value}
		rest := maps.Clone(everyFact)
		delete(rest, name)
		sets["all but "+name] = rest
	}
	other := map[string][]string{
		check.FactEnvironment: {"production", "demo", "custom"},
		check.FactPhase:       {"name", "proxy", "tls", "send", "wait", "download"},
		check.FactCount:       {"0", "2"},
		check.FactClock:       {"-3h0m0s"},
	}
	for name, values := range other {
		for _, v := range values {
			with := maps.Clone(everyFact)
			with[name] = v
			sets["all with "+name+" "+v] = with
			sets["only "+name+" "+v] = map[string]string{name: v}
		}
	}
	return sets
}

// holes are what a placeholder without a value leaves behind.
var holes = regexp.MustCompile(`<no value>|\{\{|\}\}|\s[.,;:?)]|\(\s*\)|“\s*”|  |\.\.|,\.|\( |^\s|\s$|\n\n`)

func TestEveryKindHasAllFields(t *testing.T) {
	c := english(t)
	for _, kind := range check.Kinds() {
		for _, field := range fields {
			if id := "finding." + string(kind) + "." + field; !c.Has(id) {
				t.Errorf("%s is missing", id)
			}
		}
	}
}

// sentenceEnd separates sentences.
var sentenceEnd = regexp.MustCompile(`[.?]\s+|\n`)

// checkSentences fails for a sentence of over 30 words.
func checkSentences(t *testing.T, where, text string) {
	t.Helper()
	for _, sentence := range sentenceEnd.Split(text, -1) {
		if n := len(strings.Fields(sentence)); n > 30 {
			t.Errorf("%s: %d words in one sentence: %s", where, n, sentence)
		}
	}
}

// forbidden are the words that a person is never shown.
var forbidden = regexp.MustCompile(`(?i)\berrors?\b|\binvalid|\bfailed to\b|!|\boops\b|\bsorry\b`)

// placeholder is an action of a template, which nobody sees.
var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

func TestWordsOnScreen(t *testing.T) {
	for id, forms := range texts(t) {
		if strings.HasPrefix(id, "language.") {
			continue // for the program, not for a person
		}
		for _, text := range forms {
			shown := placeholder.ReplaceAllString(text, "x")
			if word := forbidden.FindString(shown); word != "" {
				t.Errorf("%s says %q: %s", id, word, text)
			}
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s is empty", id)
			}
			if text != strings.TrimSpace(text) || strings.Contains(text, "  ") {
				t.Errorf("%s has stray spaces: %q", id, text)
			}
			if strings.Contains(text, `"`) && !strings.Contains(text, `{{`) {
				t.Errorf("%s has straight quotation marks: %s", id, text)
			}
			if !strings.Contains(text, "{{") { // filled ones are checked by TestFindingsHaveNoHoles
				checkSentences(t, id, text)
			}
		}
	}
}

// texts reads the English translation: the forms of every id.
func texts(t *testing.T) map[string][]string {
	t.Helper()
	file, err := assets.Translations.ReadFile("translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(file, &raw); err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]string, len(raw))
	for id, v := range raw {
		switch v := v.(type) {
		case string:
			out[id] = []string{v}
		case map[string]any:
			for form, text := range v {
				if !slices.Contains([]string{"one", "other", "description"}, form) {
					t.Errorf("%s has a form %q, which English does not have", id, form)
				}
				if form != "description" {
					out[id] = append(out[id], fmt.Sprint(text))
				}
			}
		default:
			t.Errorf("%s is no text", id)
		}
	}
	return out
}

// TestNoIDTwice: JSON keeps the last of two equal keys without a word.
func TestNoIDTwice(t *testing.T) {
	file, err := assets.Translations.ReadFile("translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for _, m := range regexp.MustCompile(`(?m)^\s*"([a-z0-9.-]+\.[a-z0-9.-]+)":`).FindAllSubmatch(file, -1) {
		if id := string(m[1]); seen[id] {
			t.Errorf("%s stands there twice", id)
		} else {
			seen[id] = true
		}
	}
}

// TestKeyOfAProduct: an integrated key is not made under API Keys. Where Pleo gave
// the key a name, which may be a product's, the words say both; where nothing is
// known of the key, they name the place in every language.
func TestKeyOfAProduct(t *testing.T) {
	eachTranslation(t, func(t *testing.T, name string, _ map[string]map[string]string) {
		c := in(t, name)
		for _, kind := range []check.Kind{check.ScopeMissing, check.AccessDenied} {
			with := plainPath(c.Finding(check.Finding{Kind: kind, Facts: map[string]string{check.FactNamed: "yes"}}).Action())
			without := plainPath(c.Finding(check.Finding{Kind: kind}).Action())
			if !strings.Contains(with, "Settings › Accounting") || !strings.Contains(with, "Settings › API Keys") {
				t.Errorf("%s, %s, with a name: %s", name, kind, with)
			}
			if strings.Contains(without, "Settings › Accounting") {
				t.Errorf("%s, %s, without a name: %s", name, kind, without)
			}
		}
		for _, kind := range []check.Kind{check.KeyRejected, check.KeyExpiredOrRemoved} {
			if action := plainPath(c.Finding(check.Finding{Kind: kind}).Action()); !strings.Contains(action, "Settings › Accounting") {
				t.Errorf("%s, %s: %s", name, kind, action)
			}
		}
	})
}
