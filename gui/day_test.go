package gui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"pleokeycheck/internal/message"
)

// TestChooseTheDay by keyboard: the field has it in words, which are read as that day.
func TestChooseTheDay(t *testing.T) {
	d := newDesk(t)
	d.win.form.toOption(d.win.form.expires)
	d.win.form.expires.SetText("31 Dec 2027")
	d.press("calendar.pick")
	d.expectRead("When does the key expire?", "December 2027", "31")
	d.key(fyne.KeyPageDown)
	d.expectRead("January 2028")
	d.press("calendar.next")
	d.press("calendar.previous")
	d.canvas().FocusNext()
	d.key(fyne.KeyEscape)
	if d.win.covered() || d.win.form.expires.Text != "31 Dec 2027" {
		t.Errorf("Esc leaves %q", d.win.form.expires.Text)
	}
	d.press("calendar.pick")
	d.key(fyne.KeyRight)
	d.key(fyne.KeyReturn)
	day, problem := message.ReadDay(d.win.form.expires.Text)
	if problem != "" || day.Format(time.DateOnly) != "2028-01-01" || d.nameOfFocus() != "expiry" || d.win.covered() {
		t.Errorf("the field has %q, the focus is on %s", d.win.form.expires.Text, d.nameOfFocus())
	}
	d.win.form.expires.SetText("nonsense")
	d.press("calendar.pick")
	d.expectRead(d.words.Month(time.Now()))
	d.key(fyne.KeyEscape)
}
