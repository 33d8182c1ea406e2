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

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/gui/viewer"
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

func (d *desk) viewer() *viewer.Viewer { return d.win.details.answer.body }

// painted is everything that the rows show.
func painted(v *viewer.Viewer) string {
	var all strings.Builder
	for _, item := range v.Rows.Items {
		for _, piece := range item.Pieces {
			all.WriteString(piece.Text.Text)
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
			if !v.Rows.Visible() || v.Rows.Count() < 3 || len(v.Rows.Items) == 0 || len(v.Rows.Items) > 2*kit.MostRows {
				t.Fatalf("%d rows, %d painted", v.Rows.Count(), len(v.Rows.Items))
			}
			d.canvas().Focus(v.Rows)
			for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft, fyne.KeySpace, fyne.KeySpace, fyne.KeyEnd} {
				d.key(key)
			}
			v.Rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -5000)})
			v.Rows.Thumb.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 100)})
			v.Rows.Thumb.DragEnd()
			v.Rows.Choose(v.Rows.Count() / 2)
			v.CopyValue()
			d.app.Clipboard().SetContent("")
			d.held = true
			v.Find.SetText("1]")
			v.FoldAll()
			d.control.ShowRaw(true)
			d.held = false
			d.run()
			if v.Rows.Count() == 0 || v.Shown.Document.Pretty() {
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
	v.Rows.Choose(1_000_001)
	found := false
	for i, item := range v.Rows.Items {
		if want := v.Rows.Top + i + 1; item.Row.Line != want || item.Number.Text != fmt.Sprint(want) {
			t.Errorf("row %d is line %d, want %d", i, item.Row.Line, want)
		}
		found = found || item.Row.Line == 1_000_002
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
			kittest.SeeEverywhere(root, func(s kittest.Sight) {
				text := textOf(s.Object)
				if c, is := s.Object.(*canvas.Text); is {
					text = c.Text
				}
				if strings.Contains(strings.ToLower(text), "canary") || strings.Contains(text, "12 34 56") {
					t.Errorf("%s: %T shows %q", when, s.Object, text)
				}
			})
		}
		for row := range v.Rows.Count() {
			v.Rows.Choose(row)
			d.app.Clipboard().SetContent("")
			v.Rows.TypedShortcut(&fyne.ShortcutCopy{})
			if got := d.app.Clipboard().Content(); strings.Contains(strings.ToLower(got), "canary") {
				t.Errorf("%s: row %d copies %q", when, row, got)
			}
		}
		d.app.Clipboard().SetContent("")
		if m := v.Shown.Document.Search(t.Context(), "canary"); m.Len() > 0 {
			t.Errorf("%s: a search finds it", when)
		}
	}
	secret("at first")
	d.expectRead(d.words.Plural("ui.viewer.hidden", 3))
	d.control.ShowRaw(true)
	secret("as it came")
	d.control.ShowRaw(false)
	d.press("ui.viewer.reveal")
	if !strings.Contains(painted(v), `"firstName": "Canary"`) {
		t.Errorf("it is not shown although it was asked for: %s", painted(v))
	}
	d.expectRead(d.words.Plural("ui.viewer.revealed", 3))
	d.press("ui.viewer.hide")
	secret("hidden again")
	d.press("ui.viewer.reveal")
	d.menu("ui.menu.run")
	secret("of the next result")
	dir := t.TempDir()
	seen := func() string { return strings.Join(d.win.passing.shown.Text, "\n") }
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
	for i := range d.win.details.tabs.IDs {
		d.win.details.tabs.ChooseAt(i)
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
	if d.canvas().Focused() != fyne.Focusable(v.Find) {
		t.Fatal("the search has no focus")
	}
	test.Type(v.Find, "ID")
	if v.Matches.Len() < 3 || v.Current != 0 || !strings.HasPrefix(v.Matched.Text, "1 of ") {
		t.Errorf("%d matches, at %d, %q", v.Matches.Len(), v.Current, v.Matched.Text)
	}
	d.key(fyne.KeyF3)
	d.key(fyne.KeyReturn)
	if v.Current != 2 || !strings.HasPrefix(v.Matched.Text, "3 of ") {
		t.Errorf("at %d, %q", v.Current, v.Matched.Text)
	}
	v.Step(false)
	if v.Current != 1 {
		t.Errorf("at %d after Previous", v.Current)
	}
	d.key(fyne.KeyEscape)
	if v.Find.Text != "" || v.Matches.Len() != 0 || d.canvas().Focused() != fyne.Focusable(v.Rows) {
		t.Error("Esc does not leave the search")
	}
	all := v.Rows.Count()
	d.key(fyne.KeyHome)
	d.key(fyne.KeyDown)
	d.key(fyne.KeyLeft) // data
	if v.Rows.Count() >= all || v.Rows.Items[1].Row.Fold != answer.Closed {
		t.Errorf("%d rows of %d, %+v", v.Rows.Count(), all, v.Rows.Items[1].Row)
	}
	d.key(fyne.KeyRight)
	if v.Rows.Count() != all {
		t.Error("Right does not unfold")
	}
	d.key(fyne.KeySpace)
	d.key(fyne.KeySpace)
	for range 4 {
		d.key(fyne.KeyDown)
	}
	v.Rows.TypedShortcut(&fyne.ShortcutCopy{})
	if got := d.app.Clipboard().Content(); got == "" || strings.Contains(got, `"`) {
		t.Errorf("copied %q", got)
	}
	d.press("ui.viewer.copy-path")
	if got := d.app.Clipboard().Content(); !strings.HasPrefix(got, "data[0].") {
		t.Errorf("copied the path %q", got)
	}
	d.canvas().Focus(v.Rows)
	d.key(fyne.KeyLeft)
	if v.Rows.Document.Foldable(v.Rows.Current) != answer.Opened {
		t.Error("Left does not go to what the row stands in")
	}
	d.press("ui.viewer.fold-all")
	if v.Rows.Count() > 5 {
		t.Errorf("%d rows, all folded", v.Rows.Count())
	}
	d.press("ui.viewer.unfold-all")
	if v.Rows.Count() != all {
		t.Error("not everything is unfolded")
	}
	d.press("ui.viewer.raw")
	d.expectRead(d.words.Text("ui.viewer.pretty"))
	d.press("ui.viewer.pretty")
	if v.Rows.Count() != all {
		t.Error("it is not laid out again")
	}
}

