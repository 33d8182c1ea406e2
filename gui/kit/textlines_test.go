package kit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func testLines() *Lines { return NewLines(NewPanel(ColorSurface, ColorHairline, 8)) }

func TestAppendRows(t *testing.T) {
	for name, c := range map[string]struct {
		line string
		want []string
	}{
		"empty":        {"", []string{""}},
		"short":        {"abc", []string{"abc"}},
		"exact":        {"abcdefghij", []string{"abcdefghij"}},
		"one more":     {"abcdefghijk", []string{"abcdefghij", "k"}},
		"spaces kept":  {"  a          b", []string{"  a       ", "   b"}},
		"wide runes":   {"東京都千代田区霞が関一丁目", nil},
		"combining":    {strings.Repeat("e\u0301", 12), nil},
		"arabic":       {"شركة الاختبار المحدودة للتجارة", nil},
		"emoji":        {strings.Repeat("👩‍👩‍👧", 7), nil},
		"broken utf-8": {"aaaaaaaaa\xff\xfeb\xc3", nil},
	} {
		t.Run(name, func(t *testing.T) {
			rows := appendRows(nil, c.line, 10)
			if strings.Join(rows, "") != c.line {
				t.Errorf("rows %q do not make up the line %q", rows, c.line)
			}
			if c.want != nil && strings.Join(rows, "|") != strings.Join(c.want, "|") {
				t.Errorf("rows %q, want %q", rows, c.want)
			}
			for _, row := range rows {
				if utf8.RuneCountInString(row) > 10 {
					t.Errorf("row %q has more than 10 characters", row)
				}
			}
		})
	}
}

// TestRowsFitTheWidth measures the rows as they are drawn, also those of wide
// characters.
func TestRowsFitTheWidth(t *testing.T) {
	app := test.NewTempApp(t)
	for _, by := range []float32{1, 2} {
		app.Settings().SetTheme(Theme{Scale: by})
		for _, text := range []string{strings.Repeat("m", 500), strings.Repeat("i", 500), strings.Repeat("東", 500), strings.Repeat("é", 500), strings.Repeat("ش", 500)} {
			for _, width := range []float32{300, 592, 1000} {
				l := testLines()
				l.Resize(fyne.NewSize(width, 400))
				l.SetText([]string{text})
				if strings.Join(l.rows, "") != text {
					t.Errorf("%.5s at %v: rows do not make up the text", text, width)
				}
				for _, row := range l.rows {
					size := fyne.MeasureText(row, Measure("caption"), fyne.TextStyle{Monospace: true})
					if size.Width > width {
						t.Errorf("%.5s at %v, %vx: a row is %v wide", text, width, by, size.Width)
						break
					}
				}
			}
		}
	}
}

func TestLinesHeight(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	l := testLines()
	few, many := []string{"a", "b"}, strings.Split(strings.Repeat("line\n", 1000), "\n")
	l.SetText(few)
	low := l.HeightFor(500)
	l.SetText(many)
	high := l.HeightFor(500)
	if low >= high || high > float32(MostRows+2)*(Cell().Height+12) {
		t.Errorf("2 rows are %v high, 1,001 are %v", low, high)
	}
	l.SetText(nil)
	if len(l.rows) != 0 {
		t.Errorf("%d rows without a text", len(l.rows))
	}
}

// TestLinesOfAnotherText: a text of the same length is another text.
func TestLinesOfAnotherText(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	l := testLines()
	l.Resize(fyne.NewSize(500, 300))
	l.SetText([]string{"first"})
	l.SetText([]string{"other"})
	if l.rows[0] != "other" {
		t.Errorf("shows %q", l.rows[0])
	}
}

func BenchmarkLinesOfOneMegabyte(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(Theme{})
	for _, length := range []int{40, 10000, 1 << 20} {
		b.Run(fmt.Sprintf("lines of %d", length), func(b *testing.B) {
			var text []string
			for n := 0; n < 1<<20; n += length {
				text = append(text, strings.Repeat("x", length))
			}
			l := testLines()
			w := test.NewWindow(l)
			defer w.Close()
			w.Resize(fyne.NewSize(640, 600))
			for b.Loop() {
				l.SetText(nil)
				l.SetText(text)
			}
		})
	}
}

func TestAppendWords(t *testing.T) {
	for _, tt := range []struct {
		line string
		want []string
	}{
		{"", []string{""}},
		{"one two three", []string{"one two", "three"}},
		{"exactly ten", []string{"exactly", "ten"}},
		{"ten  chars", []string{"ten  chars"}},
		{"averyveryverylongword x", []string{"averyveryv", "erylongwor", "d", "x"}},
		{"    deep in", []string{"    deep", "in"}},
	} {
		if got := appendWords(nil, tt.line, 10); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.line, got, tt.want)
		}
	}
}
