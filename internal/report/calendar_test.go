package report

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pleokeycheck/internal/message"
)

func calendarOf(t *testing.T, lang, name, day string) string {
	t.Helper()
	words, err := message.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	text, err := calendarFormat.Write(Source{
		Words: words, Name: name, ExpiresOn: day, Environment: "production", At: time.Date(2026, 11, 28, 9, 30, 0, 0, time.FixedZone("", 3600)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestCalendar(t *testing.T) {
	got := calendarOf(t, "en", "Nordhavn, Bageri; A\\S", "2027-12-31")
	want := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pleo-key-check//Key Check for Pleo//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
		"DTSTAMP:20261128T083000Z", "DTSTART;VALUE=DATE:20271231", "DTEND;VALUE=DATE:20280101",
		`SUMMARY:Pleo key of “Nordhavn\, Bageri\; A\\S” expires`,
		"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P14D", "TRIGGER:-P2D", "END:VALARM", "END:VEVENT", "END:VCALENDAR",
	}
	lines := strings.Split(strings.ReplaceAll(got, "\r\n ", ""), "\r\n")
	for _, w := range want {
		found := false
		for _, line := range lines {
			found = found || line == w
		}
		if !found {
			t.Errorf("no line %q in\n%s", w, got)
		}
	}
	if strings.Count(got, "BEGIN:VALARM") != 2 || strings.Contains(strings.ReplaceAll(got, "\r\n", ""), "\n") {
		t.Errorf("%q", got)
	}
	if calendarOf(t, "en", "A", "2027-12-31") == calendarOf(t, "en", "B", "2027-12-31") {
		t.Error("two connections are one event")
	}
	if calendarOf(t, "en", "A", "soon") != "" {
		t.Error("there is an event of no day")
	}
}

// TestCalendarLines: in every language no line has more than 75 bytes, and none
// ends inside a character.
func TestCalendarLines(t *testing.T) {
	for _, lang := range message.AllLanguages() {
		got := calendarOf(t, lang.Tag, "Bäckerei Größenwahn & Søn "+strings.Repeat("åäö", 30), "2027-02-28")
		if !strings.HasSuffix(got, "\r\n") {
			t.Errorf("%s: the last line has no end", lang.Tag)
		}
		for _, line := range strings.Split(got, "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) {
				t.Errorf("%s: %d bytes: %q", lang.Tag, len(line), line)
			}
		}
		if !strings.Contains(strings.ReplaceAll(got, "\r\n ", ""), "Settings › API Keys") {
			t.Errorf("%s does not say what to do:\n%s", lang.Tag, got)
		}
	}
}
