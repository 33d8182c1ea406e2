package gui

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/message"
)

// TestPermissionsOfEveryStory: the table is in the window where the key was
// accepted, and holds at every width that there is.
func TestPermissionsOfEveryStory(t *testing.T) {
	tried := []string{"full-access", "read-only-employees", "organisation", "slow", "empty-company"}
	for _, story := range demo.Stories() {
		t.Run(story.ID, func(t *testing.T) {
			d := newDesk(t)
			d.tell(story.ID)
			if !slices.Contains(tried, story.ID) {
				if d.win.shown.Permissions.Result != nil {
					t.Error("permissions without a press")
				}
				return
			}
			d.menu("ui.menu.permissions")
			got := d.win.shown
			if got.Activity != app.Idle || got.Permissions.Finding != nil || len(got.Permissions.List) < 19 {
				t.Fatalf("%+v", got.Permissions)
			}
			for _, sentence := range d.words.PermissionSummary(got.Permissions.Result) {
				if !strings.Contains(d.read(), sentence) {
					t.Errorf("not on the screen: %s", sentence)
				}
			}
			for _, p := range got.Permissions.List {
				if p.Access == check.Unknown {
					t.Errorf("%s is not certain: %+v", p.Operation, p.Finding)
				}
			}
			if rows, want := d.permissionRows(), storyRows(t, d.words, story.ID); !slices.Equal(rows, want) {
				t.Errorf("rows on the screen:\n%s\nwant\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
			}
			for _, size := range []fyne.Size{{Width: 320, Height: 480}, {Width: 640, Height: 480}, {Width: 1180, Height: 800}} {
				d.resize(size.Width, size.Height)
				d.expectAllSeen("permissions")
			}
		})
	}
}

// TestPermissionsComeIntoSight: who asks by the menu sees what was found out,
// not the answer above it.
func TestPermissionsComeIntoSight(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 640, Height: 480}, {Width: 1180, Height: 800}} {
		d := newDesk(t)
		d.resize(size.Width, size.Height)
		d.tell("full-access")
		d.menu("ui.menu.permissions")
		s := kit.ScrollAround(d.canvas().Content(), d.win.details.tabs)
		y, _ := kit.OffsetIn(s.Content, d.win.details.title)
		if top := y - s.Offset.Y; top < 0 || top > 2*kit.Space24 {
			t.Errorf("at %v the heading of the tabs is %v below the top", size, top)
		}
	}
}

// permissionRows are the rows of the permissions as they are read on the
// screen: area and outcome, sorted.
func (d *desk) permissionRows() []string {
	d.t.Helper()
	var rows []string
	list := d.win.details.all[1].(*permissionsTab).rows.Objects
	for _, root := range d.roots() {
		kittest.See(root, func(s kittest.Sight) {
			line, ok := s.Object.(*fyne.Container)
			if !ok {
				return
			}
			if len(s.Path) < 2 || !slices.ContainsFunc(list, func(row fyne.CanvasObject) bool { return row == s.Path[len(s.Path)-2] }) {
				return // not the line in one of the rows
			}
			var texts [2]string // the first word of the text, and the outcome
			for i, part := range line.Objects[1:] {
				kittest.See(part, func(s kittest.Sight) {
					switch s.Object.(type) {
					case *kit.Label, *canvas.Text:
						if texts[i] == "" {
							texts[i] = textOf(s.Object)
						}
					}
				})
			}
			rows = append(rows, texts[0]+": "+texts[1])
		})
	}
	slices.Sort(rows)
	return rows
}

// storyRows are the rows that a story is about, in words, from the table that
// the report is held against, too.
func storyRows(t *testing.T, words *message.Catalogue, story string) []string {
	t.Helper()
	table, err := os.ReadFile("../internal/demo/testdata/permissions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for line := range strings.Lines(string(table)) {
		row, ours := strings.CutPrefix(strings.TrimSpace(line), story+": ")
		if !ours {
			continue
		}
		fields := strings.Fields(row)
		p := check.Permission{Operation: fields[0], Access: check.Access(fields[len(fields)-1])}
		if len(fields) > 2 {
			p.Operation, p.Scope, p.Claimed, p.Write = "", fields[0], true, fields[2] == "write=true"
		}
		rows = append(rows, words.PermissionArea(p)+": "+words.PermissionAccess(p))
	}
	slices.Sort(rows)
	return rows
}

func TestParamsOfTheTestRequest(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	f := d.win.form
	for _, op := range f.operation.IDs {
		f.operation.SetSelectedIndex(slices.Index(f.operation.IDs, op))
		f.params.open = true
		f.params.arrange()
		d.win.panes.refit()
		d.expectAllSeen(op)
	}
	f.operation.SetSelectedIndex(slices.Index(f.operation.IDs, "employee"))
	f.check.Press()
	if !strings.Contains(d.read(), d.words.Text("param-problem.missing")) {
		t.Error("what is missing is not said beside the field")
	}
	f.operation.SetSelectedIndex(slices.Index(f.operation.IDs, "employees"))
	f.check.Press()
	first := d.win.shown.Answer.Exchange
	d.press("ui.pager.next")
	if got := d.win.shown; got.Pages.Number != 2 || got.Answer.Exchange == first || got.Result.Verdict != check.Working {
		t.Errorf("%+v", got.Pages)
	}
	d.press("ui.pager.previous")
	if got := d.win.shown.Pages; got.Number != 1 {
		t.Errorf("%+v", got)
	}
}
