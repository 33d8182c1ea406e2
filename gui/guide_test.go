package gui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/message"
)

// partOf is the part of the guide on the screen.
func (d *desk) partOf(at guide.Anchor) *guidePart {
	d.t.Helper()
	for _, step := range d.win.guide.steps {
		if step.step.ID == at.Step && step.parts[at.Part] != nil {
			return step.parts[at.Part]
		}
	}
	d.t.Fatalf("the guide has no part %s", at.ID())
	return nil
}

// expectPartInSight fails where a part cannot be seen without scrolling.
func (d *desk) expectPartInSight(at guide.Anchor) {
	d.t.Helper()
	root := d.partOf(at).root
	s := kit.ScrollAround(d.canvas().Content(), root)
	if s == nil || !kit.Contains(d.canvas().Content(), root) {
		d.t.Errorf("%s is not on the screen", at.ID())
		return
	}
	position := d.app.Driver().AbsolutePositionForObject
	top := position(root).Y - position(s).Y
	if top < -slack || top > s.Size().Height-2*kit.Space16 {
		d.t.Errorf("%s is at %.0f of %.0f", at.ID(), top, s.Size().Height)
	}
}

func TestFirstStart(t *testing.T) {
	d := newDeskOf(t, "", "")
	d.expectRead("Does your Pleo key work?", "I have a key from Production", "I have a key from Staging", "Show me how to get one", "Try it with a demo")
	d.expectNotRead("Check a key")
	if got := d.nameOfFocus(); got != "way I have a key from Production" || !d.marks["welcome"] {
		t.Errorf("the focus is on %q, marks %v", got, d.marks)
	}
	if order := d.order(); len(order) != 5 {
		t.Errorf("Tab goes %q", order)
	}
	d.key(fyne.KeyReturn) // what Tab came to last
}

func TestWaysInByKeyboard(t *testing.T) {
	for _, size := range windowSizes {
		for i, c := range []struct {
			focus string
			reads string
		}{
			{"key", "Live data: the real company."},
			{"key", "For Pleo's partners"},
			{"step Before you start", "You are an Admin or a Bookkeeper there"},
			{"Check key", "Everything here is made up"},
		} {
			d := newDeskOf(t, "", "")
			d.resize(size.Width, size.Height)
			d.canvas().Focus(d.win.views[app.ViewWelcome].(*welcome).ways[i])
			d.key(fyne.KeySpace)
			if got := d.nameOfFocus(); got != c.focus {
				t.Errorf("%v, way %d: the focus is on %q, want %q", size, i, got, c.focus)
			}
			d.expectFocusInSight()
			d.expectRead(c.reads, "Check a key")
			d.expectNotRead("I have a key")
			d.canvas().Unfocus() // as a menu opened by mouse does
			d.menu("welcome.menu")
			d.expectRead("I have a key")
			if got := d.nameOfFocus(); got != "way I have a key from Production" {
				t.Errorf("asked for again: the focus is on %q", got)
			}
			d.key(fyne.KeyEscape)
			d.expectRead("Check a key")
			if d.canvas().Focused() == nil {
				t.Error("Esc leaves nothing with the focus")
			}
		}
	}
}

func TestWelcomeFits(t *testing.T) {
	d := newDeskOf(t, "", "")
	everySize(t, d, func(_ *testing.T, where string) {
		d.expectAllSeen(where)
		if n := len(d.order()); n < 4 {
			d.t.Errorf("%s: Tab reaches %d", where, n)
		}
	})
}

// TestGuideFits unfolds every step at every size, and walks through it.
func TestGuideFits(t *testing.T) {
	d := newDeskOf(t, env.Staging, "")
	everySize(t, d, func(_ *testing.T, where string) {
		for _, s := range guide.Steps() {
			d.control.Guide.Open(guide.Anchor{Step: s.ID, Part: s.Parts[len(s.Parts)-1].ID})
			d.expectAllSeen(where + ", " + s.ID)
			d.expectFitted(where + ", " + s.ID)
		}
		d.order()
	})
}

