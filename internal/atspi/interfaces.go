//go:build unix && !darwin

package atspi

import (
	"slices"
	"strconv"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/access"
)

// interfaces are all that a node can have; init fills it, because an answer may
// ask which of them a node has.
var interfaces map[string]iface

func init() {
	interfaces = map[string]iface{
		face + "Accessible":   accessible,
		face + "Application":  application,
		face + "Component":    component,
		face + "Action":       action,
		face + "Value":        value,
		face + "Selection":    selection,
		face + "Table":        table,
		face + "TableCell":    tableCell,
		face + "Text":         text,
		face + "EditableText": editableText,
	}
}

func always(*access.Node) bool { return true }

func is(roles ...access.Role) func(n *access.Node) bool {
	return func(n *access.Node) bool { return slices.Contains(roles, n.Role) }
}

// said makes a method that always answers the same.
func said(in string, values ...any) method {
	return method{in, func(call) []any { return values }}
}

// child is a node's child, or nil.
func child(n *access.Node, i int) *access.Node {
	if i < 0 || i >= len(n.Children) {
		return nil
	}
	return n.Children[i]
}

var accessible = iface{
	has: always,
	properties: map[string]func(call) any{
		"Name":         func(c call) any { return c.Node.Name },
		"Description":  func(c call) any { return c.Node.Description },
		"Locale":       func(call) any { return "" },
		"AccessibleId": func(c call) any { return c.Node.ID },
		"Parent":       func(c call) any { return c.parent() },
		"ChildCount":   func(c call) any { return int32(len(c.Node.Children)) },
	},
	methods: map[string]method{
		"GetChildAtIndex":      {"i", func(c call) []any { return returns(c.ref(child(c.Node, c.int(0)))) }},
		"GetChildren":          {"", func(c call) []any { return returns(c.refs(c.Node.Children)) }},
		"GetIndexInParent":     {"", func(c call) []any { return returns(int32(c.Index)) }},
		"GetRelationSet":       said("", []relation{}),
		"GetRole":              {"", func(c call) []any { return returns(roleOf(c.Node).number) }},
		"GetRoleName":          {"", func(c call) []any { return returns(roleOf(c.Node).name) }},
		"GetLocalizedRoleName": {"", func(c call) []any { return returns(roleOf(c.Node).name) }},
		"GetState":             {"", func(c call) []any { return returns(statesOf(c.Node)) }},
		"GetAttributes":        {"", func(c call) []any { return returns(attributes(c.Node)) }},
		"GetApplication":       {"", func(c call) []any { return returns(ref{c.name, rootPath}) }},
		"GetInterfaces":        {"", func(c call) []any { return returns(object{c}.faces()) }},
	},
}

// relation is a kind of relation and whom it leads to.
type relation struct {
	Kind uint32
	To   []ref
}

// parent is what a node is in; the program is in the desktop.
func (c call) parent() ref {
	if c.Parent == nil {
		return c.desktop
	}
	return c.ref(c.Parent)
}

// attributes are what has no property of its own.
func attributes(n *access.Node) map[string]string {
	all := map[string]string{"toolkit": "Fyne", "id": n.ID}
	if n.Level > 0 {
		all["level"] = strconv.Itoa(n.Level)
	}
	if n.Of > 0 {
		all["posinset"], all["setsize"] = strconv.Itoa(n.Index), strconv.Itoa(n.Of)
	}
	switch n.Live {
	case access.Polite:
		all["live"] = "polite"
	case access.Assertive:
		all["live"] = "assertive"
	}
	return all
}

var application = iface{
	has: is(access.Application),
	properties: map[string]func(call) any{
		"ToolkitName":  func(call) any { return "Fyne" },
		"Version":      func(c call) any { return c.program.Version },
		"AtspiVersion": func(call) any { return "2.1" },
		"Id":           func(c call) any { return c.id.Load() },
	},
	set: map[string]func(call, any) bool{
		"Id": func(c call, v any) bool {
			id, ok := v.(int32)
			if ok {
				c.id.Store(id)
			}
			return ok
		},
	},
	methods: map[string]method{
		"GetLocale": said("u", ""),
	},
}

// place is a rectangle on the bus. All places are those in the window: the
// toolkit does not know where the window is.
type place struct{ X, Y, Width, Height int32 }

func placeOf(r access.Rect) place {
	return place{int32(r.X), int32(r.Y), int32(r.Width), int32(r.Height)}
}

