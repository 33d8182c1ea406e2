package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWriteNewOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []string{"a.txt", "a (2).txt", "a (3).txt"} {
		path, err := WriteNew(dir, "a.txt", []byte(want))
		if err != nil || filepath.Base(path) != want {
			t.Fatalf("got %s, %v; want %s", path, err, want)
		}
		text, err := os.ReadFile(path)
		info, statErr := os.Stat(path)
		if err != nil || statErr != nil || string(text) != want {
			t.Errorf("%s holds %q, %v, %v", want, text, err, statErr)
		}
		if info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
			t.Errorf("%s can be read by others: %v", want, info.Mode())
		}
	}
	const name = "Pleo reading requests.postman_collection.json"
	if path, err := WriteNew(dir, name, nil); err != nil || filepath.Base(path) != name {
		t.Errorf("got %s, %v", path, err)
	}
	path, err := WriteNew(dir, name, nil)
	if err != nil || filepath.Base(path) != "Pleo reading requests (2).postman_collection.json" {
		t.Errorf("got %s, %v", path, err)
	}
	if _, err := WriteNew(filepath.Join(dir, "missing"), "a.txt", nil); err == nil {
		t.Error("a folder that is not there was written to")
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 5 {
		t.Errorf("the folder holds %q, %v", left, err)
	}
}

func TestFileSafe(t *testing.T) {
	for in, want := range map[string]string{
		"Nordhavn Bageri ApS": "Nordhavn Bageri ApS", "a/b\\c:d*e?\"<>|": "a b c d e", "..": "", " x. ": "x", "a\nb": "a b",
		strings.Repeat("å", 80): strings.Repeat("å", 60),
	} {
		if got := fileSafe(in); got != want {
			t.Errorf("fileSafe(%q) = %q, want %q", in, got, want)
		}
	}
}

// What is passed on is written when it is asked for, and holds the answer and
// personal data only where both are ticked.
