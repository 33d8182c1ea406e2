package pleoclient

import (
	"bytes"
	"encoding/json"
	"iter"
)

// What is read here out of an answer of several megabytes is one or two fields.
// encoding/json would copy the whole of it for each level of nesting. Once it
// is known to be valid JSON, nothing has to be copied: the functions below look
// for where the values begin and end. Only object and json.Valid may be asked of
// anything; the others of a part of what these were content with.

// object gives the fields of a JSON object, as they are written; of fields with
// the same name the last counts. null, every other value, what is not JSON and
// what is nested too deep are none.
func object(raw []byte) (map[string]json.RawMessage, bool) {
	if !begins(raw, '{') || !json.Valid(raw) {
		return nil, false
	}
	return members(raw)
}

// members is object of valid JSON.
func members(raw []byte) (map[string]json.RawMessage, bool) {
	if !begins(raw, '{') {
		return nil, false
	}
	fields := map[string]json.RawMessage{}
	for name, value := range parts(raw) {
		fields[unquoted(name)] = value
	}
	return fields, true
}

// member is one field of an object; nil where there is none of that name.
func member(raw []byte, name string) (value json.RawMessage) {
	if begins(raw, '{') {
		for n, v := range parts(raw) {
			if unquoted(n) == name {
				value = v
			}
		}
	}
	return value
}

// array gives the elements of an array one by one; of every other value none.
func array(raw []byte) iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		if !begins(raw, '[') {
			return
		}
		for _, value := range parts(raw) {
			if !yield(value) {
				return
			}
		}
	}
}

// begins tells whether a value is an object or an array, by its first byte.
func begins(raw []byte, with byte) bool {
	raw = bytes.TrimLeft(raw, " \t\r\n")
	return len(raw) > 0 && raw[0] == with
}

// text reads a text; null and every other value is none.
func text(raw []byte) (string, bool) {
	var s *string
	if json.Unmarshal(raw, &s) != nil || s == nil {
		return "", false
	}
	return *s, true
}

// parts gives the values directly inside an object, each with its name as it is
// written, quotes and all, or inside an array, without names.
func parts(raw []byte) iter.Seq2[[]byte, json.RawMessage] {
	return func(yield func([]byte, json.RawMessage) bool) {
		i := skipBlank(raw, 0)
		named := raw[i] == '{'
		for i = skipBlank(raw, i+1); i < len(raw) && raw[i] != '}' && raw[i] != ']'; i = skipBlank(raw, i) {
			if raw[i] == ',' {
				i = skipBlank(raw, i+1)
			}
			var name []byte
			if named {
				end := skipValue(raw, i)
				name = raw[i:end]
				i = skipBlank(raw, skipBlank(raw, end)+1) // over the colon
			}
			end := skipValue(raw, i)
			if !yield(name, json.RawMessage(raw[i:end:end])) {
				return
			}
			i = end
		}
	}
}

// skipBlank is where the next byte after white space is.
func skipBlank(raw []byte, i int) int {
	for i < len(raw) && (raw[i] == ' ' || raw[i] == '\n' || raw[i] == '\r' || raw[i] == '\t') {
		i++
	}
	return i
}

// skipValue is the end of the value that begins at i.
func skipValue(raw []byte, i int) int {
	depth := 0
	for ; i < len(raw); i++ {
		switch raw[i] {
		case '"':
			i = skipText(raw, i) - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		default:
			if depth == 0 { // a number or a literal
				for i < len(raw) && raw[i] != ',' && raw[i] != '}' && raw[i] != ']' && skipBlank(raw, i) == i {
					i++
				}
				return i
			}
		}
		if depth == 0 {
			return i + 1
		}
	}
	return i
}

// skipText is the end of the text whose opening quote is at i.
func skipText(raw []byte, i int) int {
	for i++; i < len(raw); i++ {
		end := bytes.IndexByte(raw[i:], '"')
		if end < 0 {
			return len(raw)
		}
		i += end
		escapes := 0
		for raw[i-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return i + 1
		}
	}
	return i
}

// unquoted is a text without its quotes and escapes.
func unquoted(quoted []byte) string {
	if s := quoted[1 : len(quoted)-1]; bytes.IndexFunc(s, func(r rune) bool { return r == '\\' || r >= 0x80 }) < 0 {
		return string(s)
	}
	s, _ := text(quoted)
	return s
}
