package gui

import (
	"regexp"
	"testing"
	"time"

	"pleokeycheck/internal/message"
)

// typedDate is an example of a date in a text.
var typedDate = regexp.MustCompile(`\d{4}-\d\d-\d\d|\d{1,2}[\p{L}. ]+?\d{4}|\d{1,2}\.\d{1,2}\.\d{4}`)

// TestDatesOfEveryLanguageAreRead: what the app shows as an example, and what it
// writes as a date, can be typed.
func TestDatesOfEveryLanguageAreRead(t *testing.T) {
	for _, lang := range message.AllLanguages() {
		words := english(t).For(lang.Tag)
		for id, want := range map[string]string{"ui.form.expires.placeholder": "2027-12-31", "expiry.format": "2027-12-31", "expiry.ambiguous": "2027-02-01"} {
			text := words.Text(id)
			examples := typedDate.FindAllString(text, -1)
			if len(examples) == 0 {
				t.Errorf("%s: %s has no example: %q", lang.Tag, id, text)
			}
			for _, example := range examples {
				if day, problem := message.ReadDay(example); problem != "" || day.Format(time.DateOnly) != want {
					t.Errorf("%s: %s: %q is read as %v %s", lang.Tag, id, example, day, problem)
				}
			}
		}
		for m := time.January; m <= time.December; m++ {
			for _, d := range []int{1, 28} {
				day := time.Date(2027, m, d, 0, 0, 0, 0, time.UTC)
				if got, problem := message.ReadDay(words.Date(day)); problem != "" || !got.Equal(day) {
					t.Errorf("%s: %q is read as %v %s", lang.Tag, words.Date(day), got, problem)
				}
			}
		}
	}
}