var component = iface{
	has: func(n *access.Node) bool { return n.Role != access.Application },
	methods: map[string]method{
		"Contains":             {"iiu", func(c call) []any { return returns(c.Node.Bounds.Contains(c.int(0), c.int(1))) }},
		"GetAccessibleAtPoint": {"iiu", func(c call) []any { return returns(c.ref(at(c.Node, c.int(0), c.int(1)))) }},
		"GetExtents":           {"u", func(c call) []any { return returns(placeOf(c.Node.Bounds)) }},
		"GetPosition":          {"u", func(c call) []any { return returns(int32(c.Node.Bounds.X), int32(c.Node.Bounds.Y)) }},
		"GetSize":              {"", func(c call) []any { return returns(int32(c.Node.Bounds.Width), int32(c.Node.Bounds.Height)) }},
		"GetLayer":             said("", uint32(3)), // of widgets
		"GetMDIZOrder":         said("", int16(0)),
		"GetAlpha":             said("", 1.0),
		"GrabFocus":            {"", func(c call) []any { return returns(c.Node.Focus != nil && c.act(c.Node.Focus)) }},
		"ScrollTo":             {"u", func(c call) []any { return returns(c.Node.Focus != nil && c.act(c.Node.Focus)) }},
	},
}

// at is the innermost node at a place that is in a node, or nil.
func at(n *access.Node, x, y int) *access.Node {
	for _, each := range slices.Backward(n.Children) { // the last is on top
		if found := at(each, x, y); found != nil {
			return found
		}
	}
	if n.Bounds.Contains(x, y) && !n.State.Has(access.Offscreen) {
		return n
	}
	return nil
}

var action = iface{
	has:        func(n *access.Node) bool { return len(n.Actions) > 0 },
	properties: map[string]func(call) any{"NActions": func(c call) any { return int32(len(c.Node.Actions)) }},
	methods: map[string]method{
		"GetName":          {"i", func(c call) []any { return returns(c.actionAt(0).Name) }},
		"GetLocalizedName": {"i", func(c call) []any { return returns(c.actionAt(0).Name) }},
		"GetDescription":   said("i", ""),
		"GetKeyBinding":    said("i", ""),
		"GetActions": {"", func(c call) []any {
			all := make([]struct{ Name, Description, Keys string }, len(c.Node.Actions))
			for i, a := range c.Node.Actions {
				all[i].Name = a.Name
			}
			return returns(all)
		}},
		"DoAction": {"i", func(c call) []any {
			do := c.actionAt(0).Do
			return returns(do != nil && !c.Node.State.Has(access.Disabled) && c.act(do))
		}},
	},
}

// actionAt is the action that an argument numbers.
func (c call) actionAt(arg int) access.Action {
	if i := c.int(arg); i >= 0 && i < len(c.Node.Actions) {
		return c.Node.Actions[i]
	}
	return access.Action{}
}

var value = iface{
	has: func(n *access.Node) bool { return n.Number != nil },
	properties: map[string]func(call) any{
		"CurrentValue":     func(c call) any { return c.Node.Number.Now },
		"MinimumValue":     func(c call) any { return c.Node.Number.Min },
		"MaximumValue":     func(c call) any { return c.Node.Number.Max },
		"MinimumIncrement": func(call) any { return 0.0 },
		"Text":             func(c call) any { return c.Node.Value },
	},
}

// chosen are the children that are selected.
func (c call) chosen() []*access.Node {
	var all []*access.Node
	for _, each := range c.Node.Children {
		if each.State.Has(access.Selected) {
			all = append(all, each)
		}
	}
	return all
}

var selection = iface{
	has:        is(access.List, access.Table, access.Outline, access.TabList, access.ComboBox),
	properties: map[string]func(call) any{"NSelectedChildren": func(c call) any { return int32(len(c.chosen())) }},
	methods: map[string]method{
		"GetSelectedChild": {"i", func(c call) []any { return returns(c.ref(child(&access.Node{Children: c.chosen()}, c.int(0)))) }},
		"IsChildSelected": {"i", func(c call) []any {
			each := child(c.Node, c.int(0))
			return returns(each != nil && each.State.Has(access.Selected))
		}},
		"SelectChild": {"i", func(c call) []any {
			each := child(c.Node, c.int(0))
			return returns(each != nil && len(each.Actions) > 0 && c.act(each.Actions[0].Do))
		}},
		"DeselectChild":         said("i", false),
		"DeselectSelectedChild": said("i", false),
		"SelectAll":             said("", false),
		"ClearSelection":        said("", false),
	},
}

