package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/service"
)

// sheets opens every sheet on a connection with a kept key.
var sheets = map[string]func(d *desk){
	"rename":    func(d *desk) { d.menu("ui.menu.rename") },
	"forget":    func(d *desk) { d.menu("ui.menu.forget") },
	"delete":    func(d *desk) { d.menu("ui.menu.delete") },
	"other":     func(d *desk) { d.win.askOther(env.Production, func() {}) },
	"erase":     func(d *desk) { d.menu("erase.menu") },
	"reminders": func(d *desk) { d.menu("ui.menu.reminders") },
	"shortcuts": func(d *desk) { d.menu("ui.menu.shortcuts") },
	"settings":  func(d *desk) { d.menu("ui.menu.settings") },
	"about":     func(d *desk) { d.menu("ui.menu.about") },
	"support":   func(d *desk) { d.menu("ui.menu.support") },
	"report":    func(d *desk) { d.menu("ui.menu.report") },
	"curl":      func(d *desk) { d.menu("ui.menu.curl") },
	"postman":   func(d *desk) { d.menu("ui.menu.postman") },
	"answer":    func(d *desk) { d.win.shareBody() },
	"table": func(d *desk) {
		d.control.All.Check()
		d.control.Open(app.ViewCheck)
		d.canvas().Focus(d.win.form.company)
		d.win.shareTable(service.ByName, false)
	},
	"licences": func(d *desk) { d.menu("ui.menu.about"); d.press("ui.about.licences") },
}

// open opens a sheet while the company field has the focus.
func (d *desk) open(sheet string) {
	d.t.Helper()
	d.canvas().Focus(d.win.form.company)
	sheets[sheet](d)
	if len(d.canvas().Overlays().List()) != 1 {
		d.t.Fatal("no sheet is open")
	}
}

// expectClosed fails where a sheet is open or the focus is not where it was.
func (d *desk) expectClosed() {
	d.t.Helper()
	if n := len(d.canvas().Overlays().List()); n != 0 {
		d.t.Errorf("%d sheets are open", n)
	}
	if d.canvas().Focused() != d.win.form.company {
		d.t.Errorf("the focus is on %q, not where it was", d.nameOfFocus())
	}
}

func TestEscClosesSheets(t *testing.T) {
	for name := range sheets {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.tell("full-access")
			d.open(name)
			stops := 0
			first := d.canvas().Focused()
			for {
				if d.canvas().Focused() == nil {
					t.Fatal("nothing in the sheet has the focus")
				}
				stops++
				d.canvas().FocusNext()
				if d.canvas().Focused() == first || stops > 10 {
					break
				}
			}
			d.key(fyne.KeyEscape)
			d.expectClosed()
			for i := range stops { // Esc works on each of its buttons
				d.open(name)
				for range i {
					d.canvas().FocusNext()
				}
				d.key(fyne.KeyEscape)
				d.expectClosed()
			}
		})
	}
}

// TestLongSheetScrollsByKeyboard: what does not fit can be read without a mouse.
func TestLongSheetScrollsByKeyboard(t *testing.T) {
	d := newDesk(t)
	d.resize(640, 480)
	d.win.form.company.SetText("")
	d.canvas().Focus(d.win.form.company)
	s := kit.ShowSheet(d.win.window, "Title", kit.NewBody(strings.Repeat("many words ", 500)), nil, kit.NewButton("Close", kit.Secondary, nil))
	end := s.Page.Scroll.Content.Size().Height - s.Page.Scroll.Size().Height
	if end <= 0 {
		t.Fatal("the text is not long enough")
	}
	for _, step := range []struct {
		key  fyne.KeyName
		from float32 // offsets between which the key leads
		to   float32
	}{
		{fyne.KeyUp, 0, 0}, {fyne.KeyDown, 1, 100}, {fyne.KeyPageDown, 101, end - 1}, {fyne.KeyEnd, end, end}, {fyne.KeyDown, end, end},
		{fyne.KeyPageUp, 1, end - 1}, {fyne.KeyHome, 0, 0},
	} {
		d.key(step.key)
		if y := s.Page.Scroll.Offset.Y; y < step.from-slack || y > step.to+slack {
			t.Errorf("%s leads to %v, want %v to %v", step.key, y, step.from, step.to)
		}
	}
	d.key(fyne.KeySpace)
	d.expectClosed()
}

