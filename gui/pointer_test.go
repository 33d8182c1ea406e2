package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
)

// scrollOf is the page that an object is on.
func (d *desk) scrollOf(o fyne.CanvasObject) *container.Scroll {
	d.t.Helper()
	s := kit.ScrollAround(d.canvas().Content(), o)
	if s == nil {
		d.t.Fatal("it is on no page")
	}
	return s
}

// cutOff scrolls so that the lower half of an object is below what is seen.
func (d *desk) cutOff(o fyne.CanvasObject) *container.Scroll {
	d.t.Helper()
	s := d.scrollOf(o)
	y, _ := kit.OffsetIn(s.Content, o)
	s.ScrollToOffset(fyne.NewPos(0, y+o.Size().Height/2-s.Size().Height))
	if s.Offset.Y < 0 {
		d.t.Fatal("the window is too high for this test")
	}
	return s
}

// TestPressedFieldStays: what is pressed at the edge stays under the pointer, where
// the press ends; else it loses the focus and what is typed. The first letter brings
// it into sight.
func TestPressedFieldStays(t *testing.T) {
	d := newDesk(t)
	d.resize(1180, 420)
	f := d.win.form.company
	d.canvas().Unfocus()
	page := d.cutOff(f)
	at := page.Offset.Y
	f.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	f.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	if page.Offset.Y != at || d.canvas().Focused() != fyne.Focusable(f) {
		t.Errorf("the page moved by %v; the focus is on %s", page.Offset.Y-at, d.nameOfFocus())
	}
	test.Type(f, "x")
	if f.Text != "x" || page.Offset.Y <= at {
		t.Errorf("%q was typed; the page is at %v, was at %v", f.Text, page.Offset.Y, at)
	}
	d.expectFocusInSight()

	d.canvas().Unfocus()
	at = d.cutOff(d.win.form.operation).Offset.Y
	d.win.form.operation.Tapped(&fyne.PointEvent{})
	if page.Offset.Y != at {
		t.Errorf("a choice moved the page by %v", page.Offset.Y-at)
	}
	kit.CloseTop(d.canvas())
	d.canvas().Unfocus()
	at = d.cutOff(d.win.form.keep).Offset.Y
	d.win.form.keep.Tapped(&fyne.PointEvent{})
	if page.Offset.Y != at {
		t.Errorf("a box moved the page by %v", page.Offset.Y-at)
	}
	d.canvas().Unfocus()
	d.cutOff(f)
	d.canvas().Focus(f)
	d.expectFocusInSight() // by keyboard it comes into sight at once
}

// wheelOn turns the wheel over an object, as the driver does: the innermost that
// scrolls gets it.
func wheelOn(o fyne.CanvasObject, dy float32) {
	var innermost fyne.Scrollable
	kittest.SeeEverywhere(o, func(s kittest.Sight) {
		if each, is := s.Object.(fyne.Scrollable); is && s.Object.Visible() {
			innermost = each
		}
	})
	innermost.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
}

// TestWheelGoesOnOverFields: the page scrolls also where a field, or a list that is
// at its end, is under the pointer.
func TestWheelGoesOnOverFields(t *testing.T) {
	d := newDesk(t)
	for range 12 {
		d.tell("full-access")
	}
	d.win.form.toOption(d.win.form.expires)
	d.resize(1180, 420)
	for name, f := range map[string]*kit.Field{"key": d.win.form.key, "company": d.win.form.company, "expiry": d.win.form.expires} {
		page := d.scrollOf(f)
		page.ScrollToTop()
		if wheelOn(f, -40); page.Offset.Y != 40 {
			t.Errorf("%s: the page is at %v", name, page.Offset.Y)
		}
		if wheelOn(f, 30); page.Offset.Y != 10 {
			t.Errorf("%s: the page is at %v", name, page.Offset.Y)
		}
	}
	d.win.details.open("ui.history.tab")
	history, is := d.win.details.now.(*historyTab)
	if !is {
		t.Fatalf("the tab is %T", d.win.details.now)
	}
	list := history.table
	page := d.scrollOf(list)
	page.ScrollToTop()
	wheelOn(list, -30)
	if list.List.GetScrollOffset() != 30 || page.Offset.Y != 0 {
		t.Errorf("a list that can scroll is at %v, its page at %v", list.List.GetScrollOffset(), page.Offset.Y)
	}
	list.List.ScrollToBottom()
	if wheelOn(list, -30); page.Offset.Y != 30 {
		t.Errorf("at the end of the list the page is at %v", page.Offset.Y)
	}
}

// TestTabsStayUnderThePointer: choosing another does not move them.
func TestTabsStayUnderThePointer(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.resize(1180, 700)
	tabs := d.win.details.tabs
	page := d.scrollOf(tabs)
	where := func() float32 {
		y, _ := kit.OffsetIn(page.Content, tabs)
		return y - page.Offset.Y
	}
	y, _ := kit.OffsetIn(page.Content, tabs)
	page.ScrollToOffset(fyne.NewPos(0, min(y-20, page.Content.Size().Height-page.Size().Height)))
	at := where()
	for range 2 {
		for i := range tabs.IDs {
			tabs.ChooseAt(i)
			if now := where(); now != at {
				t.Errorf("%s moves the tabs by %v", tabs.IDs[i], now-at)
			}
		}
	}
	d.tell("expired")
	if room := page.Content.Size().Height; page.Offset.Y > 0 && page.Offset.Y+page.Size().Height > room {
		t.Errorf("the page is at %v of %v", page.Offset.Y, room)
	}
}