// TestEveryPartIsReached opens the guide at each part.
func TestEveryPartIsReached(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 640, Height: 480}, {Width: 1180, Height: 800}} {
		d := newDesk(t)
		d.tell("expired")
		d.resize(size.Width, size.Height)
		for _, s := range guide.Steps() {
			for _, p := range s.Parts {
				at := guide.Anchor{Step: s.ID, Part: p.ID}
				d.control.Guide.Open(at)
				d.expectPartInSight(at)
				d.expectRead(d.words.Text("guide."+at.ID()+".text"), d.words.Text("guide.close"))
				if got, want := d.nameOfFocus(), "step "+d.words.Text("guide."+s.ID+".title"); got != want {
					t.Errorf("%v, %s: the focus is on %q", size, at.ID(), got)
				}
				d.control.Guide.Close()
			}
		}
	}
}

// TestShowMeHow leads from every finding to the part that solves it, and back.
func TestShowMeHow(t *testing.T) {
	d := newDesk(t)
	for _, f := range everyFinding(everyFact) {
		d.tell("expired")
		s := d.control.State()
		r := *s.Result
		r.Finding = f
		s.Result = &r
		d.win.show(s)
		d.press("guide.how")
		at := guide.For(f)
		if got := d.control.State().Guide.At; got != at {
			t.Errorf("%s %s leads to %s", f.Kind, f.Variant, got.ID())
		}
		d.expectPartInSight(at)
		d.expectNotRead("The answer")
		d.press("guide.close")
		if got := d.nameOfFocus(); got != "Show me how" {
			t.Errorf("back from %s the focus is on %q", at.ID(), got)
		}
		d.expectRead("The answer")
	}
}

// TestF1 opens the guide from everywhere, and Esc goes back.
func TestF1(t *testing.T) {
	d := newDesk(t)
	d.tell("other-company")
	stops := len(d.order())
	for i := range stops {
		d.canvas().Unfocus()
		for range i + 1 {
			d.canvas().FocusNext()
		}
		from := d.nameOfFocus()
		d.key(fyne.KeyF1)
		if !d.control.State().Guide.Open {
			t.Errorf("F1 on %s does nothing", from)
		}
		d.expectFocusInSight()
		d.key(fyne.KeyEscape)
		if d.control.State().GuideShown() {
			t.Errorf("Esc, after F1 on %s, does not go back", from)
		}
	}
	d.canvas().Unfocus()
	d.key(fyne.KeyF1)
	d.expectRead("Close the guide")
	d.key(fyne.KeyEscape)
	d.menu("ui.menu.about")
	d.key(fyne.KeyF1)
	if d.control.State().Guide.Open {
		t.Error("it opened behind a sheet")
	}
}

// TestEscInTheGuide works on each of its controls.
func TestEscInTheGuide(t *testing.T) {
	d := newDesk(t)
	d.tell("expired")
	for _, s := range guide.Steps() {
		d.control.Guide.Open(guide.Anchor{Step: s.ID})
		for i := range len(d.order()) {
			d.control.Guide.Open(guide.Anchor{Step: s.ID})
			d.canvas().Unfocus()
			for range i + 1 {
				d.canvas().FocusNext()
			}
			on := d.nameOfFocus()
			d.key(fyne.KeyEscape)
			if d.control.State().Guide.Open {
				t.Errorf("Esc on %s does not close the guide", on)
			}
		}
	}
}

func TestTicks(t *testing.T) {
	d := newDeskOf(t, env.Staging, "")
	d.control.Guide.Open(guide.Anchor{Step: guide.Before})
	for _, id := range []string{"web-app", "role", "api-keys"} {
		box := d.partOf(guide.Anchor{Step: guide.Before, Part: id}).tick
		if label := box.AccessibilityLabel(); !strings.Contains(label, ", not ticked, ") {
			t.Errorf("before: %q", label)
		}
		d.canvas().Focus(box)
		d.key(fyne.KeySpace)
		if label := box.AccessibilityLabel(); !strings.Contains(label, ", ticked, ") || !d.marks["guide.before."+id] {
			t.Errorf("after: %q, marks %v", label, d.marks)
		}
		if d.canvas().Focused() != fyne.Focusable(box) {
			t.Error("ticking moves the focus")
		}
	}
	if head := d.win.guide.steps[0].head; head.mark.status != guide.Done || head.line.Text != "Done" {
		t.Errorf("the step is %s, %q", head.mark.status, head.line.Text)
	}
	d.key(fyne.KeySpace)
	if d.win.guide.steps[0].head.mark.status != guide.Open || d.marks["guide.before.api-keys"] {
		t.Error("a tick cannot be taken away")
	}
}

