package gui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/assets"
	"pleokeycheck/gui/kit"
)

// TestLicencesAreReadByKeyboard: from the first line to the last.
func TestLicencesAreReadByKeyboard(t *testing.T) {
	d := newDesk(t)
	d.resize(1180, 800)
	d.open("licences")
	d.expectRead("LICENCES OF KEY CHECK FOR PLEO")
	rows, ok := d.canvas().Focused().(*kit.List)
	if !ok {
		t.Fatalf("the focus is on %q, not on the text", d.nameOfFocus())
	}
	all := strings.Fields(assets.Licences)
	last := strings.Join(all[len(all)-2:], " ")
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

func TestLicencesAreBrokenBetweenWords(t *testing.T) {
	long := strings.Repeat("seventy columns ", 4) + "end"
	got := paragraphs("TITLE\n\n" + long + "\nof it\n  indented\n* item one " + long + "\nitem\n")
	want := []string{"TITLE", "", long + " of it", "  indented", "* item one " + long, "item"}
	if !slices.Equal(got, want) {
		t.Errorf("paragraphs: %q", got)
	}
}
