package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// segments is a choice of one among a few, all of them visible. The arrow keys
// move the choice, Home and End go to its ends.
type segments struct {
	widget.DisableableWidget
	ids, words []string
	colors     []fyne.ThemeColorName
	selected   string
	changed    func(id string)
	escape     func() // Esc, while the segments have the focus
	focused    bool
	spoken     spoken // its name, for screen readers
}

func newSegments(changed func(id string)) *segments {
	s := &segments{changed: changed}
	s.ExtendBaseWidget(s)
	return s
}

// set shows the choices, each with its words and colour, and which is chosen.
func (s *segments) set(ids, words []string, colors []fyne.ThemeColorName, selected string) {
	s.ids, s.words, s.colors, s.selected = ids, words, colors, selected
	s.Refresh()
}

// AccessibilityLabel is the name of the choice and what is chosen.
func (s *segments) AccessibilityLabel() string {
	if i := s.index(); i >= 0 {
		return s.spoken.with(s.words[i])
	}
	return s.spoken.with("")
}

// AccessibilityRole is that of a container of choices.
func (s *segments) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (s *segments) index() int {
	for i, id := range s.ids {
		if id == s.selected {
			return i
		}
	}
	return -1
}

func (s *segments) choose(i int) {
	if s.Disabled() || i < 0 || i >= len(s.ids) || s.ids[i] == s.selected {
		return
	}
	s.selected = s.ids[i]
	s.Refresh()
	s.changed(s.selected)
}

// Tapped chooses the segment under the pointer.
func (s *segments) Tapped(e *fyne.PointEvent) {
	for i, place := range s.places(s.Size()) {
		if e.Position.X >= place.x && e.Position.X < place.x+place.width && e.Position.Y >= place.y && e.Position.Y < place.y+place.height {
			s.choose(i)
			return
		}
	}
}

// place is where a segment is.
type place struct{ x, y, width, height float32 }

// needs gives the widths of the words at their boldest, and their height.
func (s *segments) needs() (widths []float32, total, height float32) {
	for _, w := range s.words {
		size := extent(w, measure(theme.SizeNameText), fyne.TextStyle{Bold: true})
		widths, total, height = append(widths, size.Width), total+size.Width, max(height, size.Height)
	}
	return widths, total, height
}

// columns is how many segments stand beside each other: all of them where their
// words have room; else three or fewer stand one below the other, and more of
// them in rows, before it gets tight.
func (s *segments) columns(width float32) int {
	widths, total, _ := s.needs()
	n, margin := len(widths), float32(2*space4)
	if n > 3 {
		margin = 2 * space8
	}
	switch {
	case width <= 0 || total+margin*float32(n) <= width:
		return n
	case n <= 3:
		return 1
	}
	return max(min(int(width/(slices.Max(widths)+margin)), n-1), 1)
}

// rows is in how many rows the segments stand.
func (s *segments) rows(width float32) int {
	columns := max(s.columns(width), 1)
	return (len(s.words) + columns - 1) / columns
}

func (s *segments) heightFor(width float32) float32 {
	_, _, height := s.needs()
	return (height + 2*10) * float32(s.rows(width))
}

// places divides a size among the segments: equal widths where the words fit
// into them, as wide as the words need where they do not, and rows of equal
// widths where there is no room for all of them beside each other.
func (s *segments) places(size fyne.Size) []place {
	widths, total, _ := s.needs()
	n := float32(len(widths))
	places := make([]place, len(widths))
	columns, rows := s.columns(size.Width), s.rows(size.Width)
	equal, widest := true, size.Width/n
	for _, w := range widths {
		equal = equal && w+2*space4 <= widest
	}
	var x float32
	for i, w := range widths {
		switch {
		case rows > 1:
			row := i / columns
			each, height := size.Width/float32(min(columns, len(widths)-row*columns)), size.Height/float32(rows)
			places[i] = place{float32(i%columns) * each, float32(row) * height, each, height}
		case equal:
			places[i] = place{float32(i) * widest, 0, widest, size.Height}
		default:
			w += (size.Width - total) / n
			places[i] = place{x, 0, w, size.Height}
			x += w
		}
	}
	return places
}

// TypedKey moves the choice.
func (s *segments) TypedKey(e *fyne.KeyEvent) {
	if toWindow(s, e) {
		return
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choose(s.index() - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.choose(s.index() + 1)
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.ids) - 1)
	case fyne.KeyEscape:
		if s.escape != nil {
			s.escape()
		}
	}
}

