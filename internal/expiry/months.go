package expiry

import (
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// monthNames are the names of the months, January first, in the languages that
// the app speaks besides English: as in dates and on their own, then short. The
// source is the Unicode CLDR (dates, Gregorian calendar, months wide and
// abbreviated); where it has no name of three letters, that which calendars
// print is added, and for German the names that are usual in Austria.
var monthNames = map[string][12]string{
	"da": {"januar jan", "februar feb", "marts mar", "april apr", "maj", "juni jun", "juli jul", "august aug", "september sep", "oktober okt", "november nov", "december dec"},
	"sv": {"januari jan", "februari feb", "mars mar", "april apr", "maj", "juni jun", "juli jul", "augusti aug", "september sep", "oktober okt", "november nov", "december dec"},
	"de": {"januar jan jänner jän", "februar feb feber", "märz mär mrz", "april apr", "mai", "juni jun", "juli jul", "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez"},
	"fr": {"janvier janv jan", "février févr fév", "mars mar", "avril avr", "mai", "juin", "juillet juil", "août", "septembre sept sep", "octobre oct", "novembre nov", "décembre déc"},
	"es": {"enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul", "agosto ago", "septiembre setiembre sept sep set", "octubre oct", "noviembre nov", "diciembre dic"},
	"nl": {"januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug", "september sept sep", "oktober okt", "november nov", "december dec"},
	"nb": {"januar jan", "februar feb", "mars mar", "april apr", "mai", "juni jun", "juli jul", "august aug", "september sep", "oktober okt", "november nov", "desember des"},
	"fi": {
		"tammikuuta tammikuu tammik tammi", "helmikuuta helmikuu helmik helmi", "maaliskuuta maaliskuu maalisk maalis", "huhtikuuta huhtikuu huhtik huhti",
		"toukokuuta toukokuu toukok touko", "kesäkuuta kesäkuu kesäk kesä", "heinäkuuta heinäkuu heinäk heinä", "elokuuta elokuu elok elo",
		"syyskuuta syyskuu syysk syys", "lokakuuta lokakuu lokak loka", "marraskuuta marraskuu marrask marras", "joulukuuta joulukuu jouluk joulu",
	},
	"pt": {"janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio mai", "junho jun", "julho jul", "agosto ago", "setembro set", "outubro out", "novembro nov", "dezembro dez"},
}

// months are all those names, and those of English, as plain gives them.
var months = sync.OnceValue(func() map[string]int {
	all := map[string]int{"sept": 9}
	for m := time.January; m <= time.December; m++ {
		name := plain(m.String())
		for n := 3; n <= len(name); n++ { // three letters or more
			all[name[:n]] = int(m)
		}
	}
	for _, names := range monthNames {
		for i, several := range names {
			for name := range strings.FieldsSeq(several) {
				all[plain(name)] = i + 1
			}
		}
	}
	return all
})

// plain is text in small letters without accents: a keyboard may have none, and
// a system may write them as signs of their own.
func plain(text string) string {
	bare, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		return text
	}
	return strings.ToLower(bare)
}
