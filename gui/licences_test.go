package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/assets"
)

// TestLicencesAreReadByKeyboard: from the first line to the last.
func TestLicencesAreReadByKeyboard(t *testing.T) {
	d := newDesk(t)
	d.resize(1180, 800)
	d.open("licences")
	d.expectRead("LICENCES OF KEY CHECK FOR PLEO")
	rows, ok := d.canvas().Focused().(*list)
	if !ok {
		t.Fatalf("the focus is on %q, not on the text", d.nameOfFocus())
	}
	lines := strings.Split(strings.TrimRight(assets.Licences, "\n"), "\n")
	last := lines[len(lines)-1]
	d.expectNotRead(last)
	d.key(fyne.KeyPageDown)
	d.key(fyne.KeyPageDown)
	d.key(fyne.KeyPageUp)
	if y := rows.GetScrollOffset(); y < rows.Size().Height/2 || y > rows.Size().Height {
		t.Errorf("one page down leads to %v of a height of %v", y, rows.Size().Height)
	}
	d.key(fyne.KeyEnd)
	d.expectRead(last)
	d.key(fyne.KeyHome)
	d.expectRead("LICENCES OF KEY CHECK FOR PLEO")
	d.key(fyne.KeyEscape)
	d.expectClosed()
}

// TestAboutWithoutLicences: a build that brings none has no empty sheet.
func TestAboutWithoutLicences(t *testing.T) {
	d := newDesk(t)
	showAbout(d.win.window, d.words, About{Version: "1.2.3"})
	d.expectRead("Version 1.2.3.")
	d.expectNotRead(d.words.Text("ui.about.licences"))
}
