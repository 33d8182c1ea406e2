package answer

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func open(t testing.TB, body string, columns int, pretty bool) *Document {
	t.Helper()
	d, err := Open(t.Context(), []byte(body), columns, pretty)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rows is everything that is seen, with indentation.
func rows(d *Document) []string {
	var all []string
	for i := range d.Rows() {
		r := d.Row(i, Matches{}, -1)
		all = append(all, strings.Repeat(" ", r.Indent)+r.Text())
	}
	return all
}

func TestRows(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
		pretty     bool
	}{
		{"nothing", "", nil, false},
		{"json", `{"a":[1,{"b":"x  y"}]}`, []string{"{", `  "a": [`, "    1,", "    {", `      "b": "x  y"`, "    }", "  ]", "}"}, true},
		{"empty containers", ` { "a" : [ ] , "b" : { } } `, []string{"{", `  "a": [],`, `  "b": {}`, "}"}, true},
		{"a literal", ` null `, []string{"null"}, true},
		{"text", "one\r\n\ttwo\n", []string{"one", "    two"}, false},
		{"empty lines", "one\n\ntwo", []string{"one", "", "two"}, false},
		{"broken json", `{"a":`, []string{`{"a":`}, false},
		{"terminal sequence", "a\x1b[31mb", []string{`a\u001b[31mb`}, false},
		{"bidirectional", "{\"a\":\"x\u202ey\"}", []string{"{", `  "a": "x\u202ey"`, "}"}, true},
		{"nul and no text", "a\x00b\xffc", []string{`a\u0000b\xffc`}, false},
		{"line separators", "a\u2028b\u00adc\u3164d", []string{`a\u2028b\u00adc\u3164d`}, false},
		{"letters", "Åse Ørsted – 漢字", []string{"Åse Ørsted – 漢字"}, false},
		{"a long line", strings.Repeat("x", 205), []string{strings.Repeat("x", 100), strings.Repeat("x", 100), "xxxxx"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := open(t, tt.body, 100, true)
			got := rows(d)
			if strings.Join(got, "|") != strings.Join(tt.want, "|") || d.Pretty() != tt.pretty {
				t.Errorf("got %q, %v; want %q, %v", got, d.Pretty(), tt.want, tt.pretty)
			}
		})
	}
}

