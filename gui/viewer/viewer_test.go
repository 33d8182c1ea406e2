package viewer

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/message"
)

// stand is a viewer in a window, with what takes long done at once, or when it is
// let go.
type stand struct {
	*Viewer
	t      *testing.T
	window fyne.Window
	page   *container.Scroll
	body   []byte
	held   bool
	queue  []func()
}

// bigShapes are bodies of about a size.
var bigShapes = map[string]func(size int) string{
	"one line":    func(size int) string { return `{"data":[{"id":"a1","firstName":"` + strings.Repeat("x", size) + `"}]}` },
	"short lines": func(size int) string { return "[" + strings.Repeat("1234567,", size/8) + "1]" },
	"deep":        func(size int) string { return strings.Repeat("[", size/2) + strings.Repeat("]", size/2) },
}

// employees is the answer of a demo key that may read everything.
const employees = `{"data":[{"id":"5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08","companyId":"3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813","firstName":"Canary",` +
	`"code":"demo","active":true,"identity":null}],"pagination":{"hasNextPage":false,"total":1}}`

func newStand(t *testing.T, body string) *stand {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	s := &stand{t: t, body: []byte(body)}
	s.Viewer = New(words, s)
	page := kit.NewPage(kit.NewColumn(kit.Space8, kit.NewHeading(strings.Repeat("above ", 100)), s.Root), kit.ColorSurface, kit.Space24, kit.Space24)
	s.OnResized, s.page = page.Fit, page.Scroll
	s.window = test.NewTempWindow(t, page.Root)
	s.window.Resize(fyne.NewSize(640, 480))
	s.ShowRaw(false)
	page.Fit()
	return s
}

// later does something now, or when it is let go.
func (s *stand) later(do func()) {
	if s.queue = append(s.queue, do); !s.held {
		s.letGo()
	}
}

func (s *stand) letGo() {
	s.held = false
	for len(s.queue) > 0 {
		do := s.queue[0]
		s.queue = s.queue[1:]
		do()
	}
}

func (s *stand) open(raw bool, columns int) {
	s.t.Helper()
	d, err := answer.Open(context.Background(), s.body, columns, !raw)
	if err != nil {
		s.t.Fatal(err)
	}
	s.Show(Shown{Document: d, Of: &s.body, Raw: raw})
}

func (s *stand) ShowRaw(on bool)                                    { s.later(func() { s.open(on, 60) }) }
func (s *stand) RevealPersonal(bool)                                {}
func (s *stand) FitAnswer(columns int)                              { s.later(func() { s.open(s.Shown.Raw, columns) }) }
func (s *stand) FoldAnswer(done func())                             { s.later(func() { s.fold(); done() }) }
func (s *stand) SortAnswer(*answer.Table, int, bool, func([]int32)) {}
func (s *stand) SearchAnswer(text string, done func(answer.Matches)) {
	s.later(func() { done(s.Shown.Document.Search(context.Background(), text)) })
}

func (s *stand) fold() {
	folds, err := s.Shown.Document.AllFolded(context.Background())
	if err != nil {
		s.t.Error(err)
	}
	s.Shown.Document.Apply(folds)
}

func (s *stand) focused() fyne.Focusable { return s.window.Canvas().Focused() }

func (s *stand) focus(f fyne.Focusable) { s.window.Canvas().Focus(f) }

func (s *stand) key(name fyne.KeyName) { s.focused().TypedKey(&fyne.KeyEvent{Name: name}) }

func TestBigAnswers(t *testing.T) {
	for name, make := range bigShapes {
		t.Run(name, func(t *testing.T) {
			v := newStand(t, make(10<<20))
			if !v.rows.Visible() || v.rows.count() < 3 || len(v.rows.items) == 0 || len(v.rows.items) > 2*kit.MostRows {
				t.Fatalf("%d rows, %d painted", v.rows.count(), len(v.rows.items))
			}
			v.focus(v.rows)
			for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft, fyne.KeySpace, fyne.KeySpace, fyne.KeyEnd} {
				v.key(key)
			}
			v.rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -5000)})
			v.rows.thumb.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 100)})
			v.rows.thumb.DragEnd()
			v.rows.choose(v.rows.count() / 2)
			v.copyValue()
			fyne.CurrentApp().Clipboard().SetContent("")
			v.held = true
			v.find.SetText("1]")
			v.foldAll()
			v.ShowRaw(true)
			v.letGo()
			if v.rows.count() == 0 || v.Shown.Document.Pretty() {
				t.Error("the text as it came is not shown")
			}
		})
	}
}

