package personal

import (
	"bytes"
	"strings"

	"pleokeycheck/pleoclient"
)

// longestKey is how long the name of a field may be to be shown.
const longestKey = 64

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isUpper(c byte) bool  { return c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// only reports whether every byte of a text that is not empty fits.
func only(text []byte, fits func(byte) bool) bool {
	for _, c := range text {
		if !fits(c) {
			return false
		}
	}
	return len(text) > 0
}

// alphanumeric reports whether a text that is not empty has only letters, digits
// and these marks.
func alphanumeric(text []byte, marks string) bool {
	return only(text, func(c byte) bool { return isLetter(c) || isDigit(c) || strings.IndexByte(marks, c) >= 0 })
}

func digits(text []byte) (n int) {
	for _, c := range text {
		if isDigit(c) {
			n++
		}
	}
	return n
}

// shows reports whether a string without escapes is shown.
func (r rule) shows(v []byte) bool {
	switch r {
	case ruleHide, ruleSecret, ruleMessage:
		return false
	}
	if pleoclient.IsUUID(v) || urn(v) {
		return true
	}
	if r == ruleBooks && len(v) <= 10 && only(v, isDigit) {
		return true
	}
	if looksPersonal(v) {
		return false
	}
	switch r {
	case ruleID:
		// A word alone could be somebody's name.
		return len(v) <= 128 && digits(v) > 0 && alphanumeric(v, "_-.:")
	case ruleEnum:
		return len(v) <= 64 && oneCase(v) || mediaType(v)
	case ruleWords:
		return len(v) <= 4096 && only(v, func(c byte) bool {
			return isLetter(c) && !isUpper(c) || isDigit(c) || bytes.IndexByte([]byte("_-.: "), c) >= 0
		})
	case ruleField:
		return len(v) <= 64 && !isUpper(v[0]) && only(v, func(c byte) bool { return isLetter(c) || c == '_' })
	case ruleCurrency:
		return len(v) == 3 && only(v, isUpper) || string(v) == "UNDEFINED"
	case ruleCountry:
		return len(v) == 2 && only(v, isUpper) || string(v) == "UNDEFINED"
	case ruleCursor:
		return len(v) <= 1024 && only(v, func(c byte) bool { return isUpper(c) || isDigit(c) || c == '=' || c == '~' })
	case ruleNumber:
		return numberShape(v)
	case ruleBooks:
		return len(v) <= 16 && only(v, func(c byte) bool { return isUpper(c) || isDigit(c) || bytes.IndexByte([]byte("._-"), c) >= 0 })
	case ruleOpen:
		return len(v) <= 200
	}
	return timeShape(v) || mediaType(v) || oneCase(v) && isUpper(v[0]) && bytes.IndexByte(v, '_') > 0 && len(v) <= 64
}

// showsNumber reports whether a number is shown: a long one under a name that
// says nothing could be a telephone number.
func (r rule) showsNumber(v []byte) bool {
	switch r {
	case ruleHide, ruleSecret, ruleMessage:
		return false
	case ruleID, ruleNumber, ruleBooks:
		return true
	}
	return digits(v) < fewestDigits
}

// keyShape reports whether the name of a field is one: a word as programs write
// them, not a name that somebody has.
func keyShape(name []byte) bool {
	if pleoclient.IsUUID(name) {
		return true
	}
	if len(name) == 0 || len(name) > longestKey || !isLetter(name[0]) && name[0] != '_' || digits(name) >= fewestDigits {
		return false
	}
	return alphanumeric(name, "_-.:") && (!isUpper(name[0]) || bytes.ContainsAny(name, "-_") || len(name) > 1 && isUpper(name[1]))
}

// oneCase is a word all in capitals or all in small letters, with digits and
// the marks that programs put between words.
func oneCase(v []byte) bool {
	upper, lower := false, false
	for _, c := range v {
		switch {
		case isUpper(c):
			upper = true
		case isLetter(c):
			lower = true
		case !isDigit(c) && bytes.IndexByte([]byte("_-.:"), c) < 0:
			return false
		}
	}
	return upper != lower && isLetter(v[0])
}

// urn is urn:pleo:company:<uuid>, with any word for the kind.
func urn(v []byte) bool {
	rest, is := bytes.CutPrefix(v, []byte("urn:pleo:"))
	kind, id, found := bytes.Cut(rest, []byte(":"))
	return is && found && pleoclient.IsUUID(id) && only(kind, func(c byte) bool { return isLetter(c) || c == '-' || c == '_' })
}

// timeShape is a date, or a date and a time, as ISO 8601 writes them.
func timeShape(v []byte) bool { return timeLength(v) == len(v) && len(v) > 0 }

// timeLength is how much of the beginning of a text is such a date or time.
func timeLength(v []byte) int {
	n := pattern(v, "0000-00-00")
	if n == 0 || n == len(v) || v[n] != 'T' && v[n] != ' ' {
		return n
	}
	clock := pattern(v[n+1:], "00:00")
	if clock == 0 {
		return n
	}
	n += 1 + clock
	n += pattern(v[n:], ":00")
	if pattern(v[n:], ".0") > 0 {
		fraction, _ := cutDigits(v[n+1:])
		n += 1 + min(fraction, 9)
	}
	if n < len(v) && v[n] == 'Z' {
		return n + 1
	}
	for _, zone := range []string{"00:00", "0000", "00"} {
		if n < len(v) && (v[n] == '+' || v[n] == '-') && pattern(v[n+1:], zone) > 0 {
			return n + 1 + len(zone)
		}
	}
	return n
}

// pattern gives the length of p if v begins with it, 0 standing for any digit.
func pattern(v []byte, p string) int {
	if len(v) < len(p) {
		return 0
	}
	for i := range len(p) {
		if p[i] == '0' && !isDigit(v[i]) || p[i] != '0' && v[i] != p[i] {
			return 0
		}
	}
	return len(p)
}

// mediaType is application/pdf and the like.
func mediaType(v []byte) bool {
	kind, rest, found := bytes.Cut(v, []byte("/"))
	if !found || len(v) > 64 {
		return false
	}
	switch string(kind) {
	case "application", "image", "text", "audio", "video", "multipart":
		return alphanumeric(rest, "+-.")
	}
	return false
}

// numberShape is a number as JSON writes them.
func numberShape(v []byte) bool {
	v = bytes.TrimPrefix(v, []byte("-"))
	whole, rest := cutDigits(v)
	if whole == 0 {
		return false
	}
	if len(rest) > 0 && rest[0] == '.' {
		n := 0
		if n, rest = cutDigits(rest[1:]); n == 0 {
			return false
		}
	}
	if len(rest) > 0 && rest[0]|0x20 == 'e' {
		rest = rest[1:]
		if len(rest) > 0 && (rest[0] == '+' || rest[0] == '-') {
			rest = rest[1:]
		}
		n := 0
		if n, rest = cutDigits(rest); n == 0 {
			return false
		}
	}
	return len(rest) == 0
}

func cutDigits(v []byte) (n int, rest []byte) {
	for n < len(v) && isDigit(v[n]) {
		n++
	}
	return n, v[n:]
}

// looksPersonal reports whether a value has the pattern of an e-mail address, a
// telephone or card number, or an IBAN.
func looksPersonal(v []byte) bool {
	if bytes.IndexByte(v, '@') >= 0 {
		return true
	}
	if timeShape(v) || numberShape(v) && digits(v) < fewestDigits {
		return false
	}
	if len(v) > 4096 {
		v = v[:4096]
	}
	o := output{body: v}
	scanText(&o, false)
	return o.n > 0
}
