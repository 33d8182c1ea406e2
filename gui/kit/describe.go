package kit

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/access"
)

// Describer is a widget that says of itself what its drawing does not tell. Its
// place and focus are filled in, and where they are not given its id, its press
// and what is drawn in it. Children that it gives are parts of it: their places
// are in it and unscaled, their ids only tell them apart.
type Describer interface {
	AccessNode() access.Node
}

// describe is what an object says of itself; false where it says nothing, and
// only what it is drawn with does.
func describe(o fyne.CanvasObject, a area) (access.Node, bool) {
	if d, is := o.(Describer); is {
		return d.AccessNode(), true
	}
	if t, is := o.(*canvas.Text); is {
		return access.Node{Role: access.Text, Name: t.Text}, true
	}
	n, says := describeFyne(fyneWidget(o), o, a)
	label, is := o.(fyne.Accessible)
	if _, layout := o.(*fyne.Container); !is || layout {
		return n, says
	}
	if !says {
		n.Role = accessibleRoles[label.AccessibilityRole()]
	}
	if name := label.AccessibilityLabel(); name != "" {
		if (n.Role == access.Entry || n.Role == access.Password) && n.Name != name {
			n.Description = n.Name // the hint that stands in it while it is empty
		}
		n.Name = name
	}
	// A text without words may be drawn with some.
	return n, says || n.Role != access.Text || n.Name != ""
}

var accessibleRoles = map[fyne.AccessibleRole]access.Role{
	fyne.AccessibleRoleButton: access.Button, fyne.AccessibleRoleLink: access.Link, fyne.AccessibleRoleText: access.Text, fyne.AccessibleRoleContainer: access.Group,
}

// fyneWidget is the widget of Fyne that an object is, or embeds; nil for none.
func fyneWidget(o any) any {
	switch o.(type) {
	case *widget.Entry, *widget.Check, *widget.Select, *widget.List, *widget.Table, *widget.Tree, *widget.RichText, *widget.ProgressBar, *widget.Slider, *widget.PopUp:
		return o
	}
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return nil
	}
	for i := range v.NumField() {
		f := v.Field(i)
		if !v.Type().Field(i).Anonymous || !f.CanInterface() {
			continue
		}
		if f.Kind() == reflect.Struct {
			f = f.Addr()
		}
		if found := fyneWidget(f.Interface()); found != nil {
			return found
		}
	}
	return nil
}

// describeFyne is what a widget of Fyne says, which o is or embeds.
func describeFyne(w any, o fyne.CanvasObject, a area) (n access.Node, says bool) {
	switch w := w.(type) {
	case *widget.Entry:
		return field(w), true
	case *widget.Check:
		return access.Node{Role: access.CheckBox, Name: w.Text, State: access.Checkable | access.Checked.If(w.Checked)}, true
	case *widget.Select:
		return access.Node{Role: access.ComboBox, Name: w.PlaceHolder, Value: w.Selected, State: access.Expandable}, true
	case *widget.List:
		if w.Length != nil {
			n.Rows = w.Length()
		}
		n.Role = access.List
	case *widget.Table:
		n.Role = access.Group
	case *widget.Tree:
		n.Role = access.Outline
	case *widget.RichText:
		n.Role, n.Children = access.Group, segments(w.Segments)
		if len(n.Children) == 1 {
			n = *n.Children[0]
		}
	case *widget.ProgressBar:
		n.Role, n.Number = access.Progress, &access.Number{Now: w.Value, Min: w.Min, Max: w.Max}
	case *widget.Slider:
		n.Role, n.Number = access.Slider, &access.Number{Now: w.Value, Min: w.Min, Max: w.Max}
	case *widget.PopUp:
		n.Role, n.State = access.Dialog, access.Modal.If(isModal(o))
	default:
		return hiddenType(o, a)
	}
	return n, true
}

