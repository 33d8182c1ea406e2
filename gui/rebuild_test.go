package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/env"
)

func fyneText(name string) string { return lang.X(name, name) }

// TestLanguageChangesWithoutLosingAnything types into every field, changes the
// language, and looks that all is as it was.
func TestLanguageChangesWithoutLosingAnything(t *testing.T) {
	d := newDeskWith(t, pseudoWords(t))
	d.win.SetLanguage("en")
	f := d.win.form
	f.environment.ChooseAt(1)
	d.typeKey("fake-key-that-is-typed")
	f.company.SetText("0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90")
	f.operation.Choose("vendors")
	f.expires.SetText("2030-01-02")
	f.keep.SetChecked(false)
	d.canvas().Focus(f.company)
	revision := f.applied
	d.expectRead("Check a key")

	d.win.SetLanguage(pseudo)
	g := d.win.form
	d.expectRead(strange("Check a key"))
	d.expectNotRead("Check a key\n")
	if f == g {
		t.Fatal("the form is the old one")
	}
	if g.key.Text != "fake-key-that-is-typed" || !g.key.Password || f.key.Text != "" {
		t.Errorf("the key field holds %d characters, the old one %d", len(g.key.Text), len(f.key.Text))
	}
	if g.company.Text != "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90" || g.operation.ID() != "vendors" || g.expires.Text != "2030-01-02" || g.keep.Checked || g.applied != revision {
		t.Errorf("the form holds %q, %q, %q, %v", g.company.Text, g.operation.ID(), g.expires.Text, g.keep.Checked)
	}
	if d.control.State().Environment != env.Staging {
		t.Error("the environment is another")
	}
	if d.canvas().Focused() != g.company {
		t.Errorf("the focus is on %q", d.nameOfFocus())
	}
	if got := d.win.window.Title(); got != strange("Key Check for Pleo") {
		t.Errorf("the title is %q", got)
	}
	if got := d.win.window.MainMenu().Items[0].Label; got != strange("Connection") {
		t.Errorf("the menu is %q", got)
	}
}

// TestLanguageChangeKeepsTheAnswer: result, tab and place.
func TestLanguageChangeKeepsTheAnswer(t *testing.T) {
	d := newDeskWith(t, pseudoWords(t))
	d.resize(700, 500)
	d.tell("full-access")
	d.win.details.tabs.ChooseAt(1)
	tab := d.win.details.chosen
	d.win.panes.refit()
	last := d.win.panes.pages[len(d.win.panes.pages)-1].Scroll
	last.ScrollToOffset(fyne.NewPos(0, 120))
	result := d.win.shown.Result
	d.win.SetLanguage("en")
	if d.win.shown.Result != result || d.win.details.now.name() != tab {
		t.Errorf("tab %q, want %q", d.win.details.now.name(), tab)
	}
	d.expectRead("This key works")
	if got := d.win.panes.pages[len(d.win.panes.pages)-1].Scroll.Offset.Y; got != 120 {
		t.Errorf("scrolled to %.0f, want 120", got)
	}
	d.win.form.press() // the window still works
	if d.win.shown.Result == result {
		t.Error("the check did not run")
	}
}

// TestLanguageChangeWhileChecking: what runs goes on, and Esc stops it.
func TestLanguageChangeWhileChecking(t *testing.T) {
	d := newDeskWith(t, pseudoWords(t))
	d.held = true
	d.tell("full-access")
	d.win.SetLanguage("en")
	if !d.win.form.cancel.Visible() {
		t.Fatal("the new form does not show that a check runs")
	}
	d.held = false
	d.run()
	d.expectRead("This key works")
}

