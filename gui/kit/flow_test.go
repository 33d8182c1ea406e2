package kit

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// wideRune measures a rune as 10 wide, and East Asian ones as 20.
func wideRune(s string) float32 {
	var width float32
	for _, r := range s {
		width += 10
		if r >= 0x2E80 {
			width += 10
		}
	}
	return width
}

func TestWrapText(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		width float32
		want  []string
	}{
		"empty":           {"", 100, []string{""}},
		"one word":        {"word", 100, []string{"word"}},
		"exactly":         {"aaa bbb", 70, []string{"aaa bbb"}},
		"one too narrow":  {"aaa bbb", 69, []string{"aaa", "bbb"}},
		"long word":       {"abcdefgh", 30, []string{"abc", "def", "gh"}},
		"long after word": {"a bcdefgh", 30, []string{"a", "bcd", "efg", "h"}},
		"tail takes on":   {"abcd ef", 30, []string{"abc", "d", "ef"}},
		"lines":           {"a\nb\n\nc", 100, []string{"a", "b", "", "c"}},
		"spaces":          {"  a   b ", 100, []string{"a b"}},
		"no width":        {"a b c", 0, []string{"a b c"}},
		"negative width":  {"a b c", -5, []string{"a b c"}},
		"narrower than a": {"ab c", 5, []string{"a", "b", "c"}},
		"chinese":         {"東京都千代田区", 60, []string{"東京都", "千代田", "区"}},
		"arabic":          {"شركة الاختبار", 80, []string{"شركة", "الاختبار"}},
		"combining":       {"e\u0301e\u0301e\u0301", 40, []string{"e\u0301e\u0301", "e\u0301"}},
		"broken utf-8":    {"a\xffb", 100, []string{"a\xffb"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := wrapText(c.text, c.width, wideRune)
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("wrapText(%q, %v) = %q, want %q", c.text, c.width, got, c.want)
			}
		})
	}
}

// TestWrapTextProperties: no line is wider than the width, but for one rune,
// and no character but white space is lost.
func TestWrapTextProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("abc  \n-e\u0301東ش\u200d\u00a0é…")
	for range 5000 {
		var b strings.Builder
		for range random.IntN(60) {
			b.WriteRune(alphabet[random.IntN(len(alphabet))])
		}
		if random.IntN(10) == 0 {
			b.WriteString("\xff\xfe")
		}
		text, width := b.String(), float32(random.IntN(200))
		lines := wrapText(text, width, wideRune)
		for _, line := range lines {
			if width > 0 && wideRune(line) > width && utf8.RuneCountInString(line) > 1 {
				t.Fatalf("wrapText(%q, %v) has a line %q of %v", text, width, line, wideRune(line))
			}
		}
		if got, want := strings.Join(strings.Fields(strings.Join(lines, "")), ""), strings.Join(strings.Fields(text), ""); got != want {
			t.Fatalf("wrapText(%q, %v) lost something: %q", text, width, lines)
		}
	}
}

