package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fyne gives the Esc key to whatever has the focus; so each field passes it on.

// arrival knows whether a field has just got the focus. Space on a button is a
// key and then a character; where the key moved the focus into a field, the
// character would be typed there.
type arrival struct{ fresh bool }

// stray tells whether a character belongs to the key that moved the focus here.
func (a *arrival) stray(r rune) bool {
	was := a.fresh
	a.fresh = false
	return was && r == ' '
}

// field is an entry that passes Esc on.
type field struct {
	widget.Entry
	arrival
	escape  func()
	spoken  string // its name, for screen readers
	mono    bool   // it takes code
	focused bool
}

func newField(placeholder string, mono bool, changed func(string), escape func()) *field {
	f := &field{escape: escape, mono: mono}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.OnChanged = changed
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(placeholder)
	return f
}

// CreateRenderer draws the entry like the other controls.
func (f *field) CreateRenderer() fyne.WidgetRenderer {
	return newEvenField(&f.Entry, &f.focused, f.mono)
}

// FocusGained brings the field into sight.
func (f *field) FocusGained() {
	f.fresh, f.focused = true, true
	f.Entry.FocusGained()
	reveal(f)
}

// FocusLost hides the ring.
func (f *field) FocusLost() { f.focused = false; f.Entry.FocusLost() }

// TypedRune types what was meant for this field.
func (f *field) TypedRune(r rune) {
	if !f.stray(r) {
		f.Entry.TypedRune(r)
	}
}

// TypedKey passes Esc on and leaves the rest to the entry.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	f.fresh = false
	if toWindow(f, e) {
		return
	}
	if e.Name == fyne.KeyEscape {
		f.escape()
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut leaves to the window what is its own.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if !passOn(f, s) {
		f.Entry.TypedShortcut(s)
	}
}

// secretField is the entry of the key: masked, never copied from, and with
// what is pasted handed over for cleaning.
type secretField struct {
	widget.Entry
	arrival
	escape  func()
	pasted  func(text string)
	spoken  string // its name, for screen readers
	focused bool
}

func newSecretField(placeholder string, changed func(string), pasted func(string), escape func()) *secretField {
	f := &secretField{escape: escape, pasted: pasted}
	f.Password = true
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.OnChanged = changed
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(placeholder)
	return f
}

// mask hides the text again.
func (f *secretField) mask() {
	if !f.Password {
		f.Password = true
		f.Refresh()
	}
}

// CreateRenderer draws the entry like the other controls.
func (f *secretField) CreateRenderer() fyne.WidgetRenderer {
	return newEvenField(&f.Entry, &f.focused, false)
}

// FocusGained brings the field into sight.
func (f *secretField) FocusGained() {
	f.fresh, f.focused = true, true
	f.Entry.FocusGained()
	reveal(f)
}

// FocusLost hides the ring.
func (f *secretField) FocusLost() { f.focused = false; f.Entry.FocusLost() }

// TypedRune types what was meant for this field.
func (f *secretField) TypedRune(r rune) {
	if !f.stray(r) {
		f.Entry.TypedRune(r)
	}
}

// TypedKey passes Esc on and leaves the rest to the entry.
func (f *secretField) TypedKey(e *fyne.KeyEvent) {
	f.fresh = false
	if toWindow(f, e) {
		return
	}
	if e.Name == fyne.KeyEscape {
		f.escape()
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut cleans what is pasted. Copy and Cut do nothing here, also
// while the text can be seen; nor do Undo and Redo, which could bring a key
// back.
func (f *secretField) TypedShortcut(s fyne.Shortcut) {
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
func (f *secretField) TappedSecondary(e *fyne.PointEvent) {
	shown := f.Password
	f.Password = true
	f.Entry.TappedSecondary(e)
	f.Password = shown
}

// choice is a select that passes Esc on and knows its options by id.
type choice struct {
	widget.Select
	escape func()
	spoken spoken // its name, for screen readers
	ids    []string
	chosen func(id string)
	ring   func(on bool) // shows the focus
}

func newChoice(chosen func(id string), escape func()) *choice {
	c := &choice{escape: escape, chosen: chosen}
	c.OnChanged = func(string) {
		if c.chosen != nil {
			c.chosen(c.id())
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer draws Fyne's select, complete at once.
func (c *choice) CreateRenderer() fyne.WidgetRenderer {
	return laidOut(c, c.Select.CreateRenderer())
}

// FocusGained shows the ring and brings the field into sight.
func (c *choice) FocusGained() { c.Select.FocusGained(); c.ring(true); reveal(c) }

// FocusLost hides the ring.
func (c *choice) FocusLost() { c.Select.FocusLost(); c.ring(false) }

// TypedKey passes Esc on and leaves the rest to the select.
func (c *choice) TypedKey(e *fyne.KeyEvent) {
	if toWindow(c, e) {
		return
	}
	if e.Name == fyne.KeyEscape {
		c.escape()
		return
	}
	c.Select.TypedKey(e)
}

// id is the id of what is chosen, "" for nothing.
func (c *choice) id() string {
	if i := c.SelectedIndex(); i >= 0 && i < len(c.ids) {
		return c.ids[i]
	}
	return ""
}

// options shows the options, each with its words.
func (c *choice) options(ids, words []string) {
	c.ids = ids
	c.SetOptions(words)
}

// choose shows an option as chosen, without calling chosen.
func (c *choice) choose(id string) {
	chosen := c.chosen
	c.chosen = nil
	defer func() { c.chosen = chosen }()
	for i, each := range c.ids {
		if each == id {
			c.SetSelectedIndex(i)
			return
		}
	}
	c.ClearSelected()
}

// tick is a check box that passes Esc on. Its words stand beside it and wrap;
// they tick the box too (ringed puts both together).
type tick struct {
	widget.Check
	words  string
	strong bool // the words are a heading
	escape func()
	ring   func(on bool) // shows the focus
}

func newTick(words string, escape func()) *tick {
	t := &tick{words: words, escape: escape}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer draws Fyne's check box, complete at once.
func (t *tick) CreateRenderer() fyne.WidgetRenderer {
	return laidOut(t, t.Check.CreateRenderer())
}

// AccessibilityLabel is the words beside the box.
func (t *tick) AccessibilityLabel() string { return t.words }

// caption is a text that does something when it is tapped.
type caption struct {
	paragraph
	tapped func()
}

func newCaption(text string, strong bool, tapped func()) *caption {
	c := &caption{tapped: tapped}
	c.style.Bold = strong
	c.text, c.color, c.size = text, theme.ColorNameForeground, theme.SizeNameText
	c.ExtendBaseWidget(c)
	return c
}

// Tapped does it.
func (c *caption) Tapped(*fyne.PointEvent) { c.tapped() }

// FocusGained shows the ring and brings the box into sight.
func (t *tick) FocusGained() { t.Check.FocusGained(); t.ring(true); reveal(t) }

// FocusLost hides the ring.
func (t *tick) FocusLost() { t.Check.FocusLost(); t.ring(false) }

// TypedKey passes Esc on.
func (t *tick) TypedKey(e *fyne.KeyEvent) {
	if toWindow(t, e) {
		return
	}
	if e.Name == fyne.KeyEscape {
		t.escape()
		return
	}
	t.Check.TypedKey(e)
}
