package connection

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// checked adds a connection with checks, oldest first, the last of which it
// shows.
func checked(t *testing.T, s *Store, name string, verdicts ...string) Connection {
	t.Helper()
	con := add(t, s, Connection{Name: name, Environment: "demo", KeyHint: "fake"})
	for i, v := range verdicts {
		at := noon.Add(time.Duration(i) * time.Hour)
		if _, err := s.Note([]string{con.ID}, func(c *Connection) *Record {
			c.LastCheck = &Summary{At: at, Verdict: v, Kind: "ok", DurationMs: 5}
			return &Record{ConnectionID: c.ID, Environment: "demo", KeyHint: "fake", At: at, Verdict: v, Kind: "ok", DurationMs: 5}
		}); err != nil {
			t.Fatal(err)
		}
	}
	return con
}

func history(t *testing.T, s *Store, id string) []Record {
	t.Helper()
	list, err := s.History(id, 0)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAllIsNewestFirst(t *testing.T) {
	s := open(t, t.TempDir())
	checked(t, s, "A", "working", "failed")
	checked(t, s, "B", "limited")
	all, err := s.All(2)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].Verdict != "limited" || all[1].Verdict != "failed" {
		t.Errorf("All(2) = %+v", all)
	}
	if all[0].ID == "" || all[0].ID == all[1].ID {
		t.Errorf("records have ids %q and %q, want one of their own each", all[0].ID, all[1].ID)
	}
}

