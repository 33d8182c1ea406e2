package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/service"
)

func allRows() []service.Row {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	return []service.Row{
		{Connection: connection.Connection{Name: "=HYPERLINK(\"x\")", Environment: "demo", CompanyID: "id", KeyHint: "0001", Entered: connection.Entered{ExpiresOn: "2027-01-01"}}, At: at, Result: &check.Result{Environment: "demo", Verdict: check.Working, Finding: check.Finding{Kind: check.OK}}},
		{Connection: connection.Connection{Name: "@a, \"b\"\nc", Environment: "staging", CompanyName: "+45"}, At: at, Result: &check.Result{Environment: "staging", Verdict: check.Failed, Finding: check.Finding{Kind: check.KeyRejected}}},
		{Connection: connection.Connection{Name: "-1", Environment: "production"}, Status: service.RowNoKey},
		{Connection: connection.Connection{Name: "\tx", Environment: "production"}, Status: service.RowGone},
		{Connection: connection.Connection{Name: "left", Environment: "custom"}},
	}
}

func TestAllCSV(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	text := report.AllCSV(allRows(), words)
	rest, found := bytes.CutPrefix(text, []byte("\ufeff"))
	if !found || !bytes.Contains(rest, []byte("\r\n")) {
		t.Error("no byte order mark, or no CRLF")
	}
	table, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(table) != 6 || len(table[0]) != 11 {
		t.Fatalf("%d lines of %d cells", len(table), len(table[0]))
	}
	for i, want := range []string{"'=HYPERLINK(\"x\")", "'@a, \"b\" c", "'-1", "x", "left"} {
		if table[i+1][0] != want {
			t.Errorf("name %q, want %q", table[i+1][0], want)
		}
	}
	if table[2][2] != "'+45" || table[2][5] != "Does not work" || table[2][7] == "" || table[2][8] == "" || table[3][5] != "No key saved" || table[1][10] != "2027-01-01" {
		t.Errorf("lines %q", table[1:])
	}
	for _, line := range table {
		for _, cell := range line {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("a spreadsheet takes %q for a formula", cell)
			}
		}
	}
}

// A spreadsheet takes the full-width signs for signs too, and white space before
// one for nothing.
func TestAllCSVIsNoFormula(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", "\t=1", "\r\n@a", "\u00a0＠a", "\u200b=1", "\u202e=1"} {
		table, err := csv.NewReader(bytes.NewReader(report.AllCSV([]service.Row{{Connection: connection.Connection{Name: name, CompanyID: name, KeyHint: name}}}, words))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range []int{0, 2, 3, 4} {
			if cell := table[1][i]; !strings.HasPrefix(cell, "'") || len([]rune(cell)) != 3 {
				t.Errorf("%q became %q", name, cell)
			}
		}
	}
}

func TestAllJSONAndText(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	data, err := report.AllJSON(allRows(), time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), words)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version   int
		StartedAt string
		Verdict   string
		Results   []map[string]any
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || got.StartedAt != "2026-11-24T09:00:00Z" || got.Verdict != "failed" || len(got.Results) != 5 {
		t.Errorf("%+v", got)
	}
	if r := got.Results[1]; r["verdict"] != "failed" || r["finding"].(map[string]any)["kind"] != "key-rejected" || r["checked"] != true {
		t.Errorf("a checked one: %v", r)
	}
	for i, row := range allRows() {
		if r := got.Results[i]; r["environment"] != row.Connection.Environment || r["companyId"] != row.Connection.CompanyID {
			t.Errorf("%s cannot be serverWorded from another of that name: %v", row.Connection.Name, r)
		}
	}
	if r := got.Results[2]; r["reason"] != "no-key-kept" || r["checked"] != false || r["verdict"] != nil {
		t.Errorf("one without a key: %v", r)
	}
	text := report.AllText(allRows(), words)
	for _, want := range []string{"✓ =HYPERLINK", "Works", "✕ @a", "No key saved", "Deleted in the meantime", "Not checked"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in:\n%s", want, text)
		}
	}
}

func TestWorst(t *testing.T) {
	row := func(v check.Verdict) service.Row { return service.Row{Result: &check.Result{Verdict: v}} }
	works, limited, failed, untold := row(check.Working), row(check.Limited), row(check.Failed), row(check.Inconclusive)
	for _, tt := range []struct {
		rows []service.Row
		want check.Verdict
	}{
		{nil, check.Inconclusive}, {[]service.Row{{Status: service.RowNoKey}, {Status: service.RowGone}}, check.Inconclusive},
		{[]service.Row{works, {Status: service.RowNoKey}, {Status: service.RowGone}}, check.Working}, {[]service.Row{works, {}}, check.Stopped},
		{[]service.Row{{}, untold}, check.Inconclusive}, {[]service.Row{limited, untold}, check.Limited}, {[]service.Row{untold, failed, limited}, check.Failed},
	} {
		if got := report.Worst(tt.rows); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.rows, got, tt.want)
		}
	}
}
