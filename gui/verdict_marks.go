package gui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// strip shows past verdicts as small marks, the oldest at the left. Each verdict
// has a shape of its own besides its colour: a disc works, a triangle works with
// limits, a cross does not work, a ring could not tell, a dash was stopped.
type strip struct {
	widget.BaseWidget
	words    *message.Catalogue
	mark     float32 // the size of a mark, at the text size 14
	verdicts []check.Verdict
}

func newStrip(words *message.Catalogue, mark float32) *strip {
	s := &strip{words: words, mark: mark}
	s.ExtendBaseWidget(s)
	return s
}

// set shows verdicts, oldest first; fewer than two tell no story.
func (s *strip) set(verdicts []check.Verdict) {
	s.verdicts = verdicts
	kit.SetVisible(s, len(verdicts) >= 2)
	s.Refresh()
}

// AccessibilityLabel says the verdicts in words.
func (s *strip) AccessibilityLabel() string {
	lines := []string{s.words.Plural("ui.history.strip", len(s.verdicts))}
	for _, v := range s.verdicts {
		lines = append(lines, s.words.Verdict(v))
	}
	return strings.Join(lines, "\n")
}

// AccessibilityRole is that of text.
func (s *strip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws the marks that fit: the last ones.
func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(s, func() fyne.Size { return fyne.NewSize(24, kit.Scaled(s.mark)) }, func(size fyne.Size) (marks []fyne.CanvasObject) {
		mark := kit.Scaled(s.mark)
		pitch := mark * 1.4
		shown := s.verdicts
		if room := int((size.Width + pitch - mark) / pitch); len(shown) > room {
			shown = shown[len(shown)-max(room, 0):]
		}
		for i, v := range shown {
			marks = append(marks, drawMark(v, fyne.NewPos(float32(i)*pitch, 0), mark)...)
		}
		return marks
	})
}

// drawMark draws the mark of a verdict into a square.
func drawMark(v check.Verdict, at fyne.Position, size float32) []fyne.CanvasObject {
	color := kit.Color(verdictLook(v).text)
	stroke := max(size/6, 1.5)
	edge := stroke / 2
	line := func(x1, y1, x2, y2 float32) fyne.CanvasObject {
		l := canvas.NewLine(color)
		l.StrokeWidth = stroke
		l.Position1, l.Position2 = at.AddXY(x1, y1), at.AddXY(x2, y2)
		return l
	}
	circle := func() *canvas.Circle {
		c := canvas.NewCircle(nil)
		c.Move(at.AddXY(edge, edge))
		c.Resize(fyne.NewSquareSize(size - 2*edge))
		return c
	}
	low, high := edge, size-edge
	switch v {
	case check.Working:
		c := circle()
		c.FillColor = color
		return []fyne.CanvasObject{c}
	case check.Limited:
		return []fyne.CanvasObject{line(low, high, size/2, low), line(size/2, low, high, high), line(low, high, high, high)}
	case check.Failed:
		return []fyne.CanvasObject{line(low, low, high, high), line(low, high, high, low)}
	case check.Stopped:
		return []fyne.CanvasObject{line(low, size/2, high, size/2)}
	}
	c := circle()
	c.StrokeColor, c.StrokeWidth = color, stroke
	return []fyne.CanvasObject{c}
}

// verdictMark is one such mark on its own.
type verdictMark struct {
	widget.BaseWidget
	verdict check.Verdict
}

func newVerdictMark() *verdictMark {
	m := &verdictMark{}
	m.ExtendBaseWidget(m)
	return m
}

// set shows a verdict; none for "".
func (m *verdictMark) set(v check.Verdict) {
	m.verdict = v
	m.Refresh()
}

// CreateRenderer draws the mark into a square that goes with the text.
func (m *verdictMark) CreateRenderer() fyne.WidgetRenderer {
	side := func() float32 { return kit.Measure(theme.SizeNameText) }
	return kit.Drawn(m, func() fyne.Size { return fyne.NewSquareSize(side()) }, func(fyne.Size) []fyne.CanvasObject {
		if m.verdict == "" {
			return nil
		}
		return drawMark(m.verdict, fyne.NewPos(1, 1), side()-2)
	})
}
