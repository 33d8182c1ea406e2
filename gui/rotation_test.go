package gui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/expiry"
)

// everyScope are scopes with and without words of their own.
var everyScope = []string{"accounting-entries:read", "export-jobs:write", "tag-group:read", "something-that-is-not-in-the-catalogue-yet:read", "users:delete"}

// everyRotation are the states of a rotation, with the saving that goes along.
func everyRotation() map[string]func(*app.State) {
	trouble := check.Finding{Kind: check.KeychainFailed, Variant: check.VariantDiffers}
	on := func(change func(r *app.Rotation), status app.SavingStatus) func(*app.State) {
		return func(s *app.State) {
			s.Rotation = app.Rotation{Connection: "long", OldHint: "4f2a", OldScopes: everyScope}
			s.Key = app.KeyState{Replacing: true}
			s.Saving = app.Saving{Status: status, HadKey: true}
			change(&s.Rotation)
		}
	}
	compared := func(c app.Comparison, q app.Question) func(*app.State) {
		return on(func(r *app.Rotation) { r.Made, r.Comparison, r.Question = true, &c, q }, app.AskToReplace)
	}
	return map[string]func(*app.State){
		"make":         on(func(*app.Rotation) {}, app.NotAsked),
		"make unknown": on(func(r *app.Rotation) { r.OldScopes, r.OldTrouble = nil, &trouble }, app.NotAsked),
		"check":        on(func(r *app.Rotation) { r.Made = true }, app.NotSaved),
		"lost":         compared(app.Comparison{Company: app.SameOne, Known: true, Lost: everyScope, Gained: everyScope, Same: everyScope}, app.LostScopes),
		"company":      compared(app.Comparison{Company: app.AnotherOne, Known: true}, app.OtherCompany),
		"old key":      compared(app.Comparison{Company: app.SameOne, Known: true}, app.OldKey),
		"unknown": on(func(r *app.Rotation) {
			r.OldScopes, r.OldTrouble, r.Comparison, r.Question = nil, &trouble, &app.Comparison{}, app.NotCompared
		}, app.AskToReplace),
		"keep":   on(func(r *app.Rotation) { r.Comparison = &app.Comparison{Company: app.SameOne, Known: true} }, app.SavingNow),
		"delete": on(func(r *app.Rotation) { r.Finished = true }, app.Saved),
		"end":    on(func(r *app.Rotation) { r.Finished, r.Deleted = true, true }, app.Saved),
	}
}

// rotationState shows a connection with everything that can be said of expiry
// and earlier keys.
func rotationState() app.State {
	s := fullState(check.Finding{Kind: check.OK, Facts: everyFact}, check.Working, env.Production)
	s.Now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local)
	s.Selected = "long"
	for i := range s.Connections {
		con := &s.Connections[i]
		con.ExpiresOn = []string{"2026-11-22", "2026-11-23", "2026-11-24", "2026-11-30", "2026-12-23", ""}[i%6]
		con.OldKeys = []connection.OldKey{{Hint: "4f2a", ReplacedOn: "2026-11-23"}, {Hint: "WWWW"}}
		con.CompanyName, con.CompanyID = everyFact[check.FactCompany], everyFact[check.FactCompanyID]
	}
	s.Result.ExpiresOn = "2020-01-01"
	return s
}

func TestExpiryNoticeFits(t *testing.T) {
	d := newDesk(t)
	everySize(t, d, func(_ *testing.T, where string) {
		for _, idle := range []bool{true, false} {
			s := rotationState()
			n := app.Notice{ID: "expiry.notice"}
			for _, con := range s.Connections {
				n.Expiring = append(n.Expiring, app.Expiring{ID: con.ID, Name: con.Name, Environment: con.Environment, Expiry: expiry.Of(con.ExpiresOn, s.Now)})
			}
			s.Notices = []app.Notice{n}
			if idle {
				s.Result, s.Answer, s.Steps = nil, app.Answer{}, nil
			}
			d.win.show(s)
			d.expectAllSeen(fmt.Sprintf("%s, without a result: %v", where, idle))
		}
	})
}

