package gui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
)

// nameOfFocus names what has the focus, for comparing an order.
func (d *desk) nameOfFocus() string {
	f := d.win.form
	switch o := d.canvas().Focused().(type) {
	case nil:
		return "nothing"
	case *kit.Button:
		return o.Text
	case *entry:
		if o.box {
			return "box " + o.name.Text
		}
		return "entry " + o.name.Text
	case *fold:
		return "step " + o.name.Text
	case *kit.PressableCard:
		if o.AccessibilityRole() == fyne.AccessibleRoleLink {
			return o.AccessibilityLabel()
		}
		title, _, _ := strings.Cut(o.AccessibilityLabel(), ", ")
		return "way " + title
	case *kit.Segments:
		if o == f.environment {
			return "environment"
		}
		return "tabs"
	case *kit.Select:
		switch o {
		case f.story:
			return "demo key"
		case f.operation:
			return "operation"
		}
		return "exchange"
	case *kit.Field:
		switch o {
		case f.key:
			return "key"
		case f.company:
			return "company"
		case f.expires:
			return "expiry"
		}
		return "search"
	case *kit.Checkbox:
		return "keep"
	case fyne.CanvasObject:
		if kit.Contains(d.viewer().Root, o) {
			return "body"
		}
	}
	return "something else"
}

// order walks once around the window, from the first to the last.
func (d *desk) order() []string {
	d.t.Helper()
	d.canvas().Unfocus()
	var names []string
	var first fyne.Focusable
	for range 100 {
		d.canvas().FocusNext()
		now := d.canvas().Focused()
		if now == first || now == nil {
			return names
		}
		if first == nil {
			first = now
		}
		names = append(names, d.nameOfFocus())
		d.expectFocusInSight()
	}
	d.t.Fatalf("Tab never comes around: %q", names)
	return nil
}

// expectFocusInSight fails where the focus cannot be seen: on nothing, on what
// is hidden, or scrolled out of its page.
func (d *desk) expectFocusInSight() {
	d.t.Helper()
	focused, ok := d.canvas().Focused().(fyne.CanvasObject)
	if !ok {
		d.t.Error("nothing has the focus")
		return
	}
	found := false
	for _, root := range d.roots() {
		kittest.See(root, func(s kittest.Sight) {
			if s.Object != focused {
				return
			}
			found = true
			if size := focused.Size(); size.Width < 1 || size.Height < 1 {
				d.t.Errorf("%q has the focus and a size of %v", d.nameOfFocus(), size)
			}
			at := fyne.Position{}
			for _, o := range s.Path {
				at = at.Add(o.Position())
				page, ok := o.(*container.Scroll)
				if !ok || page.Size().Height < 40 {
					continue
				}
				top, bottom := s.At.Y-at.Y, s.At.Y-at.Y+focused.Size().Height
				fits := focused.Size().Height <= page.Size().Height
				if fits && (top < -slack || bottom > page.Size().Height+slack) || !fits && (top < -slack || top > page.Size().Height-slack) {
					d.t.Errorf("%q has the focus out of sight, at %.0f to %.0f of %.0f", d.nameOfFocus(), top, bottom, page.Size().Height)
				}
			}
		})
	}
	if !found {
		d.t.Errorf("%q (%T) has the focus and is hidden", d.nameOfFocus(), focused)
	}
}

func TestTabOrder(t *testing.T) {
	newForm := []string{"+ New connection", "Guide", "environment", "demo key", "key", "Paste", "company", "Get it from the key", "Check key", "keep", "More options: test request, expiry date", "More about this", "Got it"}
	guide := []string{"step Before you start", "step Create the key in Pleo", "step Make the first request", "Pleo's page: The workflow, from key to first request",
		"step Read the result", "step What comes next", "step When something is in the way", "step Keep the key safe"}
	share := []string{"Copy a report", "Save a report", "Copy as cURL"}
	list := []string{"tabs", "search", "body", "Open row", "Copy cell", "Copy rows", "Save as a table…"}
	object := []string{"tabs", "search", "body", "Copy cell", "Copy rows", "Save as a table…"}
	text := []string{"tabs", "search", "body", "Show original", "Collapse all", "Copy value", "Copy path", "Save to file…"}
	for name, c := range map[string]struct {
		environment string
		do          func(d *desk)
		want        []string
	}{
		"demo":    {env.Demo, func(*desk) {}, slices.Concat(newForm, guide)},
		"staging": {env.Staging, func(*desk) {}, slices.Concat(newForm[:3], newForm[4:], guide)},
		"saved": {env.Demo, func(d *desk) { d.tell("full-access") }, slices.Concat([]string{"entry Nordhavn Bageri ApS", "+ New connection", "Guide",
			"Replace", "Forget", "If it has leaked", "company", "Get it from the key", "Check key", "More options: test request, expiry date", "More about this", "Got it",
			"Copy", "Show me how", "Note the expiry date"}, share, []string{"tabs", "exchange", "Next page", "Show for this answer"}, list)},
		"as text": {env.Demo, func(d *desk) { d.tell("full-access"); d.asText() }, slices.Concat([]string{"entry Nordhavn Bageri ApS", "+ New connection", "Guide",
			"Replace", "Forget", "If it has leaked", "company", "Get it from the key", "Check key", "More options: test request, expiry date", "More about this", "Got it",
			"Copy", "Show me how", "Note the expiry date"}, share, []string{"tabs", "exchange", "Next page", "Show for this answer"}, text)},
		"another company": {env.Demo, func(d *desk) { d.tell("other-company") }, slices.Concat(newForm, []string{"Copy", "Use the key's company", "Show me how"}, share, []string{"tabs"}, object)},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskOf(t, c.environment, "")
			c.do(d)
			if got := d.order(); !slices.Equal(got, c.want) {
				t.Errorf("Tab goes\n%q, want\n%q", got, c.want)
			}
		})
	}
}

