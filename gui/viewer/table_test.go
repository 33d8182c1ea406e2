package viewer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/message"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// atOnce is a control that does at once what the program does in the background.
type atOnce struct {
	v     *Viewer
	late  bool // what is sorted comes when letGo is called
	letGo func()
}

func (c *atOnce) ShowRaw(bool)        {}
func (c *atOnce) RevealPersonal(bool) {}
func (c *atOnce) FitAnswer(int)       {}
func (c *atOnce) FoldAnswer(func())   {}
func (c *atOnce) SearchAnswer(text string, done func(answer.Matches)) {
	done(c.v.Shown.Document.Search(context.Background(), text))
}

func (c *atOnce) SortAnswer(t *answer.Table, column int, down bool, done func([]int32)) {
	if order, err := t.Sorted(context.Background(), column, down); err == nil {
		if c.letGo = func() { done(order) }; !c.late {
			c.letGo()
		}
	}
}

// shown is a viewer in a window that shows a body.
func shown(t *testing.T, lang, body string) *Viewer {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{Appearance: kit.Light})
	words, err := message.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	control := &atOnce{}
	v := New(words, control)
	control.v = v
	w := test.NewWindow(v.Root)
	t.Cleanup(w.Close)
	w.Resize(fyne.NewSize(700, 700))
	showBody(t, v, body, body)
	return v
}

// showBody shows a body as the answer that is known by of.
func showBody(t *testing.T, v *Viewer, of any, body string) {
	t.Helper()
	d, err := answer.Open(t.Context(), []byte(body), 60, true)
	if err != nil {
		t.Fatal(err)
	}
	table, err := answer.OpenTable(t.Context(), []byte(body), []string{"id", "name"})
	if err != nil {
		t.Fatal(err)
	}
	v.Show(Shown{Document: d, Table: table, Of: of})
}

func (v *Viewer) key(names ...fyne.KeyName) {
	for _, name := range names {
		v.table.grid.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func expectTexts(t *testing.T, v *Viewer, want ...string) {
	t.Helper()
	if got := v.table.grid.texts(); !slices.Equal(got, want) {
		t.Errorf("shown: %q\nwant %q", got, want)
	}
}

const people = `{"data":[{"name":"Bo","id":"2","amount":{"currency":"DKK","minors":123450},"created_at":"2026-11-28"},` +
	`{"name":"Ada","id":"1","amount":{"currency":"DKK","minors":5},"tags":[{"id":"t1"},{"id":"t2"}]}]}`

func TestTableShowsAList(t *testing.T) {
	v := shown(t, "en", people)
	expectTexts(t, v, "ID", "Name", "Amount", "Created", "Tags", "2", "Bo", "DKK 1,234.50", "28 November 2026", "", "1", "Ada", "DKK 0.05", "", "2 entries")
	if v.table.count.Text != "2 rows" || v.text.Visible() || v.tools.Visible() {
		t.Errorf("%q, the text is visible: %v", v.table.count.Text, v.text.Visible())
	}
	v = shown(t, "de", people)
	if got := v.table.grid.texts(); got[0] != "ID" || got[3] != "Erstellt" || !strings.HasPrefix(got[7], "1.234,50") || got[8] != "28. November 2026" {
		t.Errorf("in German: %q", got)
	}
	v.showAs(asText)
	if v.table.root.Visible() || !v.rows.Visible() || !v.tools.Visible() {
		t.Error("the text is not shown")
	}
}

// By keyboard: sort, open a row, go into a list inside it, and back to where one was.
func TestTableByKeyboard(t *testing.T) {
	v := shown(t, "en", people)
	v.key(fyne.KeyRight, fyne.KeyUp, fyne.KeyReturn)
	expectTexts(t, v, "ID", "Name ↑", "Amount", "Created", "Tags", "1", "Ada", "DKK 0.05", "", "2 entries", "2", "Bo", "DKK 1,234.50", "28 November 2026", "")
	if got := v.table.grid.AccessibilityLabel(); got != "Name ↑" {
		t.Errorf("a screen reader hears %q", got)
	}
	v.key(fyne.KeySpace)
	if got := v.table.grid.texts(); got[1] != "Name ↓" || got[6] != "Bo" {
		t.Errorf("sorted down: %q", got)
	}
	v.key(fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn)
	expectTexts(t, v, "Field", "Value", "ID", "1", "Name", "Ada", "Amount", "DKK 0.05", "Tags", "2 entries")
	if v.table.count.Text != "Row 2 of 2" {
		t.Errorf("%q", v.table.count.Text)
	}
	v.key(fyne.KeyReturn) // a text has nothing inside
	v.key(fyne.KeyEnd, fyne.KeyReturn)
	expectTexts(t, v, "ID", "t1", "t2")
	v.key(fyne.KeyEscape)
	if v.table.grid.row != 3 {
		t.Errorf("back in row %d", v.table.grid.row)
	}
	v.key(fyne.KeyBackspace)
	if v.table.grid.row != 1 || v.table.grid.column != 1 || v.table.grid.texts()[1] != "Name ↓" {
		t.Errorf("back in row %d, column %d: %q", v.table.grid.row, v.table.grid.column, v.table.grid.texts())
	}
	if v.table.leave() {
		t.Error("there is something to leave outside the table")
	}
}

func TestTableByPointer(t *testing.T) {
	v := shown(t, "en", people)
	g := v.table.grid
	x := g.spots()[1].x + 5
	g.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 10)})
	if g.texts()[1] != "Name ↑" {
		t.Errorf("a press on a head does not sort: %q", g.texts())
	}
	g.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, kit.Space4+2.5*g.cellHeight())})
	if got := g.texts(); got[0] != "Field" || got[5] != "Bo" {
		t.Errorf("a press on a row does not open it: %q", got)
	}
	g.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 650)}) // below the rows
}

