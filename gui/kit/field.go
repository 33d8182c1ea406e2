package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Field stands in for Fyne's Entry, which has no ring, is lower than a select,
// keeps the keys of the window to itself, and lets a secret be copied.
type Field struct {
	widget.Entry
	Spoken  string                      // its name, for screen readers
	Below   *Label                      // the note below it, which describes it; may be nil
	OnKey   func(e *fyne.KeyEvent) bool // takes a key before the field does, if set
	OnPaste func(text string) bool      // takes what is pasted before the field does, if set
	Around  fyne.CanvasObject           // what comes into sight with the field; nil for the field alone
	pasted  func(text string)           // cleans what is pasted into a secret; nil for other fields
	mono    bool                        // it takes code
	// arrived is true from when the field got the focus to the first key. Space on a
	// button is a key and then a character; where the key moved the focus into a
	// field, the character would be typed there.
	arrived bool
	focused bool
}

// NewField makes a field; mono is for code.
func NewField(placeholder string, mono bool, changed func(string)) *Field {
	f := &Field{mono: mono}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.OnChanged = changed
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(placeholder)
	return f
}

// NewSecretField makes a field for a key: masked, never copied from, and with what
// is pasted handed over for cleaning.
func NewSecretField(placeholder string, changed, pasted func(string)) *Field {
	f := NewField(placeholder, false, changed)
	f.Password, f.pasted = true, pasted
	return f
}

// Mask hides the text of a secret again.
func (f *Field) Mask() {
	if !f.Password {
		f.Password = true
		f.Refresh()
	}
}

// AccessibilityLabel is the name of the field, never what is in it.
func (f *Field) AccessibilityLabel() string {
	if f.Spoken != "" {
		return f.Spoken
	}
	return f.PlaceHolder
}

// AccessibilityRole is that of text.
func (f *Field) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MouseDown puts the caret where it is pressed. The page stays where it is until
// something is typed: what moves away from under the pointer loses the focus.
func (f *Field) MouseDown(e *desktop.MouseEvent) { Pressing(func() { f.Entry.MouseDown(e) }) }

// FocusGained brings the field into sight.
func (f *Field) FocusGained() {
	f.arrived, f.focused = true, true
	f.Entry.FocusGained()
	f.reveal()
}

func (f *Field) reveal() {
	if f.Around != nil {
		Reveal(f.Around)
		return
	}
	Reveal(f)
}

// FocusLost hides the ring.
func (f *Field) FocusLost() { f.focused = false; f.Entry.FocusLost() }

// TypedRune types what was meant for this field.
func (f *Field) TypedRune(r rune) {
	f.reveal()
	stray := f.arrived && r == ' '
	f.arrived = false
	if !stray {
		f.Entry.TypedRune(r)
	}
}

// TypedKey leaves to the window what is its own.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	f.reveal()
	f.arrived = false
	if f.OnKey != nil && f.OnKey(e) || ToWindow(f, e) {
		return
	}
	if IsMenuKey(e) {
		f.TappedSecondary(Beside(f))
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut leaves to the window what is its own. Of a secret nothing is copied
// or cut, also while it can be seen; nor do Undo and Redo work, which could bring a
// key back; and what is pasted is cleaned.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if f.pasted != nil {
		switch s := s.(type) {
		case *fyne.ShortcutPaste:
			f.pasted(s.Clipboard.Content())
			return
		case *fyne.ShortcutCopy, *fyne.ShortcutCut, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
			return
		}
	}
	if paste, is := s.(*fyne.ShortcutPaste); is && f.OnPaste != nil && f.OnPaste(paste.Clipboard.Content()) {
		return
	}
	if !forwardKey(f, s) {
		f.Entry.TypedShortcut(s)
	}
}

// TappedSecondary shows the menu of the field; that of a secret has no Copy.
func (f *Field) TappedSecondary(e *fyne.PointEvent) {
	masked := f.Password
	f.Password = masked || f.pasted != nil
	Pressing(func() { f.Entry.TappedSecondary(e) })
	f.Password = masked
}

// CreateRenderer draws the entry like the other controls. Focus and state reach
// Fyne's entry when it is refreshed: one that is made again for the size that it
// had (see LaidOut) is.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	inner := f.Entry.CreateRenderer()
	scroll := func() *container.Scroll {
		i := slices.IndexFunc(inner.Objects(), func(o fyne.CanvasObject) bool { _, is := o.(*container.Scroll); return is })
		return inner.Objects()[i].(*container.Scroll)
	}
	r := LaidOut(f, fieldRenderer{inner, f, newWheel(f, scroll)})
	if !f.Size().IsZero() {
		r.Refresh()
	}
	return r
}

// fieldRenderer draws an entry as high as the selects, with its text where theirs
// is, and with the ring of the focus that all other controls have.
type fieldRenderer struct {
	fyne.WidgetRenderer
	f     *Field
	wheel *wheel
}

// Objects are those of the entry, and what takes the wheel above them.
func (r fieldRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.wheel)
}

// MinSize is at least the height of a select with its edge.
func (r fieldRenderer) MinSize() fyne.Size {
	text := MeasureText("M", Measure(theme.SizeNameText), fyne.TextStyle{}).Height
	return r.WidgetRenderer.MinSize().Max(fyne.NewSize(0, text+2*Measure(theme.SizeNameInnerPadding)+2*edgeWidth))
}

func (r fieldRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
	down := max((size.Height-r.WidgetRenderer.MinSize().Height)/2, 0)
	for _, o := range r.Objects() {
		switch o := o.(type) {
		case *container.Scroll:
			o.Move(o.Position().AddXY(edgeWidth, down))
			o.Resize(o.Size().SubtractWidthHeight(edgeWidth, down))
		case *canvas.Image:
			o.Move(o.Position().AddXY(edgeWidth, down))
		}
	}
	r.ring()
}

// Refresh sets what was typed in the letters of code, if it is code. What stands
// in an empty field is prose, and the first frame does without another font.
func (r fieldRenderer) Refresh() {
	r.ring()
	style := &r.f.TextStyle
	before := *style
	style.Monospace = r.f.mono && r.f.Text != ""
	r.WidgetRenderer.Refresh()
	if *style != before {
		r.Layout(r.f.Size()) // the letters are of another height
	}
}

// ring makes the edge wider while the entry has the focus.
func (r fieldRenderer) ring() {
	for _, o := range r.Objects() {
		if edge, ok := o.(*canvas.Rectangle); ok && edge.StrokeWidth > 0 {
			edge.StrokeWidth = 1
			if r.f.focused {
				edge.StrokeWidth = 2
			}
		}
	}
}
