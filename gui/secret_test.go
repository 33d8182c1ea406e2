package gui

import (
	"encoding/base64"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/env"
)

const canary = "canary-fake-key-that-must-never-show-7Qz9"

// expectNoKey fails where a key is in any text of the window, hidden or not,
// in the menus, in the title or on the clipboard. The key field may hold it
// where typed is true, and shows it only where seen is true.
func (d *desk) expectNoKey(key, when string, typed, revealed bool) {
	d.t.Helper()
	forms := []string{key, base64.StdEncoding.EncodeToString([]byte(key + ":"))}
	has := func(text string) bool {
		for _, form := range forms {
			if strings.Contains(text, form) {
				return true
			}
		}
		return false
	}
	for _, root := range d.roots() {
		var shown strings.Builder
		kittest.SeeEverywhere(root, func(s kittest.Sight) {
			inField := s.In(d.win.form.key)
			text := textOf(s.Object)
			if t, ok := s.Object.(*canvas.Text); ok {
				shown.WriteString(t.Text)
			}
			switch {
			case !has(text):
			case s.Object == d.win.form.key && typed:
			case inField && typed && revealed:
			default:
				d.t.Errorf("%s: the key is in %T", when, s.Object)
			}
			if e, ok := s.Object.(*widget.Entry); ok && has(e.Text) {
				d.t.Errorf("%s: the key is in an entry", when)
			}
		})
		if has(shown.String()) && !revealed {
			d.t.Errorf("%s: the texts on the screen, put together, hold the key", when)
		}
	}
	for _, m := range d.win.window.MainMenu().Items {
		for _, item := range m.Items {
			if has(item.Label) {
				d.t.Errorf("%s: the key is in the menu", when)
			}
		}
	}
	if has(d.win.window.Title()) || has(d.app.Clipboard().Content()) {
		d.t.Errorf("%s: the key is in the title or on the clipboard", when)
	}
}

func TestCanaryIsNowhere(t *testing.T) {
	d := newDesk(t)
	d.win.form.company.SetText(canary) // pasted into the wrong field
	d.win.form.company.SetText("")
	d.typeKey(canary)
	d.expectNoKey(canary, "typed", true, false)
	d.press("ui.form.check") // no company ID
	d.expectNoKey(canary, "without a company", true, false)
	d.win.form.company.SetText("0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90")
	d.press("ui.form.check") // refused
	d.expectNoKey(canary, "refused", true, false)
	for i := range d.win.details.tabs.IDs {
		d.win.details.tabs.ChooseAt(i)
		d.expectNoKey(canary, "in the details", true, false)
	}
	d.press("ui.form.company.find")
	d.expectNoKey(canary, "looking for the company", true, false)
	d.menu("ui.menu.new")
	d.expectNoKey(canary, "in a new form", false, false)
}

// TestSavedKeyIsNowhere uses a key that is accepted, through everything that
// can be done with it.
func TestSavedKeyIsNowhere(t *testing.T) {
	const key = "demo-full-access-key-not-real-0001"
	d := newDesk(t)
	d.held = true
	d.tell("full-access")
	d.expectNoKey(key, "while the check runs", true, false)
	d.held = false
	d.run()
	d.expectNoKey(key, "saved", false, false)
	for i := range d.win.details.tabs.IDs {
		d.win.details.tabs.ChooseAt(i)
		d.expectNoKey(key, "in the details", false, false)
	}
	d.win.details.which.SetSelectedIndex(0)
	d.expectNoKey(key, "of the first exchange", false, false)
	d.menu("ui.menu.run")
	d.expectNoKey(key, "checked again", false, false)
	for _, ask := range []func(){d.win.askRename, d.win.askForget, d.win.askDelete} {
		ask()
		d.expectNoKey(key, "asked", false, false)
		d.key(fyne.KeyEscape)
	}
	d.press("ui.form.key.replace")
	d.expectNoKey(key, "replacing", false, false)
	d.press("ui.form.key.keep-old")
	d.control.Connections.Forget(d.control.State().Selected)
	d.expectNoKey(key, "forgotten", false, false)
}

// shortcuts that could take a key out of its field, or bring one back.
func (d *desk) tryToTakeTheKey() {
	f := d.win.form.key
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.TypedShortcut(&fyne.ShortcutCopy{Clipboard: d.app.Clipboard()})
	f.TypedShortcut(&fyne.ShortcutCut{Clipboard: d.app.Clipboard()})
}

func TestKeyCannotBeTakenOutOfItsField(t *testing.T) {
	for name, masked := range map[string]bool{"masked": true, "revealed": false} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.typeKey(canary)
			d.win.form.key.Password = masked
			d.win.form.key.Refresh()
			d.tryToTakeTheKey()
			if got := d.app.Clipboard().Content(); got != "" {
				t.Errorf("the clipboard holds %d characters", len(got))
			}
			if d.win.form.key.Text != canary {
				t.Error("the key was cut out of its field")
			}
			d.expectNoKey(canary, name, true, !masked)
			test.TapSecondary(d.win.form.key)
			var items []string
			for _, root := range d.canvas().Overlays().List() {
				kittest.See(root, func(s kittest.Sight) {
					if text, ok := s.Object.(*canvas.Text); ok {
						items = append(items, text.Text)
					}
				})
			}
			for _, item := range items {
				if item == "Copy" || item == "Cut" || item == "Undo" || item == "Redo" {
					t.Errorf("the menu of the key field offers %s", item)
				}
			}
			if len(items) == 0 {
				t.Error("the key field has no menu")
			}
			if d.win.form.key.Password != masked {
				t.Error("the menu changed what is seen")
			}
		})
	}
}

