package personal

import (
	"bytes"
	"encoding/json"
)

// An entry of the stack: a rule, and whether the container is an object.
const (
	inObject = 1 << 7
	maskRule = inObject - 1
)

// scanner walks JSON once, from the first byte to the last, whatever it is
// worth as JSON: what is not recognised is hidden. It keeps one byte for every
// open bracket and never calls itself.
type scanner struct {
	out   output
	rules rules
	// stack holds for every open container whether it is an object, and the rule
	// for what stands in it: of an array, that of its elements; of an object, the
	// place that its fields are in.
	stack []byte
	// rule is that of the next value; atKey is true where a key may come.
	rule  rule
	atKey bool
}

func (s *scanner) run(i int) {
	body := s.out.body
	s.rule = ruleTop
	for i < len(body) {
		switch c := body[i]; c {
		case ' ', '\t', '\r', '\n':
			i++
		case '{':
			s.stack = append(s.stack, inObject|byte(s.rule.place()))
			s.atKey, s.rule = true, ruleUnknown
			i++
		case '[':
			s.stack = append(s.stack, byte(s.rule))
			s.atKey = false
			i++
		case '}', ']':
			if len(s.stack) > 0 {
				s.stack = s.stack[:len(s.stack)-1]
			}
			s.atKey = false
			s.next()
			i++
		case ',':
			s.next()
			i++
		case ':':
			i++
		case '"':
			i = s.text(i)
		default:
			i = s.bare(i)
		}
	}
}

// next prepares for the next member of the container that is open.
func (s *scanner) next() {
	s.atKey, s.rule = false, ruleTop
	if len(s.stack) == 0 {
		return
	}
	top := s.stack[len(s.stack)-1]
	if top&inObject != 0 {
		s.atKey, s.rule = true, ruleUnknown
		return
	}
	s.rule = rule(top)
}

// place is the rule that says where the fields of the open object are.
func (s *scanner) place() rule {
	if len(s.stack) == 0 {
		return ruleTop
	}
	return rule(s.stack[len(s.stack)-1] & maskRule)
}

// text takes the string that begins at i and returns where it ends.
func (s *scanner) text(i int) int {
	body := s.out.body
	end, plain := i+1, true
	for end < len(body) && body[end] != '"' {
		if body[end] == '\\' {
			plain = false
			end++
		}
		end++
	}
	if end >= len(body) {
		// The string is not closed: what it would have been is not known.
		if i+1 < len(body) {
			s.out.replace(i+1, len(body), Dots)
		}
		return len(body)
	}
	if s.atKey && colonAt(body, end+1) {
		s.key(i+1, end, plain)
	} else {
		s.value(i+1, end, plain)
		s.rule = ruleUnknown
	}
	return end + 1
}

// colonAt reports whether a colon is the next thing at i.
func colonAt(body []byte, i int) bool {
	for ; i < len(body); i++ {
		switch body[i] {
		case ' ', '\t', '\r', '\n':
		default:
			return body[i] == ':'
		}
	}
	return false
}

// key takes the name of a field, which tells the rule of its value.
func (s *scanner) key(from, to int, plain bool) {
	s.atKey = false
	name := s.out.body[from:to]
	if !plain {
		var decoded string
		if len(name) > longestKey || json.Unmarshal(s.out.body[from-1:to+1], &decoded) != nil {
			decoded = ""
		}
		name = []byte(decoded)
	}
	if !keyShape(name) {
		if to > from {
			s.out.replace(from, to, Dots)
		}
		s.rule = ruleHide
		return
	}
	s.rule = s.rules.of(s.place(), len(s.stack), name)
}

// value takes a string that is no key.
func (s *scanner) value(from, to int, plain bool) {
	if from == to {
		return
	}
	value := s.out.body[from:to]
	if s.rule == ruleMessage {
		s.message(from, to, plain)
		return
	}
	if plain && s.rule.shows(value) {
		return
	}
	s.out.replace(from, to, dotsFor(value))
}

// dotsFor are the dots for a value, by which an e-mail address is still known
// as one.
func dotsFor(value []byte) string {
	if at := bytes.IndexByte(value, '@'); at > 0 && at < len(value)-1 && bytes.IndexByte(value, ' ') < 0 {
		return dotsMail
	}
	return Dots
}

// longestMessage is how long a message may be to be shown.
const longestMessage = 16 << 10

// message shows a sentence of Pleo's, without what it may tell of a person.
func (s *scanner) message(from, to int, plain bool) {
	var text string
	switch {
	case to-from > longestMessage:
		s.out.replace(from, to, Dots)
		return
	case plain:
		text = string(s.out.body[from:to])
	default:
		if json.Unmarshal(s.out.body[from-1:to+1], &text) != nil {
			s.out.replace(from, to, Dots)
			return
		}
	}
	shown := HideText(text)
	if shown == text {
		return
	}
	var quoted bytes.Buffer
	e := json.NewEncoder(&quoted)
	e.SetEscapeHTML(false)
	if e.Encode(shown) != nil {
		shown = Dots
	} else {
		shown = string(quoted.Bytes()[1 : quoted.Len()-2]) // quotes, line end
	}
	s.out.replace(from, to, shown)
}

// bare takes what stands outside strings: a number, true, false, null; or
// something that JSON does not know, which is hidden.
func (s *scanner) bare(i int) int {
	body := s.out.body
	end := i
	for end < len(body) && !delimiter(body[end]) {
		end++
	}
	word := body[i:end]
	switch string(word) {
	case "true", "false", "null":
		return end
	}
	if !numberShape(word) {
		s.out.replace(i, end, Dots)
	} else if !s.rule.showsNumber(word) {
		s.out.replace(i, end, `"`+Dots+`"`)
	}
	s.rule = ruleUnknown
	return end
}

// delimiter ends a bare word.
func delimiter(c byte) bool {
	switch c {
	case ' ', '\t', '\r', '\n', '{', '}', '[', ']', ',', ':', '"':
		return true
	}
	return false
}
