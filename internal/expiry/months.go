package expiry

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Months are numbers of months by the names that people type for them.
type Months map[string]int

// NewMonths gives the English names, whole or at least three letters of them,
// and those of the languages: for each month, January first, its names with
// spaces between.
func NewMonths(languages ...[12]string) Months {
	all := Months{}
	for m := time.January; m <= time.December; m++ {
		name := plain(m.String())
		for n := 3; n <= len(name); n++ {
			all[name[:n]] = int(m)
		}
	}
	for _, names := range languages {
		for i, several := range names {
			for name := range strings.FieldsSeq(several) {
				all[plain(name)] = i + 1
			}
		}
	}
	return all
}

// plain is text in small letters without accents: a keyboard may have none, and
// a system may write them as signs of their own.
func plain(text string) string {
	bare, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		return text
	}
	return strings.ToLower(bare)
}