// sample is a JSON text with everything in it.
func sample(n int) string {
	var b strings.Builder
	b.WriteString(`{"data":[`)
	for i := range n {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"id":"a%d","email":"x\"%d@example.com","n":-1.5e3,"ok":true,"none":null,"e":{},"f":[],"deep":[[[{"k":[%d]}]]]}`, i, i, i)
	}
	b.WriteString(`],"pagination":{"total":7}}`)
	return b.String()
}

func TestPrettyIsIndentedJSON(t *testing.T) {
	body := sample(300)
	var want bytes.Buffer
	if err := json.Indent(&want, []byte(body), "", "  "); err != nil {
		t.Fatal(err)
	}
	d := open(t, body, 120, true)
	lines := strings.Split(want.String(), "\n")
	if got := rows(d); strings.Join(got, "\n") != want.String() {
		t.Fatalf("%d rows are not the %d lines of json.Indent", len(got), len(lines))
	}
	for _, i := range []int{0, 1, 63, 64, 65, 1000, len(lines) - 1} { // in any order
		if got := d.Row(i, Matches{}, -1); strings.Repeat(" ", got.Indent)+got.Text() != lines[i] || got.Line != i+1 {
			t.Errorf("row %d is %+v, want %q", i, got, lines[i])
		}
	}
	if d.Lines() != len(lines) {
		t.Errorf("%d lines, want %d", d.Lines(), len(lines))
	}
}

func TestKinds(t *testing.T) {
	d := open(t, `{"key":"text","n":-1,"b":true,"z":null}`, 80, true)
	for i, want := range []string{"5:{", `1:"key"|5:: |2:"text"|5:,`, `1:"n"|5:: |3:-1|5:,`, `1:"b"|5:: |4:true|5:,`, `1:"z"|5:: |4:null`, "5:}"} {
		var got []string
		for _, s := range d.Row(i, Matches{}, -1).Spans {
			got = append(got, fmt.Sprintf("%d:%s", s.Kind, s.Text))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
}

func TestLongValuesGoOnBelow(t *testing.T) {
	body := `{"key":"` + strings.Repeat(`ab\"c`, 200) + `","` + strings.Repeat("k", 300) + `":[1],"n":` + strings.Repeat("7", 200) + `}`
	d := open(t, body, 60, true)
	joined := ""
	for i := range d.Rows() {
		r := d.Row(i, Matches{}, -1)
		if n := r.Indent + utf8.RuneCountInString(r.Text()); n > 60 {
			t.Errorf("row %d has %d columns: %q", i, n, r.Text())
		}
		joined += r.Text()
	}
	if want := strings.NewReplacer(`":"`, `": "`, `":[`, `": [`, `n":7`, `n": 7`).Replace(body); joined != want {
		t.Errorf("the rows together are\n%s\nwant\n%s", joined, want)
	}
}

func TestValid(t *testing.T) {
	for _, body := range []string{"", " ", "{", "}", "[", "[]", "[1,]", "[,1]", `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, "{]", "[}", "[{}]", "01", "-", "1.", "1.5e", "1e+5", "tru", "true", "nullx", "[1 2]", `"\x"`, `"\u12g4"`, `"\u12a4"`, "\"a\nb\"", "[[[]]", "{\"a\":[{\"b\":[[]]}]}", "[1]x", `"`, `{"a":1 "b":2}`, "\uFEFF{}", `{1:2}`} {
		got, err := valid(t.Context(), []byte(body))
		if err != nil || got != json.Valid([]byte(body)) {
			t.Errorf("%q: %v, %v; want %v", body, got, err, json.Valid([]byte(body)))
		}
	}
	deep := strings.Repeat(`[{"a":`, 1_000_000) + "1" + strings.Repeat("}]", 1_000_000)
	if got, _ := valid(t.Context(), []byte(deep)); !got {
		t.Error("great depth is not valid")
	}
	if got, _ := valid(t.Context(), []byte(deep[:len(deep)-1])); got {
		t.Error("an open bracket is valid")
	}
}

