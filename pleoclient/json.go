package pleoclient

import (
	"bytes"
	"encoding/json"
	"hash/maphash"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// One or two fields are read out of an answer that can have several megabytes, and
// encoding/json would copy all of it for each level of nesting. The functions
// below copy nothing: they look for where values begin and end. object takes any
// text; the others take only JSON that object or json.Valid has accepted.

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

// begins reports whether a value is an object or an array, by its first byte.
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

// nameSeed keys the hashes by which ambiguous compares names, so that no server
// can prepare two of the same hash.
var nameSeed = maphash.MakeSeed()

// foldedLevels is how many objects deep names are read with care: the answer,
// its data and rows and pagination, and the objects in those.
const foldedLevels = 3

// freeNames are the fields whose own fields are named by somebody's data: there, two names that
// differ in case only are two names.
var freeNames = []string{`"metadata"`, `"customHeaders"`, `"parameters"`}

// ambiguous reports whether valid JSON can be read in two ways: a name stands
// twice in an object, or, as deep as anything is read here, in two spellings that
// differ in case, "_" and "-" only. Which of the two is meant, only the reader
// decides, and readers decide differently.
func ambiguous(raw []byte) bool {
	type level struct {
		object, free bool
		folds        bool
		first        int             // index of its names in hashes
		many         map[uint64]bool // in their place once there are many
	}
	const many = 32
	var (
		levels  []level
		hashes  []uint64
		folded  []byte
		key     []byte
		objects int
		isName  bool // the next text is a name
	)
	open := func(object bool) {
		l := level{object: object, first: len(hashes)}
		if n := len(levels); n > 0 {
			outer := levels[n-1]
			l.free = outer.free || outer.object && slices.Contains(freeNames, string(key))
		}
		if object {
			l.folds = objects < foldedLevels && !l.free
			objects++
		}
		levels = append(levels, l)
		isName = object
	}
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '{', '[':
			open(raw[i] == '{')
		case '}', ']':
			l := levels[len(levels)-1]
			levels, hashes = levels[:len(levels)-1], hashes[:l.first]
			if l.object {
				objects--
			}
			isName = false
		case ',':
			isName = levels[len(levels)-1].object
		case '"':
			end := skipText(raw, i)
			if isName {
				isName, key = false, raw[i:end]
				l := &levels[len(levels)-1]
				folded = spelling(folded[:0], key, l.folds)
				hash := maphash.Bytes(nameSeed, folded)
				if l.many[hash] || slices.Contains(hashes[l.first:], hash) {
					return true
				}
				if hashes = append(hashes, hash); len(hashes)-l.first > many {
					if l.many == nil {
						l.many = map[uint64]bool{}
					}
					for _, h := range hashes[l.first:] {
						l.many[h] = true
					}
					hashes = hashes[:l.first]
				}
			}
			i = end - 1
		}
	}
	return false
}

// spelling appends a name as it is compared: without its escapes and, where
// fold is true, in one case and without "_" and "-".
func spelling(to, quoted []byte, fold bool) []byte {
	name := quoted[1 : len(quoted)-1]
	plain := true
	for _, b := range name {
		plain = plain && b < 0x80 && b != '\\'
	}
	if !plain {
		full := unquoted(quoted)
		if fold {
			full = strings.Map(func(r rune) rune {
				least := r // the least of all that fold into each other
				for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
					least = min(least, other)
				}
				return unicode.ToLower(least)
			}, full)
		}
		name = []byte(full)
	}
	if !fold {
		return append(to, name...)
	}
	for _, b := range name {
		switch {
		case b == '_' || b == '-':
		case 'A' <= b && b <= 'Z':
			to = append(to, b+'a'-'A')
		default:
			to = append(to, b)
		}
	}
	return to
}
