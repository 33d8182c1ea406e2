package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Segments stands in for Fyne's RadioGroup: a choice of one among a few, beside
// each other where there is room. The arrow keys move the choice, Home and End go to
// its ends.
type Segments struct {
	widget.DisableableWidget
	IDs, Words []string
	Captions   []string // what each choice is, in its own row beside its words; nil for none
	colors     []fyne.ThemeColorName
	Selected   string
	changed    func(id string)
	OnPicked   func() // called after one was chosen with the pointer, if set
	OnEnter    func() // what Enter does, if set
	focused    bool
	Spoken     SpokenChoice // its name, for screen readers
	Below      *Label       // the note below it, which describes what is chosen; may be nil
	Tabs       bool         // what is chosen is a page
}

// NewSegments makes an empty choice; changed is called when a person chooses.
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

func (s *Segments) index() int { return slices.Index(s.IDs, s.Selected) }

// ChooseAt chooses a segment by its place, as a person does.
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
			if s.OnPicked != nil && !s.Disabled() {
				s.OnPicked()
			}
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
	if s.Captions != nil {
		return 1
	}
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

// HeightFor is the height of the rows at a width.
func (s *Segments) HeightFor(width float32) float32 {
	_, _, height := s.needs()
	if s.Captions != nil && s.captionsBelow(width) {
		height += MeasureText("M", Measure(theme.SizeNameCaptionText), fyne.TextStyle{}).Height
	}
	return (height + 2*10) * float32(s.rows(width))
}

// captionsBelow reports whether the captions stand below the words, where they have
// no room beside them.
func (s *Segments) captionsBelow(width float32) bool {
	widths, _, _ := s.needs()
	for i, caption := range s.Captions {
		if widths[i]+MeasureText(caption, Measure(theme.SizeNameCaptionText), fyne.TextStyle{}).Width+3*Space12 > width {
			return true
		}
	}
	return false
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
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.OnEnter != nil {
			s.OnEnter()
		}
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
func (s *Segments) CreateRenderer() fyne.WidgetRenderer { return Drawn(s, s.least, s.draw) }

func (s *Segments) least() fyne.Size {
	widths, _, _ := s.needs()
	return fyne.NewSize(slices.Max(append(widths, 0))+2*Space4, s.HeightFor(s.Size().Width))
}

// draw draws the ground, the choice, lines between the segments, the words and the
// edge.
func (s *Segments) draw(size fyne.Size) []fyne.CanvasObject {
	ground, edge := NewRectangle(Color(ColorSurface), 8, fyne.Position{}, size), NewRectangle(nil, 8, fyne.Position{}, size)
	edge.StrokeWidth, edge.StrokeColor = 1, Color(ColorEdge)
	if s.focused {
		edge.StrokeWidth, edge.StrokeColor = 2, Color(theme.ColorNamePrimary)
	}
	choice := canvas.NewRectangle(Color(ColorSelected))
	choice.Hide()
	objects := []fyne.CanvasObject{ground, choice}
	columns, rows := s.columns(size.Width), s.rows(size.Width)
	_, _, height := s.needs()
	places := s.places(size)
	var words []fyne.CanvasObject
	for i, p := range places {
		line := NewRectangle(Color(ColorEdge), 0, fyne.NewPos(p.x, p.y), fyne.NewSize(1, p.height))
		if i%columns == 0 { // between two rows
			line.Resize(fyne.NewSize(size.Width, 1))
		}
		line.Hidden = i == 0
		objects = append(objects, line)
		word, chosen := canvas.NewText("", Color(ColorSecondary)), s.IDs[i] == s.Selected
		if chosen {
			word.Color = Color(s.colors[i])
			roundCorners(choice, i, columns, rows, len(places))
			choice.Move(fyne.NewPos(p.x, p.y))
			choice.Resize(fyne.NewSize(p.width, p.height))
			choice.Show()
		}
		SetText(word, s.Words[i], Measure(theme.SizeNameText), fyne.TextStyle{Bold: chosen})
		word.Alignment = fyne.TextAlignCenter
		word.Move(fyne.NewPos(p.x, p.y+(p.height-height)/2))
		word.Resize(fyne.NewSize(p.width, height))
		words = append(words, word)
		if s.Captions != nil {
			words = append(words, s.caption(i, word, p, height))
		}
	}
	return append(append(objects, words...), edge)
}

// caption is the caption of a choice in its row, at the right of its words or below
// them; these move to the left.
func (s *Segments) caption(i int, word *canvas.Text, p place, height float32) fyne.CanvasObject {
	word.Alignment = fyne.TextAlignLeading
	word.Resize(fyne.NewSize(p.width-2*Space12, height))
	caption := canvas.NewText("", Color(ColorSecondary))
	SetText(caption, s.Captions[i], Measure(theme.SizeNameCaptionText), fyne.TextStyle{})
	line := caption.MinSize().Height
	caption.Resize(fyne.NewSize(p.width-2*Space12, line))
	if s.captionsBelow(p.width) {
		word.Move(fyne.NewPos(p.x+Space12, p.y+(p.height-height-line)/2))
		caption.Move(fyne.NewPos(p.x+Space12, word.Position().Y+height))
		return caption
	}
	caption.Alignment = fyne.TextAlignTrailing
	word.Move(fyne.NewPos(p.x+Space12, p.y+(p.height-height)/2))
	caption.Move(fyne.NewPos(p.x+Space12, p.y+(p.height-line)/2))
	return caption
}

// roundCorners gives the chosen segment the corners of the edge where it is at one.
func roundCorners(choice *canvas.Rectangle, chosen, columns, rows, n int) {
	for corner, at := range map[*float32]int{
		&choice.TopLeftCornerRadius: 0, &choice.TopRightCornerRadius: columns - 1,
		&choice.BottomLeftCornerRadius: (rows - 1) * columns, &choice.BottomRightCornerRadius: n - 1,
	} {
		if chosen == at {
			*corner = 8
		}
	}
}