func TestFolds(t *testing.T) {
	d := open(t, `{"data":[{"id":1,"x":[2,3]},{"id":4}],"pagination":{"total":7},"empty":{}}`, 80, true)
	all := strings.Join(rows(d), "\n")
	if d.Foldable(0) != Opened || d.Foldable(1) != Opened || d.Foldable(3) != NoFold || d.Foldable(-1) != NoFold || d.Foldable(99) != NoFold {
		t.Fatal("what can be folded is wrong")
	}
	x := 4
	d.Toggle(x) // x
	d.Toggle(2) // the first row of data, with x inside
	if r := d.Row(2, Matches{}, -1); r.Fold != Closed || r.Count != 2 || r.Text() != "{ … }," {
		t.Errorf("the closed row is %+v", r)
	}
	d.Toggle(3)
	want := "{\n  \"data\": [\n    { … },\n    { … }\n  ],\n  \"pagination\": {\n    \"total\": 7\n  },\n  \"empty\": {}\n}"
	if got := strings.Join(rows(d), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if p := d.Parent(3); p != 1 {
		t.Errorf("the parent of row 3 is %d", p)
	}
	if d.Row(4, Matches{}, -1).Line != 13 {
		t.Errorf("line %d after a fold", d.Row(4, Matches{}, -1).Line)
	}
	other := open(t, string(d.body), 40, true)
	other.Keep(d)
	if got := strings.Join(rows(other), "\n"); got != want {
		t.Errorf("in another layout\n%s", got)
	}
	d.Toggle(1)
	if got := rows(d)[1]; got != `  "data": [ … ],` {
		t.Errorf("data is %q", got)
	}
	m := d.Search(t.Context(), "\"x\"")
	if i := d.Reveal(m, 0); d.Row(i, m, 0).Text() != `"x": [` {
		t.Errorf("row %d is revealed: %q", i, d.Row(i, m, 0).Text())
	}
	d.UnfoldAll()
	if got := strings.Join(rows(d), "\n"); got != all {
		t.Errorf("unfolded\n%s", got)
	}
	f, err := d.AllFolded(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(f)
	if got := strings.Join(rows(d), "\n"); got != "{\n  \"data\": [ … ],\n  \"pagination\": { … },\n  \"empty\": {}\n}" {
		t.Errorf("all folded\n%s", got)
	}
	if d.Row(1, Matches{}, -1).Count != 2 || d.Row(2, Matches{}, -1).Count != 1 {
		t.Error("counts are wrong")
	}
	d.Toggle(0)
	if d.Rows() != 1 || rows(d)[0] != "{ … }" {
		t.Errorf("the outermost folded: %q", rows(d))
	}
}

func TestCopy(t *testing.T) {
	d := open(t, `{"data":[{"e-mail":"a\"\u00e9","n":-1.50},[1, 2]],"ok":true,"":{"x y":[]}}`, 80, true)
	for i, want := range []struct{ path, value string }{
		{"", string(d.body)},
		{"data", `[{"e-mail":"a\"\u00e9","n":-1.50},[1, 2]]`},
		{"data[0]", `{"e-mail":"a\"\u00e9","n":-1.50}`},
		{`data[0]["e-mail"]`, `a"é`},
		{"data[0].n", "-1.50"},
		{"data[0]", `{"e-mail":"a\"\u00e9","n":-1.50}`},
		{"data[1]", "[1, 2]"},
		{"data[1][0]", "1"},
		{"data[1][1]", "2"},
		{"data[1]", "[1, 2]"},
		{"data", `[{"e-mail":"a\"\u00e9","n":-1.50},[1, 2]]`},
		{"ok", "true"},
		{`[""]`, `{"x y":[]}`},
		{`[""]["x y"]`, "[]"},
	} {
		value, cut := d.Value(i)
		if path := d.Path(i); path != want.path || value != want.value || cut {
			t.Errorf("row %d: %q, %q, %v; want %q, %q", i, path, value, cut, want.path, want.value)
		}
	}
	long := open(t, `["`+strings.Repeat("x", 3<<20)+`"]`, 80, true)
	if value, cut := long.Value(1000); !cut || len(value) != mostCopied {
		t.Errorf("%d characters are copied, cut: %v", len(value), cut)
	}
	if long.Path(1000) != "[0]" {
		t.Errorf("path %q", long.Path(1000))
	}
	plain := open(t, "one\ntwo "+strings.Repeat("x", 100)+"\r\nthree", 40, true)
	if value, _ := plain.Value(2); value != "two "+strings.Repeat("x", 100) || plain.Path(2) != "" {
		t.Errorf("of plain text: %q, %q", value, plain.Path(2))
	}
}

func TestSearch(t *testing.T) {
	d := open(t, `{"a":"Ærø ærØ","b":"`+strings.Repeat("x", 95)+`needle","c":["NEEDLE",1]}`, 60, true)
	if n := d.Search(t.Context(), "ÆRØ").Len(); n != 2 {
		t.Errorf("%d matches of letters in another case", n)
	}
	m := d.Search(t.Context(), "Needle")
	if m.Len() != 2 || m.More || d.Search(t.Context(), "").Len() != 0 || d.Search(t.Context(), "nowhere").Len() != 0 {
		t.Fatalf("%d matches", m.Len())
	}
	i := d.Reveal(m, 0)
	hits := ""
	for r := i; r < i+2; r++ {
		for _, s := range d.Row(r, m, 0).Spans {
			if s.Hit == Current {
				hits += s.Text
			}
		}
	}
	if hits != "needle" {
		t.Errorf("marked is %q", hits)
	}
	if d.Next(m, 0) != 0 || d.Next(m, i+1) != 1 || d.Next(m, d.Rows()-1) != 0 || d.Previous(m, 0) != 1 || d.Previous(m, d.Rows()-1) != 1 || d.Next(Matches{}, 0) != -1 {
		t.Error("the order of the matches is wrong")
	}
	many := open(t, strings.Repeat("a", 300_000), 60, true)
	if m := many.Search(t.Context(), "a"); !m.More || m.Len() != mostMatches {
		t.Errorf("%d matches, more: %v", m.Len(), m.More)
	}
}

func TestStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, []byte(sample(10)), 80, true); err == nil {
		t.Error("opened although it was cancelled")
	}
	if _, err := Open(ctx, []byte("text"), 80, false); err == nil {
		t.Error("opened as it came although it was cancelled")
	}
	d := open(t, sample(10), 80, true)
	if d.Search(ctx, "id").Len() != 0 {
		t.Error("searched although it was cancelled")
	}
	if _, err := d.AllFolded(ctx); err == nil {
		t.Error("folded although it was cancelled")
	}
}

