package app

import (
	"slices"
	"strings"
	"testing"

	"pleokeycheck/internal/answer"
)

// cellsOf are the texts of a table, row by row.
func cellsOf(t *answer.Table) (texts []string) {
	for i := range t.Rows() {
		for _, c := range t.Row(i) {
			texts = append(texts, c.Text)
		}
	}
	return texts
}

// TestAnswerTable: the table is that of the answer as it is shown, in the order
// of the contract; what may be personal comes and goes with the text.
func TestAnswerTable(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.Keep = false
	b.check(f)
	table := b.State().Answer.Table
	if table == nil || !table.List || table.Columns[0].Path[0] != "id" || table.Columns[1].Path[0] != "companyId" || table.Columns[2].Path[0] != "email" {
		t.Fatalf("%+v", table)
	}
	if !slices.Contains(cellsOf(table), "•••••") {
		t.Errorf("nothing is hidden: %q", cellsOf(table))
	}
	b.Answer.RevealPersonal(true)
	b.run()
	shown := b.State().Answer.Table
	if shown == table || slices.Contains(cellsOf(shown), "•••••") {
		t.Errorf("not shown: %q", cellsOf(shown))
	}
	b.Answer.FitAnswer(97)
	b.run()
	if b.State().Answer.Table != shown {
		t.Error("another width makes another table")
	}
	var order []int32
	b.Answer.SortAnswer(shown, 0, true, func(o []int32) { order = o })
	b.run()
	if len(order) != shown.Rows() {
		t.Errorf("the order has %d rows", len(order))
	}
}

// TestShareRowsAndCalendar: both are written for a person to see, without what was
// not asked for.
func TestShareRowsAndCalendar(t *testing.T) {
	b := newBench(t)
	words := eraseWords(t)
	for _, what := range []string{ShareRows, ShareCalendar} {
		if b.State().CanShare(what) {
			t.Errorf("%s can be shared before there is any", what)
		}
	}
	f := story(t, "full-access")
	f.ExpiresOn = "2027-12-31"
	b.check(f)
	written := func(r ShareRequest) string {
		t.Helper()
		b.Share.Write(r, words)
		b.run()
		if files := b.State().Sharing.Files; len(files) == 1 && len(files[0].Lines) > 0 {
			return files[0].Name + "\n" + files[0].Text
		}
		t.Fatalf("%s: %+v", r.What, b.State().Sharing)
		return ""
	}
	hidden, open := written(ShareRequest{What: ShareRows}), written(ShareRequest{What: ShareRows, Personal: true})
	if !strings.Contains(hidden, "•••••") || strings.Contains(open, "•••••") || !strings.HasPrefix(open, "pleo-employees-") {
		t.Errorf("%s\n%s", hidden, open)
	}
	con, _ := b.State().Selection()
	event := written(ShareRequest{What: ShareCalendar})
	if !strings.HasPrefix(event, "pleo-key-expiry.ics\n") || !strings.Contains(event, "20271231") || strings.Contains(event, con.CompanyID) || strings.Contains(event, con.KeyHint) {
		t.Errorf("%s", event)
	}
}