func TestLeakListFits(t *testing.T) {
	d := newDesk(t)
	everySize(t, d, func(_ *testing.T, where string) {
		s := rotationState()
		s.View = app.ViewLeak
		d.win.show(s)
		d.expectAllSeen(where + ", before it is begun")
		s.Leak = app.LeakList{Name: s.Connections[1].Name, Hint: "4f2a", Since: "2026-11-23", Done: map[string]string{}}
		for _, step := range app.LeakSteps() {
			s.Leak.Done[step] = "2026-11-23"
		}
		d.win.show(s)
		d.win.view(app.ViewLeak).(*leak).copied.SetText(d.words.Text("leak.copied"))
		d.win.panes.refit()
		d.expectAllSeen(where + ", all done")
	})
}

// TestExpiryInTheList: what is urgent has an icon beside words that say so.
func TestExpiryInTheList(t *testing.T) {
	d := newDesk(t)
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local)
	for on, want := range map[string]struct {
		line string
		icon bool
	}{
		"2027-01-01": {"Staging · never checked", false}, "2026-12-23": {"Staging · expires in 30 days", false},
		"2026-11-30": {"Staging · replace soon: expires in 7 days", true}, "2026-11-25": {"Staging · replace soon: expires in 2 days", true},
		"2026-11-24": {"Staging · replace now: expires tomorrow", true}, "2026-11-23": {"Staging · replace now: expires today", true},
		"2026-11-22": {"Staging · noted date has passed", true}, "": {"Staging · never checked", false},
	} {
		s := app.State{
			Now:              now,
			FormState:        app.FormState{Environments: everyEnvironment, Environment: env.Staging},
			ConnectionsState: app.ConnectionsState{Connections: []connection.Connection{{ID: "a", Name: "A", KeyKept: true, Environment: env.Staging, Entered: connection.Entered{ExpiresOn: on}}}},
		}
		d.win.show(s)
		e := d.win.connections.entryOf("a")
		if e.line.Text != want.line || e.sign.Visible() != want.icon {
			t.Errorf("%s: %q, icon %v", on, e.line.Text, e.sign.Visible())
		}
	}
	d.win.show(app.State{
		Now:              now,
		FormState:        app.FormState{Environments: everyEnvironment, Environment: env.Staging},
		ConnectionsState: app.ConnectionsState{Connections: []connection.Connection{{ID: "a", Name: "A", Environment: env.Staging, OldKeys: []connection.OldKey{{Hint: "fake"}}}}},
	})
	if e := d.win.connections.entryOf("a"); e.line.Text != "Staging · old key still to delete" {
		t.Errorf("line %q", e.line.Text)
	}
}

// TestExpiryAsTyped: the form says what it understood, and asks where it
// cannot know.
func TestExpiryAsTyped(t *testing.T) {
	d := newDesk(t)
	f := d.win.form
	for typed, want := range map[string]string{
		"31/12/2099": "That is 31 December 2099, in", "31 dec 2099": "That is 31 December 2099, in", "01/02/2027": "two different days",
		"31/02/2099": "no such day", "soon": "does not look like a date", "": "", "1.2.2020": "That is 1 February 2020, passed",
	} {
		f.expires.SetText(typed)
		if got := f.expiry.Text; !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// demoKeyOf is a demo key.
func demoKeyOf(t *testing.T, story string) string {
	t.Helper()
	for _, s := range demo.Stories() {
		if s.ID == story {
			return s.Key
		}
	}
	t.Fatalf("no story %s", story)
	return ""
}

// TestRotationByKeyboard replaces a key from beginning to end without a mouse.
func TestRotationByKeyboard(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1180, Height: 800}, {Width: 640, Height: 480}} {
		d := newDesk(t)
		d.resize(size.Width, size.Height)
		d.tell("full-access")
		d.press("ui.form.key.replace")
		d.press("rotation.make.have")
		if got := d.nameOfFocus(); got != "key" {
			t.Errorf("after “I have the new key” the focus is on %q", got)
		}
		d.typeKey(demoKeyOf(t, "read-only-employees"))
		d.win.form.press()
		d.order() // everything can be reached, and is seen when it is
		d.press("rotation.ask.replace")
		if got := d.control.State().Rotation.Step(); got != app.RotationDelete {
			t.Fatalf("at step %d", got)
		}
		d.expectFocusInSight()
		d.press("rotation.old-key.deleted")
		if got := d.control.State().Rotation.Step(); got != app.RotationEnd {
			t.Errorf("at step %d", got)
		}
		d.expectFocusInSight()
		d.expectAllSeen("at the end")
		d.press("ui.close")
		if d.control.State().Rotation.On() {
			t.Error("the steps are still there")
		}
	}
}

