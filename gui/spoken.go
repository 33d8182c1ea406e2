package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/internal/message"
)

// What a screen reader says of the controls that Fyne has no label for. Each
// says the name that stands above it, and what is chosen; never what is typed,
// and never a key. Fyne knows four roles only: what is not a text counts as a
// button.

// AccessibilityLabel is the name of the field.
func (f *field) AccessibilityLabel() string { return firstOf(f.spoken, f.PlaceHolder) }

// AccessibilityRole is that of text.
func (f *field) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the name of the field, never what is in it.
func (f *secretField) AccessibilityLabel() string { return firstOf(f.spoken, f.PlaceHolder) }

// AccessibilityRole is that of text.
func (f *secretField) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the name of the choice and what is chosen.
func (c *choice) AccessibilityLabel() string {
	return c.spoken.with(firstOf(c.Selected, c.PlaceHolder))
}

// AccessibilityRole is that of a button, which opens the choice.
func (c *choice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityRole is that of a button, which ticks the box.
func (t *tick) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is what the list is of.
func (l *list) AccessibilityLabel() string { return l.spoken }

// AccessibilityRole is that of text.
func (l *list) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// spoken names a control whose label also has what is chosen.
type spoken struct {
	words *message.Catalogue
	id    string // of the name
}

// with is the name with what is chosen.
func (s spoken) with(value string) string {
	if s.words == nil {
		return value
	}
	return s.words.Text("ui.spoken.choice", map[string]string{"Name": s.words.Text(s.id), "Value": value})
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
