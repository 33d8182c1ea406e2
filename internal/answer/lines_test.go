package answer

import (
	"slices"
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	for body, want := range map[string][]string{
		"":                      {},
		`{"a":[1,"x"],"b":{}}`:  {"{", `  "a": [`, "    1,", `    "x"`, "  ],", `  "b": {}`, "}"},
		"no json\r\nbut \x07it": {"no json", `but \u0007it`},
	} {
		if got := Lines([]byte(body)); !slices.Equal(got, want) {
			t.Errorf("%q gives %q, want %q", body, got, want)
		}
	}
	long := strings.Repeat("x", 5000)
	if got := Lines([]byte(`["` + long + `"]`)); len(got) != 3 || got[1] != `  "`+long+`"` {
		t.Errorf("a long text is broken into %d lines", len(got))
	}
}
