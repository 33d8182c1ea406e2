package connection

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestStoreOpensWhenItIsUsed, once, and every call says why it cannot be opened.
func TestStoreOpensWhenItIsUsed(t *testing.T) {
	dir, asked := filepath.Join(t.TempDir(), "fake"), 0
	s := newStore(func() (string, error) { asked++; return dir, nil })
	if _, err := os.Stat(dir); err == nil || asked != 0 {
		t.Error("it was opened before it was used")
	}
	con, err := s.Add(Connection{Name: "A"})
	if list, listErr := s.List(); err != nil || listErr != nil || asked != 1 || len(list) != 1 || list[0].ID != con.ID {
		t.Errorf("%+v, %v, %v, asked %d times", list, err, listErr, asked)
	}

	why := errors.New("fake fault")
	s = newStore(func() (string, error) { return "", why })
	for name, call := range map[string]func() error{
		"List":         func() error { _, err := s.List(); return err },
		"Get":          func() error { _, err := s.Get("fake"); return err },
		"ByName":       func() error { _, err := s.ByName("fake"); return err },
		"Add":          func() error { _, err := s.Add(Connection{Name: "A"}); return err },
		"Update":       func() error { _, err := s.Update("fake", func(*Connection) {}); return err },
		"Delete":       func() error { return s.Delete("fake") },
		"Exclusive":    func() error { return s.Exclusive(func() error { return nil }) },
		"Append":       func() error { return s.Append(Record{}) },
		"Note":         func() error { _, err := s.Note([]string{"fake"}, nil); return err },
		"History":      func() error { _, err := s.History("fake", 0); return err },
		"All":          func() error { _, err := s.All(0); return err },
		"LastWorked":   func() error { _, _, err := s.LastWorked("fake"); return err },
		"Erase":        func() error { return s.Erase(Record{}) },
		"EraseHistory": func() error { return s.EraseHistory("fake") },
		"EraseAll":     s.EraseAll,
		"Wipe":         func() error { _, err := s.Wipe(nil); return err },
		"Traces":       func() error { _, err := s.Traces(); return err },
	} {
		if err := call(); !errors.Is(err, why) {
			t.Errorf("%s: %v, want %v", name, err, why)
		}
	}
	if w := s.Warnings(); w != nil {
		t.Errorf("warnings %v", w)
	}
}
