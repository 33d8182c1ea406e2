package message_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pleokeycheck/internal/message"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain stays", "Nordhavn Bageri ApS", "Nordhavn Bageri ApS"},
		{"letters of the world stay", "Łódź 東京 Ωμέγα שלום", "Łódź 東京 Ωμέγα שלום"},
		{"terminal sequences lose their force", "a\x1b[31mred\x1b]0;t\x07b", "a[31mred]0;tb"},
		{"direction marks go", "evil\u202egnp.exe\u2066x\u2069", "evilgnp.exex"},
		{"invisible ones go", "p\u200ba\ufeffy\u00ad\u3164\u2060\U000e0041", "pay"},
		{"line breaks become a space", "a\r\n\tb\u2028c\u0085d", "a b c d"},
		{"outer space goes", " \u00a0a ", "a"},
		{"no text", "\x00\x01", ""},
		{"broken bytes are seen", "a\xffb", "a\ufffdb"},
		{"private characters go", "a\ue000b", "ab"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := message.Clean(tt.in); got != tt.want {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
	if got := message.Clean(strings.Repeat("a", 3000)); utf8.RuneCountInString(got) != 2001 || !strings.HasSuffix(got, "…") {
		t.Errorf("long text has %d characters", utf8.RuneCountInString(got))
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[0m\u202e \n b")
	f.Fuzz(func(t *testing.T, s string) {
		got := message.Clean(s)
		if !utf8.ValidString(got) {
			t.Errorf("Clean(%q) is no text", s)
		}
		for _, r := range got {
			if r != utf8.RuneError && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				t.Errorf("Clean(%q) keeps %U", s, r)
			}
		}
		if again := message.Clean(got); again != got && len(got) < 2000 {
			t.Errorf("Clean(%q) = %q, again %q", s, got, again)
		}
	})
}
