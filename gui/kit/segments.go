package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Segments is a choice of one among a few, all of them visible. The arrow keys
// move the choice, Home and End go to its ends.
type Segments struct {
	widget.DisableableWidget
	IDs, Words []string
	colors     []fyne.ThemeColorName
	Selected   string
	changed    func(id string)
	focused    bool
	Spoken     SpokenChoice // its name, for screen readers
}

func NewSegments(changed func(id string)) *Segments {
	s := &Segments{changed: changed}
	s.ExtendBaseWidget(s)
	return s
}

// SetOptions shows the choices, each with its words and colour, and which is chosen.
func (s *Segments) SetOptions(ids, words []string, colors []fyne.ThemeColorName, selected string) {
	s.IDs, s.Words, s.colors, s.Selected = ids, words, colors, selected
	s.Refresh()
}

// AccessibilityLabel is the name of the choice and what is chosen.
func (s *Segments) AccessibilityLabel() string {
	if i := s.index(); i >= 0 {
		return s.Spoken.with(s.Words[i])
	}
	return s.Spoken.with("")
}

// AccessibilityRole is that of a container of choices.
func (s *Segments) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (s *Segments) index() int {
	for i, id := range s.IDs {
		if id == s.Selected {
			return i
		}
	}
	return -1
}

func (s *Segments) ChooseAt(i int) {
	if s.Disabled() || i < 0 || i >= len(s.IDs) || s.IDs[i] == s.Selected {
		return
	}
	s.Selected = s.IDs[i]
	s.Refresh()
	s.changed(s.Selected)
}

// Tapped chooses the segment under the pointer.
func (s *Segments) Tapped(e *fyne.PointEvent) {
	for i, place := range s.places(s.Size()) {
		if e.Position.X >= place.x && e.Position.X < place.x+place.width && e.Position.Y >= place.y && e.Position.Y < place.y+place.height {
			s.ChooseAt(i)
			return
		}
	}
}

// place is where a segment is.
type place struct{ x, y, width, height float32 }

// needs gives the widths of the words at their boldest, and their height.
func (s *Segments) needs() (widths []float32, total, height float32) {
	for _, w := range s.Words {
		size := MeasureText(w, Measure(theme.SizeNameText), fyne.TextStyle{Bold: true})
		widths, total, height = append(widths, size.Width), total+size.Width, max(height, size.Height)
	}
	return widths, total, height
}

// columns is how many segments stand beside each other: all of them where their
// words have room; else three or fewer stand one below the other, and more of
// them in rows, before it gets tight.
func (s *Segments) columns(width float32) int {
	widths, total, _ := s.needs()
	n, margin := len(widths), float32(2*Space4)
	if n > 3 {
		margin = 2 * Space8
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
func (s *Segments) rows(width float32) int {
	columns := max(s.columns(width), 1)
	return (len(s.Words) + columns - 1) / columns
}

func (s *Segments) HeightFor(width float32) float32 {
	_, _, height := s.needs()
	return (height + 2*10) * float32(s.rows(width))
}

// places divides a size among the segments: equal widths where the words fit
// into them, as wide as the words need where they do not, and rows of equal
// widths where there is no room for all of them beside each other.
func (s *Segments) places(size fyne.Size) []place {
	widths, total, _ := s.needs()
	n := float32(len(widths))
	places := make([]place, len(widths))
	columns, rows := s.columns(size.Width), s.rows(size.Width)
	equal, widest := true, size.Width/n
	for _, w := range widths {
		equal = equal && w+2*Space4 <= widest
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
func (s *Segments) TypedKey(e *fyne.KeyEvent) {
	if ToWindow(s, e) {
		return
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.ChooseAt(s.index() - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.ChooseAt(s.index() + 1)
	case fyne.KeyHome:
		s.ChooseAt(0)
	case fyne.KeyEnd:
		s.ChooseAt(len(s.IDs) - 1)
	}
}

// TypedRune does nothing: segments take no text.
func (s *Segments) TypedRune(rune) {}

// FocusGained shows the ring.
func (s *Segments) FocusGained() { s.focused = true; s.Refresh(); Reveal(s) }

// FocusLost hides the ring.
func (s *Segments) FocusLost() { s.focused = false; s.Refresh() }

// Cursor is a hand over what can be chosen.
func (s *Segments) Cursor() desktop.Cursor {
	if s.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer draws the segments.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentsRenderer{s: s, edge: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil)}
	r.apply()
	return LaidOut(s, r)
}

type segmentsRenderer struct {
	s            *Segments
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
	for len(r.texts) < len(s.IDs) {
		t := canvas.NewText("", nil)
		t.Alignment = fyne.TextAlignCenter
		r.texts = append(r.texts, t)
		r.rulers = append(r.rulers, canvas.NewRectangle(nil))
	}
	r.texts, r.rulers = r.texts[:len(s.IDs)], r.rulers[:len(s.IDs)]
	r.ground.FillColor = Color(ColorSurface)
	r.ground.CornerRadius = 8
	r.edge.CornerRadius = 8
	r.edge.StrokeWidth, r.edge.StrokeColor = 1, Color(ColorEdge)
	if s.focused {
		r.edge.StrokeWidth, r.edge.StrokeColor = 2, Color(theme.ColorNamePrimary)
	}
	r.choice.FillColor = Color(ColorSelected)
	for i := range s.IDs {
		r.rulers[i].FillColor = Color(ColorEdge)
		t := r.texts[i]
		style := fyne.TextStyle{Bold: s.IDs[i] == s.Selected}
		SetText(t, s.Words[i], Measure(theme.SizeNameText), style)
		t.Color = Color(ColorSecondary)
		if style.Bold {
			t.Color = Color(s.colors[i])
		}
	}
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	widths, _, _ := r.s.needs()
	var widest float32
	for _, w := range widths {
		widest = max(widest, w)
	}
	return fyne.NewSize(widest+2*Space4, r.s.HeightFor(r.s.Size().Width))
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
