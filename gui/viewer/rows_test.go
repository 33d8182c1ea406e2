package viewer

import (
	"strings"
	"testing"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/answer"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// BenchmarkScreenStep is the longest thing that the viewer does on the
// goroutine of the screen: to paint another screen of rows.
func BenchmarkScreenStep(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(kit.Theme{})
	for name, body := range map[string]string{
		"one line":    `{"data":[{"id":"a1","firstName":"` + strings.Repeat("x", 10<<20) + `"}]}`,
		"short lines": "[" + strings.Repeat("1234567,", 10<<20/8) + "1]",
		"deep":        strings.Repeat("[", 10<<20/2) + strings.Repeat("]", 10<<20/2),
	} {
		b.Run(name, func(b *testing.B) {
			doc, err := answer.Open(b.Context(), []byte(body), 80, true)
			if err != nil {
				b.Fatal(err)
			}
			v := &Viewer{current: -1}
			v.rows = newRowsView(v, kit.NewPanel(kit.ColorSurface, kit.ColorHairline, 8))
			w := test.NewWindow(v.rows)
			defer w.Close()
			w.Resize(fyne.NewSize(640, 600))
			v.rows.document = doc
			row := 0
			for b.Loop() {
				row = (row + doc.Rows()*3/7 + 1) % doc.Rows()
				v.rows.choose(row)
			}
		})
	}
}
