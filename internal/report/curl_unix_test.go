//go:build unix

package report

import (
	"os/exec"
	"strings"
	"testing"
)

// readSh lets a real shell say how it reads a word.
func readSh(t *testing.T, word string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "sh", "-c", "printf '%s.' "+word).Output()
	if err != nil {
		t.Fatalf("sh refuses %q: %v", word, err)
	}
	return strings.TrimSuffix(string(out), ".")
}

func TestQuotingForSh(t *testing.T) {
	for _, text := range hard {
		if got := readSh(t, shQuote(text)); got != text {
			t.Errorf("sh reads %s as %q, not %q", shQuote(text), got, text)
		}
	}
}

func FuzzQuotingForSh(f *testing.F) {
	for _, text := range hard {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(text, "\x00", "")
		if got := readSh(t, shQuote(text)); got != text {
			t.Errorf("sh reads %q as %q", text, got)
		}
	})
}
