//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"pleokeycheck/test/screen"
)

// say gives a text of the catalogue as a person reads it. facts are pairs of
// name and value; Pleo answers unless they say otherwise.
func say(t *testing.T, id string, facts ...string) string {
	t.Helper()
	return sayIn(t, "en", id, facts...)
}

// sayIn is say in another language.
func sayIn(t *testing.T, tag, id string, facts ...string) string {
	t.Helper()
	return spell(t, tag, id, "", facts)
}

// sayCount gives a text of the catalogue that depends on a number.
func sayCount(t *testing.T, id string, count int, facts ...string) string {
	t.Helper()
	form := "other"
	if count == 1 {
		form = "one"
	}
	return spell(t, "en", id, form, append(facts, "Count", strconv.Itoa(count)))
}

func spell(t *testing.T, tag, id, form string, facts []string) string {
	t.Helper()
	file, err := os.ReadFile("../../assets/translations/" + tag + ".json")
	must(t, err)
	var all map[string]any
	must(t, json.Unmarshal(file, &all))
	text, ok := all[id].(string)
	if forms, several := all[id].(map[string]any); several && form != "" {
		text, ok = forms[form].(string)
	}
	if !ok {
		t.Fatalf("the catalogue has no text %q", id)
	}
	values := map[string]string{"Answerer": "Pleo"}
	for i := 0; i+1 < len(facts); i += 2 {
		values[facts[i]] = facts[i+1]
	}
	parsed, err := template.New(id).Option("missingkey=zero").Parse(text)
	must(t, err)
	var b strings.Builder
	must(t, parsed.Execute(&b, values))
	return b.String()
}

// kept is how the form says that the key with this end is kept, without the name
// of the keychain, which comes a moment later.
func kept(t *testing.T, hint string) string {
	t.Helper()
	_, end, _ := strings.Cut(say(t, "ui.form.key.kept", "Hint", hint), " · ")
	return end
}

// missing is the first of the texts that does not stand in shown, or empty.
func missing(shown string, texts []string) string {
	for _, text := range texts {
		if !shows(shown, text) {
			return text
		}
	}
	return ""
}

// shows reports whether a text stands in what was read off the screen, wherever
// its lines break, and although letters that look alike may be mistaken.
func shows(shown, text string) bool {
	return strings.Contains(screen.Folded(shown), screen.Folded(text)) || strings.Contains(screen.Folded(strings.ReplaceAll(shown, keychainName, "")), screen.Folded(text))
}

// keychainName is what the window says of the keychain of these tests besides: what the
// catalogue gives here does not have it.
const keychainName = " (GNOME Keyring)"

func TestShows(t *testing.T) {
	shown := "Y_ This key works\nConnected to Nordhavn Bageri ApS (company lD\n3d0f6a52)\n"
	for text, want := range map[string]bool{
		"This key works": true, "Bageri ApS (company ID 3d0f6a52)": true,
		"works not": false, "This key works, and": false,
	} {
		if got := shows(shown, text); got != want {
			t.Errorf("shows %q: %v, want %v", text, got, want)
		}
	}
}
