package gui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/check"
	"pleokeycheck/pleoclient"
)

var bigShapes = map[string]func(size int) string{
	"one line":    func(size int) string { return `{"data":[{"id":"a1","firstName":"` + strings.Repeat("x", size) + `"}]}` },
	"short lines": func(size int) string { return "[" + strings.Repeat("1234567,", size/8) + "1]" },
	"deep":        func(size int) string { return strings.Repeat("[", size/2) + strings.Repeat("]", size/2) },
}

// answered gives a check the answer that a test wants.
func (d *desk) answered(body string) {
	d.check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		r := check.Run(ctx, in, o)
		x := *r.Answer
		x.Body = []byte(body)
		last := len(r.Exchanges) - 1
		r.Exchanges = append(r.Exchanges[:last:last], &x)
		r.Answer = &x
		return r
	}
}

func (d *desk) viewer() *viewer { return d.win.details.answer.body }

// painted is everything that the rows show.
func (v *viewer) painted() string {
	var all strings.Builder
	for _, item := range v.rows.items {
		for _, piece := range item.pieces {
			all.WriteString(piece.text.Text)
		}
		all.WriteByte('\n')
	}
	return all.String()
}

func TestBigAnswers(t *testing.T) {
	for name, make := range bigShapes {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.answered(make(10 << 20))
			d.tell("full-access")
			v := d.viewer()
			if !v.rows.Visible() || v.rows.count() < 3 || len(v.rows.items) == 0 || len(v.rows.items) > 2*mostRows {
				t.Fatalf("%d rows, %d painted", v.rows.count(), len(v.rows.items))
			}
			d.canvas().Focus(v.rows)
			for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft, fyne.KeySpace, fyne.KeySpace, fyne.KeyEnd} {
				d.key(key)
			}
			v.rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -5000)})
			v.rows.thumb.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 100)})
			v.rows.thumb.DragEnd()
			v.rows.choose(v.rows.count() / 2)
			v.copyValue()
			d.app.Clipboard().SetContent("")
			d.held = true
			v.find.SetText("1]")
			v.foldAll()
			d.control.ShowRaw(true)
			d.held = false
			d.run()
			if v.rows.count() == 0 || v.shown.Document.Pretty() {
				t.Error("the text as it came is not shown")
			}
			d.close()
		})
	}
}

// Rows in the middle of millions are painted where they belong.
func TestRowsAreExactFarDown(t *testing.T) {
	d := newDesk(t)
	d.answered(bigShapes["short lines"](10 << 20))
	d.tell("full-access")
	v := d.viewer()
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

// The colour of a canary: personal data is in nothing that is painted, copied or
// saved until it is asked for, and gone again with the next result.
func TestPersonalDataIsHidden(t *testing.T) {
	d := newDesk(t)
	d.answered(`{"data":[{"id":"a1","firstName":"Canary","email":"canary@example.com","phone":"+45 12 34 56 78"}]}`)
	d.tell("full-access")
	v := d.viewer()
	secret := func(when string) {
		t.Helper()
		for _, root := range d.roots() {
			seeEverywhere(root, func(s sight) {
				text := textOf(s.object)
				if c, is := s.object.(*canvas.Text); is {
					text = c.Text
				}
				if strings.Contains(strings.ToLower(text), "canary") || strings.Contains(text, "12 34 56") {
					t.Errorf("%s: %T shows %q", when, s.object, text)
				}
			})
		}
		for row := range v.rows.count() {
			v.rows.choose(row)
			d.app.Clipboard().SetContent("")
			v.rows.TypedShortcut(&fyne.ShortcutCopy{})
			if got := d.app.Clipboard().Content(); strings.Contains(strings.ToLower(got), "canary") {
				t.Errorf("%s: row %d copies %q", when, row, got)
			}
		}
		d.app.Clipboard().SetContent("")
		if m := v.shown.Document.Search(t.Context(), "canary"); m.Len() > 0 {
			t.Errorf("%s: a search finds it", when)
		}
	}
	secret("at first")
	d.expectRead(d.words.Plural("ui.viewer.hidden", 3))
	d.control.ShowRaw(true)
	secret("as it came")
	d.control.ShowRaw(false)
	d.press("ui.viewer.reveal")
	if !strings.Contains(v.painted(), `"firstName": "Canary"`) {
		t.Errorf("it is not shown although it was asked for: %s", v.painted())
	}
	d.expectRead(d.words.Plural("ui.viewer.revealed", 3))
	d.press("ui.viewer.hide")
	secret("hidden again")
	d.press("ui.viewer.reveal")
	d.menu("ui.menu.run")
	secret("of the next result")
	dir := t.TempDir()
	seen := func() string { return strings.Join(d.win.passing.shown.text, "\n") }
	save := func(name string, personal bool) string {
		t.Helper()
		d.press("ui.viewer.save")
		if strings.Contains(seen(), "anary") || !strings.Contains(seen(), "a1") {
			t.Errorf("the sheet shows %s", seen())
		}
		if personal {
			d.canvas().Focus(d.win.passing.private)
			d.win.passing.private.TypedRune(' ')
			if !strings.Contains(seen(), "Canary") {
				t.Errorf("the sheet shows %s", seen())
			}
		}
		d.win.passing.folder.SetText(dir)
		d.press("ui.pass.save")
		d.expectRead(d.words.Text("ui.pass.saved", map[string]string{"Name": name, "Folder": dir}))
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read the file: %v (%v)", info.Mode(), err)
		}
		return string(text)
	}
	name := "pleo-employees-" + d.win.shown.Answer.Exchange.StartedAt.Local().Format(time.DateOnly)
	if text := save(name+".json", false); strings.Contains(text, "anary") || !strings.Contains(text, "a1") {
		t.Errorf("the file holds %s", text)
	}
	if text := save(name+" (2).json", true); !strings.Contains(text, "Canary") {
		t.Errorf("the file holds %s", text)
	}
	dir = filepath.Join(dir, "missing")
	d.press("ui.viewer.save")
	d.win.passing.folder.SetText(dir)
	d.press("ui.pass.save")
	d.expectRead(d.words.Text("ui.pass.not-saved", map[string]string{"Folder": dir}))
}