func TestEraseOne(t *testing.T) {
	s := open(t, t.TempDir())
	a, b := checked(t, s, "A", "working", "limited", "failed"), checked(t, s, "B", "working")
	if err := s.Erase(history(t, s, a.ID)[0]); err != nil {
		t.Fatal(err)
	}
	left := history(t, s, a.ID)
	if len(left) != 2 || left[0].Verdict != "limited" {
		t.Errorf("left %+v", left)
	}
	got, err := s.Get(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.LastCheck == nil || got.LastCheck.Verdict != "limited" || !got.LastCheck.LastWorked.Equal(left[0].At) {
		t.Errorf("last check %+v, want that of the newest record left", got.LastCheck)
	}
	if err := s.Erase(left[1]); err != nil { // an older one
		t.Fatal(err)
	}
	if again, err := s.Get(a.ID); err != nil || again.LastCheck.Verdict != "limited" {
		t.Errorf("erasing an older record changed the last check to %+v (%v)", again.LastCheck, err)
	}
	if n := len(history(t, s, b.ID)); n != 1 {
		t.Errorf("the other connection has %d records, want 1", n)
	}
	if err := s.Erase(left[1]); err != nil {
		t.Errorf("erasing once more: %v", err)
	}
}

// TestEraseByContent erases a line of a version that gave no ids, and only one
// of two that are the same.
func TestEraseByContent(t *testing.T) {
	dir := t.TempDir()
	line := `{"connectionId":"x","at":"2026-03-01T12:00:00Z","verdict":"working","findings":["a:ok"],"timing":{"wait":3},"later":1}` + "\n"
	path := filepath.Join(dir, historyFile)
	write(t, path, line+"no record\n"+line+`{"connectionId":"x","verd`)
	s := open(t, dir)
	if err := s.Erase(history(t, s, "x")[0]); err != nil {
		t.Fatal(err)
	}
	if got := read(t, path); got != line+"no record\n" {
		t.Errorf("the file is %q", got)
	}
}

func TestEraseHistoryAndAll(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	a, b := checked(t, s, "A", "working", "failed"), checked(t, s, "B", "working")
	if err := s.EraseHistory(a.ID); err != nil {
		t.Fatal(err)
	}
	gotA, _ := s.Get(a.ID)
	gotB, _ := s.Get(b.ID)
	if len(history(t, s, a.ID)) != 0 || gotA.LastCheck != nil || len(history(t, s, b.ID)) != 1 || gotB.LastCheck == nil {
		t.Errorf("after EraseHistory: %+v, %+v", gotA, gotB)
	}
	if err := s.EraseAll(); err != nil {
		t.Fatal(err)
	}
	gotB, _ = s.Get(b.ID)
	if all, err := s.All(0); err != nil || len(all) != 0 || gotB.LastCheck != nil || read(t, filepath.Join(dir, historyFile)) != "" {
		t.Errorf("after EraseAll: %+v, %+v, %v", all, gotB, err)
	}
	if _, ok, err := s.LastWorked(b.ID); ok || err != nil {
		t.Errorf("LastWorked after EraseAll: %v, %v", ok, err)
	}
	if err := s.Append(Record{ConnectionID: b.ID, Verdict: "working"}); err != nil || len(history(t, s, b.ID)) != 1 {
		t.Errorf("appending after EraseAll: %v", err)
	}
}

// TestEraseLeavesAllOrNothing: where the file cannot be replaced, nothing is
// lost.
func TestEraseLeavesAllOrNothing(t *testing.T) {
	s := open(t, t.TempDir())
	a := checked(t, s, "A", "working", "failed")
	before := read(t, s.path(historyFile))
	s.disk.replace = func(string, string) error { return errors.New("no room") }
	var write *WriteError
	for name, f := range map[string]func() error{
		"one":  func() error { return s.Erase(history(t, s, a.ID)[0]) },
		"some": func() error { return s.EraseHistory(a.ID) },
		"all":  s.EraseAll,
	} {
		if err := f(); !errors.As(err, &write) {
			t.Errorf("%s: error %v, want a WriteError", name, err)
		}
		if read(t, s.path(historyFile)) != before {
			t.Errorf("%s: the history changed", name)
		}
	}
}

func TestNoteWritesOnce(t *testing.T) {
	s := open(t, t.TempDir())
	var ids []string
	for range 100 {
		ids = append(ids, add(t, s, Connection{Name: "A", Environment: "demo"}).ID)
	}
	writes := map[string]int{}
	replace := s.disk.replace
	s.disk.replace = func(from, to string) error { writes[filepath.Base(to)]++; return replace(from, to) }
	open := s.disk.open
	s.disk.open = func(path string, flag int) (file, error) { writes[filepath.Base(path)]++; return open(path, flag) }
	gone, err := s.Note(append(ids, "nobody"), func(c *Connection) *Record {
		c.LastCheck = &Summary{At: noon, Verdict: "working"}
		return &Record{ConnectionID: c.ID, Verdict: "working"}
	})
	if err != nil || len(gone) != 1 || gone[0] != "nobody" {
		t.Fatalf("Note: %v, %v", gone, err)
	}
	if writes[connectionsFile] != 1 || writes[historyFile] != 1 {
		t.Errorf("writes %v, want one of each file", writes)
	}
	if n := strings.Count(read(t, s.path(historyFile)), "\n"); n != 100 {
		t.Errorf("%d lines, want 100", n)
	}
	if c, err := s.Get(ids[99]); err != nil || c.LastCheck == nil {
		t.Errorf("%+v, %v", c, err)
	}
	if s.counted.lines != 100 {
		t.Errorf("counted %d lines, want 100", s.counted.lines)
	}
}

// TestEraseBesideAnotherCopy: nothing that another copy of the program adds
// meanwhile is lost.
func TestEraseBesideAnotherCopy(t *testing.T) {
	dir := t.TempDir()
	one, other := open(t, dir), open(t, dir)
	con := checked(t, one, "A", "working")
	first := history(t, one, con.ID)[0]
	done := make(chan error, 1)
	go func() {
		for range 50 {
			if err := other.Append(Record{ConnectionID: con.ID, Verdict: "limited"}); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	if err := one.Erase(first); err != nil {
		t.Error(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if n := len(history(t, one, con.ID)); n != 50 {
		t.Errorf("%d records, want 50", n)
	}
}

// BenchmarkAll10000 reads 10,000 records of 500 connections.
func BenchmarkAll10000(b *testing.B) {
	s, _ := library(b, 500, 10_000)
	for b.Loop() {
		if h, err := s.All(0); err != nil || len(h) != 10_000 {
			b.Fatal(len(h), err)
		}
	}
}

// BenchmarkErase10000 erases one of 10,000 records and adds it again.
func BenchmarkErase10000(b *testing.B) {
	s, _ := library(b, 500, 10_000)
	all, err := s.All(1)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := s.Erase(all[0]); err != nil {
			b.Fatal(err)
		}
		if err := s.Append(all[0]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNote100 notes 100 checks at once.
func BenchmarkNote100(b *testing.B) {
	s, _ := library(b, 100, 1000)
	list, err := s.List()
	if err != nil {
		b.Fatal(err)
	}
	var ids []string
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	for b.Loop() {
		if _, err := s.Note(ids, func(c *Connection) *Record {
			c.LastCheck = &Summary{At: noon, Verdict: "working"}
			return &Record{ConnectionID: c.ID, Verdict: "working"}
		}); err != nil {
			b.Fatal(err)
		}
	}
}
