package gui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/internal/keystore"
)

func TestRemoveEverything(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.menu("erase.menu")
	d.expectRead("Remove everything from this computer?", "1 saved connection, and its key in the keychain", "The keys go first.")
	yes := d.button("Remove everything")
	if !yes.Disabled() {
		t.Error("it can be pressed without a tick")
	}
	if b, ok := d.canvas().Focused().(*button); !ok || b.text != d.words.Text("ui.keep-as-is") {
		t.Error("the focus is not on the button that changes nothing")
	}
	d.canvas().FocusPrevious()
	if d.nameOfFocus() != "keep" { // a tick, as that of the form
		t.Fatalf("the focus is on %q", d.nameOfFocus())
	}
	d.canvas().Focused().(*tick).TypedRune(' ')
	d.canvas().Focus(yes)
	d.key(fyne.KeySpace)
	d.expectRead("Everything is removed", "1 key is gone from the keychain. Its place was read again and is empty.", "Their folder is gone too.")
	if len(d.vault.keys) != 0 || len(d.control.State().Connections) != 0 {
		t.Error("something is left")
	}
	saved := 0
	d.win.save = func(Memory) { saved++ }
	d.key(fyne.KeySpace) // Close
	d.expectRead("I have a key", "Keys that you keep will stand here.")
	if got := d.nameOfFocus(); got != "way I have a key" {
		t.Errorf("the focus is on %q", got)
	}
	d.close()
	if saved != 0 {
		t.Error("leaving the window writes a file again")
	}
}

func TestRemoveEverythingRefused(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.vault.fail = &keystore.Error{Op: "delete", Kind: keystore.Locked, Err: fmt.Errorf("locked")}
	d.control.Erase()
	d.expectRead("Nothing was removed", "The key of “Nordhavn Bageri ApS” is still in the keychain. The keychain is locked.", "No file was removed, so that you can try again.")
	everySize(t, d, func(_ *testing.T, where string) { d.expectAllSeen(where) })
	d.t = t
	d.key(fyne.KeyEscape)
	if len(d.control.State().Connections) != 1 {
		t.Error("the connection is gone")
	}
}

// TestRemovingHidesTheAnswer, which is about a key that is about to go, also
// where it was begun from another view.
func TestRemovingHidesTheAnswer(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.menu("ui.menu.history")
	d.held = true
	d.control.Erase()
	d.expectRead(d.words.Text("erase.running"))
	d.expectNotRead("This key works", "What came back", d.words.Text("ui.saving.saved.title"), d.words.Text("ui.pass.for"), d.words.Text("ui.history.title"))
	d.vault.fail = &keystore.Error{Op: "delete", Kind: keystore.Locked, Err: fmt.Errorf("locked")}
	d.run()
	d.key(fyne.KeyEscape)
	d.expectRead("This key works", "What came back")
}
