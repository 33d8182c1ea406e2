package message_test

import (
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// babel is a catalogue with a few texts in every language.
func babel(t *testing.T, langs ...string) *message.Catalogue {
	t.Helper()
	files := fstest.MapFS{}
	for _, l := range message.AllLanguages() {
		from := "1000"
		if l.Tag == "es" || l.Tag == "pt" {
			from = "10000"
		}
		text := `{"language.name":"` + l.Name + `","language.thousands-from":"` + from + `","which":"` + l.Tag + `","rows":{"one":"{{.Count}} row","other":"{{.Count}} rows"},
			"time.seconds":"{{.Count}} s","time.milliseconds":"{{.Count}} ms","size.bytes":{"one":"{{.Count}} byte","other":"{{.Count}} bytes"},
			"size.kilobytes":"{{.Count}} KB","size.megabytes":"{{.Count}} MB","size.percent":"{{.Count}} %"`
		if l.Tag == "da" {
			text += `,"month.11":"november","date.day":"{{.Day}}. {{.Month}} {{.Year}}","date.time":"{{.Date}} kl. {{.Time}}","time.clock":"{{.Hour}}.{{.Minute}}"`
		}
		files[l.Tag+".json"] = &fstest.MapFile{Data: []byte(text + "}")}
	}
	c, err := message.Read(files, langs...)
	if err != nil {
		t.Fatal(err)
	}
	return c.In(time.UTC)
}

func TestLanguageIsChosen(t *testing.T) {
	tests := []struct {
		system []string
		chosen string
		want   string
	}{
		{nil, "", "en"},
		{[]string{"da-DK"}, "", "da"},
		{[]string{"da_DK.UTF-8"}, "", "da"},
		{[]string{"de_AT@euro", "en"}, "", "de"},
		{[]string{"no"}, "", "nb"},
		{[]string{"no-NO"}, "", "nb"},
		{[]string{"nn-NO"}, "", "nb"},
		{[]string{"nb-NO"}, "", "nb"},
		{[]string{"pt-BR"}, "", "pt"},
		{[]string{"en-IE"}, "", "en"},
		{[]string{"tlh", "C", "", "fi-FI"}, "", "fi"},
		{[]string{"pl-PL"}, "", "en"},
		{[]string{"pl-PL", "sv-FI"}, "", "sv"},
		{[]string{"da-DK"}, "fr", "fr"},
		{[]string{"da-DK"}, "no such language", "da"},
		{[]string{"da-DK"}, "pl", "da"},
	}
	for _, tt := range tests {
		c := babel(t, tt.system...).For(tt.chosen)
		if got := c.Language(); got != tt.want || c.Text("which") != tt.want {
			t.Errorf("system %q, chosen %q: %s with the texts of %s, want %s", tt.system, tt.chosen, got, c.Text("which"), tt.want)
		}
		if back := c.For("sv").For(""); back.Language() != babel(t, tt.system...).Language() {
			t.Errorf("system %q: back to the system's is %s", tt.system, back.Language())
		}
	}
	if got := babel(t).Languages(); !slices.Equal(got, message.AllLanguages()) || len(got) < 10 {
		t.Errorf("offered are %v", got)
	}
	for tag, want := range map[string]bool{"da": true, "da-DK": true, "no": true, "pt-BR": true, "pl": false, "": false, "x": false, "in valid": false} {
		if message.Known(tag) != want {
			t.Errorf("Known(%q) is %v", tag, !want)
		}
	}
}

func TestNumbersByLanguage(t *testing.T) {
	tests := map[string][]string{
		// a count, a time, a size, a share
		"en":    {"1,234,567 rows", "4,096 bytes", "2.3 s", "1.5 KB", "125 %"},
		"en-GB": {"1,234,567 rows", "4,096 bytes", "2.3 s", "1.5 KB", "125 %"},
		"da":    {"1.234.567 rows", "4.096 bytes", "2,3 s", "1,5 KB", "125 %"},
		"de":    {"1.234.567 rows", "4.096 bytes", "2,3 s", "1,5 KB", "125 %"},
		"de-CH": {"1’234’567 rows", "4’096 bytes", "2.3 s", "1.5 KB", "125 %"},
		"nl":    {"1.234.567 rows", "4.096 bytes", "2,3 s", "1,5 KB", "125 %"},
		"sv":    {"1\u00a0234\u00a0567 rows", "4\u00a0096 bytes", "2,3 s", "1,5 KB", "125 %"},
		"fr":    {"1\u00a0234\u00a0567 rows", "4\u00a0096 bytes", "2,3 s", "1,5 KB", "125 %"},
		"fi":    {"1\u00a0234\u00a0567 rows", "4\u00a0096 bytes", "2,3 s", "1,5 KB", "125 %"},
		"no":    {"1\u00a0234\u00a0567 rows", "4\u00a0096 bytes", "2,3 s", "1,5 KB", "125 %"},
		"es":    {"1.234.567 rows", "4096 bytes", "2,3 s", "1,5 KB", "125 %"},
		"pt-PT": {"1\u00a0234\u00a0567 rows", "4096 bytes", "2,3 s", "1,5 KB", "125 %"},
	}
	for lang, want := range tests {
		c := babel(t, lang)
		got := []string{
			c.Plural("rows", 1234567), c.Facts(map[string]string{check.FactLimit: "4096 B"})[check.FactLimit],
			c.Took(2300 * time.Millisecond), c.Size(1536), c.Percent(125),
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %q, want %q", lang, got[i], want[i])
			}
		}
	}
	for bytes, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 1023: "1,023 bytes", 1024: "1.0 KB", 1 << 20: "1.0 MB", 5 << 30: "5,120.0 MB"} {
		if got := babel(t).Size(bytes); got != want {
			t.Errorf("Size(%d) = %q, want %q", bytes, got, want)
		}
	}
}

func TestPluralsByLanguage(t *testing.T) {
	for lang, want := range map[string]string{"en": "0 rows", "da": "0 rows", "es": "0 rows", "fi": "0 rows", "fr": "0 row", "pt": "0 row"} {
		if got := babel(t, lang).Plural("rows", 0); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestDatesByLanguage(t *testing.T) {
	at := time.Date(2026, 11, 2, 9, 5, 0, 0, time.UTC)
	if got := babel(t, "da").DateTime(at); got != "2. november 2026 kl. 09.05" {
		t.Errorf("Danish: %q", got)
	}
	if got := english(t).DateTime(at); got != "2 November 2026, 09:05" {
		t.Errorf("English: %q", got)
	}
}

func TestUpper(t *testing.T) {
	for lang, want := range map[string]string{"de": "STRASSE ÄÖ", "fr": "STRASSE ÄÖ"} {
		if got := babel(t, lang).Upper("Straße äö"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
