package connection

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestHistory(t *testing.T) {
	s := open(t, t.TempDir())
	if h, err := s.History("a", 10); err != nil || len(h) != 0 {
		t.Errorf("history of nothing: %v, %v", h, err)
	}
	full := Record{
		ID: "fake-id-0", ConnectionID: "a", Environment: "demo", CompanyID: "c", KeyHint: "fake", At: noon, Verdict: "working", Kind: "ok",
		DurationMs: 12, Timing: map[string]int64{"dns": 1}, Findings: []string{"ok", "ok"}, Status: 200, RequestID: "r0",
	}
	timeless := record("a", 3, "failed")
	timeless.At = time.Time{}
	appendAll(t, s, full, record("b", 1, "working"), record("", 2, "failed"), timeless)
	for _, tt := range []struct {
		id    string
		limit int
		want  string
	}{{"a", 0, "r3 r0"}, {"a", 1, "r3"}, {"a", 9, "r3 r0"}, {"b", -1, "r1"}, {"", 0, "r2"}, {"aa", 0, ""}} {
		if h, err := s.History(tt.id, tt.limit); err != nil || requestIDs(h) != tt.want {
			t.Errorf("History(%q, %d): %q, %v; want %q", tt.id, tt.limit, requestIDs(h), err, tt.want)
		}
	}
	h, err := s.History("a", 0)
	if err != nil || !reflect.DeepEqual(h[1], full) || !h[0].At.Equal(noon) {
		t.Errorf("records %+v, %v", h, err)
	}
	far := record("a", 4, "working")
	far.At = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := s.Append(far); !isInvalid(err, "at", "not-a-date") {
		t.Errorf("Append of a far time: %v", err)
	}
}

func TestIDsThatNeedEscaping(t *testing.T) {
	s := open(t, t.TempDir())
	for _, id := range []string{`a"b`, "a<b", `a\b`, "é", "plain"} {
		appendAll(t, s, record(id, 1, "working"))
		if h, err := s.History(id, 0); err != nil || len(h) != 1 {
			t.Errorf("History(%q): %v, %v", id, h, err)
		}
	}
	f := s.path(historyFile)
	write(t, f, read(t, f)+`{"connectionId":"\u0070lain","requestId":"other writer"}`+"\n")
	if h, err := s.History("plain", 0); err != nil || len(h) != 2 {
		t.Errorf("History: %v, %v", h, err)
	}
}

func TestDamagedHistory(t *testing.T) {
	const good = `{"connectionId":"a","requestId":"r1","later":"kept"}` + "\n"
	for _, tt := range []struct {
		name, text string
		want       string // request ids before anything is appended
		warned     bool
	}{
		{"empty", "", "", false},
		{"torn last line", good + `{"connectionId":"a","reque`, "r1", false},
		{"torn to one byte", good + `{`, "r1", false},
		{"last line without its end", good + `{"connectionId":"a","requestId":"r2"}`, "r2 r1", false},
		{"torn line that was ended", good + `{"connectionId":"a","reque` + "\n" + good, "r1 r1", false},
		{"empty lines and returns", "\r\n\n" + strings.ReplaceAll(good, "\n", "\r\n") + "\n", "r1", false},
		{"zeros at the end", good + strings.Repeat("\x00", 512), "r1", true},
		{"rubbish between", good + "rubbish a\n" + good, "r1 r1", true},
		{"wrong type", good + `{"connectionId":"a","status":"x"}` + "\n", "r1", true},
		{"other values", "null\n[]\n1\n\"a\"\n" + good, "r1", true},
		{"rubbish only", "\x89PNG\x00", "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, t.TempDir())
			path := s.path(historyFile)
			write(t, path, tt.text)
			h, err := s.History("a", 0)
			if err != nil || requestIDs(h) != tt.want {
				t.Errorf("History: %q, %v; want %q", requestIDs(h), err, tt.want)
			}
			if warned := len(s.Warnings()) > 0; warned != tt.warned {
				t.Errorf("warnings %v", s.Warnings())
			}
			appendAll(t, s, record("a", 8, "working"), record("a", 9, "working"))
			h, err = s.History("a", 0)
			if want := strings.TrimSpace("r9 r8 " + tt.want); err != nil || requestIDs(h) != want {
				t.Errorf("History after Append: %q, %v; want %q", requestIDs(h), err, want)
			}
			if now := read(t, path); !strings.HasPrefix(now, tt.text) || !strings.HasSuffix(now, "\n") {
				t.Errorf("what was there is not the beginning of %q", now)
			}
		})
	}
}

