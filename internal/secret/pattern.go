package secret

import (
	"strings"
	"unicode/utf8"
)

const (
	alphabetStd = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	alphabetURL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

	// A text of fewer bytes has too few characters of its own in base64: there the
	// characters it shares with its neighbours are asked for as well.
	alignedMin = 4
)

const replacement = "\uFFFD" // what JSON encoders write for a byte that is not UTF-8

// pattern is one form of one key, with every character escaped or not.
type pattern struct {
	symbols []symbol
	rest    []symbol // taken along, one after the other, while they follow
}

// symbol is one character of a form: either a given one, or one of a set of
// ASCII characters.
type symbol struct {
	text string // the given one, UTF-8; a single byte where the key is not UTF-8
	char rune   // its code point; utf8.RuneError for such a byte
	set  asciiSet
}

type asciiSet [2]uint64

func (a *asciiSet) add(c byte)     { a[c>>6] |= 1 << (c & 63) }
func (a asciiSet) has(c byte) bool { return c < utf8.RuneSelf && a[c>>6]&(1<<(c&63)) != 0 }

func rawPattern(key string) pattern {
	var p pattern
	for i := 0; i < len(key); {
		r, size := utf8.DecodeRuneInString(key[i:])
		p.symbols = append(p.symbols, symbol{text: key[i : i+size], char: r})
		i += size
	}
	return p
}

// base64Patterns returns the forms of text in base64, at each alignment.
func base64Patterns(text string) []pattern {
	var patterns []pattern
	for lead := range 3 {
		patterns = append(patterns, alignedPattern(text, lead))
	}
	return patterns
}

// alignedPattern returns the form of text in base64 behind lead other bytes. The
// characters that hold nothing but bits of text are asked for; the one that holds
// its last bits and some of what follows is taken along, and so is padding.
func alignedPattern(text string, lead int) pattern {
	first, last := 8*lead, 8*(lead+len(text)) // bits of text
	var p pattern
	for c := first / 6; c*6 < last; c++ {
		whole := c*6 >= first && c*6+6 <= last
		s := symbol{set: base64Set(text, first, last, c*6)}
		switch {
		case whole || len(text) < alignedMin:
			p.symbols = append(p.symbols, s)
		case c*6 >= first:
			p.rest = append(p.rest, s)
		}
	}
	var pad asciiSet
	pad.add('=')
	for range (6 - last%6) % 6 / 2 {
		p.rest = append(p.rest, symbol{set: pad})
	}
	return p
}

// base64Set returns the characters that can stand for the six bits from bit at,
// where text fills the bits from first to last and the others are not known.
func base64Set(text string, first, last, at int) asciiSet {
	known, value := 0, 0
	for bit := at; bit < at+6; bit++ {
		known, value = known<<1, value<<1
		if bit >= first && bit < last {
			n := bit - first
			known |= 1
			value |= int(text[n/8]>>(7-n%8)) & 1
		}
	}
	var set asciiSet
	for v := range 64 {
		if v&known == value {
			set.add(alphabetStd[v])
			set.add(alphabetURL[v])
		}
	}
	return set
}

// firstBytes returns the bytes that the symbol begins with where it is not
// escaped, and those that an escape of it stands for.
func (y *symbol) firstBytes() []byte {
	switch {
	case y.text == "":
		var all []byte
		for c := range byte(utf8.RuneSelf) {
			if y.set.has(c) {
				all = append(all, c)
			}
		}
		return all
	case y.char == utf8.RuneError && y.text[0] != replacement[0]:
		return []byte{y.text[0], replacement[0]}
	default:
		return []byte{y.text[0]}
	}
}

