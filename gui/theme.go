package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of the colours that the app has besides Fyne's own.
const (
	colorSurface       fyne.ThemeColorName = "kcSurface"
	colorHairline      fyne.ThemeColorName = "kcHairline"
	colorSecondary     fyne.ThemeColorName = "kcSecondary"
	colorEdge          fyne.ThemeColorName = "kcEdge"
	colorSelected      fyne.ThemeColorName = "kcSelected"
	colorWorks         fyne.ThemeColorName = "kcWorks"
	colorWorksGround   fyne.ThemeColorName = "kcWorksGround"
	colorLimited       fyne.ThemeColorName = "kcLimited"
	colorLimitedGround fyne.ThemeColorName = "kcLimitedGround"
	colorFailed        fyne.ThemeColorName = "kcFailed"
	colorFailedGround  fyne.ThemeColorName = "kcFailedGround"
	colorNeutral       fyne.ThemeColorName = "kcNeutral"
	colorNeutralGround fyne.ThemeColorName = "kcNeutralGround"
	colorStaging       fyne.ThemeColorName = "kcStaging"
	colorProduction    fyne.ThemeColorName = "kcProduction"
	colorDemo          fyne.ThemeColorName = "kcDemo"
	colorTime1         fyne.ThemeColorName = "kcTime1"
	colorTime2         fyne.ThemeColorName = "kcTime2"
	colorTime3         fyne.ThemeColorName = "kcTime3"
	colorTime4         fyne.ThemeColorName = "kcTime4"
	colorTime5         fyne.ThemeColorName = "kcTime5"
	colorCodeKey       fyne.ThemeColorName = "kcCodeKey"
	colorCodeText      fyne.ThemeColorName = "kcCodeText"
	colorCodeNumber    fyne.ThemeColorName = "kcCodeNumber"
	colorCodeLiteral   fyne.ThemeColorName = "kcCodeLiteral"
	colorFound         fyne.ThemeColorName = "kcFound"
	colorFoundNow      fyne.ThemeColorName = "kcFoundNow"
)

// sizeVerdict is the size of the verdict's type, the biggest on the screen.
const sizeVerdict fyne.ThemeSizeName = "kcVerdict"

// sizeWelcome is the size of the question that the welcome begins with.
const sizeWelcome fyne.ThemeSizeName = "kcWelcome"

// The spacing scale, in device-independent pixels.
const (
	space4  = 4
	space8  = 8
	space12 = 12
	space16 = 16
	space24 = 24
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

	colorSurface:       hex(0xFFFFFF, 0x202225),
	colorHairline:      hex(0xE4E1DA, 0x34373C),
	colorSecondary:     hex(0x57534C, 0xB4B0A8),
	colorEdge:          hex(0x8C867B, 0x7E8188),
	colorSelected:      hex(0xE8ECF7, 0x2A3350),
	colorWorks:         hex(0x1E6B3A, 0x8FD6A5),
	colorWorksGround:   hex(0xE7F4EA, 0x14301F),
	colorLimited:       hex(0x8A4B00, 0xF2C37A),
	colorLimitedGround: hex(0xFFF3DC, 0x33260F),
	colorFailed:        hex(0xA3242B, 0xFF9EA3),
	colorFailedGround:  hex(0xFDEBEC, 0x3A1A1D),
	colorNeutral:       hex(0x4A4F57, 0xC3C8D0),
	colorNeutralGround: hex(0xECEEF1, 0x2A2E34),
	colorStaging:       hex(0x0E6E6E, 0x7FD1D1),
	colorProduction:    hex(0x7B2D5B, 0xE3A3C9),
	colorDemo:          hex(0x5B5F97, 0xB9BCF0),
	colorTime1:         hex(0x718CCB, 0x5A6EB0),
	colorTime2:         hex(0x5C79BD, 0x6F87CF),
	colorTime3:         hex(0x4664B0, 0x8AA4EE),
	colorTime4:         hex(0x274690, 0xB4C6FF),
	colorTime5:         hex(0x8C867B, 0x7E8188),
	colorCodeKey:       hex(0x274690, 0x9DB7FF),
	colorCodeText:      hex(0x1E6B3A, 0x8FD6A5),
	colorCodeNumber:    hex(0x8A4B00, 0xF2C37A),
	colorCodeLiteral:   hex(0x7B2D5B, 0xE3A3C9),
	colorFound:         hex(0xF6E9B8, 0x4A4020),
	colorFoundNow:      hex(0xFFD97A, 0x6B5713),
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           14,
	theme.SizeNameCaptionText:    12,
	theme.SizeNameSubHeadingText: 16,
	theme.SizeNameHeadingText:    20,
	sizeVerdict:                  22,
	sizeWelcome:                  26,
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
	Appearance Appearance
	Scale      float32 // of every size; 0 stands for 1
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

// themed is a colour of the current theme.
func themed(name fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(name, s.ThemeVariant())
}

// measure is a size of the current theme.
func measure(name fyne.ThemeSizeName) float32 {
	return fyne.CurrentApp().Settings().Theme().Size(name)
}
