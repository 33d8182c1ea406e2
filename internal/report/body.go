package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxIndentDepth is the nesting up to which JSON is laid out: deeper, the
// indentation alone would outgrow the answer.
const maxIndentDepth = 64

// BodyLines lays an answer out for reading: JSON indented by two spaces,
// anything else as it came, split at line ends. Control, bidirectional and
// invisible characters are shown by their numbers: what is seen is what was
// received.
// pretty tells whether the text was laid out as JSON.
func BodyLines(body []byte) (lines []string, pretty bool) {
	text := body
	if depth(body) <= maxIndentDepth && json.Valid(body) {
		var laid bytes.Buffer
		if err := json.Indent(&laid, bytes.TrimSpace(body), "", "  "); err == nil {
			text, pretty = laid.Bytes(), true
		}
	}
	if len(text) == 0 {
		return nil, pretty
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		lines = append(lines, cleanLine(strings.TrimSuffix(line, "\r")))
	}
	return lines, pretty
}

// depth is the deepest nesting of brackets outside strings, as far as can be
// told without parsing.
func depth(body []byte) int {
	deepest, now, inString, escaped := 0, 0, false, false
	for _, c := range body {
		switch {
		case escaped:
			escaped = false
		case inString:
			inString, escaped = c != '"', c == '\\'
		case c == '"':
			inString = true
		case c == '{' || c == '[':
			now++
			deepest = max(deepest, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return deepest
}

// cleanLine shows what has no picture of its own (control, bidirectional and
// invisible characters, bytes that are no text) by its number, and leaves the
// rest as it is.
func cleanLine(line string) string {
	if plain(line) {
		return line
	}
	var b strings.Builder
	for i, r := range line {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case r == utf8.RuneError && !strings.HasPrefix(line[i:], "\uFFFD"):
			fmt.Fprintf(&b, "\\x%02x", line[i])
		case r != ' ' && (!unicode.IsGraphic(r) || unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point)):
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain tells whether a line is printable ASCII, as most are.
func plain(line string) bool {
	for i := range len(line) {
		if line[i] < ' ' || line[i] > '~' {
			return false
		}
	}
	return true
}
