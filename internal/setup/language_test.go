package setup

import (
	"slices"
	"strings"
	"testing"
)

func TestLanguages(t *testing.T) {
	for name, want := range map[string][]string{"LC_ALL": {"da-DK"}, "LC_MESSAGES": {"da-DK"}, "LANG": {"da-DK"}, "LANGUAGE": {"sv", "da-DK"}} {
		t.Run(name, func(t *testing.T) {
			forget(t)
			t.Setenv(name, strings.ReplaceAll(strings.Join(want, ":"), "-", "_"))
			if got := Languages(); !slices.Equal(got, want) {
				t.Errorf("%s gives %q, want %q", name, got, want)
			}
		})
	}
	forget(t)
	t.Setenv("LC_ALL", "C")
	if got := Languages(); len(got) != 0 {
		t.Errorf("C gives %q", got)
	}
}

// forget takes away the languages of the person who runs the tests.
func forget(t *testing.T) {
	t.Helper()
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"} {
		t.Setenv(name, "")
	}
}