func TestSettings(t *testing.T) {
	d := newDeskLeft(t, pseudoWords(t), env.Demo, "", Memory{Language: "en", TextSize: 90})
	var left Memory
	d.win.Remember(func(m Memory) { left = m })
	d.control.Start()
	d.canvas().Focus(d.win.form.company)
	d.menu2("ui.menu.settings")
	d.expectRead("Settings", "90%", "Language", "Appearance")

	d.press2("ui.settings.text.larger")
	d.expectRead("100%")
	if left.TextSize != 0 || kit.Measure(theme.SizeNameText) != 14 {
		t.Errorf("remembered %d, text of %.1f", left.TextSize, kit.Measure(theme.SizeNameText))
	}
	d.press2("ui.settings.text.larger")
	d.expectRead("110%")
	if left.TextSize != 110 {
		t.Errorf("remembered %d, want 110", left.TextSize)
	}
	for range 12 {
		d.press2("ui.settings.text.larger")
	}
	d.expectRead("200%")
	if kit.Measure(theme.SizeNameText) != 28 || left.TextSize != 200 {
		t.Errorf("text of %.1f, remembered %d", kit.Measure(theme.SizeNameText), left.TextSize)
	}
	d.expectAllSeen("at 200%")

	var appearance *kit.Segments
	var language *kit.Select
	for _, root := range d.canvas().Overlays().List() {
		kittest.See(root, func(s kittest.Sight) {
			switch o := s.Object.(type) {
			case *kit.Segments:
				if appearance == nil { // the contrast comes after it
					appearance = o
				}
			case *kit.Select:
				language = o
			}
		})
	}
	for i, want := range []kit.Appearance{kit.LikeSystem, kit.Light, kit.Dark} {
		appearance.ChooseAt(i)
		if left.Appearance != want {
			t.Errorf("remembered %q, want %q", left.Appearance, want)
		}
	}
	if kit.Color(kit.ColorSurface) != (kit.Theme{}).Color(kit.ColorSurface, theme.VariantDark) {
		t.Error("dark was chosen, and the window is not dark")
	}
	appearance.ChooseAt(1)
	if kit.Color(kit.ColorSurface) != (kit.Theme{}).Color(kit.ColorSurface, theme.VariantLight) {
		t.Error("light was chosen, and the window is not light")
	}

	for i, id := range language.IDs {
		if id == pseudo {
			language.SetSelectedIndex(i)
		}
	}
	if left.Language != pseudo {
		t.Errorf("remembered %q, want %q", left.Language, pseudo)
	}
	d.expectRead(strange("Settings"), strange("Check a key"))
	if c, ok := d.canvas().Focused().(*kit.Select); !ok || c == language {
		t.Error("the focus is not on the language")
	}
	d.expectAllSeen("in the other language")
	d.key(fyne.KeyEscape)
	if len(d.canvas().Overlays().List()) != 0 || d.canvas().Focused() != d.win.form.company {
		t.Errorf("Esc did not close the settings; the focus is on %q", d.nameOfFocus())
	}
}

// menu2 and press2 are menu and press in the language of the window, which may
// have changed.
func (d *desk) menu2(id string)  { d.words = d.win.words; d.menu(id) }
func (d *desk) press2(id string) { d.words = d.win.words; d.press(id) }

// TestZoomKeys presses Ctrl and plus, as different keyboards send it, with the
// focus in a field.
func TestZoomKeys(t *testing.T) {
	d := newDesk(t)
	for _, s := range []fyne.Shortcut{kit.Shortcut(fyne.KeyEqual, 0), kit.Shortcut(fyne.KeyEqual, fyne.KeyModifierShift), kit.Shortcut(fyne.KeyPlus, fyne.KeyModifierShift)} {
		before := d.win.textSize
		d.canvas().Focus(d.win.form.company)
		d.win.form.company.TypedShortcut(s)
		d.canvas().Focus(d.win.form.key)
		d.win.form.key.TypedShortcut(s)
		if d.win.textSize <= before {
			t.Errorf("%s did not enlarge the text", s.ShortcutName())
		}
	}
	d.win.larger(-100)
	if d.win.textSize != 80 {
		t.Errorf("the smallest text is %d%%", d.win.textSize)
	}
	for _, size := range []int{80, 90, 100, 110, 125, 150, 175, 200} {
		d.win.SetLook(kit.LikeSystem, size)
		d.resize(640, 480)
		d.expectAllSeen("at a text size")
	}
}

func TestTextSize(t *testing.T) {
	for in, want := range map[int]int{0: 100, 1: 80, 80: 80, 99: 90, 100: 100, 130: 125, 200: 200, 5000: 200, -3: 80} {
		if got := kit.NearestTextSize(in); got != want {
			t.Errorf("textSize(%d) = %d, want %d", in, got, want)
		}
	}
}

// TestRememberedLook opens the window as it was left.
func TestRememberedLook(t *testing.T) {
	d := newDeskLeft(t, pseudoWords(t), env.Demo, "", Memory{Language: "en", Appearance: kit.Dark, TextSize: 150})
	d.control.Start()
	d.expectRead("Check a key")
	if kit.Measure(theme.SizeNameText) != 21 || kit.Color(kit.ColorSurface) != (kit.Theme{}).Color(kit.ColorSurface, theme.VariantDark) {
		t.Errorf("text of %.1f, surface %v", kit.Measure(theme.SizeNameText), kit.Color(kit.ColorSurface))
	}
	if strings.Contains(d.read(), "[") {
		t.Error("something is in the system's language")
	}
	test.Type(d.win.form.company, "abc")
	if d.win.form.company.Text != "abc" {
		t.Error("the field does not take text")
	}
}