// step appends to ends every place where the symbol can end that begins at i.
func (y *symbol) step(s string, i int, ends []int) []int {
	if i >= len(s) {
		return ends
	}
	if y.text == "" {
		if y.set.has(s[i]) {
			ends = appendNew(ends, i+1)
		}
	} else {
		if strings.HasPrefix(s[i:], y.text) {
			ends = appendNew(ends, i+len(y.text))
		}
		if y.char == utf8.RuneError && strings.HasPrefix(s[i:], replacement) {
			ends = appendNew(ends, i+len(replacement))
		}
	}
	if !beginsEscape[s[i]] {
		return ends
	}
	var buf [unitsMax]unit
	for _, u := range readEscapes(s, i, buf[:0]) {
		if end := y.accept(s, u); end >= 0 {
			ends = appendNew(ends, end)
		}
	}
	return ends
}

// accept returns where the symbol ends whose first escape is u, or -1.
func (y *symbol) accept(s string, u unit) int {
	switch {
	case y.text == "":
		if u.char < utf8.RuneSelf && y.set.has(byte(u.char)) {
			return u.end
		}
	case !u.isByte:
		if u.char == y.char {
			return u.end
		}
	case byte(u.char) == y.text[0]:
		end := u.end
		for i := 1; i < len(y.text); i++ { // URL escapes of the other bytes
			if end = readURLByte(s, end, y.text[i]); end < 0 {
				return -1
			}
		}
		return end
	}
	return -1
}

// match returns the end of the form that begins at i, or -1. As one text can be
// read in several ways (a key may contain what looks like an escape), all are
// followed at once.
func (p *pattern) match(s string, i int) int {
	n, i := p.plain(s, i)
	if i < 0 {
		return -1
	}
	var a, b [8]int
	at, next := append(a[:0], i), b[:0]
	for ; n < len(p.symbols); n++ {
		next = next[:0]
		for _, pos := range at {
			next = p.symbols[n].step(s, pos, next)
		}
		if len(next) == 0 {
			return -1
		}
		at, next = next, at
	}
	end := -1
	for _, pos := range at {
		end = max(end, pos)
	}
	for n := range p.rest {
		next = p.rest[n].step(s, end, next[:0])
		if len(next) == 0 {
			break
		}
		end = next[0]
	}
	return end
}

// plain goes along s from i for as long as there is one reading only: single bytes
// that begin no escape. It returns the symbol and the place where that ends; the
// place is -1 where s is not the form.
func (p *pattern) plain(s string, i int) (n, at int) {
	for ; n < len(p.symbols) && i < len(s) && !beginsEscape[s[i]]; n, i = n+1, i+1 {
		y := &p.symbols[n]
		switch {
		case y.text == "":
			if !y.set.has(s[i]) {
				return n, -1
			}
		case y.char >= utf8.RuneSelf:
			return n, i
		case y.text[0] != s[i]:
			return n, -1
		}
	}
	return n, i
}

// beginsAt reports whether s from i to its end is the beginning of the form, but
// not the whole of it.
func (p *pattern) beginsAt(s string, i int) bool {
	at := []int{i}
	for n := range p.symbols {
		var next []int
		for _, pos := range at {
			if p.symbols[n].isCut(s, pos, n > 0) {
				return true
			}
			next = p.symbols[n].step(s, pos, next)
		}
		if len(next) == 0 {
			return false
		}
		at = next
	}
	return false
}

// isCut reports whether s ends before the symbol at i does. An HTML escape counts
// only where something of the form precedes it: "&limit" alone says nothing.
func (y *symbol) isCut(s string, i int, html bool) bool {
	left := s[i:]
	if left == "" || strings.HasPrefix(y.text, left) && left != y.text {
		return true
	}
	if y.char == utf8.RuneError && strings.HasPrefix(replacement, left) && left != replacement {
		return true
	}
	if left[0] == '%' && len(y.text) > 1 {
		for n := 0; n < len(y.text); n++ {
			end := readURLByte(s, i, y.text[n])
			if end < 0 {
				break
			}
			if i = end; i == len(s) && n < len(y.text)-1 {
				return true
			}
		}
		left = s[i:]
	}
	return isCutEscape(left, html)
}

func appendNew(ends []int, end int) []int {
	for _, e := range ends {
		if e == end {
			return ends
		}
	}
	return append(ends, end)
}
