package answer

import "bytes"

// slackColumns may stand beyond the width of a row: quotes and the marks
// between values, which never begin a row.
const slackColumns = 6

// indent is the indentation of a depth, in columns. It stops growing where it
// would leave too little room.
func (d *Document) indent(depth uint32) int {
	if !d.pretty {
		return 0
	}
	return int(min(depth, uint32(d.columns/4))) * 2
}

var colon = []byte(": ")

// space is where the next byte after white space is.
func (d *Document) space(i int) int { return blanks(d.body, i) }

// layRow lays out one row and tells where the next begins. w, if not nil, takes
// what is seen of it. In JSON the body is known to be valid, so that no stack
// is needed: a string before a colon is a key, and brackets tell the depth.
func (d *Document) layRow(c cursor, w *writer) (next cursor, more bool) {
	if c.part == inRaw {
		return d.layRawRow(c, w)
	}
	body, i, n := d.body, int(c.off), 0
	width := max(d.columns-d.indent(c.depth)-slackColumns, 10)
	at := c.part
	breakHere := func() (cursor, bool) { return cursor{uint32(i), c.line, c.depth, at}, true }
	for {
		switch at {
		case atLine:
			switch body[i] {
			case '}', ']':
				w.put(i, body[i:i+1], Punctuation)
				i, at = i+1, atAfter
			case '"':
				at = inString
				if d.isKey(i) {
					at = inKey
				}
				w.put(i, body[i:i+1], at.kind(0))
				i, n = i+1, 1
			default:
				at = atValue
			}
		case inKey, inString:
			kind, closed := at.kind(0), false
			for i < len(body) {
				if w == nil { // most of what nobody looks at
					run := plainRun(body[i:], width-n)
					i, n = i+run, n+run
					if i == len(body) {
						break
					}
				}
				if body[i] == '"' {
					w.put(i, body[i:i+1], kind)
					i, closed = i+1, true
					break
				}
				if n >= width {
					return breakHere()
				}
				size := 1
				if body[i] == '\\' {
					size = 2
					w.put(i, body[i:i+2], kind)
					n += 2
				} else {
					var cells int
					size, cells = w.char(body, i, kind)
					n += cells
				}
				i += size
			}
			if at == inString || !closed {
				at = atAfter
				continue
			}
			i = d.space(i)
			w.put(i, colon, Punctuation)
			i, n, at = d.space(i+1), n+2, atValue
		case atValue:
			switch b := body[i]; b {
			case '{', '[':
				w.put(i, body[i:i+1], Punctuation)
				inside := d.space(i + 1)
				if body[inside] != '}' && body[inside] != ']' {
					return cursor{uint32(inside), c.line + 1, c.depth + 1, atLine}, true
				}
				w.put(inside, body[inside:inside+1], Punctuation)
				i, at = inside+1, atAfter
			case '"':
				if n >= width {
					return breakHere()
				}
				at = inString
				w.put(i, body[i:i+1], String)
				i, n = i+1, n+1
			default:
				if n >= width {
					return breakHere()
				}
				at = inWord
			}
		case inWord:
			kind := at.kind(body[i])
			for i < len(body) && !blank(body[i]) && body[i] != ',' && body[i] != '}' && body[i] != ']' {
				if n >= width {
					return breakHere()
				}
				w.put(i, body[i:i+1], kind)
				i, n = i+1, n+1
			}
			at = atAfter
		case atAfter:
			i = d.space(i)
			if i < len(body) && body[i] == ',' {
				w.put(i, body[i:i+1], Punctuation)
				i = d.space(i + 1)
			}
			if i >= len(body) {
				return cursor{}, false
			}
			next := cursor{uint32(i), c.line + 1, c.depth, atLine}
			if body[i] == '}' || body[i] == ']' {
				next.depth--
			}
			return next, true
		}
	}
}

// plainRun is how many bytes, at most, text begins with that are seen as they are.
func plainRun(text []byte, most int) int {
	for i, c := range text[:max(min(len(text), most), 0)] {
		if c < ' ' || c > '~' || c == '"' || c == '\\' {
			return i
		}
	}
	return max(min(len(text), most), 0)
}

// kind is how a part is coloured; first is the byte that a word begins with.
func (p part) kind(first byte) Kind {
	switch p {
	case inKey:
		return Key
	case inString:
		return String
	case inWord:
		if first == 't' || first == 'f' || first == 'n' {
			return Literal
		}
		return Number
	}
	return Plain
}

// isKey reports whether the string at i is the name of a field.
func (d *Document) isKey(i int) bool {
	i = d.space(endOf(d.body, i))
	return i < len(d.body) && d.body[i] == ':'
}

// layRawRow lays out one row of a body as it came.
func (d *Document) layRawRow(c cursor, w *writer) (cursor, bool) {
	i, n := int(c.off), 0
	for i < len(d.body) {
		switch {
		case d.body[i] == '\n':
			return cursor{uint32(i + 1), c.line + 1, 0, inRaw}, i+1 < len(d.body)
		case d.body[i] == '\r' && bytes.HasPrefix(d.body[i:], []byte("\r\n")):
			i++
			continue
		case n >= d.columns:
			return cursor{uint32(i), c.line, 1, inRaw}, true
		}
		size, cells := w.char(d.body, i, Plain)
		i, n = i+size, n+cells
	}
	return cursor{}, false
}

// begins reports whether a row is the first of its line. In raw text the depth
// says that it is not.
func (c cursor) begins() bool { return c.part == atLine || c.part == inRaw && c.depth == 0 }
