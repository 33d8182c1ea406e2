package answer

import (
	"bytes"
	"context"
	"encoding/json"
)

// valid reports whether a body is one JSON value of any depth: json.Valid gives up
// at 10,000.
func valid(ctx context.Context, body []byte) (bool, error) {
	var open []bool // for every open bracket whether it is that of an object
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
			return expect == after && len(open) == 0, nil
		}
		c := body[i]
		inside := len(open) > 0
		object := inside && open[len(open)-1]
		switch {
		case expect == after:
			switch {
			case c == ',' && inside:
				expect = value
				if object {
					expect = key
				}
				i++
			case c == '}' && object, c == ']' && inside && !object:
				open = open[:len(open)-1]
				i++
			default:
				return false, nil
			}
		case expect == firstKey && c == '}', expect == first && c == ']':
			open = open[:len(open)-1]
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
			open = append(open, true)
			expect = firstKey
			i++
		case c == '[':
			open = append(open, false)
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

// separates reports whether a byte ends a number or literal.
func separates(c byte) bool {
	return blank(c) || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']' || c == '"'
}

// text is where the string at i ends, or -1 if it is none.
func text(body []byte, i int) int {
	if body[i] != '"' {
		return -1
	}
	end, plain := i+1, true // most need no closer look
	for ; end < len(body) && body[end] != '"'; end++ {
		switch c := body[end]; {
		case c < ' ':
			return -1
		case c == '\\':
			end++
			plain = false
		}
	}
	if end++; end > len(body) || !plain && !json.Valid(body[i:end]) {
		return -1
	}
	return end
}

// word is where the number or literal at i ends, or -1 if it is none.
func word(body []byte, i int) int {
	end := i
	for end < len(body) && !separates(body[end]) {
		end++
	}
	if end == i || !plainWord(body[i:end]) && !json.Valid(body[i:end]) {
		return -1
	}
	return end
}

// plainWord reports whether a word is one of those that most are, which need no
// closer look: a literal, or a number without an exponent.
func plainWord(word []byte) bool {
	switch string(word) {
	case "true", "false", "null", "0":
		return true
	}
	number := bytes.TrimPrefix(word, []byte("-"))
	dots := 0
	for _, c := range number {
		if c == '.' {
			dots++
		} else if c < '0' || c > '9' {
			return false
		}
	}
	last := len(number) - 1
	return last >= 0 && number[0] >= '1' && number[0] <= '9' && dots <= 1 && number[last] != '.'
}
