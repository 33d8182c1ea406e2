package answer

import (
	"encoding/json"
	"strconv"
	"strings"
)

// mostCopied is how much of a value is copied; deepest is how deep a path goes.
const (
	mostCopied = 1 << 20
	deepest    = 1000
)

// Value is what a row says, to be copied: a text without its quotes, a number,
// or a whole container as JSON; of text that is no JSON, the line. cut tells
// that it was too long to be copied whole.
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
			from = d.space(skip(d.body, from))
			from = d.space(from + 1)
		}
	}
	if from < 0 {
		return "", false
	}
	// Beyond what is copied it does not matter where the value ends.
	to := skip(d.body[:min(from+mostCopied+1, len(d.body))], from)
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
		at = d.space(skip(d.body, at))
		at = d.space(at + 1)
	}
	return at
}

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

// skip is where the value at i ends.
func skip(body []byte, i int) int {
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

// level is one container on the way to a row.
type level struct {
	array bool
	index int
	key   int // where the name of the field begins, or -1
}

// Path tells where a row is, as in data[0].email; empty where that is too deep
// to say, or where the body is no JSON.
func (d *Document) Path(i int) string {
	if !d.pretty || i < 0 || i >= d.Rows() {
		return ""
	}
	row := d.lineStart(d.real(i))
	c := d.cursorOf(row)
	target := int(c.off)
	if d.body[target] == '}' || d.body[target] == ']' {
		p := d.openingRow(row)
		if p < 0 {
			return ""
		}
		target = int(d.cursorOf(p).off)
	}
	if c.depth > deepest {
		return ""
	}
	return d.pathTo(target)
}

// openingRow is the row that opens what a row closes.
func (d *Document) openingRow(row int) int {
	at := d.opening(row)
	if at < 0 {
		return -1
	}
	return d.lineStart(d.rowAt(at))
}

// pathTo goes over the body once, up to the byte at which a line begins.
func (d *Document) pathTo(target int) string {
	var levels []level
	depth := 0
	for i := 0; i <= target && i < len(d.body); {
		switch c := d.body[i]; c {
		case '"':
			if n := len(levels); n > 0 && n == depth && !levels[n-1].array && levels[n-1].key < 0 {
				levels[n-1].key = i
			}
			if i == target {
				i++
				continue
			}
			i = skip(d.body, i)
		case '{', '[':
			if i == target {
				i++
				continue
			}
			depth++
			if len(levels) == depth-1 && depth <= deepest+1 {
				levels = append(levels, level{array: c == '[', key: -1})
			}
			i++
		case '}', ']':
			if len(levels) == depth {
				levels = levels[:depth-1]
			}
			depth--
			i++
		case ',':
			if n := len(levels); n == depth && n > 0 {
				levels[n-1].index++
				levels[n-1].key = -1
			}
			i++
		default:
			i++
		}
	}
	var b strings.Builder
	for _, l := range levels {
		switch {
		case l.array:
			b.WriteString("[" + strconv.Itoa(l.index) + "]")
		case l.key >= 0:
			b.WriteString(d.name(l.key, b.Len() == 0))
		}
	}
	return b.String()
}

// name is a field in a path: after a dot, or quoted where it has to be.
func (d *Document) name(at int, first bool) string {
	quoted := d.body[at:skip(d.body, at)]
	var name string
	if json.Unmarshal(quoted, &name) != nil {
		name = string(quoted)
	}
	plain := name != ""
	for i, r := range name {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
			plain = false
		}
	}
	switch {
	case !plain:
		text, err := json.Marshal(name)
		if err != nil {
			return "[]"
		}
		return "[" + string(text) + "]"
	case first:
		return name
	}
	return "." + name
}
