package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// With captions each choice has a row of its own; the caption stands beside its
// words, and below them where there is no room. Nothing has to be chosen.
func TestSegmentsWithCaptions(t *testing.T) {
	test.NewTempApp(t)
	chosen, picked, entered := "", 0, 0
	s := NewSegments(func(id string) { chosen = id })
	s.Captions = []string{"where it is", "elsewhere, for others"}
	s.OnPicked, s.OnEnter = func() { picked++ }, func() { entered++ }
	s.SetOptions([]string{"a", "b"}, []string{"One", "Another"}, []fyne.ThemeColorName{ColorWorks, ColorLimited}, "")
	var heights []float32
	for _, width := range []float32{400, 120} {
		s.Resize(fyne.NewSize(width, s.HeightFor(width)))
		heights = append(heights, s.Size().Height)
		ys := map[string]fyne.Position{}
		for _, o := range test.WidgetRenderer(s).Objects() {
			if text, ok := o.(*canvas.Text); ok {
				ys[text.Text] = text.Position()
			}
		}
		if len(ys) != 4 || ys["Another"].Y <= ys["One"].Y {
			t.Fatalf("at %.0f: %v", width, ys)
		}
		if below := ys["where it is"].Y > ys["One"].Y+8; below != (width == 120) {
			t.Errorf("at %.0f the captions stand below: %v", width, below)
		}
	}
	if heights[1] <= heights[0] {
		t.Errorf("heights %v", heights)
	}
	if n := s.AccessNode(); n.Value != "" || n.Children[1].Description != "elsewhere, for others" {
		t.Errorf("%+v", n)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if chosen != "a" || picked != 0 || entered != 1 {
		t.Errorf("chosen %q, picked %d, entered %d", chosen, picked, entered)
	}
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, s.Size().Height-10)})
	if chosen != "b" || picked != 1 {
		t.Errorf("chosen %q, picked %d", chosen, picked)
	}
}
