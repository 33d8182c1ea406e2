package gui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

// TestChooseFolder by keyboard alone, and Esc leaves the sheet below.
func TestChooseFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"one", "two", "two/three"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d := newDesk(t)
	d.tell("full-access")
	d.menu("ui.menu.report")
	d.win.sharing.folder.SetText(dir)
	d.press("ui.pass.browse")
	d.expectRead("Choose a folder", dir, "one", "two")
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.expectRead(filepath.Join(dir, "two"), "three")
	d.key(fyne.KeyEscape)
	if n := len(d.canvas().Overlays().List()); n != 1 || d.win.sharing.folder.Text != dir {
		t.Fatalf("%d are open; the folder is %q", n, d.win.sharing.folder.Text)
	}
	d.press("ui.pass.browse")
	d.press("ui.folder.up")
	d.expectRead(filepath.Base(dir))
	d.press("ui.folder.use")
	if got := d.win.sharing.folder.Text; got != filepath.Dir(dir) {
		t.Errorf("the folder is %q", got)
	}
	d.win.sharing.folder.SetText(filepath.Join(dir, "missing"))
	d.press("ui.pass.browse")
	d.expectRead("This folder cannot be looked into.")
	d.key(fyne.KeyEscape)

	d.win.sharing.folder.SetText(dir)
	d.press("ui.pass.save")
	if d.win.covered() {
		t.Error("the sheet is open after the file was saved")
	}
	d.button("Open")
	d.button("Show in folder")
}
