package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/app"
)

// tablePainted are the texts that the widgets of the viewer paint, in their order.
func (d *desk) tablePainted() string {
	var texts []string
	kittest.SeeEverywhere(d.viewer().Root, func(s kittest.Sight) {
		if text, is := s.Object.(*canvas.Text); is && text.Text != "" {
			texts = append(texts, text.Text)
		}
	})
	return strings.Join(texts, "|")
}

// TestAnswerIsATable: a check shows the rows, by keyboard one is opened, its
// values are shown when they are asked for, and it stays open.
func TestAnswerIsATable(t *testing.T) {
	d := newDesk(t)
	d.answered(`{"data":[{"id":"a1","firstName":"Canary","companyId":"c1"},{"id":"a2","firstName":"Bo","companyId":"c1"}]}`)
	d.tell("full-access")
	expect := func(when, want string) {
		t.Helper()
		if got := d.tablePainted(); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", when, got, want)
		}
	}
	d.expectRead(d.words.Plural("ui.table.rows", 2))
	expect("at first", "ID|Company ID|First name|a1|c1|•••••|a2|c1|•••••")
	d.rows()
	d.key(fyne.KeyDown)
	d.key(fyne.KeyUp)
	d.key(fyne.KeyReturn)
	d.expectRead(d.words.Text("ui.table.back"))
	expect("opened", "Field|Value|ID|a1|Company ID|c1|First name|•••••")
	d.press("ui.viewer.reveal")
	expect("revealed", "First name|Canary")
	d.press("ui.viewer.hide")
	expect("hidden again", "Field|Value|ID|a1|Company ID|c1|First name|•••••")
	d.rows()
	d.key(fyne.KeyEscape)
	expect("left", "ID|Company ID|First name|a1|")
	if d.win.shown.Result == nil {
		t.Error("Esc went further than the row")
	}
}

// TestSaveAnswerAsTable: what is saved is what the sheet shows, hidden values
// only where they were asked for.
func TestSaveAnswerAsTable(t *testing.T) {
	d := newDesk(t)
	d.answered(`{"data":[{"id":"a1","firstName":"=Canary","amount":{"currency":"DKK","minors":123450}}]}`)
	d.tell("full-access")
	dir := t.TempDir()
	for _, personal := range []bool{false, true} {
		d.press("ui.all.save")
		d.expectRead(d.words.Text("ui.table.save.text"))
		d.expectAllSeen("the sheet")
		if personal {
			d.canvas().Focus(d.win.sharing.private)
			d.win.sharing.private.TypedRune(' ')
		}
		if seen := strings.Join(d.win.sharing.shown.Text, "\n"); strings.Contains(seen, "Canary") != personal || !strings.Contains(seen, "1234.50") {
			t.Errorf("the sheet shows %s", seen)
		}
		d.win.sharing.folder.SetText(dir)
		d.press("ui.pass.save")
	}
	files, err := filepath.Glob(filepath.Join(dir, "pleo-employees-*.csv"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for i, holds := range []string{"a1,'=Canary,1234.50,DKK", "a1,•••••,1234.50,DKK"} { // " (2)" comes before ".csv"
		text, err := os.ReadFile(files[i])
		if err != nil || !strings.Contains(string(text), holds) || !strings.Contains(string(text), "ID,First name,Amount,Amount · Currency\r\n") {
			t.Errorf("%s holds %q, %v", files[i], text, err)
		}
	}
}

// TestAddToCalendar: a noted date is offered for a calendar, without key and ID.
func TestAddToCalendar(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	if d.win.form.calendar.Visible() || d.win.shown.CanShare(app.ShareCalendar) {
		t.Fatal("a calendar is offered before a date is noted")
	}
	d.win.form.toOption(d.win.form.expires)
	d.win.form.expires.SetText("31 Dec 2027")
	if d.win.form.calendar.Visible() {
		t.Error("a date that is not noted yet is offered")
	}
	d.press("expiry.note")
	if !d.win.form.calendar.Visible() {
		t.Fatal("a noted date is not offered")
	}
	con, _ := d.win.shown.Selection()
	dir := t.TempDir()
	d.press("expiry.calendar")
	d.expectRead(d.words.Text("expiry.calendar.about"))
	d.expectAllSeen("the sheet")
	d.win.sharing.folder.SetText(dir)
	d.press("ui.pass.save")
	text, err := os.ReadFile(filepath.Join(dir, "pleo-key-expiry.ics"))
	if err != nil {
		t.Fatal(err)
	}
	for _, holds := range []string{"DTSTART;VALUE=DATE:20271231\r\n", "TRIGGER:-P14D\r\n", "Nordhavn Bageri ApS"} {
		if !strings.Contains(strings.ReplaceAll(string(text), "\r\n ", ""), holds) {
			t.Errorf("no %q in %s", holds, text)
		}
	}
	for _, secret := range []string{con.CompanyID, con.ID, con.KeyHint} {
		if secret == "" || strings.Contains(string(text), secret) {
			t.Errorf("%q is in %s", secret, text)
		}
	}
	d.win.form.expires.SetText("1 Jan 2028")
	if d.win.form.calendar.Visible() {
		t.Error("another date is in the field, and the noted one is offered")
	}
}
