package kit

import (
	"strings"
	"unicode"
	_ "unsafe" // for linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/shaping"
)

// For a style of text, Fyne reads three fonts: its own, one of signs, and the
// system's for the language. For bold text, which is in the first frame, that
// is a quarter of the time and of the memory that all fonts take, and nearly
// always for nothing: its own font has the letters of every language here.

// fontFor is the one font that has every sign of a text, or nil for all that
// Fyne looks through.
func fontFor(text string, style fyne.TextStyle) fyne.Resource {
	own := theme.DefaultTextBoldFont()
	if style != (fyne.TextStyle{Bold: true}) || (Theme{}).Font(style) != own {
		return nil
	}
	for _, r := range text {
		if !inBoldFont(r) {
			return nil
		}
	}
	return own
}

// inBoldFont reports whether Fyne's bold font has a sign: Latin letters, marks of
// punctuation, currencies.
func inBoldFont(r rune) bool {
	return r >= ' ' && r <= '~' || r >= 0xa0 && r <= 0x24f || r >= 0x2010 && r <= 0x2027 || r == 0x202f || r >= 0x20a0 && r <= 0x20bf
}

// drawable are the signs that were looked for, and whether a font of a style has
// them. They are used on the UI goroutine only.
var drawable = map[styledSign]bool{}

type styledSign struct {
	sign  rune
	style fyne.TextStyle
}

func isDrawable(r rune, style fyne.TextStyle) bool {
	if inBoldFont(r) || r < ' ' || unicode.In(r, unicode.M, unicode.Cf, unicode.Z) { // what joins others is not drawn alone
		return true
	}
	has, known := drawable[styledSign{r, style}]
	if !known {
		if face := cachedFontFace(style, nil, nil).Fonts.ResolveFace(r); face != nil {
			_, has = face.NominalGlyph(r)
		}
		drawable[styledSign{r, style}] = has
	}
	return has
}

// drawnText is a text as it is drawn: a sign that no font of the system has stands as a
// box, where Fyne would draw question marks on top of each other.
func drawnText(text string, style fyne.TextStyle) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isDrawable(r, style):
			return r
		case isDrawable('□', style):
			return '□'
		}
		return unicode.ReplacementChar
	}, text)
}

// MeasureText is the size of a text as SetText sets it, in device-independent pixels.
func MeasureText(text string, size float32, style fyne.TextStyle) fyne.Size {
	text = drawnText(text, style)
	e, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, size, style, fontFor(text, style))
	return e
}

// SetText gives a drawn text its words, size and style.
func SetText(t *canvas.Text, text string, size float32, style fyne.TextStyle) {
	text = drawnText(text, style)
	t.Text, t.TextSize, t.TextStyle, t.FontSource = text, size, style, fontFor(text, style)
}

// ReadFonts reads what Fyne would read when it measures the first texts: the
// system's font for the language, which it adds to its own, and its own bold one.
// Begun on a goroutine of its own while the system opens the window, that takes no
// time of the first frame.
func ReadFonts() {
	lookupLangFont(fontscan.SansSerif, font.Aspect{Style: font.StyleNormal})
	cachedFontFace(fyne.TextStyle{Bold: true}, theme.DefaultTextBoldFont(), nil)
}

// How Fyne finds the system's font for the language, and reads the letters of a
// font that is named, or the fonts that it looks through for a style. Both may be called from any goroutine.
//
//go:linkname lookupLangFont fyne.io/fyne/v2/internal/painter.lookupLangFont
func lookupLangFont(family string, aspect font.Aspect) *font.Face

//go:linkname cachedFontFace fyne.io/fyne/v2/internal/painter.CachedFontFace
func cachedFontFace(style fyne.TextStyle, source fyne.Resource, in fyne.CanvasObject) *struct{ Fonts shaping.Fontmap }
