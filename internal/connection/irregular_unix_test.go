//go:build !windows

package connection

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// irregular are things that somebody may put in the place of a file. Each gives
// what must stay as it is.
var irregular = map[string]func(t *testing.T, path string) (victim string){
	"link to a file": func(t *testing.T, path string) string {
		victim := filepath.Join(t.TempDir(), "victim")
		write(t, victim, `{"version":1,"connections":[]}`+"\n")
		must(t, os.Symlink(victim, path))
		return victim
	},
	"link to nothing": func(t *testing.T, path string) string {
		victim := filepath.Join(t.TempDir(), "victim")
		must(t, os.Symlink(victim, path))
		return victim
	},
	"link to /dev/zero": func(t *testing.T, path string) string { must(t, os.Symlink("/dev/zero", path)); return "" },
	"pipe":              func(t *testing.T, path string) string { must(t, syscall.Mkfifo(path, 0o600)); return "" },
	"folder":            func(t *testing.T, path string) string { must(t, os.Mkdir(path, 0o700)); return "" },
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// seen is what can be seen of a path without opening it.
func seen(path string) string {
	info, err := os.Lstat(path)
	if err != nil {
		return "missing"
	}
	target, _ := os.Readlink(path)
	return info.Mode().Type().String() + " " + target
}

// TestIrregular: what is no file is not followed, not changed, never waited for,
// and the call says what is wrong.
func TestIrregular(t *testing.T) {
	for name, make := range irregular {
		for _, file := range []string{historyFile, connectionsFile, lockFile, keysLock} {
			t.Run(file+" is a "+name, func(t *testing.T) {
				s := open(t, t.TempDir())
				c := add(t, s, Connection{Name: "A"})
				path := s.path(file)
				if err := os.Remove(path); err != nil && file != historyFile && file != keysLock {
					t.Fatal(err)
				}
				victim := make(t, path)
				before, text := seen(path), ""
				if victim != "" && seen(victim) != "missing" {
					text = read(t, victim)
				}
				calls := map[string]func() error{
					"Open":         func() error { _, err := Open(s.Dir()); return err },
					"List":         func() error { _, err := s.List(); return err },
					"Add":          func() error { _, err := s.Add(Connection{Name: "B"}); return err },
					"Update":       func() error { _, err := s.Update(c.ID, func(c *Connection) { c.Name = "B" }); return err },
					"Append":       func() error { return s.Append(record(c.ID, 1, "failed")) },
					"All":          func() error { _, err := s.All(0); return err },
					"LastWorked":   func() error { _, _, err := s.LastWorked(c.ID); return err },
					"EraseAll":     s.EraseAll,
					"EraseHistory": func() error { return s.EraseHistory(c.ID) },
					"Delete":       func() error { return s.Delete(c.ID) },
					"Exclusive":    func() error { return s.Exclusive(func() error { return nil }) },
				}
				touched := map[string][]string{
					historyFile:     {"Append", "All", "LastWorked", "EraseAll", "EraseHistory", "Delete"},
					connectionsFile: {"Open", "List", "Add", "Update", "EraseAll", "EraseHistory", "Delete"},
					lockFile:        {"Add", "Update", "Append", "EraseAll", "EraseHistory", "Delete"},
					keysLock:        {"Exclusive"},
				}
				for _, call := range touched[file] {
					err := calls[call]()
					var corrupt *CorruptError
					if !errors.As(err, &corrupt) || corrupt.File != path || corrupt.Reason != "not a regular file" {
						t.Errorf("%s: %v", call, err)
					}
				}
				if file == historyFile || file == keysLock { // of no concern to these
					for _, call := range []string{"Open", "List", "Update"} {
						if err := calls[call](); err != nil {
							t.Errorf("%s: %v", call, err)
						}
					}
				}
				if now := seen(path); now != before {
					t.Errorf("%s is now %q, was %q", file, now, before)
				}
				if victim != "" && (text == "") != (seen(victim) == "missing") || text != "" && read(t, victim) != text {
					t.Errorf("what the link leads to was changed: %s", seen(victim))
				}
			})
		}
	}
}

// TestOverlongLine: a line of many megabytes is no check. It is left alone, and
// costs no other record.
func TestOverlongLine(t *testing.T) {
	for _, size := range []int{maxFileBytes + 1, maxFileBytes - 300, maxFileBytes - 4000, maxLine + 1} {
		for _, json := range []bool{false, true} {
			s := open(t, t.TempDir(), WithHistoryLimit(3))
			path := s.path(historyFile)
			appendAll(t, s, record("a", 1, "working"))
			line := strings.Repeat("x", size)
			if json {
				line = `{"connectionId":"` + line[18:] + `"}`
			}
			before := read(t, path) + line + "\n"
			write(t, path, before)
			var added int
			var err error
			for n := 2; n < 9 && err == nil; n++ {
				if err = s.Append(record("a", n, "working")); err == nil {
					added++
				}
			}
			if now := read(t, path); !strings.HasPrefix(now, before) || strings.Count(now, "\n") != 2+added {
				t.Errorf("%d bytes: the file was changed", size)
			}
			var large *TooLargeError
			records, errAll := s.All(0)
			switch {
			case err != nil && !errors.As(err, &large), size > maxFileBytes && err == nil:
				t.Errorf("%d bytes: Append: %v", size, err)
			case size > maxFileBytes && !errors.As(errAll, &large):
				t.Errorf("%d bytes: All: %v", size, errAll)
			case size < maxFileBytes && (errAll != nil || len(records) != 1+added || len(s.Warnings()) == 0):
				t.Errorf("%d bytes: %d of %d records, %v, warnings %v", size, len(records), 1+added, errAll, s.Warnings())
			}
		}
	}
}
