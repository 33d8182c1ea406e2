package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/access"
)

// name is the name alone, without what is chosen.
func (s SpokenChoice) name() string { return strings.TrimRight(s.with(""), ":, \u00a0") }

// AccessNode is the field. What is in a secret is not said, also while it is
// shown.
func (f *Field) AccessNode() access.Node {
	n := field(&f.Entry)
	if f.pasted != nil {
		n.Role, n.Value, n.Caret = access.Password, "", 0
	}
	if f.Spoken != "" {
		n.Name, n.Description = f.Spoken, f.PlaceHolder
	}
	describeBy(f.Below, &n)
	return n
}

// describeBy describes a control by the note below it, or beside it, where there
// is one.
func describeBy(note *Label, n *access.Node) {
	if note != nil && note.Visible() && note.Text != "" {
		n.Description = note.Text
		n.State |= access.Invalid.If(note.Color == ColorFailed)
	}
}

// AccessNode is the button. On systems that know a label only, that is all it says.
func (b *Button) AccessNode() access.Node {
	n := access.Node{Role: access.Button, Name: b.AccessibilityLabel()}
	if b.Named != "" {
		n.Name, n.Description = b.Named, n.Name
	}
	describeBy(b.Beside, &n)
	return n
}

// AccessNode is a choice and its options, which can be chosen without opening it.
func (s *Select) AccessNode() access.Node {
	n := access.Node{Role: access.ComboBox, Name: s.Spoken.name(), Value: s.Selected, Description: s.PlaceHolder, State: access.Expandable}
	if n.Value != "" {
		n.Description = ""
	}
	describeBy(s.Below, &n)
	chosen := s.SelectedIndex()
	for i, words := range s.Options {
		option := &access.Node{ID: s.IDs[i], Role: access.ListItem, Name: words, Index: i + 1, Of: len(s.Options)}
		option.State = access.Offscreen | access.Selectable | access.Selected.If(i == chosen)
		option.Actions = []access.Action{{Name: "press", Do: func() { s.SetSelectedIndex(i) }}}
		n.Children = append(n.Children, option)
	}
	return n
}

// AccessNode is a group of options, of which one is chosen, or the tabs of pages.
func (s *Segments) AccessNode() access.Node {
	n := access.Node{Role: access.Group, Name: s.Spoken.name()}
	role, able, on := access.RadioButton, access.Checkable, access.Checked
	if s.Tabs {
		n.Role, role, able, on = access.TabList, access.Tab, access.Selectable, access.Selected
	}
	chosen := s.index()
	for i, p := range s.places(s.Size()) {
		option := &access.Node{ID: s.IDs[i], Role: role, Name: s.Words[i], Index: i + 1, Of: len(s.IDs)}
		option.State = access.Focusable | able | (on | access.Focused).If(i == chosen)
		option.Actions = []access.Action{{Name: "press", Do: func() { s.ChooseAt(i) }}}
		if s.Captions != nil {
			option.Description = s.Captions[i]
		}
		option.Bounds = access.Rect{X: int(p.x), Y: int(p.y), Width: int(p.width), Height: int(p.height)}
		n.Children = append(n.Children, option)
	}
	if chosen >= 0 {
		n.Value = s.Words[chosen]
		option := n.Children[chosen]
		caption := option.Description
		if describeBy(s.Below, option); caption != "" && option.Description != caption {
			option.Description = caption + ". " + option.Description
		}
	} else {
		describeBy(s.Below, &n)
	}
	return n
}

// AccessNode is how much is done.
func (b *ProgressBar) AccessNode() access.Node {
	return access.Node{Role: access.Progress, Number: &access.Number{Now: float64(b.share), Max: 1}}
}

// AccessNode is a text, or the heading of a page or a part of it.
func (l *Label) AccessNode() access.Node {
	n := access.Node{Role: access.Text, Name: l.Text}
	switch l.TextSize {
	case theme.SizeNameHeadingText, SizeVerdict:
		n.Role, n.Level = access.Heading, 1
	case theme.SizeNameSubHeadingText:
		n.Role, n.Level = access.Heading, 2
	}
	return n
}

// AccessNode is a card that can be pressed, with all that it says.
func (c *PressableCard) AccessNode() access.Node {
	n := access.Node{Role: access.Button, State: (access.Selectable | access.Selected).If(c.Selected)}
	if c.link {
		n.Role = access.Link
	}
	if label, is := c.whole.(fyne.Accessible); is {
		n.Name = label.AccessibilityLabel()
	}
	return n
}

// Named tells those who do not see it what the table is of.
func (t *Table) Named(name string) { t.List.spoken = name }

// Texts are the texts that are seen in an object, without what can be pressed.
func Texts(o fyne.CanvasObject) (all []string) {
	switch o := o.(type) {
	case *Label:
		if o.Visible() {
			all = append(all, o.Text)
		}
	case *fyne.Container:
		for _, each := range o.Objects {
			if o.Visible() {
				all = append(all, Texts(each)...)
			}
		}
	}
	return all
}
