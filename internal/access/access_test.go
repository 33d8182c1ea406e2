package access

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func window(children ...*Node) *Tree {
	return NewTree(&Node{ID: "app", Role: Application, Children: []*Node{{ID: "window", Role: Window, Name: "A window", Children: children}}})
}

func text(id, words string) *Node { return &Node{ID: id, Role: Text, Name: words} }

// told are the events as a person would write them down.
func told(events []Event) []string {
	var all []string
	for _, e := range events {
		switch e.Kind {
		case Removed, Added:
			all = append(all, fmt.Sprintf("%s %s in %s at %d", map[Kind]string{Removed: "removed", Added: "added"}[e.Kind], e.Node.ID, e.Parent.ID, e.Index))
		case Named, Described, Valued:
			all = append(all, fmt.Sprintf("%s %s %q", map[Kind]string{Named: "name", Described: "description", Valued: "value"}[e.Kind], e.Node.ID, e.Text))
		case TextRemoved, TextInserted:
			all = append(all, fmt.Sprintf("text %s %s%q at %d", e.Node.ID, map[Kind]string{TextRemoved: "-", TextInserted: "+"}[e.Kind], e.Text, e.At))
		case CaretMoved:
			all = append(all, fmt.Sprintf("caret %s %d", e.Node.ID, e.At))
		case StateChanged:
			all = append(all, fmt.Sprintf("%s %s %v", e.Node.ID, e.State, e.On))
		case Chose:
			all = append(all, "chosen in "+e.Node.ID)
		case Announced:
			all = append(all, fmt.Sprintf("said %q", e.Text))
		}
	}
	return all
}

func TestDiff(t *testing.T) {
	field := func(value string, caret int, state State) *Node {
		return &Node{ID: "field", Role: Entry, Name: "Company", Value: value, Caret: caret, State: Focusable | state}
	}
	list := func(selected string, ids ...string) *Node {
		n := &Node{ID: "list", Role: List}
		for _, id := range ids {
			n.Children = append(n.Children, &Node{ID: id, Role: ListItem, State: Selected.If(id == selected)})
		}
		return n
	}
	focused := func(n *Node) *Node {
		n.State |= Focused
		return n
	}
	live := func(words ...string) *Node {
		n := &Node{ID: "verdict", Role: Status, Live: Polite}
		for i, w := range words {
			n.Children = append(n.Children, text(fmt.Sprint("line", i), w))
		}
		return n
	}
	for _, test := range []struct {
		name     string
		old, now *Tree
		want     []string
	}{
		{"nothing", window(field("a", 1, Focused), live("Works")), window(field("a", 1, Focused), live("Works")), nil},
		{"typing", window(field("äb", 2, Focused)), window(field("äxb", 2, Focused)), []string{`text field +"x" at 1`}},
		{"replacing", window(field("one two", 7, 0)), window(field("one three", 9, 0)), []string{`text field -"wo" at 5`, `text field +"hree" at 5`, "caret field 9"}},
		{"focus", window(field("", 0, Focused), text("a", "A")), window(field("", 0, 0), &Node{ID: "a", Role: Text, Name: "A", State: Focused}), []string{"field focused false", "a focused true"}},
		{"focus on something new", window(field("", 0, Focused)), window(&Node{ID: "b", Role: Button, State: Focused}), []string{"removed field in window at 0", "added b in window at 0", "b focused true"}},
		{"states", window(field("", 0, 0)), window(field("", 0, Disabled|Invalid)), []string{"field disabled true", "field invalid true"}},
		{"what the focus leaves", window(&Node{ID: "a", Role: RadioButton, Description: "why", State: Focused}, &Node{ID: "b", Role: RadioButton}), window(&Node{ID: "a", Role: RadioButton}, &Node{ID: "b", Role: RadioButton, Description: "why", State: Focused}),
			[]string{`description b "why"`, "a focused false", "b focused true", `description a ""`}},
		{"words", window(text("a", "Waiting")), window(text("a", "Wailing")), []string{`name a "Wailing"`}},
		{"a list grows and shrinks", window(list("", "1", "2", "3")), window(list("", "1", "3", "4")), []string{"removed 2 in list at 1", "added 4 in list at 2"}},
		{"a list in another order", window(list("", "1", "2")), window(list("", "2", "1")), []string{"removed 1 in list at 0", "removed 2 in list at 1", "added 2 in list at 0", "added 1 in list at 1"}},
		{"another choice", window(focused(list("1", "1", "2"))), window(focused(list("2", "1", "2"))), []string{"chosen in list", "1 selected false", "2 selected true"}},
		{"another choice, elsewhere", window(list("1", "1", "2"), field("", 0, Focused)), window(list("2", "1", "2"), field("", 0, Focused)), []string{"1 selected false", "2 selected true"}},
		{"what is in it goes and comes with it", window(list("", "1", "2")), window(live("Works")), []string{"removed list in window at 0", "added verdict in window at 0", `said "Works"`}},
		{"said once", window(live("Checking")), window(live("It works", "All is well")), []string{"added line1 in verdict at 1", `name line0 "It works"`, `said "It works All is well"`}},
		{"silence says nothing", window(live("Checking")), window(live()), []string{"removed line0 in verdict at 0"}},
		{"another role is another node", window(text("a", "A")), window(&Node{ID: "a", Role: Button, Name: "B"}), []string{"removed a in window at 0", "added a in window at 0"}},
		{"moved", window(list("", "1"), live()), window(list(""), &Node{ID: "verdict", Role: Status, Children: []*Node{{ID: "1", Role: ListItem}}}), []string{"removed 1 in list at 0", "added 1 in verdict at 0"}},
		{"progress", window(&Node{ID: "p", Role: Progress, Number: &Number{0.2, 0, 1}}), window(&Node{ID: "p", Role: Progress, Number: &Number{0.4, 0, 1}}), []string{`value p ""`}},
	} {
		if got := told(Diff(test.old, test.now)); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// A password is there and says nothing of itself, however it is given.
func TestPassword(t *testing.T) {
	key := func(value string) *Node {
		return &Node{ID: "key", Role: Password, Name: "Key", Value: value, Caret: len(value), Number: &Number{Now: 7}, State: Focusable,
			Children: []*Node{text("inside", value)}}
	}
	empty, typed := window(key("")), window(key("canary-key"))
	if got := Diff(empty, typed); len(got) > 0 {
		t.Errorf("typing a key tells %q", told(got))
	}
	if s := typed.String(); strings.Contains(s, "canary") || s != empty.String() {
		t.Errorf("the tree shows the key:\n%s", s)
	}
	n := typed.places["key"].Node
	if n.Words() != "" || n.Speech() != "Key" || n.Caret != 0 {
		t.Errorf("words %q, speech %q, caret %d", n.Words(), n.Speech(), n.Caret)
	}
	if speech := typed.Root.Speech(); strings.Contains(speech, "canary") {
		t.Errorf("said %q", speech)
	}
}

func TestIDsAreUnique(t *testing.T) {
	tree := window(&Node{Role: Text}, &Node{Role: Text}, &Node{Role: CheckBox, ID: "same"}, &Node{Role: CheckBox, ID: "same"})
	var ids []string
	for n := range tree.All() {
		ids = append(ids, n.ID)
	}
	if want := []string{"app", "window", "text", "text-2", "same", "same-2"}; !slices.Equal(ids, want) {
		t.Errorf("ids %q, want %q", ids, want)
	}
	if p, ok := tree.Find("same-2"); !ok || p.Index != 3 || p.Parent.ID != "window" {
		t.Errorf("found %+v", p)
	}
}
