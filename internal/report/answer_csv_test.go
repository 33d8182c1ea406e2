package report

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/message"
)

func TestAnswerCSV(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	table, err := answer.OpenTable(t.Context(), []byte(`{"data":[
		{"id":"1","note":"=cmd()","amount":{"currency":"DKK","minors":-123450},"n":-5,"at":"2026-11-28T10:00:00Z","tags":["a","b"]},
		{"id":"2","note":"a,\"b\"\nc\u202e","amount":null,"address":{"locality":"Aarhus"}},
		{"id":"-3","amount":7,"ok":true,"n":"+45"},
		{"id":"4","amount":{"currency":"ISK","value":1500}}]}`), []string{"id", "amount", "note"})
	if err != nil {
		t.Fatal(err)
	}
	text := AnswerCSV(table, words)
	if !strings.HasPrefix(text, "\ufeff") || !strings.Contains(text, "\r\n") {
		t.Errorf("%q", text)
	}
	got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"ID", "Amount", "Amount · Currency", "Note", "n", "at", "Tags", "Address · City", "ok"},
		{"1", "-1234.50", "DKK", "'=cmd()", "-5", "2026-11-28T10:00:00Z", `["a","b"]`, "", ""},
		{"2", "", "", "a,\"b\"\nc", "", "", "", "Aarhus", ""},
		{"'-3", "7", "", "", "'+45", "", "", "", "true"},
		{"4", "1500", "ISK", "", "", "", "", "", ""},
	}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}
