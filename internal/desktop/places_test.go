//go:build !windows

package desktop

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestPlaces(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	if got := places(); !slices.Equal(got, []string{home}) {
		t.Errorf("without any: %q", got)
	}
	of := func(name string) string { return filepath.Join(home, name) }
	for _, name := range []string{"Dokumente", "Downloads", "Elsewhere", ".config"} {
		if err := os.Mkdir(of(name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if got := places(); !slices.Equal(got, []string{of("Downloads")}) {
		t.Errorf("by their English names: %q", got)
	}
	text := "# a comment\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\nXDG_DOWNLOAD_DIR=\"" + of("Elsewhere") + "\"\nXDG_DESKTOP_DIR=\"$HOME/\"\nbroken\n"
	if err := os.WriteFile(of(".config/user-dirs.dirs"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := places(); !slices.Equal(got, []string{of("Dokumente"), of("Elsewhere")}) {
		t.Errorf("as the desktop names them: %q", got)
	}
}

// TestStart: a program that is missing, or says that it did not, is told of.
func TestStart(t *testing.T) {
	if err := start("true"); err != nil {
		t.Error(err)
	}
	if start("false") == nil || start("no-such-program-anywhere") == nil {
		t.Error("what opens nothing counts as opened")
	}
}
