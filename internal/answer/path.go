package answer

import (
	"encoding/json"
	"strconv"
	"strings"
)

// deepestPath is how many containers a path may go through.
const deepestPath = 1000

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
	if c.depth > deepestPath {
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
			i = endOf(d.body, i)
		case '{', '[':
			if i == target {
				i++
				continue
			}
			depth++
			if len(levels) == depth-1 && depth <= deepestPath+1 {
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
	quoted := d.body[at:endOf(d.body, at)]
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