func TestOneObjectIsAList(t *testing.T) {
	v := shown(t, "en", `{"data":{"id":"1","name":"Ada","note":"`+strings.Repeat("long ", 200)+`"}}`)
	if got := v.table.grid.texts(); got[0] != "Field" || got[3] != "1" || v.table.back.Visible() {
		t.Errorf("%q", got)
	}
	v.key(fyne.KeyEnd)
	if !strings.HasPrefix(v.table.whole.Text, "long long") || len(v.table.whole.Text) < 900 {
		t.Errorf("the whole value is not said: %q", v.table.whole.Text)
	}
	v.key(fyne.KeyHome)
	if v.table.whole.Visible() {
		t.Error("a short value is said twice")
	}
}

func TestEmptyListAndNoTable(t *testing.T) {
	v := shown(t, "en", `{"data":[]}`)
	if v.table.empty.Text != "The list is empty." || v.table.holder.Visible() {
		t.Errorf("%q", v.table.empty.Text)
	}
	showBody(t, v, "another", `"text"`)
	if v.table.root.Visible() || v.tabs.Visible() || !v.rows.Visible() {
		t.Error("what is no table is shown as one")
	}
	v.foldAll()
	v.search("x")
}

func TestSearchInTable(t *testing.T) {
	v := shown(t, "en", people)
	v.search("bo")
	g := v.table.grid
	if v.matches.Len() != 1 || g.hitRow != 0 || g.hitCol != 1 || v.matched.Text != "1 of 1" {
		t.Errorf("%d matches, row %d, column %d: %s", v.matches.Len(), g.hitRow, g.hitCol, v.matched.Text)
	}
	v.table.sort(1, false)
	v.key(fyne.KeyEnd, fyne.KeyReturn) // into a row; the search comes back out of it
	v.search("ada")
	if g.row != 0 || g.hitCol != 1 || len(v.table.places) != 1 {
		t.Errorf("row %d, column %d, %d places", g.row, g.hitCol, len(v.table.places))
	}
	v.search("")
	if g.hitRow != -1 {
		t.Error("what was found is still marked")
	}
}

func TestCopyFromTable(t *testing.T) {
	v := shown(t, "en", `{"data":[{"id":"1","name":"=1+1"},{"id":"2","name":"a\tb"},{"id":"3","name":["x"]}]}`)
	copied := func() string { return fyne.CurrentApp().Clipboard().Content() }
	v.key(fyne.KeyRight)
	v.table.grid.TypedShortcut(&fyne.ShortcutCopy{})
	if copied() != "=1+1" {
		t.Errorf("the cell: %q", copied())
	}
	v.table.grid.anchor, v.table.grid.row = 0, 1
	v.table.grid.TypedShortcut(&fyne.ShortcutCopy{})
	if want := "1\t'=1+1\n2\ta b\n"; copied() != want || v.copied.Text != "2 rows were copied." {
		t.Errorf("the rows: %q, want %q; %s", copied(), want, v.copied.Text)
	}
	v.table.grid.choose(2, 1)
	v.table.copyCell()
	if copied() != `["x"]` {
		t.Errorf("a list: %q", copied())
	}
}

