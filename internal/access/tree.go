package access

import (
	"fmt"
	"iter"
	"strings"
)

// Tree is all that a program says at one moment. It is not changed any more, so
// that every goroutine may read it; only the functions in it belong to the UI's.
type Tree struct {
	Root   *Node
	places map[string]Place
}

// Place is where a node is: its parent, nil for the root, and the how manieth of
// its children.
type Place struct {
	Node, Parent *Node
	Index        int
}

// NewTree takes the nodes over. It gives those without an id, or with one that is
// taken, their own, and sees to it that no password says anything.
func NewTree(root *Node) *Tree {
	t := &Tree{root, map[string]Place{}}
	t.add(root, nil, 0)
	return t
}

func (t *Tree) add(n, parent *Node, index int) {
	if n.Role == Password {
		n.Value, n.Caret, n.Number, n.Children = "", 0, nil, nil
	}
	if n.ID == "" {
		n.ID = strings.ReplaceAll(string(n.Role), " ", "-")
	}
	for id, i := n.ID, 2; ; i++ {
		if _, taken := t.places[n.ID]; !taken {
			break
		}
		n.ID = fmt.Sprintf("%s-%d", id, i)
	}
	t.places[n.ID] = Place{n, parent, index}
	for i, child := range n.Children {
		t.add(child, n, i)
	}
}

// Find is where the node with an id is.
func (t *Tree) Find(id string) (Place, bool) {
	p, ok := t.places[id]
	return p, ok
}

// All are the nodes in the order in which one reads them.
func (t *Tree) All() iter.Seq[*Node] { return t.Root.All() }

// All are a node and those in it.
func (n *Node) All() iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.walk(yield) }
}

func (n *Node) walk(yield func(*Node) bool) bool {
	if !yield(n) {
		return false
	}
	for _, child := range n.Children {
		if !child.walk(yield) {
			return false
		}
	}
	return true
}

// Focused is the node with the focus, or nil.
func (t *Tree) Focused() *Node {
	for n := range t.All() {
		if n.State.Has(Focused) {
			return n
		}
	}
	return nil
}

// String is the tree for people who look for a fault: a node a line.
func (t *Tree) String() string {
	var b strings.Builder
	var add func(n *Node, depth int)
	add = func(n *Node, depth int) {
		fmt.Fprintf(&b, "%s%s [%s]", strings.Repeat("  ", depth), n.Role, n.ID)
		for _, each := range []struct{ label, text string }{{"", n.Name}, {" =", n.Value}, {" --", n.Description}} {
			if each.text != "" {
				fmt.Fprintf(&b, "%s %q", each.label, each.text)
			}
		}
		if n.Of > 0 {
			fmt.Fprintf(&b, " %d of %d", n.Index, n.Of)
		}
		if n.State != 0 {
			fmt.Fprintf(&b, " (%s)", n.State)
		}
		b.WriteByte('\n')
		for _, child := range n.Children {
			add(child, depth+1)
		}
	}
	add(t.Root, 0)
	return b.String()
}
