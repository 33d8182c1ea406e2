package report

import (
	"strings"
	"testing"
)

func TestBodyLines(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
		pretty     bool
	}{
		{"nothing", "", nil, false},
		{"json", `{"a":[1,{"b":"x  y"}]}`, []string{"{", `  "a": [`, "    1,", "    {", `      "b": "x  y"`, "    }", "  ]", "}"}, true},
		{"text", "one\r\n\ttwo", []string{"one", "    two"}, false},
		{"broken json", `{"a":`, []string{`{"a":`}, false},
		{"terminal sequence", "a\x1b[31mb", []string{`a\u001b[31mb`}, false},
		{"bidirectional", "{\"a\":\"x\u202ey\"}", []string{"{", `  "a": "x\u202ey"`, "}"}, true},
		{"nul and no text", "a\x00b\xffc", []string{`a\u0000b\xffc`}, false},
		{"letters", "Åse Ørsted – 漢字", []string{"Åse Ørsted – 漢字"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, pretty := BodyLines([]byte(tt.body))
			if strings.Join(got, "|") != strings.Join(tt.want, "|") || pretty != tt.pretty {
				t.Errorf("got %q, %v; want %q, %v", got, pretty, tt.want, tt.pretty)
			}
		})
	}
}

// The indentation of deep nesting would grow with the square of the depth.
func TestBodyLinesOfGreatDepth(t *testing.T) {
	deep := strings.Repeat("[", 9000) + strings.Repeat("]", 9000)
	lines, pretty := BodyLines([]byte(deep))
	if pretty || len(lines) != 1 || lines[0] != deep {
		t.Errorf("got %d lines, pretty %v; want the text as it came", len(lines), pretty)
	}
}
