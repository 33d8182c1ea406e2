package access

import "slices"

// Kind is what happened.
type Kind uint8

// The kinds.
const (
	Removed      Kind = iota // Node as it was, with all that is in it
	Added                    // Node with all that is in it
	Named                    // another name
	Described                // another description
	Valued                   // another number, or another choice
	TextRemoved              // Text at At, in characters
	TextInserted             // Text at At, in characters
	CaretMoved               // to At
	StateChanged             // State is one state, which is On or not
	Chose                    // another child is selected
	Announced                // Text is to be said
)

// Event is one difference between two trees.
type Event struct {
	Kind   Kind
	Node   *Node // as it is now
	Parent *Node // of what was added or removed, as it is now
	Index  int   // among the parent's children
	State  State
	On     bool
	At     int
	Text   string
}

// Diff yields what happened between two trees of one program, in the order in
// which it is to be told: what went, what came, what changed, where the focus is
// now, what is said.
func Diff(old, now *Tree) []Event {
	d := differ{old: old, now: now, kept: map[string]bool{}, ordered: map[string]bool{}}
	for n := range old.All() {
		d.removed(n)
	}
	for n := range now.All() {
		d.added(n)
	}
	left := old.Focused() // a reader would still say what changes there
	for n := range now.All() {
		if d.stays(n.ID) && (left == nil || n.ID != left.ID || n.State.Has(Focused)) {
			d.changed(old.places[n.ID].Node, n)
		}
	}
	d.focused()
	if left != nil && d.stays(left.ID) {
		if is := now.places[left.ID].Node; !is.State.Has(Focused) {
			d.changed(left, is)
		}
	}
	d.announced(now.Root)
	return d.events
}

type differ struct {
	old, now *Tree
	events   []Event
	kept     map[string]bool // what stays has found out
	ordered  map[string]bool // the same for inOrder
}

func (d *differ) add(e Event) { d.events = append(d.events, e) }

// stays reports whether a node is where it was: in the same parent, among
// children that have kept their order, and still the same thing.
func (d *differ) stays(id string) bool {
	kept, known := d.kept[id]
	if known {
		return kept
	}
	was, before := d.old.places[id]
	is, after := d.now.places[id]
	switch {
	case !before || !after || was.Node.Role != is.Node.Role:
	case was.Parent == nil || is.Parent == nil:
		kept = was.Parent == is.Parent
	default:
		kept = was.Parent.ID == is.Parent.ID && d.stays(was.Parent.ID) && d.inOrder(was.Parent, is.Parent)
	}
	d.kept[id] = kept
	return kept
}

// inOrder reports whether the children that a node had and has are in the same
// order.
func (d *differ) inOrder(was, is *Node) bool {
	ordered, known := d.ordered[is.ID]
	if !known {
		ordered = slices.Equal(common(was, d.now), common(is, d.old))
		d.ordered[is.ID] = ordered
	}
	return ordered
}

// common are the children of a node that have the same parent in another tree.
func common(parent *Node, other *Tree) []string {
	var ids []string
	for _, child := range parent.Children {
		if there, ok := other.places[child.ID]; ok && there.Parent != nil && there.Parent.ID == parent.ID {
			ids = append(ids, child.ID)
		}
	}
	return ids
}

// removed tells of a node that went out of a parent that is still there.
func (d *differ) removed(n *Node) {
	was := d.old.places[n.ID]
	if was.Parent != nil && d.stays(was.Parent.ID) && !d.stays(n.ID) {
		d.add(Event{Kind: Removed, Node: n, Parent: d.now.places[was.Parent.ID].Node, Index: was.Index})
	}
}

// added tells of a node that came into a parent that was there.
func (d *differ) added(n *Node) {
	is := d.now.places[n.ID]
	if is.Parent != nil && d.stays(is.Parent.ID) && !d.stays(n.ID) {
		d.add(Event{Kind: Added, Node: n, Parent: is.Parent, Index: is.Index})
	}
}

func (d *differ) changed(was, is *Node) {
	if was.Name != is.Name {
		d.add(Event{Kind: Named, Node: is, Text: is.Name})
	}
	if was.Description != is.Description {
		d.add(Event{Kind: Described, Node: is, Text: is.Description})
	}
	editable := is.Role == Entry
	if !editable && was.Value != is.Value || is.Number != nil && (was.Number == nil || *was.Number != *is.Number) {
		d.add(Event{Kind: Valued, Node: is, Text: is.Value})
	}
	if editable {
		d.text(is, []rune(was.Words()), []rune(is.Words()))
	}
	if editable && was.Caret != is.Caret {
		d.add(Event{Kind: CaretMoved, Node: is, At: is.Caret})
	}
	((was.State ^ is.State) &^ Focused).Each(func(s State) {
		d.add(Event{Kind: StateChanged, Node: is, State: s, On: is.State.Has(s)})
	})
	if choice := chosen(is); chosen(was) != choice && choice != "" && hasFocus(is) {
		d.add(Event{Kind: Chose, Node: is})
	}
}

// hasFocus reports whether the focus is on a node or in it: readers go along with
// a choice, which is where the person is only then.
func hasFocus(n *Node) bool {
	for each := range n.All() {
		if each.State.Has(Focused) {
			return true
		}
	}
	return false
}

// chosen is the id of the child that is selected.
func chosen(n *Node) string {
	for _, child := range n.Children {
		if child.State.Has(Selected) {
			return child.ID
		}
	}
	return ""
}

// text tells what went and what came between the parts that stayed.
func (d *differ) text(n *Node, was, is []rune) {
	head := 0
	for head < min(len(was), len(is)) && was[head] == is[head] {
		head++
	}
	tail := 0
	for tail < min(len(was), len(is))-head && was[len(was)-1-tail] == is[len(is)-1-tail] {
		tail++
	}
	if gone := was[head : len(was)-tail]; len(gone) > 0 {
		d.add(Event{Kind: TextRemoved, Node: n, At: head, Text: string(gone)})
	}
	if come := is[head : len(is)-tail]; len(come) > 0 {
		d.add(Event{Kind: TextInserted, Node: n, At: head, Text: string(come)})
	}
}

func (d *differ) focused() {
	was, is := d.old.Focused(), d.now.Focused()
	if was != nil && is != nil && was.ID == is.ID && d.stays(is.ID) {
		return
	}
	if was != nil {
		if still, ok := d.now.places[was.ID]; ok && (is == nil || is.ID != was.ID) {
			d.add(Event{Kind: StateChanged, Node: still.Node, State: Focused})
		}
	}
	if is != nil {
		d.add(Event{Kind: StateChanged, Node: is, State: Focused, On: true})
	}
}

// announced tells what is new in the live nodes; of those inside each other the
// outer one speaks. What comes with all that is around it has happened before.
func (d *differ) announced(n *Node) {
	if n.Live == Silent {
		for _, child := range n.Children {
			d.announced(child)
		}
		return
	}
	speech := n.Speech()
	if was, ok := d.old.places[n.ID]; speech != "" && (ok && was.Node.Speech() != speech || !ok && d.stays(d.now.places[n.ID].Parent.ID)) {
		d.add(Event{Kind: Announced, Node: n, Text: speech})
	}
}
