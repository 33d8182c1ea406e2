// Package access is what a window says to those who cannot see it: a tree of
// nodes, made anew after something changed and never changed afterwards, and
// what differs between two of them. It knows no toolkit, no bus and nothing of
// this project.
package access

import "strings"

// Role is what a node is.
type Role string

// The roles.
const (
	Application  Role = "application"
	Window       Role = "window"
	Dialog       Role = "dialog"
	Group        Role = "group"
	Form         Role = "form"
	Status       Role = "status" // says what happens: see Live
	Heading      Role = "heading"
	Text         Role = "text"
	Button       Role = "button"
	Link         Role = "link"
	CheckBox     Role = "check box"
	RadioButton  Role = "radio button"
	ComboBox     Role = "combo box"
	Entry        Role = "entry"
	Password     Role = "password"
	List         Role = "list"
	ListItem     Role = "list item"
	Table        Role = "table"
	Row          Role = "row"
	Cell         Role = "cell"
	ColumnHeader Role = "column header"
	Outline      Role = "tree"
	OutlineItem  Role = "tree item"
	TabList      Role = "tab list"
	Tab          Role = "tab"
	MenuBar      Role = "menu bar"
	Menu         Role = "menu"
	MenuItem     Role = "menu item"
	Progress     Role = "progress"
	Slider       Role = "slider"
	Image        Role = "image"
)

// State is a set of states.
type State uint32

// The states. What is not Disabled can be used, what is not Offscreen is seen.
const (
	Active State = 1 << iota // the window that is used
	Focusable
	Focused
	Disabled
	Checkable
	Checked
	Mixed // neither checked nor not
	Expandable
	Expanded
	Selectable
	Selected
	Required
	Invalid // the description says why
	Busy
	Modal
	ReadOnly
	Multiline
	Offscreen // scrolled out of sight

	last = Offscreen
)

var stateNames = []string{"active", "focusable", "focused", "disabled", "checkable", "checked", "mixed", "expandable", "expanded",
	"selectable", "selected", "required", "invalid", "busy", "modal", "read only", "multiline", "offscreen"}

// Has reports whether all of these states are in the set.
func (s State) Has(all State) bool { return s&all == all }

// If is the states if on, else none.
func (s State) If(on bool) State {
	if on {
		return s
	}
	return 0
}

// Each calls f for each single state in the set.
func (s State) Each(f func(State)) {
	for one := State(1); one <= last; one <<= 1 {
		if s.Has(one) {
			f(one)
		}
	}
}

func (s State) String() string {
	var names []string
	for i, name := range stateNames {
		if s.Has(1 << i) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Live is how a change inside a node is said.
type Live uint8

// The ways: not at all, when there is a pause, at once.
const (
	Silent Live = iota
	Polite
	Assertive
)

// Rect is a place in the window, in pixels.
type Rect struct{ X, Y, Width, Height int }

// Contains reports whether a point is inside.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && y >= r.Y && x < r.X+r.Width && y < r.Y+r.Height
}

// Number is the value of what moves between two ends.
type Number struct{ Now, Min, Max float64 }

// Action is something that can be done with a node. Do runs on the UI goroutine.
type Action struct {
	Name string
	Do   func()
}

// Node is one control or text of the window. Only the fields that apply are set.
// The functions run on the UI goroutine.
type Node struct {
	ID          string // stable, in no language; unique in its tree
	Role        Role
	Name        string
	Description string
	Value       string // what is typed or chosen; nothing for a password
	Caret       int    // in Value, in characters
	Number      *Number
	State       State
	Bounds      Rect
	Level       int // of a heading, from 1
	Index, Of   int // "3 of 17"; 0 where that says nothing
	Row, Column int // of a cell, from 0
	Rows        int // of a table
	Columns     int
	Live        Live
	Actions     []Action // the first is what a press does
	Focus       func()
	SetText     func(text string)
	Children    []*Node
}

// Words are the text that can be read in a node character by character: what is
// typed into a field, or the words of a text. A password has none.
func (n *Node) Words() string {
	switch n.Role {
	case Password:
		return ""
	case Text, Heading, Status:
		return n.Name
	}
	return n.Value
}

// Speech is what a node and all that is in it say, as one text.
func (n *Node) Speech() string {
	var said []string
	var add func(n *Node)
	add = func(n *Node) {
		for _, text := range []string{n.Name, n.Value, n.Description} {
			if text != "" {
				said = append(said, text)
			}
		}
		for _, child := range n.Children {
			add(child)
		}
	}
	add(n)
	return strings.Join(said, " ")
}
