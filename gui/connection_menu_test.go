package gui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/connection"
)

// offered are the words of the items of the menu that is open, those that can be
// chosen; press chooses one.
func (d *desk) offered() (all []string, press func(words string)) {
	d.t.Helper()
	menu, is := d.canvas().Focused().(*widget.PopUpMenu)
	if !is {
		d.t.Fatalf("no menu is open; the focus is on %s", d.nameOfFocus())
	}
	taps := map[string]fyne.Tappable{}
	for _, o := range menu.Items {
		tap, is := o.(fyne.Tappable)
		if !is {
			continue
		}
		var words string
		kittest.SeeEverywhere(o, func(s kittest.Sight) { words += textOf(s.Object) })
		all, taps[words] = append(all, words), tap
	}
	return all, func(words string) {
		d.t.Helper()
		if taps[words] == nil {
			d.t.Fatalf("%q is not among %q", words, all)
		}
		taps[words].Tapped(&fyne.PointEvent{})
	}
}

// TestMenuOfAConnection: by the mouse and by both keys, on the one in the form and on
// another.
func TestMenuOfAConnection(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	first := d.control.State().Selected
	d.control.Connections.New()
	d.tell("read-only-employees")
	second := d.control.State().Selected
	if first == "" || second == "" || first == second {
		t.Fatal("two connections are needed")
	}
	other := func() *entry { return d.win.connections.entryOf(first) }
	byKey := func() { d.canvas().Focus(other()); d.key(desktop.KeyMenu) }
	for name, open := range map[string]func(){
		"mouse": func() { other().TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(80, 120)}) },
		"key":   byKey,
	} {
		open()
		want := []string{"Open", "Check key", "Replace the key", "Rename…", "Copy the company ID", "Forget the key…", "Delete…"}
		if got, _ := d.offered(); !slices.Equal(got, want) {
			t.Errorf("%s: the menu offers %q", name, got)
		}
		d.key(fyne.KeyEscape)
		if d.win.covered() || d.control.State().Selected != second {
			t.Errorf("%s: Esc leaves the menu, or chooses", name)
		}
	}
	choose := func(words string) {
		byKey()
		_, press := d.offered()
		press(words)
	}
	choose("Copy the company ID")
	all := d.control.State().Connections
	id := all[slices.IndexFunc(all, func(con connection.Connection) bool { return con.ID == first })].CompanyID
	if got := d.app.Clipboard().Content(); got != id || id == "" {
		t.Errorf("%q was copied, want %q", got, id)
	}
	for words, title := range map[string]string{"Rename…": "Rename", "Forget the key…": "Forget", "Delete…": "Delete"} {
		choose(words)
		d.expectRead(title)
		if len(d.canvas().Overlays().List()) != 1 || d.control.State().Selected != second {
			t.Errorf("%s: %d are open", words, len(d.canvas().Overlays().List()))
		}
		d.key(fyne.KeyEscape)
	}
	d.canvas().Focus(other())
	d.key(fyne.KeyDelete)
	d.expectRead("Nordhavn Bageri ApS")
	d.key(fyne.KeyEscape)
	checks := len(d.control.State().Past.Of(first))
	choose("Check key")
	if s := d.control.State(); s.Selected != first || s.Result == nil || len(s.Past.Of(first)) != checks+1 {
		t.Error("the other connection was not checked")
	}
	d.control.Connections.Select(second)
	choose("Replace the key")
	if s := d.control.State(); s.Selected != first || !s.Rotation.On() {
		t.Error("the replacing of its key did not begin")
	}
	d.control.Rotation.Cancel()
	d.control.Connections.Forget(first)
	choose("Replace the key") // there is none
	if s := d.control.State(); s.Rotation.On() {
		t.Error("a key that is not kept is being replaced")
	}
	d.control.Connections.Select(second)
	byKey()
	_, press := d.offered()
	d.control.Connections.Delete(first) // as another copy may while the menu is open
	press("Check key")
	if s := d.control.State(); s.Selected != second || s.Result != nil {
		t.Error("the one in the form was checked in the place of one that is gone")
	}
}
