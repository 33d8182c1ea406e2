package viewer

import (
	"strings"
	"testing"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/message"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestForgottenWidgets: every widget of this package looks the same when its
// renderer was dropped and made again, at the size that it has.
func TestForgottenWidgets(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{Appearance: kit.Light})
	row := newRow()
	row.set(answer.Row{Line: 3, Fold: answer.Closed, Count: 2, Spans: []answer.Span{{Text: "text", Kind: answer.Key, Hit: answer.Current}}}, 50, true)
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	v := New(words, nil)
	v.find.SetText("")
	d, err := answer.Open(t.Context(), []byte("["+strings.Repeat(`{"a":"b"},`, 100)+"1]"), 60, true)
	if err != nil {
		t.Fatal(err)
	}
	v.rows.set(d, false)
	table, err := answer.OpenTable(t.Context(), []byte(`[{"id":1,"name":"Ada"},{"id":2,"name":"Bo"}]`), nil)
	if err != nil {
		t.Fatal(err)
	}
	v.table.set(table, false)
	v.table.grid.FocusGained()
	v.table.grid.hit(1, 1)
	kittest.ExpectWidgetsRemembered(t, map[string]fyne.CanvasObject{"row of an answer": row, "search": v.find, "rows": v.rows, "table": v.table.grid}, nil)
}
