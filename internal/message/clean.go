package message

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxShown is the number of characters after which Clean cuts a text off.
const maxShown = 2000

// Clean makes text that came from a server safe to show in a line: control
// characters (also terminal sequences), characters that change the direction
// of writing, and invisible ones are removed; any run of white space and line
// breaks becomes one space, except that a no-break space inside a number stays;
// bytes that are no text become U+FFFD. Text over
// 2,000 characters is cut and ends in "…".
//
// Everything that stems from a server is cleaned before it is shown or written
// to a report: names of companies and applications, details, ids.
func Clean(s string) string {
	var b strings.Builder
	space, n := false, 0
	last, run := rune(0), "" // the character before, and the white space since
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = n > 0
			run += string(r)
			continue
		}
		if hidden(r) {
			continue
		}
		if n >= maxShown {
			b.WriteRune('…')
			break
		}
		if space {
			if run == "\u00a0" && unicode.IsDigit(last) && unicode.IsDigit(r) {
				b.WriteString(run) // one number
			} else {
				b.WriteByte(' ')
			}
			space = false
			n++
		}
		run, last = "", r
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// hidden reports whether r has no picture of its own. utf8.RuneError is kept: it
// shows that something was there.
func hidden(r rune) bool {
	if r == utf8.RuneError {
		return false
	}
	return !unicode.IsGraphic(r) ||
		unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
