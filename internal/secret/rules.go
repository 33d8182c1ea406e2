package secret

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	tailMin        = 6  // bytes of a form's beginning that Tail removes
	tailPasses     = 64 // beginnings behind one another that Tail removes one by one
	redactPasses   = 8  // times that a text is gone over
	bytesPerSymbol = 24 // no escape of one character that Tail looks for is longer
)

// markers are the replacements, in the order in which they are tried.
var markers = []string{
	Hidden, "(hidden)", "<hidden>", "{hidden}", "***", "~", "!", "|", "^", "•••", "█", "\x00", "\x7f",
}

// rules are the compiled forms of some keys.
type rules struct {
	patterns []pattern
	byFirst  [256][]int // patterns by the byte they can begin with, unescaped
	marker   string     // "" where none is safe
	longest  int        // symbols in the longest pattern
	parts    *parts
}

func newRules(keys []string) *rules {
	m := &rules{parts: newParts(keys)}
	// Everything that any form can be made of, besides the bytes of the keys.
	var used [256]bool
	for c := range used {
		used[c] = isAlnum(byte(c)) || strings.IndexByte(`%\&#;+-_/=`, byte(c)) >= 0
	}
	for _, key := range keys {
		m.patterns = append(m.patterns, rawPattern(key))
		m.patterns = append(m.patterns, base64Patterns(key)...)
		m.patterns = append(m.patterns, base64Patterns(key+":")...)
		if !utf8.ValidString(key) {
			key += string(utf8.RuneError)
		}
		for i := range len(key) {
			used[key[i]] = true
		}
	}
	for i, p := range m.patterns {
		m.longest = max(m.longest, len(p.symbols))
		for _, c := range p.symbols[0].firstBytes() {
			m.byFirst[c] = append(m.byFirst[c], i)
		}
	}
	for _, marker := range markers {
		// A form that is not in the text between two markers has to include the
		// first or the last byte of a marker, or lie inside one.
		if used[marker[0]] || used[marker[len(marker)-1]] {
			continue
		}
		if start, _ := m.next(marker, 0); start < 0 {
			m.marker = marker
			break
		}
	}
	return m
}

// find returns where forms and parts are, in order and apart from each other.
func (m *rules) find(s string) []span {
	found := m.parts.find(s)
	whole := len(found)
	for start, end := m.next(s, 0); start >= 0; start, end = m.next(s, end) {
		found = append(found, span{start: start, end: end})
	}
	if whole == 0 || whole == len(found) {
		return found
	}
	slices.SortFunc(found, func(a, b span) int { return a.start - b.start })
	apart := found[:0]
	for _, f := range found {
		apart = joined(apart, f)
	}
	return apart
}

// next finds the first run of forms that touch or overlap, at from or behind it;
// start is -1 where there is none.
func (m *rules) next(s string, from int) (start, end int) {
	for i := from; i < len(s); i++ {
		if m.byFirst[s[i]] == nil && !beginsEscape[s[i]] {
			continue
		}
		if end = m.match(s, i); end < 0 {
			continue
		}
		for j := i + 1; j <= end && j < len(s); j++ {
			end = max(end, m.match(s, j))
		}
		return i, end
	}
	return -1, -1
}

// match returns the end of the longest form that begins at i, or -1.
func (m *rules) match(s string, i int) int {
	best := -1
	for _, p := range m.byFirst[s[i]] {
		best = max(best, m.patterns[p].match(s, i))
	}
	if !beginsEscape[s[i]] {
		return best
	}
	var buf [unitsMax]unit
	for _, u := range readEscapes(s, i, buf[:0]) {
		for _, p := range m.byFirst[u.firstByte()] {
			best = max(best, m.patterns[p].match(s, i))
		}
	}
	return best
}

// trimCut removes an end that is the beginning of a form and not a form. What
// comes to light under it may be one again; a text made of nothing else is given
// up as a whole, so that it cannot cost more than a few passes.
func (m *rules) trimCut(s string) string {
	covered := 0 // end of the last form: what lies before it is replaced anyway
	for start, end := m.next(s, 0); start >= 0; start, end = m.next(s, end) {
		covered = end
	}
	for range tailPasses {
		cut := m.cutAt(s)
		if cut < 0 {
			return s
		}
		if s = s[:max(cut, covered)]; len(s) == covered {
			return s
		}
	}
	return s[:covered]
}

// cutAt returns where the earliest beginning of a form starts that reaches to the
// end of s, or -1.
func (m *rules) cutAt(s string) int {
	for i := max(0, len(s)-m.longest*bytesPerSymbol); i <= len(s)-tailMin; i++ {
		if m.byFirst[s[i]] == nil && !beginsEscape[s[i]] {
			continue
		}
		for p := range m.patterns {
			if m.patterns[p].beginsAt(s, i) {
				return i
			}
		}
	}
	return -1
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
