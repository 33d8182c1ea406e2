package expiry

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Problem is why a text is not taken for a date; empty if it is.
type Problem string

// The problems.
const (
	Empty     Problem = "empty"
	Format    Problem = "format"    // no date in a form that is known here
	NoSuchDay Problem = "no-day"    // 31 February
	Ambiguous Problem = "ambiguous" // 01/02/2027: day or month first
)

// forms are those of a date, made when one is first read.
var forms = sync.OnceValue(func() (f struct{ yearFirst, yearLast, dayName, nameDay *regexp.Regexp }) {
	f.yearFirst = regexp.MustCompile(`^(\d{4})([-/.])(\d{1,2})([-/.])(\d{1,2})\.?$`)
	f.yearLast = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})([-/.])(\d{4})$`)
	f.dayName = regexp.MustCompile(`^(\d{1,2})(?:\.|st|nd|rd|th|er|º)?[ -]?(?:de )?(\p{L}{3,12})\.?,?[ -]?(?:de )?(\d{4})$`)
	f.nameDay = regexp.MustCompile(`^(\p{L}{3,12})\.? ?(\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	return f
})

// Read reads a date as people type it: 2026-12-31, 31.12.2026, 31/12/2026,
// 12/31/2026, 31 Dec 2026, December 31, 2026, and with the other names of months:
// 31. Dezember 2026, 1er mars 2027, 31 de dez. de 2026. Dots are day first
// wherever they are used; of slashes and dashes with the year last that could be
// both, it refuses to guess. Years have four digits.
func Read(text string, months Months) (time.Time, Problem) {
	text = plain(strings.Join(strings.Fields(text), " "))
	if text == "" {
		return time.Time{}, Empty
	}
	form := forms()
	if m := form.yearFirst.FindStringSubmatch(text); m != nil && m[2] == m[4] {
		return date(number(m[1]), number(m[3]), number(m[5]))
	}
	if m := form.yearLast.FindStringSubmatch(text); m != nil && m[2] == m[4] {
		first, second, year := number(m[1]), number(m[3]), number(m[5])
		switch {
		case m[2] == ".":
		case first <= 12 && second > 12:
			first, second = second, first
		case first <= 12 && second <= 12 && first != second && first > 0 && second > 0:
			return time.Time{}, Ambiguous
		}
		return date(year, second, first)
	}
	if m := form.dayName.FindStringSubmatch(text); m != nil {
		if month := months[m[2]]; month > 0 {
			return date(number(m[3]), month, number(m[1]))
		}
	}
	if m := form.nameDay.FindStringSubmatch(text); m != nil {
		if month := months[m[1]]; month > 0 {
			return date(number(m[3]), month, number(m[2]))
		}
	}
	return time.Time{}, Format
}

// number reads digits that a pattern has found.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// date refuses the days that the calendar would move elsewhere, and years
// that no key has.
func date(year, month, day int) (time.Time, Problem) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || int(t.Month()) != month || t.Day() != day || year < 1000 {
		return time.Time{}, NoSuchDay
	}
	return t, ""
}
