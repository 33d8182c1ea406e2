package gui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/internal/access"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/service"
)

// told is what a screen reader says of itself while something is done: what it
// reads at once, whenever the window has something to tell, and at the end.
func (d *desk) told(do func()) (said []string) {
	d.t.Helper()
	last := d.said()
	read := func() {
		now := d.said()
		for _, e := range access.Diff(last, now) {
			if e.Kind == access.Announced {
				said = append(said, e.Text)
			}
		}
		last = now
	}
	d.win.OnTold(read)
	defer d.win.OnTold(nil)
	do()
	read()
	if again := access.Diff(last, d.said()); len(again) > 0 {
		d.t.Errorf("nothing happens, and %d events are told, first %+v", len(again), again[0])
	}
	return said
}

// TestStepsAreSaid: a check says what it waits for, each step, and then the
// verdict, each once, in their order; a step that failed is no claim.
func TestStepsAreSaid(t *testing.T) {
	d := newDesk(t)
	d.typeKey("canary-fake-key-0001")
	said := d.told(d.win.form.check.Press)
	want := []string{
		d.words.Text("step.input.passed"), d.words.Text("step.connect.passed.demo"),
		d.words.Text("step.identity.failed", map[string]string{"Answerer": "Pleo"}) + ": " + d.words.Text("step.status.failed"),
		d.words.Text("finding.key-rejected.title"), d.words.Text("ui.banner.todo"), d.words.Text("ui.saving.refused.title"),
	}
	all, at := strings.Join(said, "\n"), 0
	for _, text := range want {
		i := strings.Index(all[at:], text)
		if i < 0 || strings.Count(all, text) != 1 {
			t.Fatalf("%q is not said once, in its place:\n%s", text, all)
		}
		at += i
	}
	if strings.Contains(all, "canary") {
		t.Error("the key is said")
	}
}

// TestNoteIsSaid: what is wrong with a field describes it, and is said where the
// focus is elsewhere; with the verdict, only once.
func TestNoteIsSaid(t *testing.T) {
	d := newDesk(t)
	d.typeKey("someone@example.invalid")
	d.canvas().Focus(d.win.form.check)
	said := d.told(d.win.form.check.Press)
	title := d.words.Text("finding.key-malformed.title")
	note := d.win.form.keyNote.Text
	if n := strings.Count(strings.Join(said, "\n"), note); note == "" || n > 1 {
		t.Errorf("%q (%s) is said %d times in %q", note, title, n, said)
	}
	if n := d.saidNode("ui.form.key"); n.Description != note || !n.State.Has(access.Invalid) {
		t.Errorf("the key field is described by %q, %s; want %q", n.Description, n.State, note)
	}
}

// TestProgressIsSaid: of a long round each quarter is said, and what came of it; of
// a short one only that.
func TestProgressIsSaid(t *testing.T) {
	for total, want := range map[int]int{40: 4, 3: 1} {
		d := company(t, 3)
		s := d.win.shown
		s.View = app.ViewAll
		con := s.Connections[0]
		s.All = app.All{Running: true, Total: total, Rows: slices.Repeat([]service.Row{{Connection: con, Result: s.Result}}, total)}
		d.win.show(s)
		said := d.told(func() {
			for s.All.Done < total {
				s.All.Done++
				d.win.show(s)
			}
			s.All.Running = false
			d.win.show(s)
		})
		if len(said) != want {
			t.Errorf("of %d connections %d times something is said, want %d: %q", total, len(said), want, said)
		}
	}
}

// TestPageIsSaid: a page that opens is a group that is called by its heading, with
// the focus in it; nothing else says it again.
func TestPageIsSaid(t *testing.T) {
	for item, title := range map[string]string{"ui.menu.history": "ui.history.title", "ui.menu.all": "ui.all.title", "leak.menu": ""} {
		d := company(t, 3)
		if said := d.told(func() { d.menu(item) }); len(said) > 0 {
			t.Errorf("%s: said %q", item, said)
		}
		tree := d.said()
		found := false
		for at := tree.Focused(); at != nil; {
			found = found || at.Role == access.Group && strings.HasPrefix(at.ID, "view.") && at.Name != "" && (title == "" || at.Name == d.words.Text(title))
			p, _ := tree.Find(at.ID)
			at = p.Parent
		}
		if !found {
			t.Errorf("%s: the focus is in no group %q:\n%s", item, d.words.Text(title), tree)
		}
	}
}

// TestDialogIsCalledByItsTitle: also by one with a name in it.
func TestDialogIsCalledByItsTitle(t *testing.T) {
	d := company(t, 3)
	for item, id := range map[string]string{"ui.menu.settings": "ui.settings.title.dialog", "ui.menu.delete": "ui.delete.title.dialog"} {
		d.menu(item)
		if n := d.saidNode(id); n.Role != access.Dialog || n.Name == "" {
			t.Errorf("%s: %+v", item, n)
		}
		d.key(fyne.KeyEscape)
	}
}

// TestConnectionsAreAList: with their place in it, and ids of their own.
func TestConnectionsAreAList(t *testing.T) {
	d := company(t, 3)
	list := d.saidNode("connections.list")
	if list.Role != access.List || len(list.Children) != 2 {
		t.Fatalf("%+v", list)
	}
	for i, each := range list.Children {
		if each.Role != access.ListItem || each.ID != "connection-"+d.win.shown.Connections[i].ID || fmt.Sprint(each.Index, each.Of) != fmt.Sprint(i+1, 2) {
			t.Errorf("entry %d: %+v", i+1, each)
		}
	}
}

// TestRotationIsSaid: what is to be done to replace a key is said, step by step.
func TestRotationIsSaid(t *testing.T) {
	d := company(t, 3)
	said := d.told(func() { d.press("ui.form.key.replace") })
	if len(said) != 1 || !strings.Contains(said[0], d.words.Text("rotation.make")) {
		t.Errorf("said %q", said)
	}
	said = d.told(d.win.rotation.have.Press)
	if len(said) != 1 || !strings.HasPrefix(said[0], d.words.Text("rotation.check")) {
		t.Errorf("then %q", said)
	}
}
