package report

import (
	"bytes"
	"encoding/csv"
	"time"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/service"
)

var allCSVFormat = Format{
	Subject: AllChecks, Name: "csv", Extension: ".csv",
	FileName: func(s Source) string { return s.Words.Text("ui.all.save.name") },
	Write:    func(s Source) ([]byte, error) { return AllCSV(s.Rows, s.Words), nil },
}

// AllCSV gives a check of all connections as CSV (RFC 4180, UTF-8 with a byte
// order mark, so that spreadsheets read it right): a line of heads and a line a
// connection. It holds no key beyond its hint, no body and no personal data. A
// cell that a spreadsheet would take for a formula begins with an apostrophe.
func AllCSV(rows []service.Row, c *message.Catalogue) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	put := func(cells ...string) {
		for i := range cells {
			cells[i] = answer.EscapeFormula(message.Clean(cells[i]))
		}
		_ = w.Write(cells) // a buffer takes everything
	}
	t := c.Text
	put(t("ui.all.column.name"), t("ui.all.column.environment"), t("ui.all.column.company"), t("ui.all.column.company-id"), t("ui.all.column.hint"),
		t("ui.all.column.verdict"), t("ui.all.column.finding"), t("ui.all.column.action"), t("ui.all.column.who"),
		t("ui.all.column.checked"), t("ui.all.column.expiry"))
	for _, r := range rows {
		at := ""
		switch {
		case r.Result == nil && r.Known != nil:
			at = r.Known.At.UTC().Format(time.RFC3339)
		case !r.At.IsZero():
			at = r.At.UTC().Format(time.RFC3339)
		}
		con, words := r.Connection, WordsOf(r, c)
		put(con.Name, c.Environment(con.Environment), CompanyOf(r), con.CompanyID, con.KeyHint,
			words.Verdict, words.Title, words.Action, words.Who, at, con.ExpiresOn)
	}
	w.Flush()
	return b.Bytes()
}
