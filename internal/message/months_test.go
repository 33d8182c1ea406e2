package message_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/message"
)

// TestReadMonthNames: the month may be written in every language of the app, as
// it is there, short, with or without its dot, in whatever case.
func TestReadMonthNames(t *testing.T) {
	for lang, texts := range map[string][]string{
		"en": {"31 December 2026", "December 31, 2026", "31 Dec. 2026"},
		"da": {"31. december 2026", "31. dec. 2026", "31 dec 2026"},
		"sv": {"31 december 2026", "31 dec. 2026", "31 DECEMBER 2026"},
		"de": {"31. Dezember 2026", "31. Dez. 2026", "31 dez 2026"},
		"fr": {"31 décembre 2026", "31 déc. 2026", "31 dec 2026", "31 De\u0301cembre 2026"},
		"es": {"31 de diciembre de 2026", "31 diciembre 2026", "31 dic. 2026", "31-dic-2026", "31 de DIC de 2026"},
		"nl": {"31 december 2026", "31 dec. 2026", "31-dec-2026"},
		"nb": {"31. desember 2026", "31. des. 2026", "31 des 2026"},
		"fi": {"31. joulukuuta 2026", "31. jouluk. 2026", "31 joulu 2026", "31. Joulukuu 2026"},
		"pt": {"31 de dezembro de 2026", "31 dezembro 2026", "31 de dez. de 2026", "31-dez-2026"},
	} {
		for _, text := range texts {
			if day, problem := message.ReadDay(text); problem != "" || day.Format(time.DateOnly) != "2026-12-31" {
				t.Errorf("%s: Read(%q) = %v %s", lang, text, day, problem)
			}
		}
	}
	for text, want := range map[string]string{
		"1er mars 2027": "2027-03-01", "1º de março de 2027": "2027-03-01", "2 mrt 2027": "2027-03-02", "3. Jänner 2027": "2027-01-03",
		"4 août 2027": "2027-08-04", "4 aout 2027": "2027-08-04", "5. kesäkuuta 2027": "2027-06-05", "6 de set. de 2027": "2027-09-06",
		"7 juil 2027": "2027-07-07", "8 juin 2027": "2027-06-08", "9 marras 2027": "2027-11-09", "10 mar 2027": "2027-03-10",
		// Two months begin so in French; and these are no names.
		"31 jui 2027": "format", "31 joul 2026": "format", "31 de de 2026": "format", "de 31 dez 2026": "format", "31 dezembros 2026": "format",
		"30 de fevereiro de 2027": "no-day", "31. kesäkuuta 2027": "no-day",
	} {
		day, problem := message.ReadDay(text)
		got := string(problem)
		if problem == "" {
			got = day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("ReadDay(%q) = %s, want %s", text, got, want)
		}
	}
}

// TestMonthNamesAreClear: no name stands for two months, in whatever languages,
// and each is read.
func TestMonthNamesAreClear(t *testing.T) {
	months := map[string]int{}
	check := func(lang, name string, month int) {
		t.Helper()
		if other := months[strings.ToLower(name)]; other != 0 && other != month {
			t.Errorf("%s: %q is month %d and %d", lang, name, other, month)
		}
		months[strings.ToLower(name)] = month
		want := fmt.Sprintf("2027-%02d-05", month)
		for _, text := range []string{"5 " + name + " 2027", "5. " + strings.ToUpper(name) + ". 2027"} {
			if day, problem := message.ReadDay(text); problem != "" || day.Format(time.DateOnly) != want {
				t.Errorf("%s: ReadDay(%q) = %v %s, want %s", lang, text, day, problem, want)
			}
		}
	}
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		for n := 3; n <= len(name); n++ {
			check("en", name[:n], int(m))
		}
	}
	eachTranslation(t, func(t *testing.T, lang string, texts map[string]map[string]string) {
		for m := 1; m <= 12; m++ {
			for name := range strings.FieldsSeq(texts["month."+strconv.Itoa(m)][""]) {
				check(lang, name, m)
			}
		}
	})
}
