package gui

import (
	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/access"
)

// AccessNode is the head of a step, with how far the step is.
func (f *fold) AccessNode() access.Node {
	n := f.PressableCard.AccessNode()
	n.State = access.Expandable | access.Expanded.If(f.mark.unfolded)
	return n
}

// AccessNode is a connection, or a box to tick.
func (e *entry) AccessNode() access.Node {
	n := e.PressableCard.AccessNode()
	if e.box {
		n.Role, n.Name, n.Description = access.CheckBox, e.name.Text, e.line.Text
		n.State = access.Checkable | access.Checked.If(e.ticked)
	}
	if e.offer != nil {
		n.Actions = []access.Action{{Name: "press", Do: e.Press}, {Name: "menu", Do: func() { e.TappedSecondary(kit.Beside(e)) }}}
	}
	if e.of > 0 {
		n.Role = access.ListItem
		n.ID, n.Index, n.Of = "connection-"+e.facts.con.ID, e.at, e.of
	}
	return n
}