// A filter in an address is personal too.
func TestAddressesAreHidden(t *testing.T) {
	d := newDesk(t)
	d.check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		r := check.Run(ctx, in, o)
		x := *r.Answer
		x.URL += "&email=canary%40example.com"
		x.RequestBody = []byte(`{"name":"Canary","companyId":"3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"}`)
		r.Exchanges = []*pleoclient.Exchange{r.Exchanges[0], &x}
		r.Answer = &x
		return r
	}
	d.tell("full-access")
	for i := range d.win.details.tabs.ids {
		d.win.details.tabs.choose(i)
		if read := strings.ToLower(d.read()); strings.Contains(read, "canary") {
			t.Errorf("tab %d shows it", i)
		}
	}
	if strings.Contains(d.win.details.which.Selected, "canary") {
		t.Error("the choice of the exchange shows it")
	}
	d.control.RevealPersonal(true)
	d.win.details.open("ui.details.request")
	d.expectRead("canary%40example.com", `"name":"Canary"`)
}

func TestViewerByKeyboard(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	v := d.viewer()
	d.menu("ui.menu.search")
	if d.canvas().Focused() != fyne.Focusable(v.find) {
		t.Fatal("the search has no focus")
	}
	test.Type(v.find, "ID")
	if v.matches.Len() < 3 || v.current != 0 || !strings.HasPrefix(v.count.text.Text, "1 of ") {
		t.Errorf("%d matches, at %d, %q", v.matches.Len(), v.current, v.count.text.Text)
	}
	d.key(fyne.KeyF3)
	d.key(fyne.KeyReturn)
	if v.current != 2 || !strings.HasPrefix(v.count.text.Text, "3 of ") {
		t.Errorf("at %d, %q", v.current, v.count.text.Text)
	}
	v.step(false)
	if v.current != 1 {
		t.Errorf("at %d after Previous", v.current)
	}
	d.key(fyne.KeyEscape)
	if v.find.Text != "" || v.matches.Len() != 0 || d.canvas().Focused() != fyne.Focusable(v.rows) {
		t.Error("Esc does not leave the search")
	}
	all := v.rows.count()
	d.key(fyne.KeyHome)
	d.key(fyne.KeyDown)
	d.key(fyne.KeyLeft) // data
	if v.rows.count() >= all || v.rows.items[1].row.Fold != answer.Closed {
		t.Errorf("%d rows of %d, %+v", v.rows.count(), all, v.rows.items[1].row)
	}
	d.key(fyne.KeyRight)
	if v.rows.count() != all {
		t.Error("Right does not unfold")
	}
	d.key(fyne.KeySpace)
	d.key(fyne.KeySpace)
	for range 4 {
		d.key(fyne.KeyDown)
	}
	v.rows.TypedShortcut(&fyne.ShortcutCopy{})
	if got := d.app.Clipboard().Content(); got == "" || strings.Contains(got, `"`) {
		t.Errorf("copied %q", got)
	}
	d.press("ui.viewer.copy-path")
	if got := d.app.Clipboard().Content(); !strings.HasPrefix(got, "data[0].") {
		t.Errorf("copied the path %q", got)
	}
	d.canvas().Focus(v.rows)
	d.key(fyne.KeyLeft)
	if v.rows.doc.Foldable(v.rows.current) != answer.Opened {
		t.Error("Left does not go to what the row stands in")
	}
	d.press("ui.viewer.fold-all")
	if v.rows.count() > 5 {
		t.Errorf("%d rows, all folded", v.rows.count())
	}
	d.press("ui.viewer.unfold-all")
	if v.rows.count() != all {
		t.Error("not everything is unfolded")
	}
	d.press("ui.viewer.raw")
	d.expectRead(d.words.Text("ui.viewer.pretty"))
	d.press("ui.viewer.pretty")
	if v.rows.count() != all {
		t.Error("it is not laid out again")
	}
}

