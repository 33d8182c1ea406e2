package gui

import (
	"context"
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

// asText shows the answer as it was sent.
func (d *desk) asText() {
	d.t.Helper()
	for _, o := range d.viewer().Root.Objects {
		if ways, is := o.(*kit.Segments); is {
			ways.ChooseAt(1)
		}
	}
}

// rows goes to the rows of the answer by keyboard, and is what has the focus then.
func (d *desk) rows() fyne.Focusable {
	d.t.Helper()
	d.menu("ui.menu.search")
	d.key(fyne.KeyEscape)
	if d.nameOfFocus() != "body" {
		d.t.Fatalf("the focus is on %s", d.nameOfFocus())
	}
	return d.canvas().Focused()
}

// TestBigAnswers: the package viewer has a test of the same name of what the rows
// do; here work that is overtaken by other work is in between.
func TestBigAnswers(t *testing.T) {
	for name, make := range bigShapes {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.answered(make(10 << 20))
			d.tell("full-access")
			d.asText()
			d.rows()
			for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft, fyne.KeySpace, fyne.KeySpace, fyne.KeyEnd} {
				d.key(key)
			}
			d.held = true
			d.menu("ui.menu.search")
			test.Type(d.canvas().Focused(), "1]")
			d.press("ui.viewer.fold-all")
			d.control.Answer.ShowRaw(true)
			d.held = false
			d.run()
			d.expectRead(d.words.Text("ui.viewer.pretty"))
			if shown := d.viewer().Shown.Document; shown.Rows() == 0 || shown.Pretty() {
				t.Error("the text as it came is not shown")
			}
			d.close()
		})
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
		rows := d.rows()
		d.key(fyne.KeyHome)
		for row := range v.Shown.Document.Rows() {
			d.app.Clipboard().SetContent("")
			rows.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
			if got := d.app.Clipboard().Content(); strings.Contains(strings.ToLower(got), "canary") {
				t.Errorf("%s: row %d copies %q", when, row, got)
			}
			d.key(fyne.KeyDown)
		}
		d.app.Clipboard().SetContent("")
		if m := v.Shown.Document.Search(t.Context(), "canary"); m.Len() > 0 {
			t.Errorf("%s: a search finds it", when)
		}
	}
	secret("as a table")
	d.asText()
	secret("at first")
	d.expectRead(d.words.Plural("ui.viewer.hidden", 3))
	d.control.Answer.ShowRaw(true)
	secret("as it came")
	d.control.Answer.ShowRaw(false)
	d.press("ui.viewer.reveal")
	d.expectRead(`"firstName": "Canary"`)
	d.expectRead(d.words.Plural("ui.viewer.revealed", 3))
	d.press("ui.viewer.hide")
	secret("hidden again")
	d.press("ui.viewer.reveal")
	d.menu("ui.menu.run")
	secret("of the next result")
	dir := t.TempDir()
	seen := func() string { return strings.Join(d.win.sharing.shown.Text, "\n") }
	save := func(name string, personal bool) string {
		t.Helper()
		d.press("ui.viewer.save")
		if strings.Contains(seen(), "anary") || !strings.Contains(seen(), "a1") {
			t.Errorf("the sheet shows %s", seen())
		}
		if personal {
			d.canvas().Focus(d.win.sharing.private)
			d.win.sharing.private.TypedRune(' ')
			if !strings.Contains(seen(), "Canary") {
				t.Errorf("the sheet shows %s", seen())
			}
		}
		d.win.sharing.folder.SetText(dir)
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
	d.win.sharing.folder.SetText(dir)
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
	d.control.Answer.RevealPersonal(true)
	d.win.details.open("ui.details.technical")
	d.expectRead("canary%40example.com", `"name":"Canary"`)
}

// TestViewerInTheWindow: what the viewer leaves to others is done.
func TestViewerInTheWindow(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.asText()
	all := d.viewer().Shown.Document.Rows()
	d.menu("ui.menu.search")
	if d.nameOfFocus() != "search" {
		t.Fatal("the search has no focus")
	}
	test.Type(d.canvas().Focused(), "ID")
	d.expectRead("\n1 of ")
	d.key(fyne.KeyF3)
	d.key(fyne.KeyReturn)
	d.expectRead("\n3 of ")
	d.key(fyne.KeyEscape)
	d.expectNotRead("\n3 of ")
	d.press("ui.viewer.fold-all")
	d.press("ui.viewer.unfold-all")
	d.press("ui.viewer.raw")
	d.press("ui.viewer.pretty")
	if got := d.viewer().Shown.Document.Rows(); got != all {
		t.Errorf("%d rows, %d before", got, all)
	}
}

func TestAskToSave(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.asText()
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
