package connection

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

func TestAddGetUpdateDelete(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a", "b"))
	zone := time.FixedZone("x", 3600)
	c := add(t, s, Connection{
		ID: "ignored", Name: "  Acme\tStaging ", Environment: "staging", CompanyID: "c", KeyHint: "fake",
		KeyKept: true, Entered: Entered{Operation: "employees", ExpiresOn: "2026-12-31"},
		LastCheck: &Summary{At: time.Date(2026, 1, 2, 3, 4, 5, 6_789_000, zone), Verdict: "working", DurationMs: 12},
	})
	if c.ID == "" || c.ID == "ignored" || c.Name != "Acme Staging" || !c.CreatedAt.Equal(noon) {
		t.Errorf("added %+v", c)
	}
	if want := time.Date(2026, 1, 2, 2, 4, 5, 6_000_000, time.UTC); c.LastCheck.At != want {
		t.Errorf("time of the last check %v, want %v", c.LastCheck.At, want)
	}
	got, err := open(t, s.Dir()).Get(c.ID)
	if err != nil || !reflect.DeepEqual(got, c) {
		t.Errorf("Get in another store: %+v, %v; want %+v", got, err, c)
	}

	up, err := s.Update(c.ID, func(c *Connection) {
		c.ID, c.CreatedAt = "other", time.Time{}
		c.Name = "Acme"
		c.LastCheck.Verdict = "failed"
	})
	if err != nil || up.ID != c.ID || up.CreatedAt != c.CreatedAt || up.Name != "Acme" || up.LastCheck.Verdict != "failed" {
		t.Errorf("Update: %+v, %v", up, err)
	}
	up.LastCheck.Verdict = "changed in the caller's copy"
	if got, err := s.Get(c.ID); err != nil || got.LastCheck.Verdict != "failed" {
		t.Errorf("after Update: %+v, %v", got, err)
	}

	appendAll(t, s, record(c.ID, 1, "working"), record("another", 2, "working"), record(c.ID, 3, "failed"))
	if err := s.Delete(c.ID); err != nil {
		t.Fatalf("Delete: %v", err)
	}
	if _, err := s.Get(c.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get after Delete: %v", err)
	}
	if h, err := s.History(c.ID, 0); err != nil || len(h) != 0 {
		t.Errorf("history after Delete: %v, %v", h, err)
	}
	if h, err := s.History("another", 0); err != nil || requestIDs(h) != "r2" {
		t.Errorf("history of another after Delete: %v, %v", h, err)
	}
	if err := s.Delete(c.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("second Delete: %v", err)
	}
	if _, err := s.Update(c.ID, func(*Connection) {}); !errors.Is(err, ErrNotFound) {
		t.Errorf("Update after Delete: %v", err)
	}
	if w := s.Warnings(); len(w) != 0 {
		t.Errorf("warnings %v", w)
	}
}

func TestListIsSortedAndByName(t *testing.T) {
	s := open(t, t.TempDir())
	for _, c := range []Connection{
		{Name: "beta", Environment: "staging"},
		{Name: "Alpha", Environment: "staging"},
		{Name: "alpha", Environment: "demo"},
		{Name: "Alpha", Environment: "production"},
		{Name: "Ålesund", Environment: "demo"},
	} {
		add(t, s, c)
	}
	// Another copy's addition is seen at once.
	add(t, open(t, s.Dir()), Connection{Name: "Beta", Environment: "demo"})
	list, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range list {
		got = append(got, c.Name+"/"+c.Environment)
	}
	want := []string{"Alpha/production", "Alpha/staging", "alpha/demo", "Beta/demo", "beta/staging", "Ålesund/demo"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("List %v, want %v", got, want)
	}
	for name, want := range map[string]int{"Alpha": 2, " alpha\n": 1, "ALPHA": 3, "ålesund": 1, "Alp": 0, "": 0} {
		if found, err := s.ByName(name); err != nil || len(found) != want {
			t.Errorf("ByName(%q): %d, %v; want %d", name, len(found), err, want)
		}
	}
}

