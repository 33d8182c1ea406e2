package gui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// luminance is the relative luminance of WCAG 2.1.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

// contrast is the contrast ratio of WCAG 2.1, 1 to 21.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastOfKnownColors(t *testing.T) {
	for _, c := range []struct {
		a, b uint8
		want float64
	}{{0, 255, 21}, {255, 255, 1}, {119, 255, 4.48}} {
		got := contrast(color.Gray{Y: c.a}, color.Gray{Y: c.b})
		if math.Abs(got-c.want) > 0.01 {
			t.Errorf("contrast(%d, %d) = %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

const (
	leastText = 4.5 // WCAG AA of text
	leastEdge = 3.0 // WCAG AA of controls and graphics
)

// onto lists what is drawn on one ground.
type onto struct {
	ground fyne.ThemeColorName
	text   []fyne.ThemeColorName // at least 4.5:1
	edges  []fyne.ThemeColorName // at least 3:1
}

var drawn = []onto{
	{theme.ColorNameBackground, // the side, the answer, the row of the kept key
		[]fyne.ThemeColorName{theme.ColorNameForeground, colorSecondary, theme.ColorNamePrimary, theme.ColorNameDisabled, theme.ColorNamePlaceHolder, colorWorks, colorLimited},
		[]fyne.ThemeColorName{colorEdge, theme.ColorNamePrimary, theme.ColorNameForeground, theme.ColorNameInputBorder, theme.ColorNameScrollBar,
			colorWorks, colorLimited, colorFailed, colorNeutral, colorTime1, colorTime2, colorTime3, colorTime4, colorTime5}},
	{colorSurface, // the form, cards, sheets
		[]fyne.ThemeColorName{theme.ColorNameForeground, colorSecondary, theme.ColorNamePrimary, theme.ColorNameDisabled,
			colorFailed, colorLimited, colorWorks, colorNeutral, colorStaging, colorProduction, colorDemo,
			colorCodeKey, colorCodeText, colorCodeNumber, colorCodeLiteral},
		[]fyne.ThemeColorName{colorEdge, theme.ColorNamePrimary, theme.ColorNameForeground, theme.ColorNameInputBorder, theme.ColorNameScrollBar,
			colorTime1, colorTime2, colorTime3, colorTime4, colorTime5}},
	{colorSelected, // the chosen segment, the selected connection
		[]fyne.ThemeColorName{theme.ColorNameForeground, colorSecondary, colorStaging, colorProduction, colorDemo, colorNeutral, theme.ColorNamePrimary,
			colorCodeKey, colorCodeText, colorCodeNumber, colorCodeLiteral},
		[]fyne.ThemeColorName{colorEdge, theme.ColorNamePrimary, colorWorks, colorLimited, colorFailed, colorNeutral}},
	{theme.ColorNameHover,
		[]fyne.ThemeColorName{theme.ColorNameForeground, colorSecondary, theme.ColorNamePrimary},
		[]fyne.ThemeColorName{colorEdge, theme.ColorNamePrimary, colorWorks, colorLimited, colorFailed, colorNeutral}},
	{colorFound, []fyne.ThemeColorName{theme.ColorNameForeground}, nil}, // what was searched for
	{colorFoundNow, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{theme.ColorNamePressed, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{theme.ColorNameInputBackground,
		[]fyne.ThemeColorName{theme.ColorNameForeground, theme.ColorNamePlaceHolder, theme.ColorNameDisabled},
		[]fyne.ThemeColorName{colorEdge, theme.ColorNameInputBorder, theme.ColorNamePrimary}},
	{theme.ColorNameFocus, // a select that has the focus
		[]fyne.ThemeColorName{theme.ColorNameForeground}, []fyne.ThemeColorName{theme.ColorNameForeground}},
	{theme.ColorNameSelection, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{theme.ColorNameMenuBackground, []fyne.ThemeColorName{theme.ColorNameForeground, theme.ColorNameDisabled}, nil},
	{theme.ColorNameOverlayBackground, []fyne.ThemeColorName{theme.ColorNameForeground, colorSecondary}, nil},
	{theme.ColorNamePrimary, []fyne.ThemeColorName{theme.ColorNameForegroundOnPrimary}, nil},
	{theme.ColorNameDisabledButton, []fyne.ThemeColorName{theme.ColorNameDisabled}, nil},
	{theme.ColorNameButton, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{theme.ColorNameHeaderBackground, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{colorWorksGround, onBanner(colorWorks), []fyne.ThemeColorName{colorEdge, theme.ColorNamePrimary, colorWorks}},
	{colorLimitedGround, onBanner(colorLimited), []fyne.ThemeColorName{colorEdge, theme.ColorNamePrimary, colorLimited}},
	{colorFailedGround, onBanner(colorFailed), []fyne.ThemeColorName{colorEdge, theme.ColorNamePrimary, colorFailed}},
	{colorNeutralGround, onBanner(colorNeutral), []fyne.ThemeColorName{colorEdge, theme.ColorNamePrimary, colorNeutral}},
}

// onBanner is what is written on a ground of the verdict.
func onBanner(own fyne.ThemeColorName) []fyne.ThemeColorName {
	return []fyne.ThemeColorName{own, theme.ColorNameForeground, colorSecondary, theme.ColorNamePrimary}
}

var variants = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

func TestContrast(t *testing.T) {
	for name, variant := range variants {
		for _, on := range drawn {
			ground := Theme{}.Color(on.ground, variant)
			for _, text := range on.text {
				if got := contrast(Theme{}.Color(text, variant), ground); got < leastText {
					t.Errorf("%s: text %s on %s has %.2f:1, want %.1f:1", name, text, on.ground, got, leastText)
				}
			}
			for _, edge := range on.edges {
				if got := contrast(Theme{}.Color(edge, variant), ground); got < leastEdge {
					t.Errorf("%s: edge %s on %s has %.2f:1, want %.1f:1", name, edge, on.ground, got, leastEdge)
				}
			}
		}
	}
}

// TestLooksHaveContrast holds every verdict, status and environment to the
// grounds that it is shown on, whatever colours they name.
func TestLooksHaveContrast(t *testing.T) {
	for name, variant := range variants {
		at := func(c fyne.ThemeColorName) color.Color { return Theme{}.Color(c, variant) }
		for _, v := range everyVerdict {
			l := verdictLook(v)
			if got := contrast(at(l.text), at(l.ground)); got < leastText {
				t.Errorf("%s: verdict %s has %.2f:1", name, v, got)
			}
		}
		for _, s := range everyStatus {
			if got := contrast(at(stepLook(s).text), at(colorSurface)); got < leastText {
				t.Errorf("%s: status %s has %.2f:1", name, s, got)
			}
		}
		for _, e := range everyEnvironment {
			for _, ground := range []fyne.ThemeColorName{colorSelected, colorSurface} {
				if got := contrast(at(environmentColor(e)), at(ground)); got < leastText {
					t.Errorf("%s: environment %s on %s has %.2f:1", name, e, ground, got)
				}
			}
		}
	}
}

// TestSketchColors holds the colours of the sketch.
func TestSketchColors(t *testing.T) {
	for name, want := range map[fyne.ThemeColorName]pair{
		theme.ColorNameBackground: hex(0xF6F5F2, 0x17181A), colorSurface: hex(0xFFFFFF, 0x202225), colorHairline: hex(0xE4E1DA, 0x34373C),
		theme.ColorNameForeground: hex(0x1C1B19, 0xECEAE6), colorSecondary: hex(0x57534C, 0xB4B0A8),
		colorEdge: hex(0x8C867B, 0x7E8188), colorSelected: hex(0xE8ECF7, 0x2A3350),
		theme.ColorNamePrimary: hex(0x274690, 0x9DB7FF), theme.ColorNameForegroundOnPrimary: hex(0xFFFFFF, 0x10182E),
		colorWorks: hex(0x1E6B3A, 0x8FD6A5), colorWorksGround: hex(0xE7F4EA, 0x14301F),
		colorLimited: hex(0x8A4B00, 0xF2C37A), colorLimitedGround: hex(0xFFF3DC, 0x33260F),
		colorFailed: hex(0xA3242B, 0xFF9EA3), colorFailedGround: hex(0xFDEBEC, 0x3A1A1D),
		colorNeutral: hex(0x4A4F57, 0xC3C8D0), colorNeutralGround: hex(0xECEEF1, 0x2A2E34),
		colorStaging: hex(0x0E6E6E, 0x7FD1D1), colorProduction: hex(0x7B2D5B, 0xE3A3C9), colorDemo: hex(0x5B5F97, 0xB9BCF0),
	} {
		if palette[name] != want {
			t.Errorf("%s is %v, the sketch has %v", name, palette[name], want)
		}
	}
}

func TestEnvironmentColorsDiffer(t *testing.T) {
	seen := map[fyne.ThemeColorName]string{}
	for _, e := range everyEnvironment {
		c := environmentColor(e)
		if other, ok := seen[c]; ok {
			t.Errorf("%s and %s have the same colour", e, other)
		}
		if c == colorFailed {
			t.Errorf("%s has the colour of failure", e)
		}
		seen[c] = e
	}
}

func TestThemeIsComplete(t *testing.T) {
	test.AssertAllColorNamesDefined(t, Theme{}, "Key Check")
	for name := range palette {
		for variantName, variant := range variants {
			if _, _, _, a := (Theme{}).Color(name, variant).RGBA(); a != 0xffff {
				t.Errorf("%s in %s is not opaque", name, variantName)
			}
		}
	}
	for _, name := range []fyne.ThemeSizeName{
		theme.SizeNameCaptionText, theme.SizeNameHeadingText, theme.SizeNameInlineIcon, theme.SizeNameInnerPadding, theme.SizeNameInputBorder,
		theme.SizeNameInputRadius, theme.SizeNameLineSpacing, theme.SizeNamePadding, theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall,
		theme.SizeNameSeparatorThickness, theme.SizeNameSubHeadingText, theme.SizeNameText, sizeVerdict,
	} {
		if (Theme{}).Size(name) <= 0 {
			t.Errorf("size %s is not defined", name)
		}
	}
	if (Theme{}).Font(fyne.TextStyle{Monospace: true}) == nil || (Theme{}).Icon(theme.IconNameConfirm) == nil {
		t.Error("fonts and icons of Fyne are not passed on")
	}
}
