package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// edgeWidth is how far the edge of a select stands around it, and with it the
// ring of the focus.
const edgeWidth = 2

// Select stands in for Fyne's, which has no ring, keeps the keys of the window to
// itself and knows its options by their words; this one knows them by id. It is
// shown with its edge around it (NewEdged).
type Select struct {
	widget.Select
	Spoken   SpokenChoice // its name, for screen readers
	Below    *Label       // the note below it, which describes it; may be nil
	IDs      []string
	OnChosen func(id string)
	ring     func(on bool) // shows the focus
}

// SpokenChoice says the name of a control, and with it what is chosen; nil says
// only that.
type SpokenChoice func(chosen string) string

func (s SpokenChoice) with(chosen string) string {
	if s == nil {
		return chosen
	}
	return s(chosen)
}

// NewSelect makes a select; chosen is called when a person chooses.
func NewSelect(chosen func(id string)) *Select {
	s := &Select{OnChosen: chosen}
	s.OnChanged = func(string) {
		if s.OnChosen != nil {
			s.OnChosen(s.ID())
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// NewEdged gives a select the edge that the other fields have, and the ring that
// shows its focus.
func NewEdged(s *Select) *fyne.Container {
	edge := NewPanel(theme.ColorNameInputBackground, ColorEdge, 9)
	s.ring = func(on bool) { edge.Ring(on, ColorEdge) }
	return NewInset(edgeWidth, edgeWidth, edge, s)
}

// CreateRenderer draws Fyne's select, complete at once.
func (s *Select) CreateRenderer() fyne.WidgetRenderer { return LaidOut(s, s.Select.CreateRenderer()) }

// AccessibilityLabel is the name of the choice and what is chosen.
func (s *Select) AccessibilityLabel() string {
	if s.Selected != "" {
		return s.Spoken.with(s.Selected)
	}
	return s.Spoken.with(s.PlaceHolder)
}

// AccessibilityRole is that of a button, which opens the choice.
func (s *Select) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped opens the choice where it is.
func (s *Select) Tapped(e *fyne.PointEvent) { Pressing(func() { s.Select.Tapped(e) }) }

// FocusGained shows the ring and brings the field into sight.
func (s *Select) FocusGained() { s.Select.FocusGained(); s.ring(true); Reveal(s) }

// FocusLost hides the ring.
func (s *Select) FocusLost() { s.Select.FocusLost(); s.ring(false) }

// TypedKey leaves to the window what is its own.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	if !ToWindow(s, e) {
		s.Select.TypedKey(e)
	}
}

// ID is the id of what is chosen, "" for nothing.
func (s *Select) ID() string {
	if i := s.SelectedIndex(); i >= 0 && i < len(s.IDs) {
		return s.IDs[i]
	}
	return ""
}

// ShowOptions shows the options, each with its words.
func (s *Select) ShowOptions(ids, words []string) {
	s.IDs = ids
	s.SetOptions(words)
}

// Choose shows an option as chosen, without calling OnChosen.
func (s *Select) Choose(id string) {
	chosen := s.OnChosen
	s.OnChosen = nil
	defer func() { s.OnChosen = chosen }()
	if i := slices.Index(s.IDs, id); i >= 0 {
		s.SetSelectedIndex(i)
		return
	}
	s.ClearSelected()
}