// TestTabBackwards goes the same way back.
func TestTabBackwards(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	forth := d.order()
	d.canvas().Unfocus()
	var back []string
	for range forth {
		d.canvas().FocusPrevious()
		back = append(back, d.nameOfFocus())
		d.expectFocusInSight()
	}
	slices.Reverse(back)
	if !slices.Equal(forth, back) {
		t.Errorf("forth %q, back %q", forth, back)
	}
}

// TestFocusIsNeverOutOfSight walks through every arrangement.
func TestFocusIsNeverOutOfSight(t *testing.T) {
	for _, story := range []string{"full-access", "other-company", "rate-limited", "html"} {
		d := newDesk(t)
		d.tell(story)
		everySize(t, d, func(_ *testing.T, where string) {
			if n := len(d.order()); n < 8 {
				d.t.Errorf("%s: Tab reaches only %d", where, n)
			}
		})
		d.t = t
	}
}

// TestEveryStopShowsItsFocus looks for the ring.
func TestEveryStopShowsItsFocus(t *testing.T) {
	d := newDesk(t)
	d.tell("other-company")
	rings := func() int {
		n := 0
		kittest.See(d.canvas().Content(), func(s kittest.Sight) {
			if r, ok := s.Object.(*canvas.Rectangle); ok && r.StrokeWidth > 0 &&
				(r.StrokeColor == kit.Color(theme.ColorNamePrimary) || r.StrokeColor == kit.Color(theme.ColorNameForeground)) {
				n++
			}
		})
		return n
	}
	d.canvas().Unfocus()
	without := rings()
	for range len(d.order()) {
		d.canvas().FocusNext()
		if got := rings(); got != without+1 {
			t.Errorf("%q has the focus and shows %d rings, %d without", d.nameOfFocus(), got, without)
		}
	}
}

func TestKeysPressButtons(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter} {
		pressed := 0
		b := kit.NewButton("Press", kit.Primary, func() { pressed++ })
		b.TypedKey(&fyne.KeyEvent{Name: key})
		b.Disable()
		b.TypedKey(&fyne.KeyEvent{Name: key})
		b.Tapped(nil)
		if pressed != 1 {
			t.Errorf("%s pressed %d times, want once", key, pressed)
		}
	}
}

func TestArrowsMoveSegments(t *testing.T) {
	d := newDeskOf(t, env.Staging, "")
	d.canvas().Focus(d.win.form.environment)
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, env.Demo}, {fyne.KeyDown, env.Demo}, {fyne.KeyLeft, env.Staging}, {fyne.KeyUp, env.Production},
		{fyne.KeyLeft, env.Production}, {fyne.KeyDown, env.Staging}, {fyne.KeyEnd, env.Demo}, {fyne.KeyHome, env.Production},
	} {
		d.key(step.key)
		if got := d.control.State().Environment; got != step.want {
			t.Errorf("after %s: %s, want %s", step.key, got, step.want)
		}
		if got := d.nameOfFocus(); got != "environment" {
			t.Errorf("after %s the focus is on %s", step.key, got)
		}
	}
}

