package report

import (
	"reflect"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
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

// TestPermissionsAreNotCut: in no language is anything of the list of permissions
// cut, nor broken inside a word; also with names that are longer than any.
func TestPermissionsAreNotCut(t *testing.T) {
	r := &check.Result{}
	for _, op := range pleoclient.Operations() {
		r.Permissions = append(r.Permissions,
			check.Permission{Operation: op.Name, Scope: op.Scope, Claimed: true, Access: check.Denied, Status: 403},
			check.Permission{Operation: op.Name, Scope: op.Scope, Access: check.Unknown, Status: 503, Finding: check.Finding{Kind: check.PleoUnavailable}},
			check.Permission{Scope: strings.TrimSuffix(op.Scope, "read") + "write", Claimed: true, Write: true})
	}
	english, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range message.AllLanguages() {
		c := english.For(lang.Tag)
		rows, _ := permissionRows(r, c)
		widths := widthsFor(rows, columns-2)
		for _, row := range rows {
			var read [4][]string
			for _, line := range rowLines(row, widths) {
				if cells(line) > columns-2 {
					t.Errorf("%s: too long: %q", lang.Tag, line)
				}
				for i, width := range widths {
					var cell string
					cell, line = split(line+strings.Repeat(" ", columns), width+between)
					read[i] = append(read[i], strings.Fields(cell)...)
				}
			}
			for i, cell := range row {
				if got, want := strings.Join(read[i], " "), strings.Join(strings.Fields(cell), " "); got != want {
					t.Errorf("%s: %q is shown as %q", lang.Tag, want, got)
				}
			}
		}
		if text := Text(r, c); strings.Contains(text, "…") {
			t.Errorf("%s: something is cut in\n%s", lang.Tag, text)
		}
	}
}

func TestWidthsFor(t *testing.T) {
	for _, tt := range []struct {
		row  [4]string
		n    int
		want [4]int
	}{
		{[4]string{"ab", "c", "d", "e"}, 20, [4]int{2, 1, 1, 1}},                 // there is room
		{[4]string{"ab cd ef", "abcdefghij", "d", "e"}, 20, [4]int{2, 10, 1, 1}}, // between words first
		{[4]string{"ab", "abcdefghij", "d", "e"}, 14, [4]int{2, 4, 1, 1}},        // the widest, where nothing else gives way
	} {
		if got := widthsFor([][4]string{tt.row}, tt.n); got != tt.want {
			t.Errorf("%q in %d: %v, want %v", tt.row, tt.n, got, tt.want)
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
