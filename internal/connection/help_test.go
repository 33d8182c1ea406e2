package connection

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// noon is the time that tests run at.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func fixedClock() time.Time { return noon }

func open(t testing.TB, dir string, opts ...Option) *Store {
	t.Helper()
	s, err := Open(dir, append([]Option{WithClock(fixedClock)}, opts...)...)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return s
}

func add(t testing.TB, s *Store, c Connection) Connection {
	t.Helper()
	saved, err := s.Add(c)
	if err != nil {
		t.Fatalf("Add: %v", err)
	}
	return saved
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// files lists what is in dir, but for the lock.
func files(t testing.TB, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		if e.Name() != lockFile {
			names = append(names, e.Name())
		}
	}
	return names
}

// aside gives the content of the one file that name was renamed to.
func aside(t testing.TB, dir, name string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, name+".corrupt-*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("files set aside: %v, %v; want one", found, err)
	}
	return read(t, found[0])
}

func requestIDs(list []Record) string {
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = r.RequestID
	}
	return strings.Join(ids, " ")
}

// record is the nth check of a connection.
func record(id string, n int, verdict string) Record {
	return Record{
		ID: fmt.Sprint("fake-id-", n), ConnectionID: id, Environment: "demo", KeyHint: "fake", At: noon.Add(time.Duration(n) * time.Second),
		Verdict: verdict, Kind: "ok", RequestID: fmt.Sprint("r", n),
	}
}

// Append adds one check to the history, whether or not its connection is saved.
func (s *Store) Append(r Record) error {
	line, err := s.encodeRecord(r)
	if err != nil {
		return err
	}
	if err := s.opened(); err != nil {
		return err
	}
	if err := s.makeDir(); err != nil {
		return err
	}
	return s.locked(func() error { return s.appendLines(line, 1) })
}

// History gives the records of a connection, the last appended first; an empty id
// asks for the checks of what was not saved.
func (s *Store) History(connectionID string, limit int) ([]Record, error) {
	return first(limit, s.records(connectionID, false))
}

// Dir is the directory, absolute.
func (s *Store) Dir() string { return s.dir }

// WithHistoryLimit sets the number of records over which the history is
// compacted.
func WithHistoryLimit(records int) Option { return func(s *Store) { s.limit = records } }

// WithClock sets where the time comes from.
func WithClock(now func() time.Time) Option { return func(s *Store) { s.now = now } }

func appendAll(t testing.TB, s *Store, records ...Record) {
	t.Helper()
	for _, r := range records {
		if err := s.Append(r); err != nil {
			t.Fatalf("Append: %v", err)
		}
	}
}