// cell is that of a table in a row and a column, or nil.
func cell(n *access.Node, row, column int) *access.Node {
	for _, each := range n.Children {
		if each.Role == access.Row {
			if found := cell(each, row, column); found != nil {
				return found
			}
		}
		if each.Role == access.Cell && each.Row == row && each.Column == column {
			return each
		}
	}
	return nil
}

var table = iface{
	has: func(n *access.Node) bool { return n.Role == access.Table && n.Columns > 0 },
	properties: map[string]func(call) any{
		"NRows":            func(c call) any { return int32(c.Node.Rows) },
		"NColumns":         func(c call) any { return int32(c.Node.Columns) },
		"NSelectedRows":    func(call) any { return int32(0) },
		"NSelectedColumns": func(call) any { return int32(0) },
		"Caption":          func(c call) any { return c.ref(nil) },
		"Summary":          func(c call) any { return c.ref(nil) },
	},
	methods: map[string]method{
		"GetAccessibleAt":      {"ii", func(c call) []any { return returns(c.ref(cell(c.Node, c.int(0), c.int(1)))) }},
		"GetIndexAt":           {"ii", func(c call) []any { return returns(int32(c.int(0)*c.Node.Columns + c.int(1))) }},
		"GetRowAtIndex":        {"i", func(c call) []any { return returns(int32(c.int(0) / c.Node.Columns)) }},
		"GetColumnAtIndex":     {"i", func(c call) []any { return returns(int32(c.int(0) % c.Node.Columns)) }},
		"GetRowDescription":    said("i", ""),
		"GetColumnDescription": {"i", func(c call) []any { return returns(columnName(c.Node, c.int(0))) }},
		"GetRowExtentAt":       said("ii", int32(1)),
		"GetColumnExtentAt":    said("ii", int32(1)),
		"GetRowHeader":         said("i", ref{"", nullPath}),
		"GetColumnHeader":      {"i", func(c call) []any { return returns(c.ref(columnHeader(c.Node, c.int(0)))) }},
		"GetSelectedRows":      said("", []int32{}),
		"GetSelectedColumns":   said("", []int32{}),
		"IsRowSelected":        said("i", false),
		"IsColumnSelected":     said("i", false),
		"IsSelected":           said("ii", false),
	},
}

// columnHeader is the header of a column anywhere in a table, or nil.
func columnHeader(n *access.Node, column int) *access.Node {
	for _, each := range n.Children {
		if each.Role == access.ColumnHeader && each.Column == column {
			return each
		}
		if found := columnHeader(each, column); found != nil {
			return found
		}
	}
	return nil
}

func columnName(n *access.Node, column int) string {
	if header := columnHeader(n, column); header != nil {
		return header.Name
	}
	return ""
}

// table is the table that a cell is in.
func (c call) table() *access.Node {
	for at := c.Place; at.Parent != nil; {
		if at.Parent.Role == access.Table {
			return at.Parent
		}
		at, _ = c.tree.Load().Find(at.Parent.ID)
	}
	return nil
}

var tableCell = iface{
	has: is(access.Cell),
	properties: map[string]func(call) any{
		"ColumnSpan": func(call) any { return int32(1) },
		"RowSpan":    func(call) any { return int32(1) },
		"Position":   func(c call) any { return struct{ Row, Column int32 }{int32(c.Node.Row), int32(c.Node.Column)} },
		"Table":      func(c call) any { return c.ref(c.table()) },
	},
	methods: map[string]method{
		"GetRowHeaderCells": said("", []ref{}),
		"GetColumnHeaderCells": {"", func(c call) []any {
			if t := c.table(); t != nil {
				if header := columnHeader(t, c.Node.Column); header != nil {
					return returns([]ref{c.ref(header)})
				}
			}
			return returns([]ref{})
		}},
	},
}

// item is a node in the answer of the cache.
type item struct {
	Self, Application, Parent ref
	Index, Children           int32
	Interfaces                []string
	Name                      string
	Role                      uint32
	Description               string
	States                    []uint32
}

// itemOf is a node as the cache gives it.
func (c call) item(p access.Place) item {
	c.Place = p
	return item{
		c.ref(p.Node), ref{c.name, rootPath}, c.parent(), int32(p.Index), int32(len(p.Node.Children)),
		object{c}.faces(), p.Node.Name, roleOf(p.Node).number, p.Node.Description, statesOf(p.Node),
	}
}

// cacheItems is the whole tree in one answer.
func cacheItems(c call) []any {
	items := []item{}
	tree := c.tree.Load()
	for n := range tree.All() {
		p, _ := tree.Find(n.ID)
		items = append(items, c.item(p))
	}
	return returns(items)
}

var _ dbus.Handler = (*session)(nil)