// Rows in the middle of millions are painted where they belong.
func TestRowsAreExactFarDown(t *testing.T) {
	v := newStand(t, bigShapes["short lines"](10<<20))
	v.rows.choose(1_000_001)
	found := false
	for i, item := range v.rows.items {
		if want := v.rows.top + i + 1; item.row.Line != want || item.number.Text != fmt.Sprint(want) {
			t.Errorf("row %d is line %d, want %d", i, item.row.Line, want)
		}
		found = found || item.row.Line == 1_000_002
	}
	if !found {
		t.Error("the chosen row is not painted")
	}
}

func TestViewerByKeyboard(t *testing.T) {
	v := newStand(t, employees)
	press := func(b *kit.Button) { v.focus(b); v.key(fyne.KeySpace) }
	v.FocusSearch()
	if v.focused() != fyne.Focusable(v.find) {
		t.Fatal("the search has no focus")
	}
	test.Type(v.find, "ID")
	if v.matches.Len() < 3 || v.current != 0 || !strings.HasPrefix(v.matched.Text, "1 of ") {
		t.Errorf("%d matches, at %d, %q", v.matches.Len(), v.current, v.matched.Text)
	}
	v.key(fyne.KeyF3)
	v.key(fyne.KeyReturn)
	if v.current != 2 || !strings.HasPrefix(v.matched.Text, "3 of ") {
		t.Errorf("at %d, %q", v.current, v.matched.Text)
	}
	v.step(false)
	if v.current != 1 {
		t.Errorf("at %d after Previous", v.current)
	}
	v.key(fyne.KeyEscape)
	if v.find.Text != "" || v.matches.Len() != 0 || v.focused() != fyne.Focusable(v.rows) {
		t.Error("Esc does not leave the search")
	}
	all := v.rows.count()
	v.key(fyne.KeyHome)
	v.key(fyne.KeyDown)
	v.key(fyne.KeyLeft) // data
	if v.rows.count() >= all || v.rows.items[1].row.Fold != answer.Closed {
		t.Errorf("%d rows of %d, %+v", v.rows.count(), all, v.rows.items[1].row)
	}
	v.key(fyne.KeyRight)
	if v.rows.count() != all {
		t.Error("Right does not unfold")
	}
	v.key(fyne.KeySpace)
	v.key(fyne.KeySpace)
	for range 4 {
		v.key(fyne.KeyDown)
	}
	v.rows.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got == "" || strings.Contains(got, `"`) {
		t.Errorf("copied %q", got)
	}
	press(v.path)
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.HasPrefix(got, "data[0].") {
		t.Errorf("copied the path %q", got)
	}
	v.focus(v.rows)
	v.key(fyne.KeyLeft)
	if v.rows.document.Foldable(v.rows.current) != answer.Opened {
		t.Error("Left does not go to what the row stands in")
	}
	press(v.folds)
	if v.rows.count() > 5 {
		t.Errorf("%d rows, all folded", v.rows.count())
	}
	press(v.folds)
	if v.rows.count() != all {
		t.Error("not everything is unfolded")
	}
	press(v.raw)
	if v.raw.Text != v.words.Text("ui.viewer.pretty") {
		t.Errorf("the text as it came has the button %q", v.raw.Text)
	}
	press(v.raw)
	if v.rows.count() != all {
		t.Error("it is not laid out again")
	}
}

func TestViewerByMouse(t *testing.T) {
	// More rows than are seen at once.
	v := newStand(t, `{"data":[`+strings.Repeat(strings.TrimSuffix(strings.TrimPrefix(employees, `{"data":[`), `],"pagination":{"hasNextPage":false,"total":1}}`)+",", 9)+`{}]}`)
	all := v.rows.count()
	at := func(row int, x float32) *fyne.PointEvent {
		return &fyne.PointEvent{Position: fyne.NewPos(x, kit.Space4+(float32(row)+0.5)*kit.RowHeight())}
	}
	v.rows.Tapped(at(3, 200))
	if v.rows.current != 3 || v.focused() != fyne.Focusable(v.rows) || v.rows.count() != all {
		t.Errorf("row %d is chosen", v.rows.current)
	}
	before := v.page.Offset.Y
	v.rows.choose(v.rows.count() - 1)
	v.rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 3*kit.RowHeight())})
	if v.rows.top >= v.rows.count()-v.rows.seen() || v.page.Offset.Y != before {
		t.Error("the wheel does not move the rows")
	}
	v.rows.choose(0)
	v.page.ScrollToOffset(fyne.NewPos(0, 50))
	v.rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 30)})
	if v.page.Offset.Y >= 50 {
		t.Error("at the first row the page does not move")
	}
	v.rows.Tapped(at(1, 10))
	if v.rows.count() >= all {
		t.Error("the mark does not fold")
	}
	v.rows.TappedSecondary(at(1, 200))
	if v.window.Canvas().Overlays().Top() == nil {
		t.Error("there is no menu")
	}
}
