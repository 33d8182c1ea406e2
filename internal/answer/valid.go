package answer

import "context"

// bits is a stack of bits: for every open bracket whether it is an object.
type bits struct {
	words []uint64
	n     int
}

func (b *bits) push(object bool) {
	if b.n%64 == 0 {
		b.words = append(b.words[:b.n/64], 0)
	}
	if object {
		b.words[b.n/64] |= 1 << (b.n % 64)
	}
	b.n++
}

func (b *bits) pop() { b.n-- }

// object reports whether the innermost open bracket is that of an object.
func (b *bits) object() bool {
	return b.n > 0 && b.words[(b.n-1)/64]&(1<<((b.n-1)%64)) != 0
}

// clear takes the bit that a popped bracket left.
func (b *bits) clear() { b.words[b.n/64] &^= 1 << (b.n % 64) }

// valid reports whether a body is one JSON value of any depth.
func valid(ctx context.Context, body []byte) (bool, error) {
	var open bits
	const (
		value    = iota // a value has to come
		first           // a value or the end of the array
		firstKey        // a key or the end of the object
		key             // a key
		after           // a comma or an end
	)
	expect := value
	for i, tokens := 0, 0; ; tokens++ {
		if tokens%(1<<16) == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		for i < len(body) && blank(body[i]) {
			i++
		}
		if i == len(body) {
			return expect == after && open.n == 0, nil
		}
		c := body[i]
		switch {
		case expect == after:
			switch {
			case c == ',' && open.n > 0:
				expect = value
				if open.object() {
					expect = key
				}
				i++
			case c == '}' && open.n > 0 && open.object(), c == ']' && open.n > 0 && !open.object():
				open.pop()
				open.clear()
				i++
			default:
				return false, nil
			}
		case expect == firstKey && c == '}', expect == first && c == ']':
			open.pop()
			open.clear()
			expect = after
			i++
		case expect == key || expect == firstKey:
			if i = text(body, i); i < 0 {
				return false, nil
			}
			for i < len(body) && blank(body[i]) {
				i++
			}
			if i == len(body) || body[i] != ':' {
				return false, nil
			}
			expect = value
			i++
		case c == '{':
			open.push(true)
			expect = firstKey
			i++
		case c == '[':
			open.push(false)
			expect = first
			i++
		case c == '"':
			if i = text(body, i); i < 0 {
				return false, nil
			}
			expect = after
		default:
			if i = word(body, i); i < 0 {
				return false, nil
			}
			expect = after
		}
	}
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func digit(c byte) bool { return c >= '0' && c <= '9' }

// text is where the string at i ends, or -1 if it is none.
func text(body []byte, i int) int {
	if body[i] != '"' {
		return -1
	}
	for i++; i < len(body); i++ {
		switch c := body[i]; {
		case c == '"':
			return i + 1
		case c < ' ':
			return -1
		case c == '\\':
			if i++; i == len(body) {
				return -1
			}
			switch body[i] {
			case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
			case 'u':
				for range 4 {
					if i++; i == len(body) || !digit(body[i]) && (body[i]|0x20 < 'a' || body[i]|0x20 > 'f') {
						return -1
					}
				}
			default:
				return -1
			}
		}
	}
	return -1
}

// word is where the number or literal at i ends, or -1 if it is none.
func word(body []byte, i int) int {
	for _, literal := range []string{"true", "false", "null"} {
		if len(body)-i >= len(literal) && string(body[i:i+len(literal)]) == literal {
			return i + len(literal)
		}
	}
	if i < len(body) && body[i] == '-' {
		i++
	}
	whole := digits(body, i)
	if whole == i || body[i] == '0' && whole > i+1 {
		return -1
	}
	i = whole
	if i < len(body) && body[i] == '.' {
		if i = digits(body, i+1); !digit(body[i-1]) {
			return -1
		}
	}
	if i < len(body) && body[i]|0x20 == 'e' {
		i++
		if i < len(body) && (body[i] == '+' || body[i] == '-') {
			i++
		}
		if i = digits(body, i); !digit(body[i-1]) {
			return -1
		}
	}
	return i
}

// digits is where the digits from i on end.
func digits(body []byte, i int) int {
	for i < len(body) && digit(body[i]) {
		i++
	}
	return i
}