// TypedRune does nothing: segments take no text.
func (s *segments) TypedRune(rune) {}

// FocusGained shows the ring.
func (s *segments) FocusGained() { s.focused = true; s.Refresh(); reveal(s) }

// FocusLost hides the ring.
func (s *segments) FocusLost() { s.focused = false; s.Refresh() }

// Cursor is a hand over what can be chosen.
func (s *segments) Cursor() desktop.Cursor {
	if s.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer draws the segments.
func (s *segments) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentsRenderer{s: s, edge: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil)}
	r.apply()
	return laidOut(s, r)
}

type segmentsRenderer struct {
	s            *segments
	ground, edge *canvas.Rectangle
	choice       *canvas.Rectangle
	texts        []*canvas.Text
	rulers       []*canvas.Rectangle
}

func (r *segmentsRenderer) Destroy() {}

func (r *segmentsRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.choice}
	for _, x := range r.rulers {
		objects = append(objects, x)
	}
	for _, x := range r.texts {
		objects = append(objects, x)
	}
	return append(objects, r.edge)
}

func (r *segmentsRenderer) apply() {
	s := r.s
	if r.choice == nil {
		r.choice = canvas.NewRectangle(nil)
	}
	for len(r.texts) < len(s.ids) {
		t := canvas.NewText("", nil)
		t.Alignment = fyne.TextAlignCenter
		r.texts = append(r.texts, t)
		r.rulers = append(r.rulers, canvas.NewRectangle(nil))
	}
	r.texts, r.rulers = r.texts[:len(s.ids)], r.rulers[:len(s.ids)]
	r.ground.FillColor = themed(colorSurface)
	r.ground.CornerRadius = 8
	r.edge.CornerRadius = 8
	r.edge.StrokeWidth, r.edge.StrokeColor = 1, themed(colorEdge)
	if s.focused {
		r.edge.StrokeWidth, r.edge.StrokeColor = 2, themed(theme.ColorNamePrimary)
	}
	r.choice.FillColor = themed(colorSelected)
	for i := range s.ids {
		r.rulers[i].FillColor = themed(colorEdge)
		t := r.texts[i]
		style := fyne.TextStyle{Bold: s.ids[i] == s.selected}
		setText(t, s.words[i], measure(theme.SizeNameText), style)
		t.Color = themed(colorSecondary)
		if style.Bold {
			t.Color = themed(s.colors[i])
		}
	}
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	widths, _, _ := r.s.needs()
	var widest float32
	for _, w := range widths {
		widest = max(widest, w)
	}
	return fyne.NewSize(widest+2*space4, r.s.heightFor(r.s.Size().Width))
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.edge.Resize(size)
	if len(r.texts) == 0 {
		return
	}
	columns, rows := r.s.columns(size.Width), r.s.rows(size.Width)
	_, _, height := r.s.needs()
	places := r.s.places(size)
	for i, p := range places {
		r.texts[i].Move(fyne.NewPos(p.x, p.y+(p.height-height)/2))
		r.texts[i].Resize(fyne.NewSize(p.width, height))
		r.rulers[i].Move(fyne.NewPos(p.x, p.y))
		r.rulers[i].Resize(fyne.NewSize(1, p.height))
		if i%columns == 0 { // between two rows
			r.rulers[i].Resize(fyne.NewSize(size.Width, 1))
		}
		r.rulers[i].Hidden = i == 0
	}
	chosen, last := r.s.index(), len(places)-1
	r.choice.Hidden = chosen < 0
	if chosen < 0 {
		return
	}
	round := func(on bool) float32 {
		if on {
			return 8
		}
		return 0
	}
	r.choice.TopLeftCornerRadius = round(chosen == 0)
	r.choice.TopRightCornerRadius = round(chosen == columns-1)
	r.choice.BottomLeftCornerRadius = round(chosen == (rows-1)*columns)
	r.choice.BottomRightCornerRadius = round(chosen == last)
	r.choice.Move(fyne.NewPos(places[chosen].x, places[chosen].y))
	r.choice.Resize(fyne.NewSize(places[chosen].width, places[chosen].height))
}

func (r *segmentsRenderer) Refresh() {
	r.apply()
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}