// TestGuideFollowsTheCheck: the steps know what a check showed.
func TestGuideFollowsTheCheck(t *testing.T) {
	d := newDesk(t)
	states := func() string {
		var all string
		for _, s := range d.win.guide.steps {
			all += string(s.head.mark.status)[:1]
		}
		return all
	}
	if got := states(); got != "ooooo"+"ll" {
		t.Errorf("at the beginning: %s", got)
	}
	d.tell("read-only-employees")
	d.key(fyne.KeyF1)
	if got := states(); got[1:4] != "odd" {
		t.Errorf("after a check: %s", got)
	}
	d.menu("ui.menu.new")
	d.tell("other-company")
	d.key(fyne.KeyF1)
	if got := states(); got[2] != 'a' {
		t.Errorf("of another company: %s", got)
	}
	d.expectRead("This is where to look")
}

// TestGuideLinksLeadSomewhere: every page of Pleo's that the guide names has an
// address, and every reminder a place in the guide.
func TestGuideLinksLeadSomewhere(t *testing.T) {
	for _, s := range guide.Steps() {
		for _, p := range s.Parts {
			for _, id := range p.Pages {
				if pathOfPage(id) == "" {
					t.Errorf("%s.%s: no address of %s", s.ID, p.ID, id)
				}
			}
		}
	}
	for _, id := range message.Reminders() {
		if at := placeOf(id); !at.Exists() || at.Part == "" {
			t.Errorf("reminder %s leads to %q", id, at.ID())
		}
	}
	if len(places) != len(message.Reminders()) {
		t.Error("a place belongs to no reminder")
	}
}

func TestReminderIsReadAndPutAway(t *testing.T) {
	d := newDeskOf(t, env.Staging, "")
	d.expectRead("Treat this key like a password.")
	d.press("reminder.more")
	d.expectPartInSight(guide.At("safe.store"))
	d.press("reminder.read")
	d.expectNotRead("Treat this key like a password.", "Got it")
	if !d.marks["reminder.key"] || d.canvas().Focused() == nil {
		t.Errorf("marks %v, focus on %q", d.marks, d.nameOfFocus())
	}
	d.menu("ui.menu.reminders")
	d.expectRead("Treat this key like a password.", "Show all reminders again")
	d.press("reminder.again")
	d.expectRead("Treat this key like a password.")
	if d.marks["reminder.key"] {
		t.Error("it is still put away on disk")
	}
	d.menu("ui.menu.reminders")
	d.expectNotRead("Show all reminders again")
}

func TestEveryReminderFits(t *testing.T) {
	d := newDesk(t)
	everySize(t, d, func(_ *testing.T, where string) {
		for _, id := range message.Reminders() {
			title, text := d.words.Reminder(id)
			d.win.form.reminder.title.SetText(title)
			d.win.form.reminder.text.SetText(text)
			d.win.panes.refit()
			d.expectAllSeen(where + ", " + id)
		}
	})
}

// TestMemoryKeepsTheTab: the page of the details that was looked at last is
// shown again.
func TestMemoryKeepsTheTab(t *testing.T) {
	d := newDesk(t)
	var left Memory
	d.win.Remember(func(m Memory) { left = m })
	d.tell("full-access")
	i := slices.Index(d.win.details.tabs.IDs, "ui.details.technical")
	d.win.details.tabs.ChooseAt(i)
	d.close()
	if left.Tab != "ui.details.technical" {
		t.Fatalf("kept %+v", left)
	}
	again := newDeskLeft(t, english(t), env.Demo, "", left)
	again.tell("full-access")
	if got := again.win.details.now.name(); got != "ui.details.technical" {
		t.Errorf("shows %s", got)
	}
}
