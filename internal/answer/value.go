package answer

import (
	"encoding/json"
	"strings"
)

// mostCopied is how many bytes of a value are copied.
const mostCopied = 1 << 20

// Value is what a row says, to be copied: a text without its quotes, a number,
// or a whole container as JSON; of text that is no JSON, the line. cut reports
// whether it was too long to be copied whole.
func (d *Document) Value(i int) (value string, cut bool) {
	if i < 0 || i >= d.Rows() {
		return "", false
	}
	row := d.lineStart(d.real(i))
	from := int(d.cursorOf(row).off)
	if !d.pretty {
		return d.cut(from, d.lineEnd(from))
	}
	switch d.body[from] {
	case '}', ']':
		from = d.opening(row)
	case '"':
		if d.isKey(from) {
			from = d.valueAfter(from)
		}
	}
	if from < 0 {
		return "", false
	}
	// Beyond what is copied it does not matter where the value ends.
	to := endOf(d.body[:min(from+mostCopied+1, len(d.body))], from)
	if d.body[from] == '"' && to-from <= mostCopied {
		var text string
		if json.Unmarshal(d.body[from:to], &text) == nil {
			return text, false
		}
	}
	return d.cut(from, to)
}

// opening is the byte that opens what a row closes.
func (d *Document) opening(row int) int {
	depth := d.cursorOf(row).depth
	r := d.before(row, depth)
	if r < 0 {
		return -1
	}
	at := int(d.cursorOf(d.lineStart(r)).off)
	if d.body[at] == '"' {
		at = d.valueAfter(at)
	}
	return at
}

// valueAfter is where the value begins whose name is at i.
func (d *Document) valueAfter(i int) int { return d.space(d.space(endOf(d.body, i)) + 1) }

// before is the last row before another that is no deeper than depth, or -1.
func (d *Document) before(row int, depth uint32) int {
	for r := row - 1; r >= 0; {
		if r%every == every-1 && d.marks[r/every].low > depth {
			r -= every
			continue
		}
		if d.cursorOf(r).depth <= depth {
			return r
		}
		r--
	}
	return -1
}

func (d *Document) lineEnd(i int) int {
	for i < len(d.body) && d.body[i] != '\n' {
		i++
	}
	return i
}

// cut is a part of the body, not longer than what is copied, with what has no
// picture of its own by its number.
func (d *Document) cut(from, to int) (string, bool) {
	cut := to-from > mostCopied
	if cut {
		to = from + mostCopied
	}
	return strings.ToValidUTF8(strings.TrimRight(string(d.body[from:to]), "\r"), "\uFFFD"), cut
}

// endOf is where the value at i ends.
func endOf(body []byte, i int) int {
	depth := 0
	for i < len(body) {
		switch body[i] {
		case '"':
			for i++; i < len(body) && body[i] != '"'; i++ {
				if body[i] == '\\' {
					i++
				}
			}
			i = min(i+1, len(body))
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case ',', ':', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
			i++
			continue
		default:
			for i < len(body) && !separates(body[i]) {
				i++
			}
		}
		if depth <= 0 {
			return i
		}
	}
	return i
}
