package kit

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"

	"pleokeycheck/assets"
)

// TestBoldFontHasWhatIsClaimed: a text is set in the one font only where that
// has all of it.
func TestBoldFontHasWhatIsClaimed(t *testing.T) {
	face, err := font.ParseTTF(bytes.NewReader(theme.DefaultTextBoldFont().Content()))
	if err != nil {
		t.Fatal(err)
	}
	claimed := 0
	for r := rune(0); r <= 0x10ffff; r++ {
		if !inBoldFont(r) {
			continue
		}
		claimed++
		if _, ok := face.NominalGlyph(r); !ok {
			t.Errorf("the font has no U+%04X", r)
		}
	}
	if claimed < 500 {
		t.Errorf("only %d signs: the letters of ten languages need more", claimed)
	}
}

func TestFontFor(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	bold := fyne.TextStyle{Bold: true}
	for name, c := range map[string]struct {
		text  string
		style fyne.TextStyle
		one   bool
	}{
		"bold":         {"Nøgle til Køb – “ok” 12 €", bold, true},
		"nothing":      {"", bold, true},
		"Greek":        {"Ωμέγα", bold, false},
		"Chinese":      {"株式会社", bold, false},
		"emoji":        {"Lunch 🍕", bold, false},
		"regular":      {"Key", fyne.TextStyle{}, false},
		"monospace":    {"Key", fyne.TextStyle{Monospace: true}, false},
		"bold italic":  {"Key", fyne.TextStyle{Bold: true, Italic: true}, false},
		"broken utf-8": {"a\xff", bold, false},
	} {
		if got := fontFor(c.text, c.style) != nil; got != c.one {
			t.Errorf("%s: fontFor(%q, %+v): one font is %v, want %v", name, c.text, c.style, got, c.one)
		}
	}
	text := canvas.NewText("", nil)
	SetText(text, "Key", 14, bold)
	if got, want := MeasureText("Key", 14, bold), text.MinSize(); got != want {
		t.Errorf("measured as %v, drawn as %v", got, want)
	}
	if got, want := MeasureText("Nøgle", 14, bold), fyne.MeasureText("Nøgle", 14, bold); got != want {
		t.Errorf("%v in one font, %v in all", got, want)
	}
}

// TestWrapTextOfAllLanguages: in the real fonts every line is as full as it can
// be, and no fuller.
func TestWrapTextOfAllLanguages(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	files, err := assets.Translations.ReadDir("translations")
	if err != nil {
		t.Fatal(err)
	}
	for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
		wide := func(s string) float32 { return MeasureText(s, 14, style).Width }
		for _, file := range files {
			data, err := assets.Translations.ReadFile("translations/" + file.Name())
			if err != nil {
				t.Fatal(err)
			}
			var messages map[string]any
			if err := json.Unmarshal(data, &messages); err != nil {
				t.Fatal(err)
			}
			for id, m := range messages {
				text, ok := m.(string)
				if !ok || len(text) < 60 || strings.Contains(text, "\n") {
					continue
				}
				const width = 237
				lines := wrapText(text, width, wide)
				for i, line := range lines {
					if w := wide(line); w > width && strings.Contains(line, " ") {
						t.Errorf("%s %s: %q is %v wide", file.Name(), id, line, w)
					}
					if i+1 == len(lines) {
						break
					}
					next, _, _ := strings.Cut(lines[i+1], " ")
					if w := wide(line + " " + next); w <= width {
						t.Errorf("%s %s: %q had room for %q: %v", file.Name(), id, line, next, w)
					}
				}
			}
		}
	}
}

// TestSignsWithoutAFont: each stands as one sign of its own, and the label keeps what
// it says; what a font has is left alone.
func TestSignsWithoutAFont(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	const nowhere = "\U0010fff0" // for private use: no font has it
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
		for text, want := range map[string]string{
			"Nøgle – 12 €": "Nøgle – 12 €", "Ωμέγα Пекарня": "Ωμέγα Пекарня", "e\u0301 \u200d": "e\u0301 \u200d", "": "",
			"Café " + nowhere + nowhere: "Café BB",
		} {
			got := drawnText(text, style)
			box := string(unicode.ReplacementChar)
			if isDrawable('□', style) {
				box = "□"
			}
			if want = strings.ReplaceAll(want, "B", box); got != want {
				t.Errorf("%q is drawn as %q, want %q", text, got, want)
			}
		}
		one, two := MeasureText(nowhere, 14, style).Width, MeasureText(nowhere+nowhere, 14, style).Width
		if one < 4 || two < 1.9*one {
			t.Errorf("one is %v wide, two are %v", one, two)
		}
	}
	l := NewBody("Café " + nowhere)
	if n := l.AccessNode(); n.Name != "Café "+nowhere || l.Text != n.Name {
		t.Errorf("the label says %q", n.Name)
	}
}