// TestRotationWithTheOldKey: whoever pastes the key that is kept is told so, and
// can only go back. Nothing says that a key was deleted or replaced.
func TestRotationWithTheOldKey(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.press("ui.form.key.replace")
	d.press("rotation.make.have")
	d.typeKey(demoKeyOf(t, "full-access"))
	d.win.form.press()
	v := d.win.rotation
	d.expectRead(d.words.Text("rotation.ask.old-key"))
	for i, row := range v.rows {
		if row.state.Text == d.words.Text("rotation.state.done") {
			t.Errorf("step %d is done", i+1)
		}
	}
	for _, b := range []*kit.Button{v.replace, v.asNew, v.askOld, v.deleted} {
		if kit.Contains(v.root, b) {
			t.Errorf("it offers %q", b.Text)
		}
	}
	d.press("rotation.keep-old")
	if s := d.control.State(); s.Rotation.On() || s.Key.Source != app.Kept {
		t.Errorf("rotation %+v, key %+v", s.Rotation, s.Key)
	}
}

// TestTypedDateStays: what is said of a date is true before and after it is noted,
// and one that is not noted yet is there again after a look at another connection.
func TestTypedDateStays(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	first := d.control.State().Selected
	d.win.newConnection()
	d.tell("empty-company")
	second := d.control.State().Selected
	f := d.win.form
	f.more.set(true)
	f.expires.SetText("31 dec 2099")
	d.expectRead("That is 31 December 2099, in", "It is not noted yet.")
	d.expectNotRead("You noted")
	f.company.SetText("typed by hand")
	d.control.Connections.Select(first)
	if f.expires.Text != "" || f.company.Text == "typed by hand" {
		t.Errorf("the other connection has %q, %q", f.expires.Text, f.company.Text)
	}
	d.control.Connections.Select(second)
	if f.expires.Text != "31 dec 2099" || f.company.Text != "typed by hand" {
		t.Errorf("it came back with %q, %q", f.expires.Text, f.company.Text)
	}
	d.press("expiry.note")
	d.expectRead("You noted 31 December 2099, in")
	d.expectNotRead("not noted yet")
	d.control.Connections.Select(first)
	d.control.Connections.Select(second)
	if f.expires.Text != "2099-12-31" {
		t.Errorf("noted, it came back as %q", f.expires.Text)
	}
}

// TestNewCheckIsKeptAside: an unfinished new check is there again after a look at a
// saved connection, and so is a new key on its way into the place of a kept one.
func TestNewCheckIsKeptAside(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	saved := d.control.State().Selected
	d.win.newConnection()
	d.control.Form.ChooseEnvironment(env.Production)
	f := d.win.form
	d.typeKey(canary)
	f.company.SetText("half an id")
	f.keep.SetChecked(false)
	d.control.Connections.Select(saved)
	if f.key.Text != "" || f.company.Text == "half an id" {
		t.Error("what was typed for the new one is in the form of the saved one")
	}
	d.press("ui.form.key.replace")
	d.typeKey("another-canary-fake")
	d.win.newConnection()
	if f.key.Text != canary || f.company.Text != "half an id" || f.keep.Checked || d.control.State().Environment != env.Production {
		t.Errorf("it came back with %q, kept %v, in %s", f.company.Text, f.keep.Checked, d.control.State().Environment)
	}
	d.control.Connections.Select(saved)
	if s := d.control.State(); f.key.Text != "another-canary-fake" || !s.Key.Replacing || !s.Rotation.Made || !f.keep.Checked {
		t.Errorf("the new key is not there any more: %+v, rotation %+v", s.Key, s.Rotation)
	}
	d.press("ui.form.key.keep-old")
	if f.key.Text != "" {
		t.Error("the new key was given up, and is in the field")
	}
	d.win.newConnection()
	d.win.newConnection() // empties it, and asks first
	d.expectRead(d.words.Text("ui.anew.title"), "API key and Company ID")
	d.press("ui.anew.yes")
	if f.key.Text != "" || f.company.Text != "" {
		t.Error("the form is not empty")
	}
}

