//go:build !windows

package settings

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"pleokeycheck/internal/regular"
)

// TestIrregular: what is no file counts as no settings. It is not followed, not
// changed, and never waited for.
func TestIrregular(t *testing.T) {
	victim := filepath.Join(t.TempDir(), "victim")
	if err := os.WriteFile(victim, []byte(`{"environment":"demo"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{name, lockName} {
		for what, make := range map[string]func(path string) error{
			"link":   func(path string) error { return os.Symlink(victim, path) },
			"zero":   func(path string) error { return os.Symlink("/dev/zero", path) },
			"pipe":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
			"folder": func(path string) error { return os.Mkdir(path, 0o700) },
		} {
			dir := t.TempDir()
			path := filepath.Join(dir, file)
			if err := make(path); err != nil {
				t.Fatal(err)
			}
			before, _ := os.Lstat(path)
			if got := Load(dir); !reflect.DeepEqual(got, Settings{}) {
				t.Errorf("%s: loaded %+v", what, got)
			}
			if _, err := Update(dir, func(s *Settings) { s.Environment = "staging" }); !errors.Is(err, regular.ErrNotRegular) {
				t.Errorf("%s is a %s: %v", file, what, err)
			}
			after, err := os.Lstat(path)
			if err != nil || after.Mode() != before.Mode() {
				t.Errorf("%s is a %s: now %v, %v", file, what, after, err)
			}
		}
	}
	if text, err := os.ReadFile(victim); err != nil || !strings.Contains(string(text), "demo") {
		t.Errorf("what the link leads to is now %q, %v", text, err)
	}
}
