package secret

import (
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// partLength is how many characters in a row, of a key or of an encoding of
	// it, are a part that is hidden.
	partLength = 12
	// partVariety is how many different characters a part has at least. A row of
	// zeros stands in many texts and gives nothing of a key away.
	partVariety = 3
	// longestWord is how many letters a word has at most; a row of more is none.
	longestWord = 20
	// longWord is how many letters are a part in base64, and most of a part as
	// they are.
	longWord = 9

	gramShift = 5 // bits that a further character moves a hash
	seenBits  = 16
)

// span is a part of a text, from start up to end.
type span struct {
	start, end int
	ordinary   bool // nothing in it that is not in many texts
}

// parts finds the parts of keys in a text. A key may stand there in either case,
// reversed, in full width, in hex, in base32, in base64, or in base64 twice. Escapes are read,
// and what is not seen or is no ASCII is passed over: white space, line breaks,
// control and zero-width characters.
type parts struct {
	grams map[gram]bool              // all runs of partLength characters; true for those that are ordinary
	seen  [1 << seenBits / 64]uint64 // a bit for each of grams, so that few texts need a look into it
}

// gram is a rolling hash of the last partLength characters: the bits of earlier
// ones are shifted out at the top.
type gram uint64

// put adds a folded character.
func (g gram) put(c byte) gram { return g<<gramShift + weights[c] }

// last leaves nothing of what came before.
func (g gram) last() gram { return g << (64 - gramShift*partLength) }

// seenAt is the place of last in parts.seen.
func (g gram) seenAt() (word, bit uint64) {
	at := uint64(g) * 0xff51afd7ed558ccd >> (64 - seenBits)
	return at / 64, 1 << (at % 64)
}

// weights are what a folded character adds to a gram.
var weights = func() (table [256]gram) {
	for c := range table {
		table[c] = gram(c) * 0x9e3779b97f4a7c15
	}
	return table
}()

// folded is an ASCII character as it is compared: in small letters, the two
// alphabets of base64 as one; 0 for what is passed over.
var folded = func() (table [256]byte) {
	for c := byte('!'); c < 0x7f; c++ {
		switch {
		case c >= 'A' && c <= 'Z':
			table[c] = c | 0x20
		case c == '-':
			table[c] = '+'
		case c == '_':
			table[c] = '/'
		default:
			table[c] = c
		}
	}
	return table
}()

// plainWeights are the weights of the characters that stand for themselves.
var plainWeights = func() (table [256]gram) {
	for c := range table {
		if !beginsEscape[c] || c == '+' {
			table[c] = weights[folded[c]]
		}
	}
	return table
}()

// readFolded reads the character at s[i], which may be escaped, also several
// times, and returns it folded, and where it ends.
func readFolded(s string, i int) (c byte, end int) {
	if s[i] != '+' && beginsEscape[s[i]] {
		var buf [unitsMax]unit
		if units := readEscapes(s, i, buf[:0]); len(units) > 0 {
			last := units[len(units)-1] // the most escapes
			if last.char >= utf8.RuneSelf {
				return 0, last.end
			}
			return folded[last.char], last.end
		}
		if s[i] == '\\' { // a line that goes on below, in many languages
			return 0, i + 1
		}
	}
	if r, size := utf8.DecodeRuneInString(s[i:]); r >= '！' && r <= '～' { // full width
		return folded[r-'！'+'!'], i + size
	}
	return folded[s[i]], i + 1
}

func newParts(keys []string) *parts {
	p := &parts{grams: map[gram]bool{}}
	for _, key := range keys {
		for _, form := range partForms(key) {
			for g := range gramsOf(form) {
				p.grams[g] = false
			}
		}
	}
	for _, key := range keys {
		for _, form := range ordinaryParts(key) {
			for g := range gramsOf(form) {
				p.grams[g] = true
			}
		}
	}
	for g := range p.grams {
		word, bit := g.seenAt()
		p.seen[word] |= bit
	}
	return p
}

