package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of the colours that the app has besides Fyne's own.
const (
	ColorSurface       fyne.ThemeColorName = "kcSurface"
	ColorHairline      fyne.ThemeColorName = "kcHairline"
	ColorSecondary     fyne.ThemeColorName = "kcSecondary"
	ColorEdge          fyne.ThemeColorName = "kcEdge"
	ColorSelected      fyne.ThemeColorName = "kcSelected"
	ColorWorks         fyne.ThemeColorName = "kcWorks"
	ColorWorksGround   fyne.ThemeColorName = "kcWorksGround"
	ColorLimited       fyne.ThemeColorName = "kcLimited"
	ColorLimitedGround fyne.ThemeColorName = "kcLimitedGround"
	ColorFailed        fyne.ThemeColorName = "kcFailed"
	ColorFailedGround  fyne.ThemeColorName = "kcFailedGround"
	ColorNeutral       fyne.ThemeColorName = "kcNeutral"
	ColorNeutralGround fyne.ThemeColorName = "kcNeutralGround"
	ColorStaging       fyne.ThemeColorName = "kcStaging"
	ColorProduction    fyne.ThemeColorName = "kcProduction"
	ColorDemo          fyne.ThemeColorName = "kcDemo"
	ColorTime1         fyne.ThemeColorName = "kcTime1"
	ColorTime2         fyne.ThemeColorName = "kcTime2"
	ColorTime3         fyne.ThemeColorName = "kcTime3"
	ColorTime4         fyne.ThemeColorName = "kcTime4"
	ColorTime5         fyne.ThemeColorName = "kcTime5"
	ColorCodeKey       fyne.ThemeColorName = "kcCodeKey"
	ColorCodeText      fyne.ThemeColorName = "kcCodeText"
	ColorCodeNumber    fyne.ThemeColorName = "kcCodeNumber"
	ColorCodeLiteral   fyne.ThemeColorName = "kcCodeLiteral"
	ColorFound         fyne.ThemeColorName = "kcFound"
	ColorFoundNow      fyne.ThemeColorName = "kcFoundNow"
)

// SizeVerdict is the size of the verdict's type, the biggest on the screen.
const SizeVerdict fyne.ThemeSizeName = "kcVerdict"

// SizeWelcome is the size of the question that the welcome begins with.
const SizeWelcome fyne.ThemeSizeName = "kcWelcome"

// The spacing scale, in device-independent pixels.
const (
	Space4  = 4
	Space8  = 8
	Space12 = 12
	Space16 = 16
	Space24 = 24
)

// pair is a colour in light and in dark.
type pair struct{ light, dark color.NRGBA }

func hex(light, dark uint32) pair {
	rgb := func(v uint32) color.NRGBA {
		return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
	}
	return pair{rgb(light), rgb(dark)}
}

