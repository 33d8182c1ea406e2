package gui

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pleokeycheck/assets"
	"pleokeycheck/internal/message"
)

// pseudo is the tag that the invented language below poses as.
const pseudo = "fi"

var (
	templatePart = regexp.MustCompile(`\{\{[^}]*\}\}`)
	accents      = strings.NewReplacer("a", "å", "e", "é", "i", "ï", "o", "ø", "u", "ü", "n", "ñ", "A", "Å", "E", "É", "O", "Ø", "s", "ş")
)

// strange makes an English text one of a language that is a third longer and
// full of accents, in brackets that show where a text begins and ends.
func strange(text string) string {
	words := len(templatePart.ReplaceAllString(text, ""))
	var out strings.Builder
	out.WriteString("[")
	last := 0
	for _, at := range templatePart.FindAllStringIndex(text, -1) {
		out.WriteString(accents.Replace(text[last:at[0]]) + text[at[0]:at[1]])
		last = at[1]
	}
	out.WriteString(accents.Replace(text[last:]))
	for n := 0; n < words/3; n += 6 {
		out.WriteString(" lôngø")
	}
	return out.String() + "]"
}

// pseudoWords is a catalogue with English and the invented language, in which
// it speaks.
func pseudoWords(t *testing.T) *message.Catalogue {
	t.Helper()
	file, err := assets.Translations.ReadFile("translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(file, &raw); err != nil {
		t.Fatal(err)
	}
	for id, v := range raw {
		switch v := v.(type) {
		case string:
			if lines := strings.Split(v, "\n"); strings.HasSuffix(id, ".action") {
				for i := range lines {
					lines[i] = strange(lines[i])
				}
				raw[id] = strings.Join(lines, "\n")
			} else {
				raw[id] = strange(v)
			}
		case map[string]any:
			for form, text := range v {
				v[form] = strange(text.(string))
			}
		}
	}
	other, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	words, err := message.Read(fstest.MapFS{"en.json": {Data: file}, pseudo + ".json": {Data: other}}, pseudo)
	if err != nil {
		t.Fatal(err)
	}
	return words.In(time.UTC)
}