// gramsOf are those of a form.
func gramsOf(form string) iter.Seq[gram] {
	return func(yield func(gram) bool) {
		var text []byte
		for i := 0; i < len(form); {
			var c byte
			if c, i = readFolded(form, i); c != 0 {
				text = append(text, c)
			}
		}
		for run := range len(text) - partLength + 1 {
			var g gram
			var variety asciiSet
			for _, c := range text[run : run+partLength] {
				g = g.put(c)
				variety.add(c)
			}
			if bits.OnesCount64(variety[0])+bits.OnesCount64(variety[1]) < partVariety {
				continue
			}
			if !yield(g.last()) {
				return
			}
		}
	}
}

// find returns where parts are, in order; those that touch or overlap are one.
// What is ordinary is none unless it touches one that is not.
func (p *parts) find(s string) (found []span) {
	if len(p.grams) == 0 {
		return nil
	}
	var g gram
	var starts [16]int // of the last characters
	for i, n := 0, uint(0); i < len(s); {
		start := i
		weight := plainWeights[s[i]]
		i++
		if weight == 0 {
			var c byte
			if c, i = readFolded(s, start); c == 0 {
				continue
			}
			weight = weights[c]
		}
		g = g<<gramShift + weight
		starts[n%16] = start
		n++
		word, bit := g.last().seenAt()
		if p.seen[word]&bit == 0 {
			continue
		}
		if ordinary, is := p.grams[g.last()]; is && n >= partLength {
			found = joined(found, span{starts[(n-partLength)%16], i, ordinary})
		}
	}
	return slices.DeleteFunc(found, func(f span) bool { return f.ordinary })
}

// joined appends next, or makes it one with the last where they touch; next does
// not begin before the last.
func joined(spans []span, next span) []span {
	if n := len(spans); n > 0 && next.start <= spans[n-1].end {
		spans[n-1].end = max(spans[n-1].end, next.end)
		spans[n-1].ordinary = spans[n-1].ordinary && next.ordinary
		return spans
	}
	return append(spans, next)
}

// partForms are the spellings of key of which no part may be left.
func partForms(key string) []string {
	backwards := []byte(key)
	slices.Reverse(backwards)
	forms := []string{key, string(backwards)}
	for _, text := range []string{key, key + ":"} { // as Basic authentication has it
		digits := fmt.Sprintf("% x", text)
		forms = append(forms, digits, strings.ReplaceAll(digits, " ", ":"))
		forms = append(forms, encodedBehind(base32.StdEncoding.EncodeToString, 5, text)...)
		once := encodedBehind(base64.StdEncoding.EncodeToString, 6, text)
		forms = append(forms, once...)
		for _, inner := range append(once, encodedBehind(base64.URLEncoding.EncodeToString, 6, text)...) {
			forms = append(forms, encodedBehind(base64.StdEncoding.EncodeToString, 6, inner)...)
			forms = append(forms, encodedBehind(base64.StdEncoding.EncodeToString, 6, strings.TrimRight(inner, "="))...)
		}
	}
	return forms
}

// encodedBehind encodes text as it stands in a longer text: behind none, one, two and more
// other bytes, as many as make a difference. bits is how many bits a character of
// the encoding holds. The characters that hold bits of the other bytes are cut off.
func encodedBehind(encode func([]byte) string, bits int, text string) (forms []string) {
	for lead := range []int{5: 5, 6: 3}[bits] {
		whole := encode(append(make([]byte, lead), text...))
		forms = append(forms, whole[(8*lead+bits-1)/bits:])
	}
	return forms
}

// ordinaryParts are the parts of key that stand in many texts, as "rate-limited" and
// "organisation" do: two words with a hyphen, or a long word with what is beside it.
func ordinaryParts(key string) (forms []string) {
	last, end := "", 0
	for word := range strings.SplitSeq(key, "-") {
		start := end
		end += len(word) + len("-")
		if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" || len(word) > longestWord {
			last = ""
			continue
		}
		forms = append(forms, last+"-"+word)
		if len(word) >= longWord {
			const beside = partLength - longWord
			forms = append(forms, key[max(0, start-beside):min(len(key), start+len(word)+beside)])
			forms = append(forms, partForms(word+" ")...) // which has bits in common with other marks
		}
		last = word
	}
	return forms
}
