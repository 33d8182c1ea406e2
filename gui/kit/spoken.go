package kit

import (
	"fyne.io/fyne/v2"
)

// What a screen reader says of the controls that Fyne has no label for. Each
// says the name that stands above it, and what is chosen; never what is typed,
// and never a key. Fyne knows four roles only: what is not a text counts as a
// button.

// AccessibilityLabel is the name of the field.
func (f *Field) AccessibilityLabel() string { return firstOf(f.Spoken, f.PlaceHolder) }

// AccessibilityRole is that of text.
func (f *Field) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the name of the field, never what is in it.
func (f *SecretField) AccessibilityLabel() string { return firstOf(f.Spoken, f.PlaceHolder) }

// AccessibilityRole is that of text.
func (f *SecretField) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the name of the choice and what is chosen.
func (c *Select) AccessibilityLabel() string {
	return c.Spoken.with(firstOf(c.Selected, c.PlaceHolder))
}

// AccessibilityRole is that of a button, which opens the choice.
func (c *Select) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityRole is that of a button, which ticks the box.
func (t *Checkbox) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is what the list is of.
func (l *List) AccessibilityLabel() string { return l.spoken }

// AccessibilityRole is that of text.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// SpokenChoice says the name of a control, and with it what is chosen; nil says
// only that.
type SpokenChoice func(chosen string) string

func (s SpokenChoice) with(chosen string) string {
	if s == nil {
		return chosen
	}
	return s(chosen)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
