package gui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/access"
)

// said is all that a screen reader finds in the window.
func (d *desk) said() *access.Tree {
	r := d.win.Reader()
	r.Active = true
	return access.NewTree(r.Read())
}

// saidNode is a node that a screen reader finds.
func (d *desk) saidNode(id string) *access.Node {
	d.t.Helper()
	tree := d.said()
	p, ok := tree.Find(id)
	if !ok {
		d.t.Fatalf("no node %q in\n%s", id, tree)
	}
	return p.Node
}

// closeUp is a text without what may break a line in it.
func closeUp(text string) string {
	return strings.TrimRight(strings.Join(strings.Fields(text), ""), "…")
}

// TestEverythingIsSaid: on every screen, each word that is drawn is in the tree,
// and so is each control that the keyboard reaches, once, with a name and a press.
func TestEverythingIsSaid(t *testing.T) {
	d := company(t, 3)
	everyScreen(d, func(name string) {
		tree := d.said()
		all := closeUp(tree.Root.Speech())
		controls := 0
		for n := range tree.All() {
			all += strconv.Itoa(n.Index) // the number beside a row is its "3 of 17"
			if !n.State.Has(access.Focusable) || n.Role == access.ListItem && !strings.HasPrefix(n.ID, "connection-") || n.Role == access.RadioButton || n.Role == access.Tab {
				continue
			}
			controls++
			if n.Name == "" {
				t.Errorf("%s: a %s without a name, [%s]", name, n.Role, n.ID)
			}
			if n.Focus == nil || n.Role == access.Button && len(n.Actions) == 0 || n.Role == access.Entry && n.SetText == nil {
				t.Errorf("%s: %q cannot be used", name, n.Name)
			}
		}
		drawn := 0
		for _, root := range d.roots() {
			if kit.TopSheet(d.canvas()) != nil && root == d.canvas().Content() {
				continue // covered
			}
			kittest.See(root, func(s kittest.Sight) {
				if _, is := s.Object.(fyne.Focusable); is {
					drawn++
				}
				text, is := s.Object.(*canvas.Text)
				if is && !strings.Contains(all, closeUp(strings.Trim(text.Text, "↑↓ "))) {
					t.Errorf("%s: %q is drawn and not said", name, text.Text)
				}
			})
		}
		if controls != drawn {
			t.Errorf("%s: %d controls are drawn, %d are said:\n%s", name, drawn, controls, tree)
		}
	})
}

// TestKeyIsNotSaid: what is typed into the key field is not in the tree, masked
// or revealed; nor is its length.
func TestKeyIsNotSaid(t *testing.T) {
	d := newDesk(t)
	before := d.said().String()
	d.typeKey("canary-fake-key-0001")
	for _, masked := range []bool{true, false} {
		d.win.form.key.Password = masked
		d.win.form.key.Refresh()
		if tree := d.said().String(); strings.Contains(tree, "canary") || strings.Contains(tree, "•••") && !strings.Contains(before, "•••") {
			t.Errorf("masked %v: the key is said:\n%s", masked, tree)
		}
		if n := d.saidNode("ui.form.key"); n.Role != access.Password || n.Value != "" || n.Caret != 0 {
			t.Errorf("masked %v: %+v", masked, n)
		}
	}
}

// TestReaderUsesTheWindow: a reader types, chooses, presses, moves the focus and
// is told what came of it.
func TestReaderUsesTheWindow(t *testing.T) {
	d := newDesk(t)
	key := d.saidNode("ui.form.key")
	key.SetText("fake-key-of-a-reader")
	key.Focus()
	if d.canvas().Focused() != fyne.Focusable(d.win.form.key) || !d.saidNode("ui.form.key").State.Has(access.Focused) {
		t.Error("the focus is not on the key")
	}
	if got := d.win.form.key.Text; got != "fake-key-of-a-reader" {
		t.Errorf("typed %q", got)
	}
	story := d.saidNode("ui.form.story")
	for _, option := range story.Children {
		if option.ID == "ui.form.story.full-access" {
			option.Actions[0].Do()
		}
	}
	if got := d.saidNode("ui.form.story"); got.Value == "" || got.Value != d.words.Text("story.full-access.name") && got.Value == story.Value {
		t.Errorf("chosen %q", got.Value)
	}
	old := d.said()
	d.saidNode("ui.form.check").Actions[0].Do()
	now := d.said()
	var said []string
	for _, e := range access.Diff(old, now) {
		if e.Kind == access.Announced {
			said = append(said, e.Text)
		}
	}
	verdict := d.words.Text("finding.ok.title")
	if n := len(said); n < 2 || strings.Count(strings.Join(said, " "), verdict) != 1 || !strings.HasPrefix(said[n-2], verdict+". ") {
		t.Errorf("said %q, want one that begins with %q", said, verdict)
	}
	if again := access.Diff(now, d.said()); len(again) > 0 {
		t.Errorf("nothing happened, and %d events are told: %+v", len(again), again[0])
	}
}

// TestOnlyTheQuestionIsSaid: what a question covers cannot be found.
func TestOnlyTheQuestionIsSaid(t *testing.T) {
	d := company(t, 3)
	d.menu("ui.menu.delete")
	tree := d.said()
	if _, ok := tree.Find("ui.form.check"); ok {
		t.Errorf("what is covered is said:\n%s", tree)
	}
	dialog := tree.Root.Children[0]
	if dialog.Role != access.Dialog || !dialog.State.Has(access.Modal) || dialog.Name == "" {
		t.Errorf("the question is %+v", dialog)
	}
	kit.CloseTop(d.canvas())
	d.saidNode("ui.form.check")
}

// TestIDsAreInNoLanguage: controls have the same ids in every language.
func TestIDsAreInNoLanguage(t *testing.T) {
	d := newDesk(t)
	ids := func() []string {
		var all []string
		for n := range d.said().All() {
			if n.State.Has(access.Focusable) {
				all = append(all, fmt.Sprint(n.Role, " ", n.ID))
			}
		}
		return all
	}
	want := ids()
	for _, each := range []string{"ui.form.key", "ui.form.company", "ui.form.check", "ui.form.story", "ui.form.environment"} {
		if !slices.ContainsFunc(want, func(id string) bool { return strings.HasSuffix(id, " "+each) }) {
			t.Errorf("no %s among %q", each, want)
		}
	}
	for _, language := range []string{"de", "fr", "da"} {
		d.win.SetLanguage(language)
		if got := ids(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
}