func TestLastWorked(t *testing.T) {
	s := open(t, t.TempDir())
	c := add(t, s, Connection{Name: "Acme", Environment: "demo", KeyHint: "fake"})
	is := func(id string, want int) {
		t.Helper()
		at, ok, err := s.LastWorked(id)
		if err != nil || ok != (want > 0) || ok && !at.Equal(noon.Add(time.Duration(want)*time.Second)) {
			t.Errorf("LastWorked: %v, %v, %v; want record %d", at, ok, err, want)
		}
	}
	is(c.ID, 0)
	appendAll(t, s, record(c.ID, 1, "failed"))
	is(c.ID, 0)
	appendAll(t, s, record(c.ID, 2, "working"), record(c.ID, 3, "inconclusive"), record("x", 4, "working"))
	is(c.ID, 2)
	is("x", 4) // not saved: any key of this id
	appendAll(t, s, record(c.ID, 5, "limited"), record(c.ID, 6, "failed"))
	is(c.ID, 5)
	if _, err := s.Update(c.ID, func(c *Connection) { c.KeyHint = "demo" }); err != nil {
		t.Fatal(err)
	}
	is(c.ID, 0) // another key has not worked yet
	if _, err := s.Update(c.ID, func(c *Connection) { c.KeyHint, c.Environment = "fake", "staging" }); err != nil {
		t.Fatal(err)
	}
	is(c.ID, 0)
	// Two keys with the same last characters; record 5 does not say of which it is.
	first := record(c.ID, 7, "working")
	first.KeyID = "first"
	appendAll(t, s, first)
	for id, want := range map[string]int{"first": 7, "second": 5, "": 7} {
		if _, err := s.Update(c.ID, func(c *Connection) { c.Environment, c.KeyID = "demo", id }); err != nil {
			t.Fatal(err)
		}
		is(c.ID, want)
	}
	write(t, s.path(connectionsFile), `{"version":2}`)
	if _, _, err := s.LastWorked(c.ID); !errors.As(err, new(*VersionError)) {
		t.Errorf("LastWorked with a newer version: %v", err)
	}
}

func TestCompaction(t *testing.T) {
	s := open(t, t.TempDir(), WithHistoryLimit(100))
	path := s.path(historyFile)
	// A quiet connection that worked long ago, then a busy one.
	write(t, path, `{"connectionId":"quiet","verdict":"working","requestId":"first","later":{"x":[1,2.50]}}`+"\n"+
		`{"connectionId":"busy","verdict":"working","requestId":"good","later":1}`+"\n")
	for n := range 30 {
		appendAll(t, s, record("quiet", n, "failed"))
	}
	for n := range 69 {
		appendAll(t, s, record("busy", n, "failed"))
	}
	lines := func() int { return strings.Count(read(t, path), "\n") }
	if got := lines(); got != 75 {
		t.Errorf("%d lines after compaction, want 75", got)
	}
	quiet, _ := s.History("quiet", 0)
	busy, _ := s.History("busy", 0)
	if len(quiet) != 21 || quiet[0].RequestID != "r29" || quiet[19].RequestID != "r10" || quiet[20].RequestID != "first" {
		t.Errorf("quiet: %v", requestIDs(quiet))
	}
	if len(busy) != 54 || busy[0].RequestID != "r68" || busy[53].RequestID != "good" {
		t.Errorf("busy: %v", requestIDs(busy))
	}
	if text := read(t, path); !strings.Contains(text, `"later":{"x":[1,2.50]}`) || !strings.HasPrefix(text, `{"connectionId":"quiet"`) {
		t.Errorf("unknown fields or the order are gone:\n%s", text)
	}
	for n := range 300 {
		appendAll(t, s, record("busy", n, "failed"))
		if lines() > 100 {
			t.Fatalf("%d lines", lines())
		}
	}
	if h, err := s.History("quiet", 0); err != nil || len(h) != 21 {
		t.Errorf("quiet: %d, %v", len(h), err)
	}
	if w := s.Warnings(); len(w) != 0 {
		t.Errorf("warnings %v", w)
	}
}

func TestCompactionThatMustKeepAll(t *testing.T) {
	s := open(t, t.TempDir(), WithHistoryLimit(10))
	replaced := 0
	replace := s.disk.replace
	s.disk.replace = func(from, to string) error { replaced++; return replace(from, to) }
	for n := range 200 {
		appendAll(t, s, record(string(rune('a'+n%10)), n, "failed"))
	}
	for id := 'a'; id <= 'j'; id++ {
		if h, err := s.History(string(id), 0); err != nil || len(h) != 20 {
			t.Errorf("%c: %d records, %v", id, len(h), err)
		}
	}
	if replaced > 20 {
		t.Errorf("the file was rewritten %d times for 200 records", replaced)
	}
}

func TestCompactionBySize(t *testing.T) {
	s := open(t, t.TempDir())
	path := s.path(historyFile)
	// Lines of a later version may be long: 20 of each connection do not fit.
	var b strings.Builder
	filler := strings.Repeat("x", 64<<10)
	for n := 0; b.Len() < compactBytes; n++ {
		b.WriteString(`{"connectionId":"` + string(rune('a'+n%26)) + `","verdict":"working","x":"` + filler + `"}` + "\n")
	}
	write(t, path, b.String())
	appendAll(t, s, record("a", 1, "working"))
	info, err := os.Stat(path)
	if err != nil || info.Size() > targetBytes || info.Size() < targetBytes/2 {
		t.Errorf("size %v, %v", info, err)
	}
	for id := 'a'; id <= 'z'; id++ {
		if h, err := s.History(string(id), 0); err != nil || len(h) < 2 {
			t.Errorf("%c: %d records, %v", id, len(h), err)
		}
	}
	if h, err := s.History("a", 1); err != nil || requestIDs(h) != "r1" {
		t.Errorf("the newest: %v, %v", h, err)
	}
}
