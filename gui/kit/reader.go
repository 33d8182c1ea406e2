package kit

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	_ "unsafe" // for linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/access"
)

// Reader reads a window as access says it: what is in sight or can be scrolled
// to, in the order in which it is drawn. It is used on the UI goroutine, after
// the window was drawn.
type Reader struct {
	Window fyne.Window
	ID     func(words string) string                        // of words, in no language; "" where they have none
	Title  func(words string) string                        // the same of the title of a dialog; may be nil
	Group  func(fyne.CanvasObject) (n access.Node, is bool) // of what is a group; may be nil
	Said   func() []Saying                                  // what has just happened; may be nil
	Active bool                                             // the window is the one that is used; no other has the focus
	was    map[fyne.CanvasObject]string
	is     map[fyne.CanvasObject]string // the ids of what is there now
	count  int
}

// Saying is a text that tells what happens, the how manieth.
type Saying struct {
	Number int
	Text   string
}

// Read makes the node of the window, with all that is in it now.
func (r *Reader) Read() *access.Node {
	r.was, r.is = r.is, map[fyne.CanvasObject]string{}
	c := r.Window.Canvas()
	whole := area{size: c.Size(), clip: c.Size()}
	top := &access.Node{ID: "window", Role: access.Window, Name: r.Window.Title(), State: access.Active.If(r.Active), Bounds: r.bounds(whole)}
	overlays := c.Overlays().List()
	modal := -1 // the last that leaves nothing below it to use
	for i, o := range overlays {
		if isModal(insideOverlay(o)) {
			modal = i
		}
	}
	if modal < 0 {
		if menu := r.Window.MainMenu(); menu != nil {
			bar := &access.Node{ID: "menu", Role: access.MenuBar}
			for _, m := range menu.Items {
				bar.Children = append(bar.Children, r.menu(m, 0))
			}
			top.Children = append(top.Children, bar)
		}
		content := &access.Node{ID: "content", Role: access.Group, Bounds: top.Bounds, Children: r.walk(c.Content(), whole)}
		top.Children = append(top.Children, content)
	}
	for _, o := range overlays[max(modal, 0):] {
		top.Children = append(top.Children, r.walk(insideOverlay(o), whole)...)
	}
	if r.Said != nil {
		for _, s := range r.Said() {
			top.Children = append(top.Children, saying(s, top.Bounds))
		}
	}
	r.was = nil
	return top
}

// saying is a node of its own for each thing that happens, which never changes:
// what a reader comes to late it has not missed, and nothing is said twice.
func saying(s Saying, bounds access.Rect) *access.Node {
	return &access.Node{ID: "status-" + strconv.Itoa(s.Number), Role: access.Status, Name: s.Text, Live: access.Polite, Bounds: bounds}
}

// area is where an object is, and what of the window can be seen there.
type area struct {
	at, clipAt fyne.Position
	size, clip fyne.Size
	list       *listArea // that the object is in, or nil
}

// listArea is a list whose rows are read. While it has the focus, a row has.
type listArea struct {
	node  *access.Node
	list  *widget.List
	focus bool
}

// of is the area of an object in another's.
func (a area) of(o fyne.CanvasObject) area {
	a.at, a.size = a.at.Add(o.Position()), o.Size()
	if _, scrolls := o.(fyne.Scrollable); scrolls {
		end := fyne.NewPos(min(a.at.X+a.size.Width, a.clipAt.X+a.clip.Width), min(a.at.Y+a.size.Height, a.clipAt.Y+a.clip.Height))
		a.clipAt = fyne.NewPos(max(a.at.X, a.clipAt.X), max(a.at.Y, a.clipAt.Y))
		a.clip = fyne.NewSize(end.X-a.clipAt.X, end.Y-a.clipAt.Y)
	}
	return a
}

// outOfSight reports whether nothing of the object can be seen.
func (a area) outOfSight() bool {
	return a.at.X >= a.clipAt.X+a.clip.Width || a.at.Y >= a.clipAt.Y+a.clip.Height ||
		a.at.X+a.size.Width <= a.clipAt.X || a.at.Y+a.size.Height <= a.clipAt.Y
}