// What was open stays open when other values are hidden, also in a sorted table.
func TestTableStaysWhereItWas(t *testing.T) {
	v := shown(t, "en", `{"data":[{"id":"1","name":"B"},{"id":"2","name":"A"},{"id":"3","name":"C"}]}`)
	v.table.sort(1, false)
	v.table.grid.choose(1, 1)
	v.key(fyne.KeyReturn)
	of := v.Shown.Of
	showBody(t, v, of, `{"data":[{"id":"1","name":"•••••"},{"id":"2","name":"•••••"},{"id":"3","name":"•••••"}]}`)
	expectTexts(t, v, "Field", "Value", "ID", "1", "Name", "•••••")
	v.key(fyne.KeyEscape)
	if got := v.table.grid.texts(); got[1] != "Name ↑" {
		t.Errorf("%q", got)
	}
	showBody(t, v, "another answer", people)
	if got := v.table.grid.texts(); got[1] != "Name" || v.table.grid.row != 0 {
		t.Errorf("another answer is sorted: %q", got)
	}
}

// An order that comes after a row was opened does not change which one is open.
func TestLateOrder(t *testing.T) {
	v := shown(t, "en", `{"data":[{"id":"1","name":"B"},{"id":"2","name":"A"},{"id":"3","name":"C"}]}`)
	control := v.control.(*atOnce)
	control.late = true
	v.key(fyne.KeyUp, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn) // sort by ID, and open the first row
	v.key(fyne.KeyEscape, fyne.KeyRight, fyne.KeyUp, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	control.letGo()
	expectTexts(t, v, "Field", "Value", "ID", "1", "Name", "B")
	if v.table.count.Text != "Row 2 of 3" {
		t.Errorf("%q", v.table.count.Text)
	}
	v.key(fyne.KeyEscape)
	expectTexts(t, v, "ID", "Name ↑", "2", "A", "1", "B", "3", "C")
	if v.table.grid.row != 1 {
		t.Errorf("row %d is chosen", v.table.grid.row)
	}
}

func TestWideAndLongTable(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString(`,{`)
		for c := range 30 {
			if c > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `"column%d":"%d/%d"`, c, i, c)
		}
		b.WriteByte('}')
	}
	v := shown(t, "en", `[`+b.String()[1:]+`]`)
	g := v.table.grid
	v.key(fyne.KeyEnd)
	for range 40 {
		v.key(fyne.KeyRight)
	}
	got := g.texts()
	if got[len(got)-1] != "4999/29" || len(got) > 30*(kit.MostRows+1) {
		t.Errorf("%d cells, the last is %q", len(got), got[len(got)-1])
	}
	v.key(fyne.KeyHome, fyne.KeyPageDown)
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10*g.cellHeight())})
	if g.top != 10 {
		t.Errorf("scrolled to row %d", g.top)
	}
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(10000, 0)})
	if g.left != 0 {
		t.Errorf("scrolled to column %d", g.left)
	}
	g.along.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(10000, 0)})
	g.along.DragEnd()
	g.down.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 10000)})
	g.down.DragEnd()
	if got := g.texts(); got[len(got)-1] != "4999/29" {
		t.Errorf("dragged to %q", got[len(got)-1])
	}
}

func BenchmarkTableStep(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(kit.Theme{})
	row := `{"id":"3f6f2f1b-52d4-4c0e-9a57-0f1c7c1e8a90","firstName":"Ada","email":"ada@example.com","amount":{"currency":"DKK","minors":123450}},`
	table, err := answer.OpenTable(b.Context(), []byte(`{"data":[`+strings.Repeat(row, 10<<20/len(row))+`{}]}`), nil)
	if err != nil {
		b.Fatal(err)
	}
	words, err := message.New("en")
	if err != nil {
		b.Fatal(err)
	}
	v := New(words, &atOnce{})
	v.table.set(table, false)
	w := test.NewWindow(v.table.grid)
	defer w.Close()
	w.Resize(fyne.NewSize(640, 600))
	at := 0
	for b.Loop() {
		at = (at + table.Rows()*3/7 + 1) % table.Rows()
		v.table.grid.choose(at, 1)
	}
}
