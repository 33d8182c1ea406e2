package kit

import (
	"strings"
	"unicode"
	_ "unsafe" // for linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
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

// faces are the fonts that Fyne looks through for a style: its own, and then all of
// the system's.
//
//go:linkname faces fyne.io/fyne/v2/internal/painter.CachedFontFace
func faces(style fyne.TextStyle, source fyne.Resource, of fyne.CanvasObject) *struct{ Fonts shaping.Fontmap }

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
		if face := faces(style, nil, nil).Fonts.ResolveFace(r); face != nil {
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
