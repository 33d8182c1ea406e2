package connection

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// library fills a store with n connections and r records.
func library(b *testing.B, n, r int) (*Store, string) {
	b.Helper()
	s := open(b, b.TempDir())
	doc := &document{}
	for i := range n {
		doc.entries = append(doc.entries, entry{Connection: Connection{
			ID: fmt.Sprintf("%026d", i), Name: fmt.Sprintf("Company %d Ltd.", i), Environment: "production",
			CompanyID: "00000000-0000-4000-8000-000000000001", CompanyName: "Company", KeyHint: "fake", KeyKept: true,
			Entered: Entered{Operation: "employees", ExpiresOn: "2026-12-31"}, CreatedAt: noon,
			LastCheck: &Summary{At: noon, Verdict: "working", Kind: "ok", DurationMs: 250, LastWorked: noon},
		}})
	}
	data, err := doc.encode()
	if err != nil {
		b.Fatal(err)
	}
	write(b, s.path(connectionsFile), string(data))
	var text strings.Builder
	for i := range r {
		line, err := json.Marshal(Record{
			ConnectionID: fmt.Sprintf("%026d", i%max(n, 1)), Environment: "production", KeyHint: "fake",
			CompanyID: "00000000-0000-4000-8000-000000000001", At: noon, Verdict: "working", Kind: "ok", DurationMs: 250,
			Timing:   map[string]int64{"dns": 2, "connect": 20, "tls": 40, "wait": 150, "download": 3},
			Findings: []string{"ok", "ok", "ok", "ok", "ok"}, Status: 200, RequestID: "00000000-0000-4000-8000-000000000002",
		})
		if err != nil {
			b.Fatal(err)
		}
		text.Write(append(line, '\n'))
	}
	write(b, s.path(historyFile), text.String())
	return s, fmt.Sprintf("%026d", 0)
}

func BenchmarkList1000(b *testing.B) {
	s, _ := library(b, 1000, 0)
	for b.Loop() {
		if list, err := s.List(); err != nil || len(list) != 1000 {
			b.Fatal(len(list), err)
		}
	}
}

func BenchmarkUpdate1000(b *testing.B) {
	s, id := library(b, 1000, 0)
	n := 0
	for b.Loop() {
		n++
		if _, err := s.Update(id, func(c *Connection) { c.Name = fmt.Sprint("Company ", n) }); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHistory10000 reads one connection's 20 newest of 10,000 records.
func BenchmarkHistory10000(b *testing.B) {
	s, id := library(b, 500, 10_000)
	for b.Loop() {
		if h, err := s.History(id, 20); err != nil || len(h) != 20 {
			b.Fatal(len(h), err)
		}
	}
}

// BenchmarkHistoryAll10000 reads 10,000 records of one connection.
func BenchmarkHistoryAll10000(b *testing.B) {
	s, id := library(b, 1, 10_000)
	for b.Loop() {
		if h, err := s.History(id, 0); err != nil || len(h) != 10_000 {
			b.Fatal(len(h), err)
		}
	}
}

// BenchmarkAppend adds to a history near its limit, compactions included.
func BenchmarkAppend(b *testing.B) {
	s, id := library(b, 100, 9_990)
	r := record(id, 1, "working")
	for b.Loop() {
		if err := s.Append(r); err != nil {
			b.Fatal(err)
		}
	}
}