// palette holds every colour of the app. What is text on a ground has a
// contrast of at least 4.5:1, what is an edge at least 3:1; a test computes it.
var palette = map[fyne.ThemeColorName]pair{
	theme.ColorNameBackground:          hex(0xF6F5F2, 0x17181A),
	theme.ColorNameForeground:          hex(0x1C1B19, 0xECEAE6),
	theme.ColorNamePlaceHolder:         hex(0x57534C, 0xB4B0A8),
	theme.ColorNameDisabled:            hex(0x6B665D, 0x9A978F),
	theme.ColorNamePrimary:             hex(0x274690, 0x9DB7FF),
	theme.ColorNameForegroundOnPrimary: hex(0xFFFFFF, 0x10182E),
	theme.ColorNameHyperlink:           hex(0x274690, 0x9DB7FF),
	theme.ColorNameFocus:               hex(0xC9D3EE, 0x3A4670),
	theme.ColorNameSelection:           hex(0xCBD6F2, 0x35416B),
	theme.ColorNameHover:               hex(0xEEECE6, 0x2B2E33),
	theme.ColorNamePressed:             hex(0xE1DED6, 0x34373C),
	theme.ColorNameButton:              hex(0xECE9E2, 0x2B2E33),
	theme.ColorNameDisabledButton:      hex(0xECE9E2, 0x2B2E33),
	theme.ColorNameInputBackground:     hex(0xFFFFFF, 0x17181A),
	theme.ColorNameInputBorder:         hex(0x8C867B, 0x7E8188),
	theme.ColorNameMenuBackground:      hex(0xFFFFFF, 0x202225),
	theme.ColorNameOverlayBackground:   hex(0xFFFFFF, 0x202225),
	theme.ColorNameHeaderBackground:    hex(0xECE9E2, 0x2B2E33),
	theme.ColorNameSeparator:           hex(0xE4E1DA, 0x34373C),
	theme.ColorNameScrollBar:           hex(0x8C867B, 0x7E8188),
	theme.ColorNameSuccess:             hex(0x1E6B3A, 0x8FD6A5),
	theme.ColorNameWarning:             hex(0x8A4B00, 0xF2C37A),
	theme.ColorNameError:               hex(0xA3242B, 0xFF9EA3),

	ColorSurface:       hex(0xFFFFFF, 0x202225),
	ColorHairline:      hex(0xE4E1DA, 0x34373C),
	ColorSecondary:     hex(0x57534C, 0xB4B0A8),
	ColorEdge:          hex(0x8C867B, 0x7E8188),
	ColorSelected:      hex(0xE8ECF7, 0x2A3350),
	ColorWorks:         hex(0x1E6B3A, 0x8FD6A5),
	ColorWorksGround:   hex(0xE7F4EA, 0x14301F),
	ColorLimited:       hex(0x8A4B00, 0xF2C37A),
	ColorLimitedGround: hex(0xFFF3DC, 0x33260F),
	ColorFailed:        hex(0xA3242B, 0xFF9EA3),
	ColorFailedGround:  hex(0xFDEBEC, 0x3A1A1D),
	ColorNeutral:       hex(0x4A4F57, 0xC3C8D0),
	ColorNeutralGround: hex(0xECEEF1, 0x2A2E34),
	ColorStaging:       hex(0x0E6E6E, 0x7FD1D1),
	ColorProduction:    hex(0x7B2D5B, 0xE3A3C9),
	ColorDemo:          hex(0x5B5F97, 0xB9BCF0),
	ColorTime1:         hex(0x718CCB, 0x5A6EB0),
	ColorTime2:         hex(0x5C79BD, 0x6F87CF),
	ColorTime3:         hex(0x4664B0, 0x8AA4EE),
	ColorTime4:         hex(0x274690, 0xB4C6FF),
	ColorTime5:         hex(0x8C867B, 0x7E8188),
	ColorCodeKey:       hex(0x274690, 0x9DB7FF),
	ColorCodeText:      hex(0x1E6B3A, 0x8FD6A5),
	ColorCodeNumber:    hex(0x8A4B00, 0xF2C37A),
	ColorCodeLiteral:   hex(0x7B2D5B, 0xE3A3C9),
	ColorFound:         hex(0xF6E9B8, 0x4A4020),
	ColorFoundNow:      hex(0xFFD97A, 0x6B5713),
}

