package gui

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"image/color"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
)

// ground is a filled rectangle on the screen.
type ground struct {
	at    fyne.Position
	size  fyne.Size
	color color.Color
}

// pale lists the texts and edges on the screen whose contrast with what is
// really drawn below them is too little.
func pale(root fyne.CanvasObject, below color.Color, leastText, leastEdge float64) []string {
	var all []string
	var grounds []ground
	under := func(p fyne.Position) color.Color {
		for _, g := range slices.Backward(grounds) {
			if p.X >= g.at.X && p.Y >= g.at.Y && p.X <= g.at.X+g.size.Width && p.Y <= g.at.Y+g.size.Height {
				return g.color
			}
		}
		return below
	}
	hairline, seen := kit.Color(kit.ColorHairline), 0
	kittest.See(root, func(s kittest.Sight) {
		size := s.Object.Size()
		middle := s.At.AddXY(size.Width/2, size.Height/2)
		switch o := s.Object.(type) {
		case *canvas.Text:
			if strings.TrimSpace(o.Text) == "" || o.Color == nil {
				return
			}
			seen++
			least := leastText
			if o.TextSize/kit.Measure(theme.SizeNameText)*14 >= 18.5 && o.TextStyle.Bold || o.TextSize/kit.Measure(theme.SizeNameText)*14 >= 24 {
				least = leastEdge // WCAG: large text
			}
			if got := kittest.Contrast(o.Color, under(middle)); got < least {
				all = append(all, fmt.Sprintf("%q has %.2f:1, want %.1f:1", o.Text, got, least))
			}
		case *canvas.Rectangle:
			if o.StrokeWidth > 0 && o.StrokeColor != nil && o.StrokeColor != hairline {
				if _, _, _, a := o.StrokeColor.RGBA(); a == 0xffff {
					for _, ground := range []color.Color{o.FillColor, under(fyne.NewPos(s.At.X-3, middle.Y))} {
						if opaque(ground) && kittest.Contrast(o.StrokeColor, ground) < leastEdge {
							all = append(all, fmt.Sprintf("an edge in %T has %.2f:1, want %.1f:1", s.Path[len(s.Path)-2], kittest.Contrast(o.StrokeColor, ground), leastEdge))
						}
					}
				}
			}
			if opaque(o.FillColor) {
				grounds = append(grounds, ground{s.At, size, o.FillColor})
			}
		}
	})
	if seen == 0 {
		all = append(all, "no text was seen")
	}
	return all
}

func opaque(c color.Color) bool {
	if c == nil {
		return false
	}
	_, _, _, a := c.RGBA()
	return a == 0xffff
}

// TestContrastOnTheScreen computes the contrast of every text, edge and focus
// ring with the ground that it stands on, in every scene, light and dark.
func TestContrastOnTheScreen(t *testing.T) {
	for _, look := range []struct {
		appearance kit.Appearance
		contrast   kit.Contrast
		text, edge float64
	}{
		{kit.Light, kit.NormalContrast, kittest.LeastText, kittest.LeastEdge},
		{kit.Dark, kit.NormalContrast, kittest.LeastText, kittest.LeastEdge},
		{kit.Dark, kit.HighContrast, 7, 4.5},
	} {
		appearance := look.appearance
		d := newDesk(t)
		d.win.SetLook(appearance, 100)
		d.win.SetContrast(look.contrast)
		d.resize(1180, 1600)
		look := func(where string) {
			t.Helper()
			for _, trouble := range pale(d.canvas().Content(), kit.Color(theme.ColorNameBackground), look.text, look.edge) {
				t.Errorf("%s %s, %s: %s", appearance, look.contrast, where, trouble)
			}
			if s := kit.TopSheet(d.canvas()); s != nil {
				for _, trouble := range pale(s.Page.Root, kit.Color(kit.ColorSurface), look.text, look.edge) {
					t.Errorf("%s %s, %s: %s", appearance, look.contrast, where, trouble)
				}
			}
		}
		for name, s := range scenes(d.words) {
			d.win.show(s)
			look(name)
		}
		d.tell("full-access")
		for i := range d.win.details.tabs.IDs {
			d.win.details.tabs.ChooseAt(i)
			look(d.win.details.tabs.Selected)
		}
		for range d.order() {
			d.canvas().FocusNext()
			look("focus on " + d.nameOfFocus())
		}
		for name := range sheets {
			d.open(name)
			look(name)
			d.key(fyne.KeyEscape)
		}
	}
}

