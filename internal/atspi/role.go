//go:build unix && !darwin

package atspi

import "pleokeycheck/internal/access"

// role is a number of AtspiRole, and the name that goes with it.
type role struct {
	number uint32
	name   string
}

var roles = map[access.Role]role{
	access.Application:  {75, "application"},
	access.Window:       {23, "frame"},
	access.Dialog:       {16, "dialog"},
	access.Group:        {39, "panel"},
	access.Form:         {87, "form"},
	access.Status:       {101, "notification"},
	access.Heading:      {83, "heading"},
	access.Text:         {29, "label"},
	access.Button:       {43, "push button"},
	access.Link:         {88, "link"},
	access.CheckBox:     {7, "check box"},
	access.RadioButton:  {44, "radio button"},
	access.ComboBox:     {11, "combo box"},
	access.Entry:        {79, "entry"},
	access.Password:     {40, "password text"},
	access.List:         {31, "list"},
	access.ListItem:     {32, "list item"},
	access.Table:        {55, "table"},
	access.Row:          {90, "table row"},
	access.Cell:         {56, "table cell"},
	access.ColumnHeader: {57, "table column header"},
	access.Outline:      {65, "tree"},
	access.OutlineItem:  {91, "tree item"},
	access.TabList:      {38, "page tab list"},
	access.Tab:          {37, "page tab"},
	access.MenuBar:      {34, "menu bar"},
	access.Menu:         {33, "menu"},
	access.MenuItem:     {35, "menu item"},
	access.Progress:     {42, "progress bar"},
	access.Slider:       {51, "slider"},
	access.Image:        {27, "image"},
}

// roleOf is the role of a node; unknown where there is none.
func roleOf(n *access.Node) role {
	if r, ok := roles[n.Role]; ok {
		return r
	}
	return role{67, "unknown"}
}

// state is a bit of AtspiStateType, and its name in events.
type state struct {
	bit  uint
	name string
}

// states are those that mean the same here and there.
var states = map[access.State]state{
	access.Active:     {1, "active"},
	access.Busy:       {3, "busy"},
	access.Checked:    {4, "checked"},
	access.Expandable: {9, "expandable"},
	access.Expanded:   {10, "expanded"},
	access.Focusable:  {11, "focusable"},
	access.Focused:    {12, "focused"},
	access.Modal:      {16, "modal"},
	access.Multiline:  {17, "multi-line"},
	access.Selectable: {22, "selectable"},
	access.Selected:   {23, "selected"},
	access.Mixed:      {32, "indeterminate"},
	access.Required:   {33, "required"},
	access.Invalid:    {36, "invalid-entry"},
	access.Checkable:  {41, "checkable"},
	access.ReadOnly:   {43, "read-only"},
}

// opposites are states that mean the opposite there, where it is said in two or
// three ways.
var opposites = map[access.State][]state{
	access.Disabled:  {{8, "enabled"}, {24, "sensitive"}},
	access.Offscreen: {{25, "showing"}},
}

const (
	visible    = 30
	editable   = 7
	singleLine = 26
)

// statesOf are the states of a node, as two words of bits.
func statesOf(n *access.Node) []uint32 {
	bits := uint64(1) << visible
	for own, s := range states {
		if n.State.Has(own) {
			bits |= 1 << s.bit
		}
	}
	for own, all := range opposites {
		for _, s := range all {
			if !n.State.Has(own) {
				bits |= 1 << s.bit
			}
		}
	}
	if isField(n) && n.SetText != nil && !n.State.Has(access.ReadOnly) {
		bits |= 1 << editable
	}
	if isField(n) && !n.State.Has(access.Multiline) {
		bits |= 1 << singleLine
	}
	return []uint32{uint32(bits), uint32(bits >> 32)}
}
