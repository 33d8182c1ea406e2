package check

import (
	"encoding/binary"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// quotes are the marks that word processors, chat programs and shells put
// around a copied text.
const quotes = "'\"`´‘’‚‛“”„‟′″‹›«»＇＂"

// uuidPattern finds a UUID within a text, which pleoclient.IsUUID is for alone.
const uuidPattern = `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`

var (
	urlAlone   = pattern(`(?i)^[a-z][a-z0-9+.-]*://`)
	emailAlone = pattern(`^[^@\s:/]+@[^@\s:/]+\.[^@\s:/.]+$`)
)

// pattern is an expression that is compiled when it is first needed.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// fromUTF16 reads a text that a Windows program wrote as UTF-16, with or without
// a byte-order mark. Any other text is returned as it is.
func fromUTF16(text string, note func(Cleaning)) string {
	var order binary.ByteOrder
	half := len(text) / 2
	switch {
	case len(text) < 2 || len(text)%2 != 0:
		return text
	case strings.HasPrefix(text, "\xff\xfe"), allNUL(text, 1):
		order = binary.LittleEndian
	case strings.HasPrefix(text, "\xfe\xff"), allNUL(text, 0):
		order = binary.BigEndian
	default:
		return text
	}
	units := make([]uint16, half)
	for i := range units {
		units[i] = order.Uint16([]byte(text[2*i : 2*i+2]))
	}
	note(RemovedEncoding)
	return string(utf16.Decode(units))
}

// allNUL reports whether every second byte from first is NUL, and no other.
func allNUL(text string, first int) bool {
	for i := range len(text) {
		if (text[i] == 0) != (i%2 == first) {
			return false
		}
	}
	return true
}

// normalise makes every kind of space a plain space, every kind of line break
// a newline, and drops characters that cannot be seen. What is dropped or
// changed is noted. bad is true where the text holds control characters or is
// not text at all.
func normalise(text string, note func(Cleaning)) (normal string, bad bool) {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case isLineBreak(r):
			b.WriteByte('\n')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case isInvisible(r):
			note(RemovedInvisible)
		case r == utf8.RuneError || unicode.IsControl(r):
			bad = true
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), bad
}

// strip removes what normalise left of spaces and line breaks.
func strip(normal string, note func(Cleaning)) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ':
			note(RemovedWhiteSpace)
			return -1
		case '\n':
			note(RemovedLineBreak)
			return -1
		}
		return r
	}, normal)
}

func isLineBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// isInvisible reports whether a character takes no room or shows nothing: zero-width
// ones, byte-order marks, direction marks, soft hyphens, fillers.
func isInvisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) || r == '\u2800'
}

func isQuote(r rune) bool { return strings.ContainsRune(quotes, r) }
