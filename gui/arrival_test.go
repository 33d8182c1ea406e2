package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/internal/app"
)

// strike does what Fyne does when a key is struck that is a character too: the
// key goes to what has the focus, and the character to what has it then.
func (d *desk) strike(key fyne.KeyName, char rune) {
	d.t.Helper()
	d.key(key)
	d.canvas().Focused().TypedRune(char)
}

// TestSpaceStaysOnItsButton: Space on a button that leads to a field does not
// stand in that field then, and a space that is meant is typed.
func TestSpaceStaysOnItsButton(t *testing.T) {
	d := newDeskOf(t, "", "")
	d.canvas().Focus(d.win.views[app.ViewWelcome].(*welcome).ways[0])
	d.strike(fyne.KeySpace, ' ')
	if f := d.win.form.key; d.canvas().Focused() != f || f.Text != "" {
		t.Errorf("the focus is on %q, and the key field holds %q", d.nameOfFocus(), f.Text)
	}
	f := d.win.form.expires
	d.canvas().Focus(f)
	test.Type(f, "1")
	d.strike(fyne.KeySpace, ' ')
	test.Type(f, "Feb")
	if f.Text != "1 Feb" {
		t.Errorf("the field holds %q", f.Text)
	}
	d.canvas().Focus(d.win.form.company)
	d.strike(fyne.KeySpace, ' ')
	if got := d.win.form.company.Text; got != " " {
		t.Errorf("a space that was typed gave %q", got)
	}
}
