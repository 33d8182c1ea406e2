package report

import (
	"reflect"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name, in string
		n        int
		want     []string
	}{
		{"nothing", "  ", 10, nil},
		{"fits", "one two", 7, []string{"one two"}},
		{"breaks", "one two three", 7, []string{"one two", "three"}},
		{"long word", "abcdefghij k", 4, []string{"abcd", "efgh", "ij k"}},
		{"wide letters", "東京東京", 5, []string{"東京", "東京"}},
		{"glue holds", "one two\u00a0six", 8, []string{"one", "two six"}},
		{"marks take no room", "e\u0301e\u0301 e\u0301", 4, []string{"e\u0301e\u0301 e\u0301"}},
		{"narrower than a letter", "東京", 1, []string{"東", "京"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := wrap(tt.in, tt.n); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("wrap = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFit(t *testing.T) {
	for in, want := range map[string]string{"abc": "abc", "abcdef": "abc…", "ab cdef": "ab…", "東京東": "東…"} {
		if got := fit(in, 4); got != want {
			t.Errorf("fit(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSafeURL(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"https://external.pleo.io", "https://external.pleo.io"},
		{"https://external.pleo.io/v2/employees?companyId=5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08&limit=1", "https://external.pleo.io/v2/employees?companyId=5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08&limit=1"},
		{"https://canary@external.pleo.io/x#canary", "https://external.pleo.io/x"},
		{"https://external.pleo.io/?email=canary", "https://external.pleo.io/?email=•••••"},
		{"https://external.pleo.io/?a=canary;b=canary", "https://external.pleo.io/"},
		{"://canary", ""},
		{"https://canary\x7f", ""},
	}
	for _, tt := range tests {
		got := safeURL(tt.in)
		if got != tt.want || strings.Contains(got, "canary") {
			t.Errorf("safeURL(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
