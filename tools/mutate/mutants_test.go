package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMutants: each kind of change, and nothing beside it.
func TestMutants(t *testing.T) {
	tests := map[string]struct {
		body string
		want []string
	}{
		"condition": {"if a { b = c }", []string{"if (true || (a)) { b = c }", "if (false && (a)) { b = c }", "if a {  }"}},
		"and":       {"return a && b", []string{"return (true || (a)) && b", "return a && (true || (b))"}},
		"or":        {"return a || b", []string{"return (false && (a)) || b", "return a || (false && (b))"}},
		"bounds":    {"return a < b", []string{"return a <= b"}},
		"not":       {"return !a", []string{"return a"}},
		"constants": {"return true, 9", []string{"return false, 9", "return true, 10"}},
		"values":    {"switch a { case b, c: return }", []string{"switch a { case c: return }", "switch a { case b: return }"}},
		"cases":     {"switch { case b: return }", []string{"switch { case (true || (b)): return }", "switch { case (false && (b)): return }"}},
		"call":      {"return x.hide(a)", []string{"return a"}},
		"statement": {"x.note()", []string{""}},
		"length":    {"return len(a)", nil},
		"new name":  {"a := b", nil},
	}
	const head, tail = "package p\n\nfunc f() {\n", "\n}\n"
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "p.go")
			if err := os.WriteFile(file, []byte(head+test.body+tail), 0o600); err != nil {
				t.Fatal(err)
			}
			all, err := mutants(file)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range all {
				got = append(got, strings.TrimSuffix(strings.TrimPrefix(string(m.apply()), head), tail))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q\nnot %q", got, test.want)
			}
		})
	}
}