func TestRename(t *testing.T) {
	for name, confirm := range map[string]func(d *desk){
		"by the button": func(d *desk) { d.press("ui.rename.save") },
		"by Enter":      func(d *desk) { d.key(fyne.KeyReturn) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.tell("full-access")
			d.open("rename")
			name, ok := d.canvas().Focused().(*kit.Field)
			if !ok || name.Text != "Nordhavn Bageri ApS" {
				t.Fatalf("the focus is on %q", d.nameOfFocus())
			}
			for _, r := range "The bakery" { // in the place of the old name
				name.TypedRune(r)
			}
			confirm(d)
			d.expectClosed()
			d.expectRead("The bakery")
		})
	}
}

func TestDeleteSaysWhatHappensToTheKey(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.open("delete")
	d.expectRead("Delete “Nordhavn Bageri ApS”?", "which ends in 0001, is taken out of the keychain", "The key stays valid in Pleo until it is deleted there.")
	if b, ok := d.canvas().Focused().(*kit.Button); !ok || b.Text != d.words.Text("ui.keep-as-is") {
		t.Error("the focus is not on the button that changes nothing")
	}
	d.key(fyne.KeyReturn)
	d.expectClosed()
	if len(d.vault.keys) != 1 || len(d.control.State().Connections) != 1 {
		t.Error("something was deleted all the same")
	}

	d.control.Connections.Forget(d.control.State().Selected)
	d.open("delete")
	d.expectRead("No key is saved for it.")
	d.press("ui.delete.yes")
	if len(d.control.State().Connections) != 0 {
		t.Error("the connection is still there")
	}
	d.expectRead("Keys you save will appear here.")
}

func TestSheetsNeedASelection(t *testing.T) {
	d := newDesk(t)
	d.win.askRename()
	d.win.askForget()
	d.win.askDelete()
	if n := len(d.canvas().Overlays().List()); n != 0 {
		t.Errorf("%d sheets about no connection", n)
	}
	if !d.win.renameItem.Disabled || !d.win.deleteItem.Disabled || !d.win.forgetItem.Disabled {
		t.Error("the menu offers to change no connection")
	}
}

// TestSendingToAnotherEnvironmentIsAsked: nothing goes there by itself.
func TestSendingToAnotherEnvironmentIsAsked(t *testing.T) {
	d := newDesk(t)
	agreed := 0
	d.win.askOther(env.Production, func() { agreed++ })
	d.expectRead("Send the key to Production?", "That environment holds live data.")
	d.key(fyne.KeySpace) // the first button: do not send it
	d.win.askOther(env.Staging, func() { agreed++ })
	d.expectNotRead("live data.")
	d.key(fyne.KeyEscape)
	if agreed != 0 {
		t.Fatal("the key was sent without a yes")
	}
	d.win.askOther(env.Production, func() { agreed++ })
	d.press("ui.other.yes")
	if agreed != 1 {
		t.Errorf("yes was taken %d times", agreed)
	}
}

func TestShortcutsAreInTheMenu(t *testing.T) {
	d := newDesk(t)
	listed := map[string]bool{}
	for _, s := range shortcuts {
		listed[d.words.Text(s[0])] = true
	}
	for _, m := range d.win.window.MainMenu().Items {
		for _, item := range m.Items {
			if item.Shortcut == nil {
				continue
			}
			custom := item.Shortcut.(*desktop.CustomShortcut)
			name := "Ctrl+"
			if custom.Modifier&fyne.KeyModifierShift != 0 {
				name += "Shift+"
			}
			name += strings.Replace(string(custom.KeyName), "Return", "Enter", 1)
			if !listed[name] {
				t.Errorf("the list of shortcuts lacks %s (%s)", name, item.Label)
			}
		}
	}
}