func (r *Reader) bounds(a area) access.Rect {
	scale := r.Window.Canvas().Scale()
	px := func(v float32) int { return int(v*scale + 0.5) }
	return access.Rect{X: px(a.at.X), Y: px(a.at.Y), Width: px(a.size.Width), Height: px(a.size.Height)}
}

// rendererOf is what Fyne draws a widget with. Fyne tells nobody else what is in
// its lists and pop-ups.
//
//go:linkname rendererOf fyne.io/fyne/v2/internal/cache.Renderer
func rendererOf(fyne.Widget) fyne.WidgetRenderer

// walk reads an object: one node, or those of what it is drawn with.
func (r *Reader) walk(o fyne.CanvasObject, around area) []*access.Node {
	if o == nil || !o.Visible() {
		return nil
	}
	a := around.of(o)
	n, says := r.describe(o, a)
	if !says {
		return r.inside(o, a)
	}
	if n.Role == access.Text && strings.TrimSpace(n.Name) == "" {
		return nil
	}
	node := &n
	r.complete(node, o, a)
	if list, is := fyneWidget(o).(*widget.List); is {
		a.list = &listArea{node, list, node.State.Has(access.Focused)}
	}
	if leaf := slices.Contains(leaves, n.Role) || n.Role == access.ListItem && n.Name != ""; !leaf || n.Name == "" && n.Role != access.Password {
		inside := r.inside(o, a)
		switch {
		case leaf, n.Role == access.ListItem && n.Name == "":
			node.Name = (&access.Node{Children: inside}).Speech()
		case n.Role == access.Dialog && n.Name == "":
			node.Name = firstWords(inside)
			r.called(o, node)
		case n.Role == access.List && a.list == nil:
			for i, row := range inside {
				if row.Of == 0 {
					row.Index, row.Of = i+1, len(inside)
				}
			}
		}
		if !leaf && n.Children == nil {
			node.Children = inside
		}
	}
	return []*access.Node{node}
}

// describe is what an object says of itself, where it is no group.
func (r *Reader) describe(o fyne.CanvasObject, a area) (access.Node, bool) {
	if r.Group != nil {
		if n, is := r.Group(o); is {
			return n, true
		}
	}
	return describe(o, a)
}

// called gives a dialog the id of its title.
func (r *Reader) called(o fyne.CanvasObject, n *access.Node) {
	if _, known := r.was[o]; known || r.Title == nil {
		return
	}
	if id := r.Title(n.Name); id != "" {
		n.ID = id + ".dialog"
		r.is[o] = n.ID
	}
}

// leaves are the roles whose words are their name: what is drawn in them says
// it again.
var leaves = []access.Role{
	access.Text, access.Heading, access.Button, access.Link, access.CheckBox, access.RadioButton, access.ComboBox, access.Entry, access.Password,
	access.MenuItem, access.Tab, access.Progress, access.Slider, access.Image,
}

// inside reads what an object is drawn with.
func (r *Reader) inside(o fyne.CanvasObject, a area) (all []*access.Node) {
	var objects []fyne.CanvasObject
	switch o := o.(type) {
	case *Frames: // reading is no frame
	case *fyne.Container:
		objects = o.Objects
	case fyne.Widget:
		objects = rendererOf(o).Objects()
	}
	for _, each := range objects {
		all = append(all, r.walk(each, a)...)
	}
	return all
}

func firstWords(nodes []*access.Node) string {
	for _, n := range nodes {
		if n.Name != "" {
			return n.Name
		}
		if words := firstWords(n.Children); words != "" {
			return words
		}
	}
	return ""
}