func TestUndoBringsNoKeyBack(t *testing.T) {
	d := newDesk(t)
	d.typeKey("demo-full-access-key-not-real-0001")
	d.win.form.keep.SetChecked(true)
	d.press("ui.form.company.find")
	d.press("ui.form.check")
	for range 50 {
		d.win.form.key.TypedShortcut(&fyne.ShortcutUndo{})
	}
	if d.win.form.key.Text != "" {
		t.Error("Undo brought the saved key back")
	}
	d.press("ui.form.key.replace")
	for range 50 {
		d.win.form.key.TypedShortcut(&fyne.ShortcutUndo{})
		d.win.form.key.TypedShortcut(&fyne.ShortcutRedo{})
		d.win.form.key.Undo()
	}
	if d.win.form.key.Text != "" {
		t.Error("Undo brought the saved key back into the field for another")
	}
}

func TestRevealedKeyIsMaskedWhenTheCheckBegins(t *testing.T) {
	d := newDesk(t)
	d.held = true
	d.typeKey(canary)
	test.Tap(d.win.form.key.ActionItem.(fyne.Tappable))
	if d.win.form.key.Password {
		t.Fatal("the eye does not show the key")
	}
	d.expectNoKey(canary, "revealed", true, true)
	d.press("ui.form.check")
	if !d.win.form.key.Password {
		t.Error("the key can be seen while the check runs")
	}
	d.expectNoKey(canary, "checking", true, false)
}

func TestPaste(t *testing.T) {
	for name, c := range map[string]struct{ pasted, key, note string }{
		"clean":      {canary, canary, "Hidden while you type."},
		"with space": {"  " + canary + "\n", canary, "Removed "},
		"quoted":     {"“" + canary + "”", canary, "quotation marks"},
		"header":     {"Authorization: Bearer " + canary, canary, "the word “Bearer”"},
		"label":      {"API key: " + canary, canary, "the label before it"},
		"base64":     {base64.StdEncoding.EncodeToString([]byte(canary + ":")), canary, "the base64 coding"},
		"perhaps":    {base64.StdEncoding.EncodeToString([]byte(canary)), "", "This may be a key in coded form"},
		"row":        {"Nordhavn\t" + canary + "\t01/01/2027", "", "This is text with words in it, not just a key"},
	} {
		for way, paste := range map[string]func(d *desk){
			"shortcut": func(d *desk) {
				d.win.form.key.TypedShortcut(&fyne.ShortcutPaste{Clipboard: d.app.Clipboard()})
			},
			"button": func(d *desk) { d.press("ui.form.key.paste") },
			"menu":   func(d *desk) { d.menu("ui.menu.paste") },
		} {
			t.Run(name+" by "+way, func(t *testing.T) {
				d := newDesk(t)
				d.app.Clipboard().SetContent(c.pasted)
				paste(d)
				d.app.Clipboard().SetContent("")
				if c.key != "" && d.win.form.key.Text != c.key {
					t.Errorf("the field holds %d characters, want %d", len(d.win.form.key.Text), len(c.key))
				}
				d.expectRead(c.note)
				if !d.win.form.key.Password {
					t.Error("what was pasted can be seen")
				}
				d.expectNoKey(canary, "pasted", true, false)
				if c.key == "" {
					d.press("ui.form.key.take-inside")
					d.expectRead("The key was taken out of what you pasted.")
					if d.win.form.key.Text != canary {
						t.Error("the key inside is not in the field")
					}
				}
				test.Type(d.win.form.key, "x") // editing takes the note away
				d.expectNotRead("Removed ", "There is a key inside", "was taken out")
			})
		}
	}
}

// TestKeyInTheCompanyField: what is typed into the wrong field is not echoed
// by the answer, and goes where it belongs by Swap.
func TestKeyInTheCompanyField(t *testing.T) {
	d := newDeskOf(t, env.Demo, "")
	d.typeKey("0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90")
	d.win.form.company.SetText(canary)
	d.press("ui.form.check")
	d.press("ui.offer.swap")
	if d.win.form.key.Text != canary || d.win.form.company.Text != "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90" {
		t.Error("the two fields were not swapped")
	}
	d.expectNoKey(canary, "swapped", true, false)
}

// After a paste the clipboard can be cleared, and is only where it still holds
// the key.
func TestClearingTheClipboard(t *testing.T) {
	for _, tt := range []struct{ name, then, want, note string }{
		{"still the key", "", "", "ui.clipboard.cleared"},
		{"something else", "a shopping list", "a shopping list", "ui.clipboard.other"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			clipboard := d.app.Clipboard()
			clipboard.SetContent("demo-canary-not-real-0001")
			d.press("ui.form.key.paste")
			if tt.then != "" {
				clipboard.SetContent(tt.then)
			}
			d.press("ui.clipboard.clear")
			if got := clipboard.Content(); got != tt.want {
				t.Errorf("the clipboard holds %q, want %q", got, tt.want)
			}
			d.expectRead(d.words.Text(tt.note))
			d.expectNotRead(d.words.Text("ui.clipboard.clear"))
		})
	}
}
