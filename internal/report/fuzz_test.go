package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func FuzzBodyLines(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,{"b":"x  y"}]}`, "one\r\n\ttwo", `{"a":`, "a\x1b[31mb\x00\xff", "{\"a\":\"x\u202ey\"}", "", "null", strings.Repeat("[", 70) + strings.Repeat("]", 70),
		"\ufeff{}", `"\ud800"`, "\u2028\u2029",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		before := bytes.Clone(body)
		lines, pretty := BodyLines(body)
		if !bytes.Equal(before, body) {
			t.Fatal("the body was changed")
		}
		for _, line := range lines {
			if !utf8.ValidString(line) {
				t.Fatalf("%q is no text", line)
			}
			for _, r := range line {
				if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
					t.Fatalf("%q holds %U", line, r)
				}
			}
		}
		if pretty && !json.Valid(body) {
			t.Fatalf("%q counts as JSON", body)
		}
		if !pretty || !utf8.Valid(body) {
			return
		}
		// What is shown is JSON again, unless bytes that are no text had to be
		// shown by number.
		shown := strings.Join(lines, "\n")
		var a, b any
		if json.Unmarshal([]byte(shown), &b) != nil || json.Unmarshal(body, &a) != nil {
			t.Fatalf("%q is shown as %q", body, shown)
		}
	})
}