// complete fills in what every object has.
func (r *Reader) complete(n *access.Node, o fyne.CanvasObject, a area) {
	n.Bounds = r.bounds(a)
	n.State |= access.Offscreen.If(a.outOfSight())
	if d, is := o.(fyne.Disableable); is {
		n.State |= access.Disabled.If(d.Disabled())
	}
	if f, is := o.(fyne.Focusable); is {
		c := r.Window.Canvas()
		n.State |= access.Focusable | access.Focused.If(r.Active && c.Focused() == f)
		n.Focus = func() { c.Focus(f) }
	}
	if t, is := o.(fyne.Tappable); is && n.Actions == nil && slices.Contains(pressed, n.Role) {
		n.Actions = []access.Action{{Name: "press", Do: func() { t.Tapped(&fyne.PointEvent{}) }}}
	}
	switch {
	case n.ID != "":
	case n.Role == access.ListItem && a.list != nil:
		r.row(n, a.list)
	default:
		n.ID = r.idOf(o, n)
	}
	r.is[o] = n.ID
	for i, part := range n.Children { // as the widget gave them: in it, and named within it
		if part.ID == "" {
			part.ID = strconv.Itoa(i + 1)
		}
		part.ID = n.ID + "." + part.ID
		part.State |= n.State & (access.Disabled | access.Offscreen)
		if part.State.Has(access.Focused) { // it is where the focus of the whole is, if that has it
			part.State = part.State&^access.Focused | n.State&access.Focused
			n.State &^= access.Focused
		}
		if part.Bounds == (access.Rect{}) {
			part.Bounds = n.Bounds
			continue
		}
		in := area{at: a.at.AddXY(float32(part.Bounds.X), float32(part.Bounds.Y)), size: fyne.NewSize(float32(part.Bounds.Width), float32(part.Bounds.Height))}
		part.Bounds = r.bounds(in)
	}
}

// row completes a row of a list.
func (r *Reader) row(n *access.Node, in *listArea) {
	n.ID = in.node.ID + "." + strconv.Itoa(n.Index)
	n.State |= access.Focusable
	if in.focus && reflect.ValueOf(in.list).Elem().FieldByName("currentHighlight").Int() == int64(n.Index-1) {
		n.State |= access.Focused
		in.node.State &^= access.Focused
	}
	n.Focus = func() {
		in.node.Focus()
		in.list.Highlight(n.Index - 1)
	}
}

// pressed are the roles that a press does something with.
var pressed = []access.Role{access.Button, access.Link, access.CheckBox, access.RadioButton, access.ComboBox, access.ListItem, access.Tab, access.MenuItem}

// suffixes tell those apart from the control with the same words that stand for
// it or above it.
var suffixes = map[access.Role]string{access.Text: ".text", access.Heading: ".text", access.Menu: ".menu", access.MenuItem: ".menu"}

// idOf is what an object was called before, the id of its words, or a number. A
// text is what it says: it has another id when it says something else.
func (r *Reader) idOf(o fyne.CanvasObject, n *access.Node) string {
	words := ""
	if r.ID != nil && n.Name != "" {
		words = r.ID(n.Name)
	}
	suffix := suffixes[n.Role]
	was, known := r.was[o]
	switch {
	case known && (suffix == "" || words == "" && !strings.HasSuffix(was, suffix)):
		return was
	case words != "":
		return words + suffix
	case o == nil:
		return ""
	}
	r.count++
	return strings.ReplaceAll(string(n.Role), " ", "-") + "-" + strconv.Itoa(r.count)
}

// menu reads a menu, which is not drawn where it is not open.
func (r *Reader) menu(m *fyne.Menu, closed access.State) *access.Node {
	n := &access.Node{Role: access.Menu, Name: m.Label, State: closed}
	n.ID = r.idOf(nil, n)
	for _, item := range m.Items {
		if !item.IsSeparator {
			n.Children = append(n.Children, r.menuItem(item))
		}
	}
	return n
}

func (r *Reader) menuItem(item *fyne.MenuItem) *access.Node {
	n := &access.Node{}
	if item.ChildMenu != nil {
		n = r.menu(item.ChildMenu, access.Offscreen)
	}
	said := menuItem(item)
	n.Role, n.Name, n.Description, n.State, n.Actions = said.Role, said.Name, said.Description, said.State|access.Offscreen, said.Actions
	n.ID = r.idOf(nil, n)
	return n
}
