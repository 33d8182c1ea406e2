package gui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/keystore"
)

func TestRemoveEverything(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.menu("erase.menu")
	d.expectRead("Remove everything from this computer?", "1 saved connection, and its key in the keychain", "Whatever else the keychain holds of this app", "The keys are removed first.")
	yes := d.button("Remove everything")
	if !yes.Disabled() {
		t.Error("it can be pressed without a tick")
	}
	if b, ok := d.canvas().Focused().(*kit.Button); !ok || b.Text != d.words.Text("ui.keep-as-is") {
		t.Error("the focus is not on the button that changes nothing")
	}
	d.canvas().FocusPrevious()
	if d.nameOfFocus() != "keep" { // a tick, as that of the form
		t.Fatalf("the focus is on %q", d.nameOfFocus())
	}
	d.canvas().Focused().(*kit.Checkbox).TypedRune(' ')
	d.canvas().Focus(yes)
	d.key(fyne.KeySpace)
	d.expectRead("Everything is removed", "1 key is gone from the keychain. Its place was read again and is empty.", "Then the keychain was searched once more. No other key of this app was found.", "Their folder is gone too.")
	if len(d.vault.keys) != 0 || len(d.control.State().Connections) != 0 {
		t.Error("something is left")
	}
	saved := 0
	d.win.save = func(Memory) { saved++ }
	d.key(fyne.KeySpace) // Close
	d.expectRead("I have a key", "Keys you save will appear here.")
	if got := d.nameOfFocus(); got != "way I have a key from Production" {
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
	d.control.Erase.Begin()
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
	d.control.Erase.Begin()
	d.expectRead(d.words.Text("erase.running"))
	d.expectNotRead("This key works", "The answer", d.words.Text("ui.saving.saved.title"), d.words.Text("ui.pass.for"), d.words.Text("ui.history.title"))
	d.vault.fail = &keystore.Error{Op: "delete", Kind: keystore.Locked, Err: fmt.Errorf("locked")}
	d.run()
	d.key(fyne.KeyEscape)
	d.expectRead("This key works", "The answer")
}

// TestRemovingTakesThePastOffTheScreen: nothing of the checks is left in a view
// that was open before, nor can it be passed on.
func TestRemovingTakesThePastOffTheScreen(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.menu("ui.menu.check-all")
	d.expectRead("Nordhavn Bageri ApS")
	d.menu("ui.menu.history")
	d.expectRead("Nordhavn Bageri ApS")
	d.menu("leak.menu")
	d.control.Leak.Tick("tell", true)
	d.control.Erase.Begin()
	d.key(fyne.KeySpace) // Close
	for _, menu := range []string{"ui.menu.history", "ui.menu.all", "leak.menu"} {
		d.menu(menu)
		d.expectNotRead("Nordhavn", "0001", d.words.Text("ui.all.save"))
	}
	if s := d.control.State(); s.CanShare(app.ShareTable) || len(s.Past.Checks) != 0 || s.Leak.Open() {
		t.Errorf("it can still be passed on: %+v", s)
	}
}

// TestRemovingIsNotOfferedWhileItCannotBegin.
func TestRemovingIsNotOfferedWhileItCannotBegin(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.held = true
	d.control.All.Check()
	if !d.win.eraseItem.Disabled {
		t.Error("it is offered during a check of all")
	}
	d.run()
	if d.win.eraseItem.Disabled {
		t.Error("it is not offered afterwards")
	}
}

// TestWindowIsRememberedInTheBackground: the disk may let a write of the settings
// wait; the window does not.
func TestWindowIsRememberedInTheBackground(t *testing.T) {
	d := newDesk(t)
	saved := []int{}
	d.win.save = func(m Memory) { saved = append(saved, m.TextSize) }
	d.held = true
	d.win.SetLook(d.win.appearance, 125)
	d.win.SetLook(d.win.appearance, 150)
	d.close()
	if len(saved) != 0 || len(d.queue) != 1 {
		t.Errorf("saved %v on the UI goroutine, %d wait", saved, len(d.queue))
	}
	d.run()
	if !slices.Equal(saved, []int{125, 150, 150}) {
		t.Errorf("saved %v", saved)
	}
}