// highContrast holds what is other than in palette for those who asked for a high
// contrast: at least 7:1 for text and for edges.
var highContrast = map[fyne.ThemeColorName]pair{
	theme.ColorNameBackground:        hex(0xFFFFFF, 0x000000),
	theme.ColorNameForeground:        hex(0x000000, 0xFFFFFF),
	theme.ColorNamePlaceHolder:       hex(0x3D3A35, 0xD2CFC8),
	theme.ColorNameDisabled:          hex(0x44413B, 0xC8C5BE),
	theme.ColorNamePrimary:           hex(0x142C66, 0xC6D5FF),
	theme.ColorNameHyperlink:         hex(0x142C66, 0xC6D5FF),
	theme.ColorNameInputBackground:   hex(0xFFFFFF, 0x000000),
	theme.ColorNameInputBorder:       hex(0x2A2824, 0xE4E2DC),
	theme.ColorNameMenuBackground:    hex(0xFFFFFF, 0x1C1C1C),
	theme.ColorNameOverlayBackground: hex(0xFFFFFF, 0x1C1C1C),
	theme.ColorNameSeparator:         hex(0x2A2824, 0xE4E2DC),
	theme.ColorNameScrollBar:         hex(0x2A2824, 0xE4E2DC),
	theme.ColorNameSuccess:           hex(0x0B4020, 0xB4EFC6),
	theme.ColorNameWarning:           hex(0x552C00, 0xFFDFAE),
	theme.ColorNameError:             hex(0x6E0F16, 0xFFC9CC),

	ColorSurface:     hex(0xFFFFFF, 0x000000),
	ColorHairline:    hex(0x2A2824, 0xE4E2DC),
	ColorSecondary:   hex(0x2A2824, 0xE4E2DC),
	ColorEdge:        hex(0x2A2824, 0xE4E2DC),
	ColorWorks:       hex(0x0B4020, 0xB4EFC6),
	ColorLimited:     hex(0x552C00, 0xFFDFAE),
	ColorFailed:      hex(0x6E0F16, 0xFFC9CC),
	ColorNeutral:     hex(0x2B2F36, 0xE0E4EA),
	ColorStaging:     hex(0x06403F, 0xA6EBEB),
	ColorProduction:  hex(0x561A3D, 0xF6CBE3),
	ColorDemo:        hex(0x33366B, 0xD6D8FA),
	ColorTime1:       hex(0x3C4F80, 0xB4C6FF),
	ColorTime2:       hex(0x344878, 0xBCCCFF),
	ColorTime3:       hex(0x223A72, 0xC6D5FF),
	ColorTime4:       hex(0x142C66, 0xDCE5FF),
	ColorTime5:       hex(0x44413B, 0xC8C5BE),
	ColorCodeKey:     hex(0x142C66, 0xC6D5FF),
	ColorCodeText:    hex(0x0B4020, 0xB4EFC6),
	ColorCodeNumber:  hex(0x552C00, 0xFFDFAE),
	ColorCodeLiteral: hex(0x561A3D, 0xF6CBE3),
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           14,
	theme.SizeNameCaptionText:    12,
	theme.SizeNameSubHeadingText: 16,
	theme.SizeNameHeadingText:    20,
	SizeVerdict:                  22,
	SizeWelcome:                  26,
	theme.SizeNameInputRadius:    8,
	theme.SizeNameButtonRadius:   8,
	theme.SizeNameCardRadius:     12,
	theme.SizeNameDialogRadius:   12,
	theme.SizeNameMenuRadius:     8,
	theme.SizeNamePopupRadius:    8,
}

// corners do not grow with the text: those of our own panels do not either.
var corners = map[fyne.ThemeSizeName]bool{
	theme.SizeNameInputRadius: true, theme.SizeNameButtonRadius: true, theme.SizeNameCardRadius: true, theme.SizeNameDialogRadius: true,
	theme.SizeNameMenuRadius: true, theme.SizeNamePopupRadius: true, theme.SizeNameSelectionRadius: true, theme.SizeNameScrollBarRadius: true,
}

// Theme is the app's look, light and dark. What it does not say is Fyne's. The
// zero value follows the system, with text of the normal size.
type Theme struct {
	Appearance   Appearance
	HighContrast bool
	Scale        float32 // of every size; 0 stands for 1
}

// Color is the colour of a role.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.Appearance {
	case Light:
		variant = theme.VariantLight
	case Dark:
		variant = theme.VariantDark
	}
	p, ok := palette[name]
	if high, other := highContrast[name]; other && t.HighContrast {
		p = high
	}
	switch {
	case !ok:
		return theme.DefaultTheme().Color(name, variant)
	case variant == theme.VariantDark:
		return p.dark
	}
	return p.light
}

// Font is Fyne's own.
func (Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon is Fyne's own.
func (Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size is the measure of a role, in device-independent pixels.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	size, ok := sizes[name]
	if !ok {
		size = theme.DefaultTheme().Size(name)
	}
	if t.Scale > 0 && !corners[name] {
		size *= t.Scale
	}
	return size
}

// Color is a colour of the current theme.
func Color(name fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(name, s.ThemeVariant())
}

// Measure is a size of the current theme.
func Measure(name fyne.ThemeSizeName) float32 {
	return fyne.CurrentApp().Settings().Theme().Size(name)
}

// Scaled is a length that grows with the text, given at the text size 14.
func Scaled(length float32) float32 { return length * Measure(theme.SizeNameText) / 14 }