// TestEscCancels presses Esc on everything that can have the focus while a
// check runs, also on what had it when the check began.
func TestEscCancels(t *testing.T) {
	d := newDesk(t)
	d.tell("other-company")
	d.check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		r := check.Unstarted(in, check.Finding{Kind: check.KeyRejected}, o.Now())
		if ctx.Err() != nil {
			r.Finding.Kind, r.Verdict = check.Cancelled, check.Stopped
		}
		return r
	}
	d.held = true
	stops := 1
	for i := 0; i < stops; i++ {
		d.win.form.press()
		if d.nameOfFocus() == "nothing" {
			t.Fatal("nothing has the focus while the check runs")
		}
		stops = len(d.order())
		d.canvas().Unfocus()
		for range i + 1 {
			d.canvas().FocusNext()
		}
		on := d.nameOfFocus()
		d.key(fyne.KeyEscape)
		d.run()
		if got := d.control.State().Result; got == nil || got.Verdict != check.Stopped {
			t.Errorf("Esc on %s did not cancel the check", on)
		}
	}
	if stops < 8 {
		t.Errorf("Tab reached only %d while a check ran", stops)
	}
	d.win.form.press()
	d.canvas().Unfocus()
	d.key(fyne.KeyEscape)
	d.run()
	if got := d.control.State().Result; got.Verdict != check.Stopped {
		t.Error("Esc with the focus on nothing did not cancel the check")
	}
}

// TestFocusAfterEveryAction starts each action by keyboard from every place and
// looks where the focus is afterwards.
func TestFocusAfterEveryAction(t *testing.T) {
	actions := map[string]func(d *desk){
		"check":   func(d *desk) { d.menu("ui.menu.run") },
		"new":     func(d *desk) { d.menu("ui.menu.new") },
		"replace": func(d *desk) { d.control.Rotation.Begin() },
		"forget":  func(d *desk) { d.control.Connections.Forget(d.control.State().Selected) },
		"delete":  func(d *desk) { d.control.Connections.Delete(d.control.State().Selected) },
		"find":    func(d *desk) { d.menu("ui.menu.find") },
	}
	for name, action := range actions {
		t.Run(name, func(t *testing.T) {
			for i := range 17 { // the stops of TestTabOrder
				if i%min(sample, 4) != 0 {
					continue
				}
				d := newDesk(t)
				d.tell("full-access")
				d.canvas().Unfocus()
				for range i + 1 {
					d.canvas().FocusNext()
				}
				from := d.nameOfFocus()
				action(d)
				if d.nameOfFocus() == "nothing" {
					t.Errorf("from %s: nothing has the focus", from)
				}
				d.expectFocusInSight()
				if t.Failed() {
					t.Fatalf("from %s", from)
				}
			}
		})
	}
}

func TestFoldedListByKeyboard(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.resize(600, 700)
	open := d.button("Connections")
	d.canvas().Focus(open)
	d.key(fyne.KeySpace)
	if got := d.nameOfFocus(); got != "entry Nordhavn Bageri ApS" {
		t.Fatalf("the focus is on %q in the list", got)
	}
	d.key(fyne.KeyEscape)
	if n := len(d.canvas().Overlays().List()); n != 0 || d.canvas().Focused() != open {
		t.Fatalf("Esc left %d lists open, and the focus on %q", n, d.nameOfFocus())
	}
	d.key(fyne.KeySpace)
	d.canvas().FocusNext()
	d.key(fyne.KeyReturn) // a new connection
	if n := len(d.canvas().Overlays().List()); n != 0 {
		t.Errorf("%d lists are still open", n)
	}
	if d.control.State().Selected != "" {
		t.Error("the form is not a new connection's")
	}
}

// TestF6GoesThroughTheParts of the window, from wherever the focus is.
func TestF6GoesThroughTheParts(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	go6 := func(want ...string) {
		t.Helper()
		for _, name := range want {
			d.key(fyne.KeyF6)
			if got := d.nameOfFocus(); got != name {
				t.Errorf("F6 leads to %q, want %q", got, name)
			}
			d.expectFocusInSight()
		}
	}
	go6("Copy", "entry Nordhavn Bageri ApS", "Check key", "Copy")
	d.resize(500, 600) // the list is folded
	go6("Check key", "Copy")
	d.resize(1180, 800)
	d.menu("ui.menu.history")
	go6("entry Nordhavn Bageri ApS")
	d.key(fyne.KeyF6)
	if v := d.win.views[app.ViewHistory].content(); !kit.Contains(v, d.canvas().Focused().(fyne.CanvasObject)) {
		t.Errorf("F6 leads to %q, out of the view", d.nameOfFocus())
	}
	d.menu("ui.menu.about")
	before := d.canvas().Focused()
	d.key(fyne.KeyF6)
	if d.canvas().Focused() != before {
		t.Error("F6 goes behind a sheet")
	}
}