func TestViewerByMouse(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	v := d.viewer()
	all := v.rows.count()
	at := func(row int, x float32) *fyne.PointEvent {
		return &fyne.PointEvent{Position: fyne.NewPos(x, space4+(float32(row)+0.5)*rowHeight())}
	}
	v.rows.Tapped(at(3, 200))
	if v.rows.current != 3 || d.canvas().Focused() != fyne.Focusable(v.rows) || v.rows.count() != all {
		t.Errorf("row %d is chosen", v.rows.current)
	}
	page := scrollAround(d.canvas().Content(), v.rows)
	before := page.Offset.Y
	v.rows.choose(v.rows.count() - 1)
	v.rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 3*rowHeight())})
	if v.rows.top >= v.rows.count()-v.rows.seen() || page.Offset.Y != before {
		t.Error("the wheel does not move the rows")
	}
	v.rows.choose(0)
	page.ScrollToOffset(fyne.NewPos(0, 50))
	v.rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 30)})
	if page.Offset.Y >= 50 {
		t.Error("at the first row the page does not move")
	}
	v.rows.Tapped(at(1, 10))
	if v.rows.count() >= all {
		t.Error("the mark does not fold")
	}
	v.rows.TappedSecondary(at(1, 200))
	if d.canvas().Overlays().Top() == nil {
		t.Error("there is no menu")
	}
}

func TestAskToSave(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.press("ui.viewer.save")
	d.expectRead(d.words.Text("ui.save-answer.text"))
	d.expectAllSeen("asked")
	d.key(fyne.KeyEscape)
}

// BenchmarkScreenStep is the longest thing that the viewer does on the
// goroutine of the screen: to paint another screen of rows.
func BenchmarkScreenStep(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(Theme{})
	for name, make := range bigShapes {
		b.Run(name, func(b *testing.B) {
			doc, err := answer.Open(b.Context(), []byte(make(10<<20)), 80, true)
			if err != nil {
				b.Fatal(err)
			}
			v := &viewer{words: english(b), current: -1}
			v.rows = newRowsView(v, newPanel(colorSurface, colorHairline, 8))
			w := test.NewWindow(v.rows)
			defer w.Close()
			w.Resize(fyne.NewSize(640, 600))
			v.rows.doc = doc
			row := 0
			for b.Loop() {
				row = (row + doc.Rows()*3/7 + 1) % doc.Rows()
				v.rows.choose(row)
			}
		})
	}
}

// TestSearchShowsWhatItSearches: not the field alone.
func TestSearchShowsWhatItSearches(t *testing.T) {
	d := newDesk(t)
	d.resize(1180, 900)
	d.tell("full-access")
	d.menu("ui.menu.search")
	page, v := d.win.panes.pages[2], d.viewer()
	y, _ := placeIn(page.scroll.Content, v.root)
	if above, below := y-page.scroll.Offset.Y, y+v.root.Size().Height-page.scroll.Offset.Y; above < 0 || below > page.scroll.Size().Height {
		t.Errorf("the answer is at %v to %v of %v", above, below, page.scroll.Size().Height)
	}
	d.expectFocusInSight()
}
