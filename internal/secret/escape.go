package secret

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	nestingMax  = 4  // times one character may have been escaped in the same way
	slashesMax  = 8  // backslashes before one escaped character
	entityMax   = 12 // bytes of an HTML escape between "&" and ";"
	unitsMax    = 12 // readings of one place, at most
	surrogateLo = 0xDC00
)

// beginsEscape holds the bytes that an escape begins with.
var beginsEscape = [256]bool{'%': true, '\\': true, '&': true, '+': true}

// entities are the names that HTML has for ASCII characters.
var entities = map[string]rune{
	"amp": '&', "AMP": '&', "lt": '<', "LT": '<', "gt": '>', "GT": '>', "quot": '"', "QUOT": '"', "apos": '\'',
	"Tab": '\t', "NewLine": '\n', "excl": '!', "num": '#', "dollar": '$', "percnt": '%', "lpar": '(', "rpar": ')',
	"ast": '*', "plus": '+', "comma": ',', "period": '.', "sol": '/', "colon": ':', "semi": ';', "equals": '=',
	"quest": '?', "commat": '@', "lsqb": '[', "lbrack": '[', "bsol": '\\', "rsqb": ']', "rbrack": ']', "Hat": '^',
	"lowbar": '_', "grave": '`', "lcub": '{', "lbrace": '{', "verbar": '|', "vert": '|', "rcub": '}', "rbrace": '}',
}

var shortEscapes = map[byte]rune{'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// unit is one reading of an escape: a code point, or a byte of UTF-8.
type unit struct {
	char   rune
	isByte bool
	end    int
}

// firstByte returns the first byte of what the escape stands for.
func (u unit) firstByte() byte {
	if u.isByte || u.char < utf8.RuneSelf {
		return byte(u.char)
	}
	var b [utf8.UTFMax]byte
	utf8.EncodeRune(b[:], u.char)
	return b[0]
}

// readEscapes appends every reading of the escape at s[i].
func readEscapes(s string, i int, units []unit) []unit {
	switch s[i] {
	case '+':
		units = append(units, unit{char: ' ', end: i + 1})
	case '%':
		for at, n := i+1, 0; n < nestingMax; n++ {
			v, ok := readHex(s, at, 2)
			if !ok {
				break
			}
			units = append(units, unit{char: v, isByte: true, end: at + 2})
			if v != '%' {
				break
			}
			at += 2
		}
	case '&':
		for at, n := i+1, 0; n < nestingMax; n++ {
			u, ok := readEntity(s, at)
			if !ok {
				break
			}
			units = append(units, u)
			if u.char != '&' {
				break
			}
			at = u.end
		}
	case '\\':
		units = readBackslash(s, i, units)
	}
	return units
}

// readURLByte returns the end of the URL escape of the byte want at s[i], or -1.
func readURLByte(s string, i int, want byte) int {
	if i >= len(s) || s[i] != '%' {
		return -1
	}
	var buf [unitsMax]unit
	for _, u := range readEscapes(s, i, buf[:0]) {
		if byte(u.char) == want {
			return u.end
		}
	}
	return -1
}

// readEntity reads what follows the "&" of an HTML escape, up to its semicolon.
func readEntity(s string, at int) (unit, bool) {
	name := s[at:min(len(s), at+entityMax+1)]
	semi := strings.IndexByte(name, ';')
	if semi < 1 {
		return unit{}, false
	}
	name = name[:semi]
	u := unit{end: at + semi + 1}
	if name[0] != '#' {
		r, ok := entities[name]
		u.char = r
		return u, ok
	}
	digits, base := name[1:], rune(10)
	if digits != "" && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	for i := range len(digits) {
		v, ok := hexValue(digits[i])
		if !ok || v >= base {
			return unit{}, false
		}
		if u.char = u.char*base + v; u.char > utf8.MaxRune {
			return unit{}, false
		}
	}
	return u, digits != ""
}

// readBackslash reads escapes as JSON, JavaScript and Go write them. Encoding such
// a text once more doubles its backslashes, so a run of them counts as one.
func readBackslash(s string, i int, units []unit) []unit {
	at := i
	for at < len(s) && at < i+slashesMax && s[at] == '\\' {
		at++
	}
	for n := 2; n <= at-i; n *= 2 {
		units = append(units, unit{char: '\\', end: i + n})
	}
	if at == len(s) {
		return units
	}
	c := s[at]
	if r, ok := shortEscapes[c]; ok {
		units = append(units, unit{char: r, end: at + 1})
	}
	switch {
	case c == 'u':
		if r, ok := readHex(s, at+1, 4); ok {
			units = append(units, surrogates(s, unit{char: r, end: at + 5}))
		}
	case c == 'U':
		if r, ok := readHex(s, at+1, 8); ok {
			units = append(units, unit{char: r, end: at + 9})
		}
	case c == 'x':
		if r, ok := readHex(s, at+1, 2); ok {
			units = append(units, unit{char: r, isByte: true, end: at + 3})
		}
	case c > ' ' && c < 0x7f && c != '\\' && !isAlnum(c):
		units = append(units, unit{char: rune(c), end: at + 1})
	}
	return units
}

// surrogates joins u with the second half of a surrogate pair that follows it.
func surrogates(s string, u unit) unit {
	if !utf16.IsSurrogate(u.char) || u.char >= surrogateLo {
		return u
	}
	at := u.end
	for at < len(s) && at < u.end+slashesMax && s[at] == '\\' {
		at++
	}
	if at == u.end || at == len(s) || s[at] != 'u' {
		return u
	}
	low, ok := readHex(s, at+1, 4)
	if r := utf16.DecodeRune(u.char, low); ok && r != utf8.RuneError {
		return unit{char: r, end: at + 5}
	}
	return u
}

// isCutEscape reports whether s is an escape of which the end is missing.
func isCutEscape(s string, html bool) bool {
	switch {
	case s == "":
		return true
	case s[0] == '%':
		for strings.HasPrefix(s, "%25") {
			s = "%" + s[3:]
		}
		return len(s) == 1 || len(s) == 2 && isHex(s[1:])
	case s[0] == '&':
		s = s[1:]
		for strings.HasPrefix(s, "amp;") {
			s = s[4:]
		}
		return html && len(s) <= entityMax && strings.Trim(s, "#"+alphabetStd[:62]) == ""
	case s[0] == '\\':
		return isCutBackslash(s)
	}
	return false
}

func isCutBackslash(s string) bool {
	for range 2 { // two for a surrogate pair
		s = strings.TrimLeft(s, `\`)
		switch {
		case s == "":
			return true
		case s[0] != 'u' && s[0] != 'U' && s[0] != 'x':
			return false
		case s[0] == 'x':
			return len(s) < 3 && isHex(s[1:])
		case s[0] == 'U':
			return len(s) < 9 && isHex(s[1:])
		case len(s) < 5:
			return isHex(s[1:])
		}
		r, ok := readHex(s, 1, 4)
		if !ok || !utf16.IsSurrogate(r) || r >= surrogateLo {
			return false
		}
		if s = s[5:]; s != "" && s[0] != '\\' {
			return false
		}
	}
	return false
}

// readHex reads n hex digits at s[i].
func readHex(s string, i, n int) (rune, bool) {
	if i+n > len(s) {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[i : i+n]) {
		v, ok := hexValue(c)
		if !ok || r > utf8.MaxRune {
			return 0, false
		}
		r = r<<4 | v
	}
	return r, true
}

func isHex(s string) bool {
	_, ok := readHex(s, 0, len(s))
	return ok
}

func hexValue(c byte) (rune, bool) {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0'), true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10, true
	}
	return 0, false
}
