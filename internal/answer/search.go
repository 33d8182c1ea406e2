package answer

import (
	"context"
	"sort"
	"unicode"
	"unicode/utf8"
)

// mostMatches is how many matches are kept; mostSearched how long a text may be.
const (
	mostMatches  = 100_000
	mostSearched = 200
)

// Matches are where a text was found.
type Matches struct {
	at    []uint32
	runes int
	body  []byte
	// More is true where there are more than were kept.
	More bool
}

// Len is how many there are.
func (m Matches) Len() int { return len(m.at) }

// from is the first match at or behind a byte.
func (m Matches) from(off int) int {
	return sort.Search(len(m.at), func(i int) bool { return int(m.at[i]) >= off })
}

// longest is how many bytes a match may have.
func (m Matches) longest() int { return m.runes * utf8.UTFMax }

// length is how many bytes a match has.
func (m Matches) length(i int) int {
	off := int(m.at[i])
	for range m.runes {
		_, size := utf8.DecodeRune(m.body[off:])
		off += size
	}
	return off - int(m.at[i])
}

// Search finds a text in the body, whatever is folded away and whatever the
// case of its letters. It may take long, and reads only what never changes.
func (d *Document) Search(ctx context.Context, text string) Matches {
	var wanted []rune
	for _, r := range text {
		wanted = append(wanted, foldCase(r))
	}
	m := Matches{runes: len(wanted), body: d.body}
	if len(wanted) == 0 || len(wanted) > mostSearched {
		return Matches{}
	}
	var begins [256]bool
	for r := wanted[0]; ; {
		begins[string(r)[0]] = true
		if r = unicode.SimpleFold(r); r == wanted[0] {
			break
		}
	}
	for i := 0; i < len(d.body); i++ {
		if i%(1<<20) == 0 && ctx.Err() != nil {
			return Matches{}
		}
		if !begins[d.body[i]] {
			continue
		}
		if n := sameText(d.body[i:], wanted); n > 0 {
			if len(m.at) == mostMatches {
				m.More = true
				return m
			}
			m.at = append(m.at, uint32(i))
			i += n - 1
		}
	}
	return m
}

// foldCase is the first of the letters that differ in case only.
func foldCase(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}

// sameText gives the length of the wanted text at the beginning of another, or 0.
func sameText(body []byte, wanted []rune) int {
	n := 0
	for _, w := range wanted {
		if n >= len(body) {
			return 0
		}
		r, size := rune(body[n]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(body[n:])
		}
		if foldCase(r) != w {
			return 0
		}
		n += size
	}
	return n
}

// Next is the first match at or behind a row, or the first of all; Previous the
// last before it, or the last of all. Both give -1 where there is none.
func (d *Document) Next(m Matches, i int) int {
	if m.Len() == 0 {
		return -1
	}
	if i >= d.Rows() || i < 0 {
		return 0
	}
	return m.from(int(d.cursorOf(d.real(i)).off)) % m.Len()
}

// Previous is described with Next.
func (d *Document) Previous(m Matches, i int) int {
	if m.Len() == 0 {
		return -1
	}
	if i >= d.Rows() || i < 0 {
		return m.Len() - 1
	}
	return (m.from(int(d.cursorOf(d.real(i)).off)) - 1 + m.Len()) % m.Len()
}

// Reveal unfolds what hides a match and gives the row that it begins in.
func (d *Document) Reveal(m Matches, k int) int {
	if k < 0 || k >= m.Len() {
		return -1
	}
	row := d.rowAt(int(m.at[k]))
	for {
		i := d.seen(row)
		if d.real(i) == row {
			return i
		}
		d.unfold(d.real(i))
	}
}
