package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
)

// strike does what Fyne does when a key is struck that is a character too: the
// key goes to what has the focus, and the character to what has it then.
func (d *desk) strike(key fyne.KeyName, char rune) {
	d.t.Helper()
	d.key(key)
	d.canvas().Focused().TypedRune(char)
}

// TestSpaceStaysOnItsButton: Space on a button that leads to a field does not
// stand in that field then, and a space that is meant is typed.
func TestSpaceStaysOnItsButton(t *testing.T) {
	d := newDeskOf(t, "", "")
	d.canvas().Focus(d.win.views[app.ViewWelcome].(*welcome).ways[0])
	d.strike(fyne.KeySpace, ' ')
	if f := d.win.form.key; d.canvas().Focused() != f || f.Text != "" {
		t.Errorf("the focus is on %q, and the key field holds %q", d.nameOfFocus(), f.Text)
	}
	f := d.win.form.expires
	d.win.form.toOption(f)
	test.Type(f, "1")
	d.strike(fyne.KeySpace, ' ')
	test.Type(f, "Feb")
	if f.Text != "1 Feb" {
		t.Errorf("the field holds %q", f.Text)
	}
	d.canvas().Focus(d.win.form.company)
	d.strike(fyne.KeySpace, ' ')
	if got := d.win.form.company.Text; got != " " {
		t.Errorf("a space that was typed gave %q", got)
	}
}

// TestAnswerStaysInSight: what changes in the form above the answer, such as
// the key that went to the keychain, does not scroll back to the form.
func TestAnswerStaysInSight(t *testing.T) {
	d := newDesk(t)
	d.resize(800, 600)
	d.tell("full-access")
	page := d.win.panes.pages[len(d.win.panes.pages)-1]
	s := d.control.State()
	s.Key = app.KeyState{}
	d.win.show(s)
	top := d.win.answer.Position().Y - page.Scroll.Offset.Y
	if top < -slack || top > 600/2 {
		t.Errorf("the verdict is at %v", top)
	}
}

// TestFocusAfterTheMouse: Fyne takes the focus away where the mouse is pressed.
// Where something new begins, the focus is there.
func TestFocusAfterTheMouse(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1180, Height: 800}, {Width: 800, Height: 600}, {Width: 500, Height: 600}} {
		d := newDesk(t)
		d.resize(size.Width, size.Height)
		d.tell("full-access")
		d.canvas().Unfocus()
		test.Tap(d.win.form.replace)
		if got := d.nameOfFocus(); got != "I have the new key" {
			t.Errorf("at %v, after Replace, the focus is on %q", size, got)
		}
		d.expectFocusInSight()
		d.canvas().Unfocus()
		test.Tap(d.win.connections.add)
		if d.canvas().Focused() != d.win.form.key {
			t.Errorf("at %v, after New connection, the focus is on %q", size, d.nameOfFocus())
		}
		if s := d.win.panes.pages[len(d.win.panes.pages)-1].Scroll; s.Offset.Y != 0 {
			t.Errorf("at %v a new connection begins at %v", size, s.Offset.Y)
		}
		d.expectFocusInSight()
	}
}

// TestF1ShowsTheTitle also from far down in the answer.
func TestF1ShowsTheTitle(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1180, Height: 800}, {Width: 640, Height: 480}} {
		d := newDesk(t)
		d.resize(size.Width, size.Height)
		d.tell("full-access")
		page := d.win.panes.pages[len(d.win.panes.pages)-1]
		page.Scroll.ScrollToBottom()
		d.canvas().Unfocus()
		d.key(fyne.KeyF1)
		y, _ := kit.OffsetIn(page.Scroll.Content, d.win.guide.title)
		if top := y - page.Scroll.Offset.Y; top < 0 || top > size.Height/2 {
			t.Errorf("at %v the title is at %v", size, top)
		}
		d.expectFocusInSight()
	}
}

// TestBackFromTheGuideIsTheAnswer where it stands below the form.
func TestBackFromTheGuideIsTheAnswer(t *testing.T) {
	d := newDesk(t)
	d.resize(800, 600)
	d.tell("full-access")
	d.key(fyne.KeyF1)
	d.key(fyne.KeyEscape)
	page := d.win.panes.pages[len(d.win.panes.pages)-1]
	if top := d.win.answer.Position().Y - page.Scroll.Offset.Y; top < -slack || top > 600/4 {
		t.Errorf("the verdict is at %v", top)
	}
}