// TestPaleIsFound: the test above finds what it looks for.
func TestPaleIsFound(t *testing.T) {
	newDesk(t)
	text := canvas.NewText("pale", color.NRGBA{R: 0x99, G: 0x99, B: 0x99, A: 0xff})
	text.TextSize = 14
	white := canvas.NewRectangle(color.White)
	white.StrokeColor, white.StrokeWidth = color.NRGBA{R: 0xcc, G: 0xcc, B: 0xcc, A: 0xff}, 1
	c := &fyne.Container{Objects: []fyne.CanvasObject{white, text}}
	for _, o := range append(c.Objects, c) {
		o.Resize(fyne.NewSize(100, 20))
	}
	if got := pale(c, color.Black, kittest.LeastText, kittest.LeastEdge); len(got) != 2 {
		t.Errorf("found %q", got)
	}
}

// TestTabReachesEveryControl: what can have the focus, and is seen and usable,
// gets it by Tab, and says its name to a screen reader.
func TestTabReachesEveryControl(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	now := d.win.shown
	states := scenes(d.words)
	states["full access"] = now
	for _, name := range slices.Sorted(maps.Keys(states)) {
		d.win.show(states[name])
		reached := map[fyne.Focusable]bool{}
		d.canvas().Unfocus()
		for range 500 {
			d.canvas().FocusNext()
			f := d.canvas().Focused()
			if f == nil || reached[f] {
				break
			}
			reached[f] = true
		}
		kittest.See(d.canvas().Content(), func(s kittest.Sight) {
			f, ok := s.Object.(fyne.Focusable)
			if !ok {
				return
			}
			if off, ok := f.(fyne.Disableable); ok && off.Disabled() {
				return
			}
			if !reached[f] {
				t.Errorf("%s: Tab does not reach %T %q", name, f, textOf(s.Object))
			}
			a, ok := f.(fyne.Accessible)
			if !ok || a.AccessibilityLabel() == "" || a.AccessibilityRole() == "" {
				t.Errorf("%s: %T %q says nothing to a screen reader", name, f, textOf(s.Object))
			}
		})
		if len(reached) < 5 {
			t.Errorf("%s: Tab reaches only %d", name, len(reached))
		}
	}
}

// TestScreenReaderNeverSaysTheKey: the label of the key field is its name.
func TestScreenReaderNeverSaysTheKey(t *testing.T) {
	d := newDesk(t)
	d.typeKey("fake-key-not-to-be-said")
	f := d.win.form
	if got := f.key.AccessibilityLabel(); got != "API key" {
		t.Errorf("the key field says %q", got)
	}
	for _, c := range []struct {
		control fyne.Accessible
		want    string
	}{
		{f.company, "Company ID"}, {f.expires, "Expires on"}, {f.environment, "Environment: Demo"}, {f.operation, "Test request: Employees, one row"},
		{f.story, "Demo key: Choose a demo key"}, {f.keep, "Save the key in the keychain if it works"},
	} {
		if got := c.control.AccessibilityLabel(); got != c.want {
			t.Errorf("a control says %q, want %q", got, c.want)
		}
	}
}

// TestMeaningNeverByColourAlone: every verdict and status has words, and an
// icon that those of another colour do not have.
func TestMeaningNeverByColourAlone(t *testing.T) {
	words := english(t)
	icons := map[string]fyne.ThemeColorName{}
	look := func(name, text string, l look) {
		if text == "" || l.icon == nil {
			t.Errorf("%s has the words %q and the icon %v", name, text, l.icon)
			return
		}
		if other, ok := icons[l.icon.Name()]; ok && other != l.text && l.text != kit.ColorNeutral && other != kit.ColorNeutral {
			t.Errorf("%s differs from another by colour alone", name)
		}
		icons[l.icon.Name()] = l.text
	}
	for _, v := range everyVerdict {
		look(string(v), words.Verdict(v), verdictLook(v))
	}
	for _, s := range everyStatus {
		look(string(s), words.StepOutcome(check.Step{Status: s}), stepLook(s))
	}
	for _, e := range everyEnvironment {
		if badgeText(words, e) == "" {
			t.Errorf("the badge of %s has no words", e)
		}
	}
	if !strings.Contains(badgeText(words, env.Production), "live data") {
		t.Error("production does not say that its data are live")
	}
}

// TestNothingOfOursMoves: the only animations are Fyne's own (the caret, the
// shade of a pressed select), which stop where Fyne's setting says so.
func TestNothingOfOursMoves(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if ok && (strings.Contains(s.Sel.Name, "Animation") || s.Sel.Name == "NewActivity" || strings.Contains(s.Sel.Name, "ProgressBarInfinite")) && s.Sel.Name != "ShowAnimations" {
				t.Errorf("%s: %s moves", files.Position(n.Pos()), s.Sel.Name)
			}
			return true
		})
	}
}
