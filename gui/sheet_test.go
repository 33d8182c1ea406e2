package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
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
	"folder":   func(d *desk) { d.win.chooseFolder(d.dir, func(string) {}) },
	"day":      func(d *desk) { d.win.chooseDay() },
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

// everyItem calls f with every item of a menu, and of the menus in it.
func everyItem(items []*fyne.MenuItem, f func(*fyne.MenuItem)) {
	for _, item := range items {
		if item.ChildMenu != nil {
			everyItem(item.ChildMenu.Items, f)
		} else if !item.IsSeparator {
			f(item)
		}
	}
}

func (d *desk) everyItem(f func(item *fyne.MenuItem, words, keys string)) {
	for _, m := range d.win.window.MainMenu().Items {
		everyItem(m.Items, func(item *fyne.MenuItem) {
			words, keys := kit.MenuWords(item)
			f(item, words, keys)
		})
	}
}

// TestKeysAreListed: each of the menu has its line in the list of shortcuts, with the
// same name; and Fyne listens for what the menu says.
func TestKeysAreListed(t *testing.T) {
	d := newDesk(t)
	listed := map[string]bool{}
	for _, s := range shortcuts() {
		listed[keyWords(d.words, s.keys...)] = true
		for _, k := range s.keys {
			listed[keyWords(d.words, k)] = true
		}
	}
	n := 0
	d.everyItem(func(item *fyne.MenuItem, words, keys string) {
		if keys == "" {
			return
		}
		n++
		if !listed[keys] {
			t.Errorf("the list of shortcuts lacks %s (%s)", keys, words)
		}
		if strings.Contains(keys, "Ctrl") != (item.Shortcut != nil) {
			t.Errorf("%s has the keys %s, and Fyne listens for %v", words, keys, item.Shortcut)
		}
	})
	if n < 14 || !listed[d.win.form.shortcut.Text] || d.win.form.shortcut.Text != "Ctrl+Enter" {
		t.Errorf("%d items have keys; beside the button stands %q", n, d.win.form.shortcut.Text)
	}
}

// TestFamiliarKeys: what people know from elsewhere does what they know, or nothing;
// nothing is sent by it.
func TestFamiliarKeys(t *testing.T) {
	d := newDesk(t)
	by := map[string]string{}
	d.everyItem(func(_ *fyne.MenuItem, words, keys string) { by[keys] = words })
	for keys, id := range map[string]string{
		"Ctrl+F": "ui.menu.search", "Ctrl+N": "ui.menu.new", "Ctrl+S": "ui.menu.report", "F1": "guide.menu", "F2": "ui.menu.rename",
		"Ctrl+Q": "ui.menu.quit", "Ctrl+H": "ui.menu.history", "Ctrl+,": "ui.menu.settings", "Ctrl+Enter": "ui.menu.run",
		"Ctrl+P": "", "Ctrl+R": "", "Ctrl+D": "", "Ctrl+O": "", "Ctrl+W": "", "Ctrl+T": "", "Ctrl+Z": "", "Ctrl+A": "", "F5": "",
	} {
		if want := d.words.Text(id); id != "" && by[keys] != want || id == "" && by[keys] != "" {
			t.Errorf("%s is %q, want %q", keys, by[keys], want)
		}
	}
}

// TestMenuIsLegible: also the keys, which Fyne paints with a fifth of the colour.
func TestMenuIsLegible(t *testing.T) {
	for _, appearance := range []kit.Appearance{kit.Light, kit.Dark} {
		d := newDesk(t)
		d.tell("full-access")
		d.win.SetLook(appearance, 100)
		seen := 0
		for _, m := range d.win.window.MainMenu().Items {
			menu := widget.NewMenu(m)
			menu.Resize(menu.MinSize())
			for _, trouble := range pale(menu, kit.Color(theme.ColorNameMenuBackground), kittest.LeastText, kittest.LeastEdge) {
				t.Errorf("%s: %s", appearance, trouble)
			}
			kittest.See(menu, func(s kittest.Sight) {
				if text, is := s.Object.(*canvas.Text); is && strings.Contains(text.Text, "\tCtrl+") {
					seen++
				}
			})
		}
		if seen < 8 {
			t.Errorf("only %d keys were seen", seen)
		}
	}
}

// TestSheetIsAlone: nothing acts behind a sheet, and none opens twice.
func TestSheetIsAlone(t *testing.T) {
	for _, name := range []string{"rename", "settings", "support"} {
		d := newDesk(t)
		d.tell("full-access")
		d.open(name)
		before, text := d.control.State(), d.win.form.company.Text
		alone := func(after string) {
			t.Helper()
			if n := len(d.canvas().Overlays().List()); n != 1 {
				t.Fatalf("%s, after %s: %d sheets are open", name, after, n)
			}
			if now := d.control.State(); now.View != before.View || now.Activity != before.Activity || now.Selected != before.Selected || now.Result != before.Result || now.Guide != before.Guide {
				t.Errorf("%s: %s acts behind it", name, after)
			}
			if d.win.form.company.Text != text || d.closed {
				t.Errorf("%s: %s changes the form", name, after)
			}
		}
		d.everyItem(func(item *fyne.MenuItem, words, _ string) {
			item.Action()
			alone(words)
		})
		d.win.SetLook(kit.LikeSystem, kit.NormalTextSize)
		for _, key := range []fyne.KeyName{fyne.KeyF1, fyne.KeyF2, fyne.KeyF6, fyne.KeyF10} {
			d.key(key)
			alone(string(key))
			d.canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
			alone(string(key) + " with the focus on nothing")
		}
		d.canvas().Unfocus() // as a click between its controls does
		d.key(fyne.KeyEscape)
		d.expectClosed()
	}
}

// TestSheetStaysInTheMiddle: whatever becomes of the text and of the window; and the
// settings say the size that there is.
func TestSheetStaysInTheMiddle(t *testing.T) {
	d := newDesk(t)
	d.open("settings")
	middle := func(when string) {
		t.Helper()
		p := kit.TopSheet(d.canvas()).Popup
		all, at, size := d.canvas().Size(), p.Position(), p.Size()
		left, above := at.X-(all.Width-size.Width)/2, at.Y-(all.Height-size.Height)/2
		if max(left, -left, above, -above) > 1 || size.Width > all.Width || size.Height > all.Height {
			t.Errorf("%s: the sheet is at %v, %v large, in %v", when, at, size, all)
		}
	}
	middle("first")
	for range 4 {
		d.press("ui.settings.text.larger")
		middle("larger")
	}
	d.win.SetLook(kit.LikeSystem, 200)
	d.expectRead("200%")
	middle("at 200 %")
	for _, size := range []fyne.Size{{Width: 640, Height: 480}, {Width: 1400, Height: 900}, {Width: 500, Height: 900}} {
		d.resize(size.Width, size.Height)
		middle("the window has another size")
	}
	d.win.SetLook(kit.LikeSystem, 80)
	middle("small")
}

// TestEscClosesWhatIsOnTop: also a dialog of Fyne's above a sheet, and that first.
func TestEscClosesWhatIsOnTop(t *testing.T) {
	d := newDesk(t)
	d.open("settings")
	widget.ShowModalPopUp(widget.NewLabel("above"), d.canvas())
	d.canvas().Unfocus()
	d.key(fyne.KeyEscape)
	if n := len(d.canvas().Overlays().List()); n != 1 || kit.TopSheet(d.canvas()) == nil {
		t.Fatalf("%d are left", n)
	}
	d.key(fyne.KeyEscape)
	d.expectClosed()
}