// Everything that the viewer does, on whatever came, gives the same as the
// plain way of doing it, and shows no character that has no picture.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,{"b":"x  y"}],"c":{}}`, "one\r\n\ttwo", `{"a":`, "a\x1b[31mb\x00\xff", "{\"a\":\"x\u202ey\"}", "", "null", strings.Repeat("[", 70) + strings.Repeat("]", 70),
		"\ufeff{}", `"\ud800"`, "\u2028\u2029", `["` + strings.Repeat(`\"漢`, 40) + `",[],{"a":[` + strings.Repeat("1,", 80) + "2]}]",
	} {
		f.Add([]byte(seed), 40, 3)
	}
	f.Fuzz(func(t *testing.T, body []byte, columns, pick int) {
		columns = min(max(columns, 20), 300)
		before := bytes.Clone(body)
		for _, pretty := range []bool{true, false} {
			d, err := Open(t.Context(), body, columns, pretty)
			if err != nil {
				t.Fatal(err)
			}
			if d.Pretty() && !json.Valid(body) && !bytes.Contains(body, []byte("[[")) {
				t.Fatalf("%q counts as JSON", body)
			}
			checkFitted(t, string(body), columns, columns+pick%40, pretty)
			all := rows(d)
			for _, row := range all {
				if !utf8.ValidString(row) {
					t.Fatalf("%q is no text", row)
				}
				for _, r := range row {
					if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
						t.Fatalf("%q holds %U", row, r)
					}
				}
			}
			if d.Pretty() && utf8.Valid(body) {
				shown := ""
				for i := range d.Rows() {
					shown += d.Row(i, Matches{}, -1).Text()
				}
				if !json.Valid([]byte(shown)) {
					t.Fatalf("%q is shown as %q", body, shown)
				}
			}
			if d.Rows() == 0 {
				continue
			}
			i := max(pick, -pick-1) % d.Rows()
			d.Value(i)
			d.Path(i)
			d.Parent(i)
			m := d.Search(t.Context(), "a")
			d.Toggle(i)
			left := rows(d)
			if d.Foldable(i) == Closed && len(left) >= len(all) {
				t.Fatal("folding hides nothing")
			}
			for k := range min(m.Len(), 20) {
				row := d.Reveal(m, k)
				if row < 0 || row >= d.Rows() {
					t.Fatalf("match %d is in row %d of %d", k, row, d.Rows())
				}
			}
			folds, err := d.AllFolded(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			d.Apply(folds)
			rows(d)
			d.UnfoldAll()
			if got := rows(d); strings.Join(got, "\n") != strings.Join(all, "\n") {
				t.Fatal("unfolded is not what it was")
			}
		}
		if !bytes.Equal(before, body) {
			t.Fatal("the body was changed")
		}
	})
}