// block is an object with a size of its own.
func block(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func hiddenBlock(width, height float32) fyne.CanvasObject {
	b := block(width, height)
	b.Hide()
	return b
}

func TestHeights(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	for name, c := range map[string]struct {
		object fyne.CanvasObject
		width  float32
		want   float32
	}{
		"empty column":         {NewColumn(8), 100, 0},
		"column of one":        {NewColumn(8, block(10, 20)), 100, 20},
		"column of two":        {NewColumn(8, block(10, 20), block(10, 30)), 100, 58},
		"hidden takes no gap":  {NewColumn(8, block(10, 20), hiddenBlock(10, 99), block(10, 30)), 100, 58},
		"hidden at the end":    {NewColumn(8, block(10, 20), hiddenBlock(10, 99)), 100, 20},
		"flat takes no gap":    {NewColumn(8, block(10, 20), block(10, 0), block(10, 30)), 100, 58},
		"all hidden":           {NewColumn(8, hiddenBlock(1, 1), hiddenBlock(1, 1)), 100, 0},
		"inset":                {NewInset(5, 7, block(10, 20)), 100, 34},
		"inset of hidden":      {NewInset(5, 7, hiddenBlock(10, 20)), 100, 0},
		"line":                 {NewLine(4, 0, block(10, 20), block(10, 30)), 140, 30},
		"line that breaks":     {NewLine(4, 0, block(10, 20), block(10, 30)), 100, 54},
		"line with hidden":     {NewLine(4, 0, block(10, 20), hiddenBlock(10, 99)), 100, 20},
		"wrapped in one row":   {NewWrapped(8, block(40, 20), block(40, 30)), 100, 30},
		"wrapped in two rows":  {NewWrapped(8, block(60, 20), block(60, 30)), 100, 58},
		"wrapped with hidden":  {NewWrapped(8, block(60, 20), hiddenBlock(90, 99), block(30, 30)), 100, 30},
		"wrapped, all too big": {NewWrapped(8, block(160, 20), block(160, 30)), 100, 58},
		"wrapped, empty":       {NewWrapped(8), 100, 0},
		"bar":                  {NewBar(ColorLimited, 3, func() (bar, content float32) { return 0, Space16 }, block(10, 20)), 100, 20},
	} {
		t.Run(name, func(t *testing.T) {
			if got := HeightFor(c.object, c.width); got != c.want {
				t.Errorf("height %v, want %v", got, c.want)
			}
			c.object.Resize(fyne.NewSize(c.width, c.want))
			if got := c.object.MinSize().Height; got != c.want {
				t.Errorf("once laid out, the least height is %v, want %v", got, c.want)
			}
		})
	}
}

func TestColumnPlaces(t *testing.T) {
	a, b, c := block(10, 20), hiddenBlock(10, 99), block(10, 30)
	column := NewColumn(8, a, b, c)
	column.Resize(fyne.NewSize(100, 58))
	if a.Position() != fyne.NewPos(0, 0) || c.Position() != fyne.NewPos(0, 28) || c.Size() != fyne.NewSize(100, 30) {
		t.Errorf("places %v, %v of %v", a.Position(), c.Position(), c.Size())
	}
}

func TestLinePlaces(t *testing.T) {
	a, b, c := block(10, 20), block(30, 20), hiddenBlock(50, 20)
	line := NewLine(8, 0, a, b, c)
	line.Resize(fyne.NewSize(140, 40))
	if a.Size().Width != 102 || b.Position() != fyne.NewPos(110, 10) {
		t.Errorf("first is %v wide, second at %v", a.Size().Width, b.Position())
	}
}

func TestParagraph(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	p := NewBody("one two three four five six seven eight nine ten")
	p.Resize(fyne.NewSize(80, 400))
	if got, want := p.MinSize().Height, p.HeightFor(80); got != want || want <= p.LineHeight() {
		t.Errorf("least height %v, want %v", got, want)
	}
	if p.HeightFor(2000) != p.LineHeight() {
		t.Error("a wide paragraph does not stand in one line")
	}
	p.SetText("")
	if p.Visible() {
		t.Error("an empty paragraph can be seen")
	}
	p.SetText("again")
	if !p.Visible() || p.HeightFor(80) != p.LineHeight() {
		t.Error("a paragraph does not come back")
	}
	before := p.HeightFor(80)
	fyne.CurrentApp().Settings().SetTheme(Theme{Scale: 2})
	if got := p.HeightFor(80); got < 2*before-1 {
		t.Errorf("with text twice as large the height is %v, %v before", got, before)
	}
}

func TestSegmentsPlaces(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	words := []string{"Short", "Rather a long word", "Mid size"}
	chosen := ""
	s := NewSegments(func(id string) { chosen = id })
	colors := []fyne.ThemeColorName{ColorStaging, ColorStaging, ColorStaging}
	s.SetOptions([]string{"a", "b", "c"}, words, colors, "a")
	for _, width := range []float32{40, 120, 250, 300, 600, 2000} {
		size := fyne.NewSize(width, s.HeightFor(width))
		s.Resize(size)
		var area float32
		for i, p := range s.places(size) {
			area += p.width * p.height
			need, _, _ := s.needs()
			if width > 200 && need[i] > p.width {
				t.Errorf("at %v, %q needs %v and has %v", width, words[i], need[i], p.width)
			}
			s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(p.x+p.width/2, p.y+p.height/2)})
			if s.Selected != s.IDs[i] || i > 0 && chosen != s.IDs[i] {
				t.Errorf("at %v, a tap on %q chose %q", width, words[i], s.Selected)
			}
		}
		if whole := size.Width * size.Height; area < whole*0.999 || area > whole*1.001 {
			t.Errorf("at %v the segments cover %v of %v", width, area, whole)
		}
		s.SetOptions(s.IDs, words, colors, "a")
	}
}

// TestSegmentsInRows: more than three segments without room beside each other
// stand in rows, and their lines and corners with them.
func TestSegmentsInRows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	words := []string{"Answer", "Permissions", "Request", "Connection", "History"}
	s := NewSegments(func(string) {})
	s.SetOptions(words, words, make([]fyne.ThemeColorName, 5), words[0])
	for width, want := range map[float32][]int{2000: {5}, 330: {3, 2}, 230: {2, 2, 1}, 90: {1, 1, 1, 1, 1}} {
		var rows []int
		var y float32 = -1
		for _, p := range s.places(fyne.NewSize(width, s.HeightFor(width))) {
			if p.y != y {
				y, rows = p.y, append(rows, 0)
			}
			rows[len(rows)-1]++
		}
		if !slices.Equal(rows, want) {
			t.Errorf("at %v there are rows of %v, want %v", width, rows, want)
		}
	}
	s.Resize(fyne.NewSize(330, s.HeightFor(330)))
	drawn := func() []fyne.CanvasObject { return test.WidgetRenderer(s).Objects() } // ground, choice, lines, words, edge
	for i, want := range [][4]float32{{8, 0, 0, 0}, {}, {0, 8, 0, 0}, {0, 0, 8, 0}, {0, 0, 0, 8}} {
		s.ChooseAt(i)
		c := drawn()[1].(*canvas.Rectangle)
		if got := [4]float32{c.TopLeftCornerRadius, c.TopRightCornerRadius, c.BottomLeftCornerRadius, c.BottomRightCornerRadius}; got != want {
			t.Errorf("%s has corners %v, want %v", words[i], got, want)
		}
	}
	if up, across := drawn()[2+1].Size(), drawn()[2+3].Size(); up.Width != 1 || across.Height != 1 || across.Width != 330 {
		t.Errorf("the lines are %v and %v", up, across)
	}
}
