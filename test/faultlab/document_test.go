package faultlab

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
)

var update = flag.Bool("update", false, "write docs/faults.md")

// introduction is the beginning of docs/faults.md.
const introduction = `# What a check survives

Key Check for Pleo is used when something does not work. This page lists %d things that can go wrong, and what the check says of each.
It is not written by hand: a test prints it from the table of the fault laboratory (` + "`test/faultlab`" + `), in which every row is
run against the real check.

Each fault is produced for real on this computer: servers that break the rules of TCP, TLS, HTTP/1.1 and HTTP/2, certificates made for
the purpose, proxies, a name server. Where that is impossible, the row says so; the keychain is always a double here.

For each row the laboratory holds the finding and the verdict, that the limit that was meant to end it did, that no more was read and
kept than allowed, that no goroutine and no connection is left while the server still runs, and that the key, which the servers echo
in every form they can, appears nowhere: not in the result, not in the report, not in the words. *Works* stands in rows in which
nothing that matters is wrong, and in no other.

Written anew by ` + "`go test ./test/faultlab -run TestDocument -update`" + `.
`

// document is the table in Markdown.
func document(t *testing.T) string {
	t.Helper()
	catalogue, err := words()
	if err != nil {
		t.Fatal(err)
	}
	groups, count := table(), 0
	var b strings.Builder
	for _, g := range groups {
		count += len(g.rows)
		b.WriteString("\n## " + g.title + "\n\n| fault | finding | what is shown | verdict |\n|---|---|---|---|\n")
		for _, r := range g.rows {
			f := check.Finding{Kind: r.want.kind, Variant: r.want.variant, Facts: map[string]string{check.FactEnvironment: "production"}}
			for k, v := range r.want.facts {
				f.Facts[k] = v
			}
			kind := "`" + string(r.want.kind) + "`"
			if r.want.variant != "" {
				kind += " (" + r.want.variant + ")"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", cell(r.fault), kind, cell(catalogue.Finding(f).Title), cell(catalogue.Verdict(r.want.verdict)))
		}
	}
	return fmt.Sprintf(introduction, count) + b.String()
}

func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

// TestDocument holds docs/faults.md to the table. Other systems cannot be made
// to have every fault, so that their table is shorter.
func TestDocument(t *testing.T) {
	printed := document(t)
	if runtime.GOOS != "linux" || !online() {
		return
	}
	path := filepath.Join("..", "..", "docs", "faults.md")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(printed), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(written) != printed {
		t.Error("docs/faults.md is not what the table says; run go test ./test/faultlab -run TestDocument -update")
	}
}

// TestTable holds the table to its own rules.
func TestTable(t *testing.T) {
	count := 0
	for _, g := range table() {
		seen := map[string]bool{}
		for _, r := range g.rows {
			count++
			if seen[r.fault] {
				t.Errorf("%s: %q stands twice", g.title, r.fault)
			}
			seen[r.fault] = true
			if (r.want.verdict == check.Working) != (r.want.kind == check.OK || r.want.kind == check.OKEmpty) {
				t.Errorf("%s: %q is %s with %s", g.title, r.fault, r.want.verdict, r.want.kind)
			}
		}
	}
	if count < 110 {
		t.Errorf("%d rows", count)
	}
}