func TestRefusedWritesChangeNothing(t *testing.T) {
	s := open(t, t.TempDir())
	c := add(t, s, Connection{Name: "Acme", Environment: "demo"})
	before := read(t, s.path(connectionsFile))
	if _, err := s.Add(Connection{Name: "\u202e \t"}); !isInvalid(err, "name", "empty") {
		t.Errorf("Add: %v", err)
	}
	if _, err := s.Update(c.ID, func(c *Connection) { c.Name = "" }); !isInvalid(err, "name", "empty") {
		t.Errorf("Update: %v", err)
	}
	if _, err := s.Update(c.ID, func(*Connection) {}); err != nil {
		t.Errorf("Update of nothing: %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = s.Update(c.ID, func(*Connection) { panic("in the caller") })
	}()
	if _, err := s.Update(c.ID, func(c *Connection) { c.Name += " 2" }); err != nil {
		t.Errorf("Update after a panic: %v", err)
	}
	if _, err := s.Update(c.ID, func(c *Connection) { c.Name = "Acme" }); err != nil {
		t.Error(err)
	}
	if got := read(t, s.path(connectionsFile)); got != before {
		t.Errorf("file is now\n%s\nwant\n%s", got, before)
	}
}

func TestOpenRefusesNoDirectory(t *testing.T) {
	if _, err := Open(""); !isInvalid(err, "dir", "empty") {
		t.Errorf("Open(\"\"): %v", err)
	}
	path := filepath.Join(t.TempDir(), "file")
	write(t, path, "x")
	var we *WriteError
	if _, err := Open(path); !errors.As(err, &we) {
		t.Errorf("Open of a file: %v", err)
	}
	if dir, err := DefaultDir(); err == nil && filepath.Base(dir) != "pleo-key-check" {
		t.Errorf("DefaultDir %q", dir)
	}
}

func TestDirectoryRemovedWhileOpen(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "d"))
	if err := os.RemoveAll(s.Dir()); err != nil {
		t.Fatal(err)
	}
	// What was there is gone, and nobody makes the directory again for it.
	for name, f := range map[string]func() error{
		"List": func() error {
			list, err := s.List()
			if len(list) != 0 {
				t.Errorf("List: %v", list)
			}
			return err
		},
		"All":          func() error { _, err := s.All(0); return err },
		"Update":       func() error { _, err := s.Update("gone", func(*Connection) {}); return notFound(err) },
		"Delete":       func() error { return notFound(s.Delete("gone")) },
		"Erase":        func() error { return s.Erase(Record{ConnectionID: "gone"}) },
		"EraseHistory": func() error { return s.EraseHistory("gone") },
		"EraseAll":     s.EraseAll,
		"Note": func() error {
			gone, err := s.Note([]string{"gone"}, func(*Connection) *Record { return &Record{} })
			if len(gone) != 1 {
				t.Errorf("Note: gone %q", gone)
			}
			return err
		},
		"Exclusive": func() error {
			ran := false
			err := s.Exclusive(func() error { ran = true; return nil })
			if !ran {
				t.Error("Exclusive did not run it")
			}
			return err
		},
	} {
		if err := f(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(s.Dir()); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("%s made the directory: %v", name, err)
		}
	}
	add(t, s, Connection{Name: "Acme"})
	if list, err := s.List(); err != nil || len(list) != 1 {
		t.Errorf("List: %v, %v", list, err)
	}
}

// notFound is nil for ErrNotFound.
func notFound(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return fmt.Errorf("not %w: %w", ErrNotFound, err)
}

func isInvalid(err error, field, reason string) bool {
	var e *InvalidError
	return errors.As(err, &e) && e.Field == field && e.Reason == reason && e.Error() == field+": "+reason
}