// hiddenType is what the parts of Fyne's widgets say whose types nobody else can
// name.
func hiddenType(o fyne.CanvasObject, a area) (n access.Node, says bool) {
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return n, false
	}
	is := func(name string) bool {
		f := v.FieldByName(name)
		return f.IsValid() && f.Kind() == reflect.Bool && f.Bool()
	}
	switch v.Type().String() {
	case "widget.listItem":
		n.Role, n.State = access.ListItem, access.Selectable|access.Selected.If(is("selected"))
		if a.list != nil {
			n.Index, n.Of = 1+int(o.Position().Y/(o.Size().Height+theme.Padding())+0.5), a.list.node.Rows
		}
	case "widget.radioItem":
		n.Role, n.State = access.RadioButton, access.Checkable|access.Checked.If(is("Selected"))
	case "widget.menuItem":
		return menuItem(v.FieldByName("Item").Interface().(*fyne.MenuItem)), true
	case "container.tabButton":
		n.Role = access.Tab
	default:
		return n, false
	}
	return n, true
}

// menuItem is what an item says wherever it is shown.
func menuItem(item *fyne.MenuItem) access.Node {
	words, keys := MenuWords(item)
	n := access.Node{Role: access.MenuItem, Name: words, Description: keys, State: access.Disabled.If(item.Disabled) | (access.Checkable | access.Checked).If(item.Checked)}
	if item.Action != nil {
		n.Actions = []access.Action{{Name: "press", Do: item.Action}}
	}
	return n
}

// field is what an entry says. One that can hide what is typed is a password,
// also while it shows it.
func field(e *widget.Entry) access.Node {
	n := access.Node{Role: access.Entry, Name: e.PlaceHolder, State: access.Multiline.If(e.MultiLine), SetText: e.SetText}
	_, secret := e.ActionItem.(fyne.Tappable)
	if e.Password || secret && reflect.TypeOf(e.ActionItem).String() == "*widget.passwordRevealer" {
		n.Role = access.Password
		return n
	}
	n.Value, n.Caret = e.Text, e.CursorColumn // of the first line
	return n
}

// segments are the parts of a rich text: headings, links and paragraphs.
func segments(all []widget.RichTextSegment) (nodes []*access.Node) {
	joins := false // the last is a paragraph that goes on
	for _, s := range all {
		n := &access.Node{Role: access.Text, Name: s.Textual()}
		switch s := s.(type) {
		case *widget.HyperlinkSegment:
			n.Role = access.Link
			link := &widget.Hyperlink{Text: s.Text, URL: s.URL, OnTapped: s.OnTapped}
			n.Actions = []access.Action{{Name: "press", Do: func() { link.Tapped(nil) }}}
		case *widget.ListSegment:
			n = &access.Node{Role: access.List, Children: segments(s.Items)}
		case *widget.TextSegment:
			switch s.Style.SizeName {
			case theme.SizeNameHeadingText:
				n.Role, n.Level = access.Heading, 1
			case theme.SizeNameSubHeadingText:
				n.Role, n.Level = access.Heading, 2
			}
		}
		plain := n.Role == access.Text
		switch {
		case plain && joins:
			nodes[len(nodes)-1].Name += n.Name
		case n.Name != "" || n.Children != nil:
			nodes = append(nodes, n)
		}
		joins = plain && s.Inline() && len(nodes) > 0 && nodes[len(nodes)-1].Role == access.Text
	}
	return nodes
}

// insideOverlay is what an overlay of Fyne's lays above the window.
func insideOverlay(o fyne.CanvasObject) fyne.CanvasObject {
	if v := reflect.Indirect(reflect.ValueOf(o)); v.Kind() == reflect.Struct && v.Type().Name() == "OverlayContainer" {
		if inside, is := v.FieldByName("Content").Interface().(fyne.CanvasObject); is {
			return inside
		}
	}
	return o
}

// isModal reports whether nothing below a pop-up can be used.
func isModal(o fyne.CanvasObject) bool {
	p, is := fyneWidget(o).(*widget.PopUp)
	return is && reflect.ValueOf(p).Elem().FieldByName("modal").Bool()
}