// TestClosingAsks: a window with something typed in it asks before it closes.
func TestClosingAsks(t *testing.T) {
	d := newDesk(t)
	d.control.Form.ChooseEnvironment(env.Production)
	d.win.form.expires.SetText("31 dec 2099")
	d.typeKey(canary)
	d.menu("ui.menu.quit")
	d.expectRead(d.words.Text("ui.leave.title"), "API key and Expires on")
	d.press("ui.leave.no")
	if d.win.left {
		t.Fatal("the window is closed")
	}
	d.win.askClose()
	d.win.askClose() // the answer
	if !d.win.left {
		t.Error("the window is open")
	}
	d.closed = true
}

// TestClosingAsksOnlyWhereItMatters: nothing is asked where nothing is lost.
func TestClosingAsksOnlyWhereItMatters(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.win.askClose()
	if !d.win.left {
		t.Error("it asks")
	}
	d.closed = true
}

// TestNoteExpiryByKeyboard: the offer leads to the field, Enter keeps the date.
func TestNoteExpiryByKeyboard(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.press("expiry.offer.button")
	if got := d.nameOfFocus(); got != "expiry" {
		t.Fatalf("the focus is on %q", got)
	}
	d.win.form.expires.SetText("31 Dec 2099")
	d.key(fyne.KeyReturn)
	if con, _ := d.control.State().Selection(); con.ExpiresOn != "2099-12-31" {
		t.Errorf("noted %q", con.ExpiresOn)
	}
	if d.win.banner.note.Visible() || d.win.form.noteExpiry.Visible() {
		t.Error("it is still offered")
	}
}

// TestLeakListByKeyboard ticks by keyboard, copies the list, and closes it.
func TestLeakListByKeyboard(t *testing.T) {
	d := newDesk(t)
	d.resize(640, 480)
	d.tell("full-access")
	d.press("leak.link")
	names := d.order()
	if len(names) < 10 {
		t.Errorf("Tab reaches only %q", names)
	}
	row := d.win.view(app.ViewLeak).(*leak).rows[0]
	d.canvas().Focus(row.tick)
	row.tick.TypedRune(' ')
	if con, _ := d.control.State().Selection(); con.Leak == nil || len(con.Leak.Done) != 1 {
		t.Fatalf("the tick was not kept: %+v", con.Leak)
	}
	if !row.done.Visible() || !strings.HasPrefix(row.done.Text, "You ticked this on ") {
		t.Errorf("the row says %q", row.done.Text)
	}
	d.press("leak.copy")
	text := d.app.Clipboard().Content()
	for _, part := range []string{"The key ends in 0001.", "[x] Delete the key in Pleo (ticked on ", "[ ] Tell the people who need to know", "Who can do it: IT"} {
		if !strings.Contains(text, part) {
			t.Errorf("the copy lacks %q:\n%s", part, text)
		}
	}
	if strings.Contains(text, demoKeyOf(t, "full-access")) || strings.Contains(text, "demo-full") {
		t.Error("a key is in the copy")
	}
	d.press("leak.clipboard.button")
	if d.app.Clipboard().Content() != "" {
		t.Error("the clipboard was not cleared")
	}
	if con, _ := d.control.State().Selection(); len(con.Leak.Done) != 1 {
		t.Error("clearing the clipboard ticked a step that asks for more than that")
	}
	d.canvas().Focus(row.tick)
	d.key(fyne.KeyEscape)
	if d.control.State().View != app.ViewCheck {
		t.Error("Esc does not lead back")
	}
	d.menu("leak.menu")
	if !row.tick.Checked {
		t.Error("the tick is gone")
	}
	d.press("leak.close")
	if con, _ := d.control.State().Selection(); con.Leak != nil || d.control.State().View != app.ViewCheck {
		t.Error("the list was not closed")
	}
}