func TestViewerByMouse(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	v := d.viewer()
	all := v.Rows.Count()
	at := func(row int, x float32) *fyne.PointEvent {
		return &fyne.PointEvent{Position: fyne.NewPos(x, kit.Space4+(float32(row)+0.5)*kit.RowHeight())}
	}
	v.Rows.Tapped(at(3, 200))
	if v.Rows.Current != 3 || d.canvas().Focused() != fyne.Focusable(v.Rows) || v.Rows.Count() != all {
		t.Errorf("row %d is chosen", v.Rows.Current)
	}
	page := kit.ScrollAround(d.canvas().Content(), v.Rows)
	before := page.Offset.Y
	v.Rows.Choose(v.Rows.Count() - 1)
	v.Rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 3*kit.RowHeight())})
	if v.Rows.Top >= v.Rows.Count()-v.Rows.Seen() || page.Offset.Y != before {
		t.Error("the wheel does not move the rows")
	}
	v.Rows.Choose(0)
	page.ScrollToOffset(fyne.NewPos(0, 50))
	v.Rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 30)})
	if page.Offset.Y >= 50 {
		t.Error("at the first row the page does not move")
	}
	v.Rows.Tapped(at(1, 10))
	if v.Rows.Count() >= all {
		t.Error("the mark does not fold")
	}
	v.Rows.TappedSecondary(at(1, 200))
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

// TestSearchShowsWhatItSearches: not the field alone.
func TestSearchShowsWhatItSearches(t *testing.T) {
	d := newDesk(t)
	d.resize(1180, 900)
	d.tell("full-access")
	d.menu("ui.menu.search")
	page, v := d.win.panes.pages[2], d.viewer()
	y, _ := kit.OffsetIn(page.Scroll.Content, v.Root)
	if above, below := y-page.Scroll.Offset.Y, y+v.Root.Size().Height-page.Scroll.Offset.Y; above < 0 || below > page.Scroll.Size().Height {
		t.Errorf("the answer is at %v to %v of %v", above, below, page.Scroll.Size().Height)
	}
	d.expectFocusInSight()
}
