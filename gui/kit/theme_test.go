package kit

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit/kittest"
)

func TestContrastOfKnownColors(t *testing.T) {
	for _, c := range []struct {
		a, b uint8
		want float64
	}{{0, 255, 21}, {255, 255, 1}, {119, 255, 4.48}} {
		got := kittest.Contrast(color.Gray{Y: c.a}, color.Gray{Y: c.b})
		if math.Abs(got-c.want) > 0.01 {
			t.Errorf("contrast(%d, %d) = %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// onto lists what is drawn on one ground.
type onto struct {
	ground fyne.ThemeColorName
	text   []fyne.ThemeColorName // at least 4.5:1
	edges  []fyne.ThemeColorName // at least 3:1
}

var drawn = []onto{
	{theme.ColorNameBackground, // the side, the answer, the row of the kept key
		[]fyne.ThemeColorName{theme.ColorNameForeground, ColorSecondary, theme.ColorNamePrimary, theme.ColorNameDisabled, theme.ColorNamePlaceHolder, ColorWorks, ColorLimited},
		[]fyne.ThemeColorName{ColorEdge, theme.ColorNamePrimary, theme.ColorNameForeground, theme.ColorNameInputBorder, theme.ColorNameScrollBar,
			ColorWorks, ColorLimited, ColorFailed, ColorNeutral, ColorTime1, ColorTime2, ColorTime3, ColorTime4, ColorTime5}},
	{ColorSurface, // the form, cards, sheets
		[]fyne.ThemeColorName{theme.ColorNameForeground, ColorSecondary, theme.ColorNamePrimary, theme.ColorNameDisabled,
			ColorFailed, ColorLimited, ColorWorks, ColorNeutral, ColorStaging, ColorProduction, ColorDemo,
			ColorCodeKey, ColorCodeText, ColorCodeNumber, ColorCodeLiteral},
		[]fyne.ThemeColorName{ColorEdge, theme.ColorNamePrimary, theme.ColorNameForeground, theme.ColorNameInputBorder, theme.ColorNameScrollBar,
			ColorTime1, ColorTime2, ColorTime3, ColorTime4, ColorTime5}},
	{ColorSelected, // the chosen segment, the selected connection
		[]fyne.ThemeColorName{theme.ColorNameForeground, ColorSecondary, ColorStaging, ColorProduction, ColorDemo, ColorNeutral, theme.ColorNamePrimary,
			ColorCodeKey, ColorCodeText, ColorCodeNumber, ColorCodeLiteral},
		[]fyne.ThemeColorName{ColorEdge, theme.ColorNamePrimary, ColorWorks, ColorLimited, ColorFailed, ColorNeutral}},
	{theme.ColorNameHover,
		[]fyne.ThemeColorName{theme.ColorNameForeground, ColorSecondary, theme.ColorNamePrimary},
		[]fyne.ThemeColorName{ColorEdge, theme.ColorNamePrimary, ColorWorks, ColorLimited, ColorFailed, ColorNeutral}},
	{ColorFound, []fyne.ThemeColorName{theme.ColorNameForeground}, nil}, // what was searched for
	{ColorFoundNow, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{theme.ColorNamePressed, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{theme.ColorNameInputBackground,
		[]fyne.ThemeColorName{theme.ColorNameForeground, theme.ColorNamePlaceHolder, theme.ColorNameDisabled},
		[]fyne.ThemeColorName{ColorEdge, theme.ColorNameInputBorder, theme.ColorNamePrimary}},
	{theme.ColorNameFocus, // a select that has the focus
		[]fyne.ThemeColorName{theme.ColorNameForeground}, []fyne.ThemeColorName{theme.ColorNameForeground}},
	{theme.ColorNameSelection, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{theme.ColorNameMenuBackground, []fyne.ThemeColorName{theme.ColorNameForeground, theme.ColorNameDisabled}, nil},
	{theme.ColorNameOverlayBackground, []fyne.ThemeColorName{theme.ColorNameForeground, ColorSecondary}, nil},
	{theme.ColorNamePrimary, []fyne.ThemeColorName{theme.ColorNameForegroundOnPrimary}, nil},
	{theme.ColorNameDisabledButton, []fyne.ThemeColorName{theme.ColorNameDisabled}, nil},
	{theme.ColorNameButton, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{theme.ColorNameHeaderBackground, []fyne.ThemeColorName{theme.ColorNameForeground}, nil},
	{ColorWorksGround, onBanner(ColorWorks), []fyne.ThemeColorName{ColorEdge, theme.ColorNamePrimary, ColorWorks}},
	{ColorLimitedGround, onBanner(ColorLimited), []fyne.ThemeColorName{ColorEdge, theme.ColorNamePrimary, ColorLimited}},
	{ColorFailedGround, onBanner(ColorFailed), []fyne.ThemeColorName{ColorEdge, theme.ColorNamePrimary, ColorFailed}},
	{ColorNeutralGround, onBanner(ColorNeutral), []fyne.ThemeColorName{ColorEdge, theme.ColorNamePrimary, ColorNeutral}},
}

// onBanner is what is written on a ground of the verdict.
func onBanner(own fyne.ThemeColorName) []fyne.ThemeColorName {
	return []fyne.ThemeColorName{own, theme.ColorNameForeground, ColorSecondary, theme.ColorNamePrimary}
}

func TestContrast(t *testing.T) {
	for _, look := range []struct {
		theme       Theme
		text, edges float64
	}{{Theme{}, kittest.LeastText, kittest.LeastEdge}, {Theme{HighContrast: true}, 7, 7}} {
		for name, variant := range kittest.Variants {
			expect := func(what fyne.ThemeColorName, on fyne.ThemeColorName, least float64) {
				if got := kittest.Contrast(look.theme.Color(what, variant), look.theme.Color(on, variant)); got < least {
					t.Errorf("%+v, %s: %s on %s has %.2f:1, want %.1f:1", look.theme, name, what, on, got, least)
				}
			}
			for _, on := range drawn {
				for _, text := range on.text {
					expect(text, on.ground, look.text)
				}
				for _, edge := range on.edges {
					expect(edge, on.ground, look.edges)
				}
			}
		}
	}
}

// TestSketchColors holds the colours of the sketch.
func TestSketchColors(t *testing.T) {
	for name, want := range map[fyne.ThemeColorName]pair{
		theme.ColorNameBackground: hex(0xF6F5F2, 0x17181A), ColorSurface: hex(0xFFFFFF, 0x202225), ColorHairline: hex(0xE4E1DA, 0x34373C),
		theme.ColorNameForeground: hex(0x1C1B19, 0xECEAE6), ColorSecondary: hex(0x57534C, 0xB4B0A8),
		ColorEdge: hex(0x8C867B, 0x7E8188), ColorSelected: hex(0xE8ECF7, 0x2A3350),
		theme.ColorNamePrimary: hex(0x274690, 0x9DB7FF), theme.ColorNameForegroundOnPrimary: hex(0xFFFFFF, 0x10182E),
		ColorWorks: hex(0x1E6B3A, 0x8FD6A5), ColorWorksGround: hex(0xE7F4EA, 0x14301F),
		ColorLimited: hex(0x8A4B00, 0xF2C37A), ColorLimitedGround: hex(0xFFF3DC, 0x33260F),
		ColorFailed: hex(0xA3242B, 0xFF9EA3), ColorFailedGround: hex(0xFDEBEC, 0x3A1A1D),
		ColorNeutral: hex(0x4A4F57, 0xC3C8D0), ColorNeutralGround: hex(0xECEEF1, 0x2A2E34),
		ColorStaging: hex(0x0E6E6E, 0x7FD1D1), ColorProduction: hex(0x7B2D5B, 0xE3A3C9), ColorDemo: hex(0x5B5F97, 0xB9BCF0),
	} {
		if palette[name] != want {
			t.Errorf("%s is %v, the sketch has %v", name, palette[name], want)
		}
	}
}

func TestThemeIsComplete(t *testing.T) {
	test.AssertAllColorNamesDefined(t, Theme{}, "Key Check")
	for name := range palette {
		for variantName, variant := range kittest.Variants {
			if _, _, _, a := (Theme{}).Color(name, variant).RGBA(); a != 0xffff {
				t.Errorf("%s in %s is not opaque", name, variantName)
			}
		}
	}
	for _, name := range []fyne.ThemeSizeName{
		theme.SizeNameCaptionText, theme.SizeNameHeadingText, theme.SizeNameInlineIcon, theme.SizeNameInnerPadding, theme.SizeNameInputBorder,
		theme.SizeNameInputRadius, theme.SizeNameLineSpacing, theme.SizeNamePadding, theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall,
		theme.SizeNameSeparatorThickness, theme.SizeNameSubHeadingText, theme.SizeNameText, SizeVerdict,
	} {
		if (Theme{}).Size(name) <= 0 {
			t.Errorf("size %s is not defined", name)
		}
	}
	if (Theme{}).Font(fyne.TextStyle{Monospace: true}) == nil || (Theme{}).Icon(theme.IconNameConfirm) == nil {
		t.Error("fonts and icons of Fyne are not passed on")
	}
}
