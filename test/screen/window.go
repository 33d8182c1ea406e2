package screen

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Control is one control or text as the program says it.
type Control struct {
	ref
	ID, Role, Name, Description string
	Text                        string // what is typed into it, or its words
	States                      []string
	Depth                       int
}

// Has reports whether the control is in a state, by its AT-SPI name.
func (c *Control) Has(state string) bool { return slices.Contains(c.States, state) }

// Words are all that the control says.
func (c *Control) Words() string {
	return strings.Join([]string{c.Name, c.Text, c.Description}, "\n")
}

// Window is what a program said at one moment, in the order in which one reads.
type Window struct{ Controls []*Control }

// Find is the control with an id, or nil.
func (w *Window) Find(id string) *Control {
	for _, c := range w.Controls {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Named is the first control of a role with a name, or nil.
func (w *Window) Named(role, name string) *Control {
	for _, c := range w.Controls {
		if c.Role == role && c.Name == name {
			return c
		}
	}
	return nil
}

// Says reports whether some words are in sight anywhere.
func (w *Window) Says(words string) bool {
	return slices.ContainsFunc(w.Controls, func(c *Control) bool {
		return c.Has("showing") && (strings.Contains(c.Name, words) || strings.Contains(c.Text, words) || strings.Contains(c.Description, words))
	})
}

// InSight are the controls that are seen now. What is only announced is not.
func (w *Window) InSight() (all []*Control) {
	announced := -1 // depth of the announcement that a control is in
	for _, c := range w.Controls {
		if announced >= 0 && c.Depth > announced {
			continue
		}
		announced = -1
		switch {
		case c.Role == "notification":
			announced = c.Depth
		case c.Has("showing"):
			all = append(all, c)
		}
	}
	return all
}

// Focused is the control with the keyboard, or nil.
func (w *Window) Focused() *Control {
	for _, c := range w.Controls {
		if c.Has("focused") {
			return c
		}
	}
	return nil
}

// String is a line for each control.
func (w *Window) String() string {
	var b strings.Builder
	for _, c := range w.Controls {
		fmt.Fprintf(&b, "%s%s [%s] %q", strings.Repeat("  ", c.Depth), c.Role, c.ID, c.Name)
		if c.Text != "" && c.Text != c.Name {
			fmt.Fprintf(&b, " = %q", c.Text)
		}
		if c.Description != "" {
			fmt.Fprintf(&b, " -- %q", c.Description)
		}
		fmt.Fprintf(&b, " (%s)\n", strings.Join(c.States, ", "))
	}
	return b.String()
}

// item is a control in the program's answer.
type item struct {
	Self, Application, Parent ref
	Index, Children           int32
	Interfaces                []string
	Name                      string
	Role                      uint32
	Description               string
	States                    []uint32
}

// Read reads everything now, in one question, and one more for each text that is
// not a name.
func (s *Screen) Read() *Window {
	var items []item
	if s.program == "" || s.call(ref{s.program, cachePath}, "Cache.GetItems", []any{&items}) != nil {
		return &Window{}
	}
	below := map[ref][]item{}
	for _, each := range items {
		below[each.Parent] = append(below[each.Parent], each)
	}
	w := &Window{}
	var add func(parent ref, depth int)
	add = func(parent ref, depth int) {
		children := below[parent]
		slices.SortFunc(children, func(a, b item) int { return int(a.Index - b.Index) })
		for _, each := range children {
			w.Controls = append(w.Controls, s.control(each, depth))
			add(each.Self, depth+1)
		}
	}
	add(ref{s.program, rootPath}, 0)
	return w
}

func (s *Screen) control(i item, depth int) *Control {
	c := &Control{ref: i.Self, Role: roles[i.Role], Name: i.Name, Description: i.Description, Depth: depth}
	c.ID, _ = idOf(i.Self.Path)
	for _, bit := range slices.Sorted(maps.Keys(states)) {
		if i.States[bit/32]&(1<<(bit%32)) != 0 {
			c.States = append(c.States, states[bit])
		}
	}
	switch {
	case c.Role == "label" || c.Role == "heading" || c.Role == "notification": // its words are its name
	case slices.Contains(i.Interfaces, face+"Text"):
		_ = s.call(i.Self, "Text.GetText", []any{&c.Text}, int32(0), int32(-1))
	case slices.Contains(i.Interfaces, face+"Value"):
		_ = s.property(i.Self, "Value", "Text", &c.Text)
	}
	return c
}

// roles are the names of AtspiRole that a program of ours has.
var roles = map[uint32]string{
	7: "check box", 11: "combo box", 16: "dialog", 23: "frame", 27: "image", 29: "label", 31: "list", 32: "list item", 33: "menu", 34: "menu bar",
	35: "menu item", 37: "page tab", 38: "page tab list", 39: "panel", 40: "password text", 42: "progress bar", 43: "push button", 44: "radio button",
	49: "scroll pane", 51: "slider", 55: "table", 56: "table cell", 57: "column header", 65: "tree", 67: "unknown", 75: "application", 79: "entry",
	83: "heading", 87: "form", 88: "link", 90: "table row", 91: "tree item", 101: "notification",
}

// states are the names of AtspiStateType that say something of a control.
var states = map[int]string{
	1: "active", 3: "busy", 4: "checked", 8: "enabled", 9: "expandable", 10: "expanded", 11: "focusable", 12: "focused", 16: "modal",
	23: "selected", 25: "showing", 33: "required", 36: "invalid", 43: "read-only",
}
