package gui

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
)

// company keeps two connections, one of which is checked n times.
func company(t *testing.T, n int) *desk {
	t.Helper()
	d := newDesk(t)
	d.tell("read-only-employees")
	d.menu("ui.menu.new")
	d.tell("full-access")
	for range n - 1 {
		d.win.form.check.Press()
	}
	if len(d.win.shown.Connections) != 2 {
		t.Fatalf("%d connections", len(d.win.shown.Connections))
	}
	return d
}

func (d *desk) says(texts ...string) {
	d.t.Helper()
	all := d.read()
	for _, text := range texts {
		if !strings.Contains(all, text) {
			d.t.Errorf("%q is not on the screen:\n%s", text, all)
		}
	}
}

func (d *desk) tab(id string) {
	d.t.Helper()
	for i, each := range d.win.details.tabs.IDs {
		if each == id {
			d.win.details.tabs.ChooseAt(i)
			return
		}
	}
	d.t.Fatalf("no tab %s among %v", id, d.win.details.tabs.IDs)
}

func historyOf(d *desk) *historyTab {
	return d.win.details.past.(*historyTab)
}

func TestHistoryTab(t *testing.T) {
	d := company(t, 3)
	d.tab("ui.history.tab")
	h := historyOf(d)
	if len(h.checks) != 3 || !h.strip.Visible() {
		t.Fatalf("%d checks, strip %v", len(h.checks), h.strip.Visible())
	}
	if label := h.strip.AccessibilityLabel(); !strings.HasSuffix(label, "\nWorks\nWorks\nWorks") {
		t.Errorf("strip says %q", label)
	}
	if !h.compare.Disabled() || !h.eraseIt.Disabled() {
		t.Error("nothing is picked, and the buttons can be pressed")
	}
	d.canvas().Focus(h.table.List)
	d.key(fyne.KeySpace)
	if h.eraseIt.Disabled() {
		t.Error("one is picked, and it cannot be erased")
	}
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.press("ui.history.compare")
	d.says("Two checks compared", "The same in both")
	d.expectAllSeen("compared")
	d.press("ui.close")
	d.canvas().Focus(h.table.List)
	d.key(fyne.KeySpace) // lets the second one go again
	d.press("ui.history.erase-one")
	d.press("ui.history.erase-one.yes")
	if len(h.checks) != 2 {
		t.Errorf("%d checks after erasing one", len(h.checks))
	}
	d.press("ui.history.erase-these")
	d.press("ui.history.erase-these.yes")
	if len(h.checks) != 0 {
		t.Errorf("%d checks after erasing all", len(h.checks))
	}
	d.says("This connection has not been checked yet.")
}

// TestHistoryTabBeforeTheFirstCheck of a session.
func TestHistoryTabBeforeTheFirstCheck(t *testing.T) {
	d := company(t, 2)
	id := d.win.shown.Selected
	d.menu("ui.menu.new")
	d.control.Connections.Select(id)
	if d.win.shown.Result != nil || d.win.details.now != tab(historyOf(d)) {
		t.Fatalf("shown: %v", d.win.details.now)
	}
	d.says("2 checks, newest first")
}

func TestHistoryView(t *testing.T) {
	d := company(t, 2)
	d.menu("ui.menu.new")
	d.tell("expired")
	d.menu("ui.menu.history")
	v := d.win.views[app.ViewHistory].(*viewHistory)
	if len(v.found) != 4 || !v.found[0].Unsaved {
		t.Fatalf("found %d", len(v.found))
	}
	d.says("This session · key not saved")
	test.Type(v.filter, "this session")
	if len(v.found) != 1 {
		t.Errorf("filtered: %d", len(v.found))
	}
	v.filter.SetText("")
	v.open(3)
	if d.win.shown.View != app.ViewCheck || d.win.shown.Selected == "" {
		t.Errorf("opened %q", d.win.shown.Selected)
	}
	d.menu("ui.menu.history")
	d.press("ui.history.erase-all")
	d.press("ui.history.erase-all.yes")
	d.says("There are no checks yet.")
}

func TestViewAll(t *testing.T) {
	d := company(t, 1)
	d.press("ui.all.button")
	v := d.win.views[app.ViewAll].(*viewAll)
	if d.win.shown.View != app.ViewAll || len(v.rows) != 2 || v.rows[0].Verdict() != check.Working {
		t.Fatalf("view %q, rows %+v", d.win.shown.View, v.rows)
	}
	d.says("2 work")
	before := v.rows[0].Connection.ID
	d.canvas().Focus(v.heads[0])
	d.key(fyne.KeySpace)
	d.key(fyne.KeySpace)
	d.key(fyne.KeySpace)
	if v.rows[0].Connection.ID == before && !v.down {
		t.Error("the order did not change")
	}
	if label := v.heads[0].AccessibilityLabel(); !strings.HasPrefix(label, "Sorted by Name, descending") || !strings.HasSuffix(v.heads[0].Text, "↓") {
		t.Errorf("head says %q, %q", label, v.heads[0].Text)
	}
	if n := v.heads[0].AccessNode(); n.Name != "Name" || !strings.HasPrefix(n.Description, "Sorted by Name, descending") {
		t.Errorf("head is named %q, described as %q", n.Name, n.Description)
	}
	dir := t.TempDir()
	d.press("ui.all.save")
	d.says("It has no key")
	d.win.sharing.folder.SetText(dir)
	d.press("ui.pass.save")
	d.says(d.words.Text("ui.pass.saved", map[string]string{"Name": "pleo-connections.csv", "Folder": dir}))
	f, err := os.Open(filepath.Join(dir, "pleo-connections.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if table, err := csv.NewReader(f).ReadAll(); err != nil || len(table) != 3 {
		t.Errorf("table %v, %v", table, err)
	}
	wanted := v.rows[1].Connection.ID
	d.canvas().Focus(v.table.List)
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	if s := d.win.shown; s.View != app.ViewCheck || s.Selected != wanted || s.Result == nil {
		t.Errorf("opened %q with %v", s.Selected, s.Result)
	}
}
