package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func openTable(t *testing.T, body string, fields ...string) *Table {
	t.Helper()
	table, err := OpenTable(t.Context(), []byte(body), fields)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// written is a table as a test reads it: its heads and its rows.
func written(t *Table) string {
	if t == nil {
		return "none"
	}
	var lines, heads []string
	for _, c := range t.Columns {
		heads = append(heads, strings.Join(c.Path, "."))
	}
	lines = append(lines, strings.Join(heads, "|"))
	for i := range t.Rows() {
		var row []string
		for _, c := range t.Row(i) {
			text := c.Text
			switch c.Kind {
			case ListCell, ObjectCell:
				text = fmt.Sprintf("%d in %s", c.Count, text)
			case AmountCell:
				text += " " + c.Currency
			}
			row = append(row, text)
		}
		lines = append(lines, strings.Join(row, "|"))
	}
	return strings.Join(lines, "\n")
}

func TestTable(t *testing.T) {
	fields := []string{"id", "name", "address", "amount"}
	for name, test := range map[string]struct {
		body, want string
		list       bool
	}{
		"list":             {`{"data":[{"name":"A","id":"1"},{"id":"2","name":"B"}],"pagination":{"total":2}}`, "id|name\n1|A\n2|B", true},
		"spaces":           {" {\n \"data\" : [ { \"name\" : \"A\" , \"id\" : 1 } , { } ] } ", "id|name|\n1|A|\n||0 in { }", true},
		"array":            {`[{"id":1},{"id":2}]`, "id\n1\n2", true},
		"unknown fields":   {`{"data":[{"zeta":1,"id":2,"alpha":3},{"beta":4}]}`, "id|zeta|alpha|beta\n2|1|3|\n|||4", true},
		"missing and null": {`{"data":[{"id":"1","name":null},{"name":"B"}]}`, "id|name\n1|\n|B", true},
		"nested": {
			`{"data":[{"id":1,"address":{"city":"Aarhus","geo":{"x":{"y":{"z":1}}}}},{"id":2,"address":null}]}`,
			"id|address.city|address.geo.x|address\n1|Aarhus|1 in {\"y\":{\"z\":1}}|\n2|||", true,
		},
		"amounts": {
			`{"data":[{"amount":{"currency":"DKK","minors":123450}},{"amount":{"value":-5,"currency":"ISK"}},{"amount":{"currency":"•••••","minors":1}}]}`,
			"amount|amount.currency|amount.minors\n123450 DKK||\n-5 ISK||\n|•••••|1", true,
		},
		"no amounts": {
			`{"data":[{"amount":{"currency":"dkk","minors":1}},{"amount":{"currency":"DKK","minors":1.5}},{"amount":{"currency":"DKK","minors":1,"x":2}}]}`,
			"amount.currency|amount.minors|amount.x\ndkk|1|\nDKK|1.5|\nDKK|1|2", true,
		},
		"lists in cells": {`{"data":[{"id":1,"tags":["a","b"]},{"id":2,"tags":[]}]}`, "id|tags\n1|2 in [\"a\",\"b\"]\n2|0 in []", true},
		"one object":     {`{"data":{"id":1,"name":"A","address":{"city":"B"}}}`, "id|name|address.city\n1|A|B", false},
		"bare object":    {`{"message":"no","code":7}`, "message|code\nno|7", false},
		"data is a text": {`{"data":"x","id":3}`, "id|data\n3|x", false},
		"no objects":     {`[1,"two",[3],{"id":4}]`, "id|\n|1\n|two\n|1 in [3]\n4|", true},
		"empty list":     {`{"data":[]}`, "", true},
		"empty object":   {`{}`, "\n0 in {}", false},
		"escaped":        {`{"data":[{"n\u0061me":"\u00e5\"\n"},{"name":"b"}]}`, "name\nå\"\n\nb", true},
		"a number":       {`7`, "none", false},
		"a text":         {`"x"`, "none", false},
		"no JSON":        {`<html>`, "none", false},
		"cut off":        {`{"data":[{"id":1}`, "none", false},
		"hidden":         {`{"data":[{"id":1,"name":"•••••"}]}`, "id|name\n1|•••••", true},
	} {
		t.Run(name, func(t *testing.T) {
			table := openTable(t, test.body, fields...)
			if got := written(table); got != test.want || table != nil && table.List != test.list {
				t.Errorf("%+v\n%s\nwant\n%s", table, got, test.want)
			}
		})
	}
}

func TestCellKinds(t *testing.T) {
	table := openTable(t, `{"a":"2026-11-28","b":"2026-11-28T10:00:00Z","c":"2026-11-28T10:00:00.123+01:00","d":"2026-13-28","e":true,"f":1.5e3,"g":"1234-567-89-1"}`)
	want := []CellKind{DateCell, TimeCell, TimeCell, TextCell, BoolCell, NumberCell, TextCell}
	for i, c := range table.Row(0) {
		if c.Kind != want[i] {
			t.Errorf("%s is of kind %d, want %d", c.Text, c.Kind, want[i])
		}
	}
}

// What has too many columns is no table.
func TestTooWide(t *testing.T) {
	var wide strings.Builder
	for i := range mostColumns + 1 {
		fmt.Fprintf(&wide, `,"f%d":%d`, i, i)
	}
	object := `{` + wide.String()[1:] + `}`
	for _, body := range []string{object, `[` + object + `]`} {
		if table := openTable(t, body); table != nil {
			t.Errorf("%d columns", len(table.Columns))
		}
	}
}

func TestHugeCells(t *testing.T) {
	long := strings.Repeat(`å\n`, 1<<20)
	table := openTable(t, `{"data":[{"id":1,"note":"`+long+`","list":[`+strings.Repeat("1,", 1<<20)+`1]}]}`)
	row := table.Row(0)
	for _, c := range row[1:] {
		if !c.Cut || len(c.Text) > mostInCell+8 {
			t.Errorf("%d bytes, cut: %v", len(c.Text), c.Cut)
		}
		if whole, cut := table.Whole(c); !cut || len(whole) > mostCopied+8 {
			t.Errorf("copied %d bytes, cut: %v", len(whole), cut)
		}
	}
	if row[2].Count != 1<<20+1 || !strings.HasPrefix(row[1].Text, "å\nå\n") {
		t.Errorf("%d elements, %q", row[2].Count, row[1].Text[:8])
	}
}

func TestManyRows(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"data":[`)
	for i := range 100_000 {
		fmt.Fprintf(&b, `{"id":"e%06d","amount":{"currency":"DKK","minors":%d},"name":"N"},`, i, 100_000-i)
	}
	body := strings.TrimSuffix(b.String(), ",") + `]}`
	table := openTable(t, body)
	if table.Rows() != 100_000 || table.Row(99_999)[0].Text != "e099999" || len(table.cells) != 1 {
		t.Fatalf("%d rows, %d kept, %v", table.Rows(), len(table.cells), table.Row(99_999))
	}
	order, err := table.Sorted(t.Context(), 1, false)
	if err != nil {
		t.Fatal(err)
	}
	table.SetOrder(order)
	if c := table.Row(0); c[0].Text != "e099999" || c[1].Text != "1" {
		t.Errorf("the first row is %v", c)
	}
	for i := range 2000 {
		table.Row(i)
	}
	if len(table.cells) > mostKept {
		t.Errorf("%d rows are kept", len(table.cells))
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := table.Sorted(cancelled, 0, false); err == nil {
		t.Error("sorting does not end when it is cancelled")
	}
}

func TestSorted(t *testing.T) {
	table := openTable(t, `{"data":[{"n":10,"t":"b","d":"2026-02-01"},{"n":9,"t":"A","d":"2025-12-01"},{"t":"c"},{"n":-1.5,"t":null,"d":"2026-01-31"}]}`)
	for _, test := range []struct {
		column int
		down   bool
		want   []int32
	}{
		{0, false, []int32{3, 1, 0, 2}}, {0, true, []int32{0, 1, 3, 2}},
		{1, false, []int32{1, 0, 2, 3}}, {1, true, []int32{2, 0, 1, 3}},
		{2, false, []int32{1, 3, 0, 2}},
	} {
		if got, err := table.Sorted(t.Context(), test.column, test.down); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("column %d, down %v: %v, %v", test.column, test.down, got, err)
		}
	}
}

func TestFindInTable(t *testing.T) {
	body := `{"data":[{"id":1,"name":"x"},{"id":2,"name":"needle"}],"pagination":{"at":"needle"}}`
	d, _ := Open(t.Context(), []byte(body), 60, true)
	table, _ := OpenTable(t.Context(), []byte(body), nil)
	table.SetOrder([]int32{1, 0})
	for text, want := range map[string][][2]int{"needle": {{0, 1}, {-1, -1}}, "name": {{1, -1}, {0, -1}}, "data": {{-1, -1}}} {
		m := d.Search(t.Context(), text)
		for k, w := range want {
			if row, column := table.Find(m, k); row != w[0] || column != w[1] {
				t.Errorf("%s, match %d: row %d, column %d, want %v", text, k, row, column, w)
			}
		}
	}
}

func TestInside(t *testing.T) {
	table := openTable(t, `{"data":[{"id":1,"tags":[{"a":1},{"a":2,"b":3}],"o":{"x":{"y":{"z":7}}}}]}`)
	row := table.Row(0)
	if got := written(table.Inside(row[1])); got != "a|b\n1|\n2|3" {
		t.Errorf("%s", got)
	}
	if got := written(table.Inside(row[2])); got != "z\n7" || table.Inside(row[2]).List {
		t.Errorf("%s", got)
	}
	if table.Inside(row[0]) != nil {
		t.Error("a number has an inside")
	}
}

func FuzzTable(f *testing.F) {
	f.Add(`{"data":[{"a":{"b":{"c":{"d":1}}},"x":[1,{}]},7,null]}`)
	f.Add(`{"data":{"amount":{"currency":"DKK","minors":1}}}`)
	f.Fuzz(func(t *testing.T, body string) {
		table := openTable(t, body, "a")
		if table == nil {
			return
		}
		for i := range table.Rows() {
			for _, c := range table.Row(i) {
				table.Whole(c)
				table.Inside(c)
			}
		}
		for column := range table.Columns {
			if order, err := table.Sorted(t.Context(), column, true); err != nil || len(order) != table.Rows() {
				t.Errorf("%v, %v", order, err)
			}
		}
	})
}

func BenchmarkOpenTable(b *testing.B) {
	row := `{"id":"3f6f2f1b-52d4-4c0e-9a57-0f1c7c1e8a90","companyId":"0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90","firstName":"Ada","lastName":"Canary","email":"ada@example.com","amount":{"currency":"DKK","minors":123450}}`
	body := []byte(`{"data":[` + strings.Repeat(row+",", 10<<20/len(row)) + row + `]}`)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if table, err := OpenTable(b.Context(), body, nil); err != nil || table == nil {
			b.Fatal(err)
		}
	}
}
