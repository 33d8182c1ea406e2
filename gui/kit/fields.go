package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// arrival knows whether a field has just got the focus. Space on a button is a
// key and then a character; where the key moved the focus into a field, the
// character would be typed there.
type arrival struct{ Fresh bool }

// stray reports whether a character belongs to the key that moved the focus here.
func (a *arrival) stray(r rune) bool {
	was := a.Fresh
	a.Fresh = false
	return was && r == ' '
}

// Field stands in for Fyne's Entry, which has no ring, is lower than a select, and
// keeps the keys of the window to itself.
type Field struct {
	widget.Entry
	arrival
	Spoken  string // its name, for screen readers
	mono    bool   // it takes code
	Focused bool
}

func NewField(placeholder string, mono bool, changed func(string)) *Field {
	f := &Field{mono: mono}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.OnChanged = changed
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(placeholder)
	return f
}

// CreateRenderer draws the entry like the other controls.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return newEvenField(&f.Entry, &f.Focused, f.mono)
}

// FocusGained brings the field into sight.
func (f *Field) FocusGained() {
	f.Fresh, f.Focused = true, true
	f.Entry.FocusGained()
	Reveal(f)
}

// FocusLost hides the ring.
func (f *Field) FocusLost() { f.Focused = false; f.Entry.FocusLost() }

// TypedRune types what was meant for this field.
func (f *Field) TypedRune(r rune) {
	if !f.stray(r) {
		f.Entry.TypedRune(r)
	}
}

// TypedKey leaves to the window what is its own.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	f.Fresh = false
	if ToWindow(f, e) {
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut leaves to the window what is its own.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if !passOn(f, s) {
		f.Entry.TypedShortcut(s)
	}
}

// SecretField is the entry of the key: masked, never copied from, and with
// what is pasted handed over for cleaning.
type SecretField struct {
	widget.Entry
	arrival
	pasted  func(text string)
	Spoken  string // its name, for screen readers
	focused bool
}

func NewSecretField(placeholder string, changed func(string), pasted func(string)) *SecretField {
	f := &SecretField{pasted: pasted}
	f.Password = true
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.OnChanged = changed
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(placeholder)
	return f
}

// Mask hides the text again.
func (f *SecretField) Mask() {
	if !f.Password {
		f.Password = true
		f.Refresh()
	}
}

// CreateRenderer draws the entry like the other controls.
func (f *SecretField) CreateRenderer() fyne.WidgetRenderer {
	return newEvenField(&f.Entry, &f.focused, false)
}

// FocusGained brings the field into sight.
func (f *SecretField) FocusGained() {
	f.Fresh, f.focused = true, true
	f.Entry.FocusGained()
	Reveal(f)
}

// FocusLost hides the ring.
func (f *SecretField) FocusLost() { f.focused = false; f.Entry.FocusLost() }

// TypedRune types what was meant for this field.
func (f *SecretField) TypedRune(r rune) {
	if !f.stray(r) {
		f.Entry.TypedRune(r)
	}
}

// TypedKey leaves to the window what is its own.
func (f *SecretField) TypedKey(e *fyne.KeyEvent) {
	f.Fresh = false
	if ToWindow(f, e) {
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut cleans what is pasted. Copy and Cut do nothing here, also
// while the text can be seen; nor do Undo and Redo, which could bring a key
// back.
func (f *SecretField) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		f.pasted(s.Clipboard.Content())
	case *fyne.ShortcutCopy, *fyne.ShortcutCut, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
	default:
		if !passOn(f, s) {
			f.Entry.TypedShortcut(s)
		}
	}
}

// TappedSecondary shows the menu of a masked entry, which has no Copy.
func (f *SecretField) TappedSecondary(e *fyne.PointEvent) {
	shown := f.Password
	f.Password = true
	f.Entry.TappedSecondary(e)
	f.Password = shown
}

// Select stands in for Fyne's, which has no ring, keeps the keys of the window to
// itself and knows its options by their words; this one knows them by id.
type Select struct {
	widget.Select
	Spoken   SpokenChoice // its name, for screen readers
	IDs      []string
	OnChosen func(id string)
	ring     func(on bool) // shows the focus
}

func NewSelect(chosen func(id string)) *Select {
	c := &Select{OnChosen: chosen}
	c.OnChanged = func(string) {
		if c.OnChosen != nil {
			c.OnChosen(c.ID())
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer draws Fyne's select, complete at once.
func (c *Select) CreateRenderer() fyne.WidgetRenderer {
	return LaidOut(c, c.Select.CreateRenderer())
}

// FocusGained shows the ring and brings the field into sight.
func (c *Select) FocusGained() { c.Select.FocusGained(); c.ring(true); Reveal(c) }

// FocusLost hides the ring.
func (c *Select) FocusLost() { c.Select.FocusLost(); c.ring(false) }

// TypedKey leaves to the window what is its own.
func (c *Select) TypedKey(e *fyne.KeyEvent) {
	if ToWindow(c, e) {
		return
	}
	c.Select.TypedKey(e)
}

// ID is the id of what is chosen, "" for nothing.
func (c *Select) ID() string {
	if i := c.SelectedIndex(); i >= 0 && i < len(c.IDs) {
		return c.IDs[i]
	}
	return ""
}

// ShowOptions shows the options, each with its words.
func (c *Select) ShowOptions(ids, words []string) {
	c.IDs = ids
	c.SetOptions(words)
}

// Choose shows an option as chosen, without calling chosen.
func (c *Select) Choose(id string) {
	chosen := c.OnChosen
	c.OnChosen = nil
	defer func() { c.OnChosen = chosen }()
	for i, each := range c.IDs {
		if each == id {
			c.SetSelectedIndex(i)
			return
		}
	}
	c.ClearSelected()
}

// Checkbox stands in for Fyne's Check, whose words do not wrap and which keeps the
// keys of the window to itself. Here they stand beside it and tick the box too
// (NewRinged puts both together).
type Checkbox struct {
	widget.Check
	words  string
	Strong bool          // the words are a heading
	ring   func(on bool) // shows the focus
}

func NewCheckbox(words string) *Checkbox {
	t := &Checkbox{words: words}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer draws Fyne's check box, complete at once.
func (t *Checkbox) CreateRenderer() fyne.WidgetRenderer {
	return LaidOut(t, t.Check.CreateRenderer())
}

// AccessibilityLabel is the words beside the box.
func (t *Checkbox) AccessibilityLabel() string { return t.words }

// caption is a text that does something when it is tapped.
type caption struct {
	Paragraph
	tapped func()
}

func newCaption(text string, strong bool, tapped func()) *caption {
	c := &caption{tapped: tapped}
	c.TextStyle.Bold = strong
	c.Text, c.Color, c.TextSize = text, theme.ColorNameForeground, theme.SizeNameText
	c.ExtendBaseWidget(c)
	return c
}

// Tapped does it.
func (c *caption) Tapped(*fyne.PointEvent) { c.tapped() }

// FocusGained shows the ring and brings the box into sight.
func (t *Checkbox) FocusGained() { t.Check.FocusGained(); t.ring(true); Reveal(t) }

// FocusLost hides the ring.
func (t *Checkbox) FocusLost() { t.Check.FocusLost(); t.ring(false) }

// TypedKey leaves to the window what is its own.
func (t *Checkbox) TypedKey(e *fyne.KeyEvent) {
	if ToWindow(t, e) {
		return
	}
	t.Check.TypedKey(e)
}
