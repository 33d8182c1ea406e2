package gui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
)

// manyConnections are so many saved connections, checked once.
func manyConnections(n int) []connection.Connection {
	at := time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)
	all := make([]connection.Connection, n)
	for i := range all {
		all[i] = connection.Connection{
			ID: fmt.Sprintf("%08d-0000-4000-8000-000000000000", i), Name: fmt.Sprintf("Connection %04d of a bookkeeper", i), Environment: env.Staging,
			KeyKept: true, KeyHint: "0001", LastCheck: &connection.Summary{At: at, Verdict: string(check.Working)},
		}
	}
	return all
}

// windowOf is the window over a state that shows these connections.
func windowOf(t testing.TB, all []connection.Connection) (*Window, app.State) {
	a := test.NewTempApp(t)
	w := New(a, english(t), About{}, nil, Memory{}, func(show func(app.State)) *app.Controller {
		return app.New(app.Deps{Show: show, Now: time.Now, Go: func(func()) {}, UI: func(func()) {}})
	})
	t.Cleanup(w.window.Close)
	s := w.control.State()
	s.Connections, s.Selected, s.Now = all, all[0].ID, time.Now()
	w.show(s)
	w.window.Resize(fyne.NewSize(firstWidth, firstHeight))
	return w, s
}

// made are the entries of the list that exist, in their order.
func (v *connections) made() (all []*entry) {
	for _, o := range v.list.Root.Objects {
		all = append(all, o.(*entry))
	}
	return all
}

// TestListDrawsWhatChanged: a step of a check draws nothing of the list, and a
// list that was read again only the connection that is another; those below make
// room where it grew.
func TestListDrawsWhatChanged(t *testing.T) {
	w, s := windowOf(t, manyConnections(40))
	const untouched = "untouched"
	entryAt := func(i int) *entry { return w.connections.list.Made(s.Connections[i].ID).(*entry) }
	for _, e := range w.connections.made() {
		e.name.Text = untouched
	}
	drawn := func() (numbers []int) {
		for _, e := range w.connections.made() {
			if e.name.Text != untouched {
				numbers = append(numbers, e.at-1)
				e.name.Text = untouched
			}
		}
		return numbers
	}
	page := w.panes.list.Scroll.Content
	height, before := page.Size().Height, entryAt(8).Position().Y

	s.Activity, s.Steps = app.Checking, []check.Step{{Name: check.StepConnect, Status: check.Running}}
	w.show(s)
	if got := drawn(); got != nil {
		t.Errorf("a step draws the connections %v", got)
	}
	s.Connections = slices.Clone(s.Connections)
	s.Connections[7].LastCheck = &connection.Summary{At: s.Now, Verdict: string(check.Inconclusive)}
	s.Connections[7].Name = strings.Repeat("A name that takes several lines. ", 4)
	w.show(s)
	if got := drawn(); !slices.Equal(got, []int{7}) {
		t.Errorf("one is another, and the connections %v are drawn", got)
	}
	if grown := entryAt(8).Position().Y - before; grown <= 0 || page.Size().Height-height != grown {
		t.Errorf("what is below moved by %v, and the list grew by %v", grown, page.Size().Height-height)
	}

	before = entryAt(8).Position().Y
	s.Selected = s.Connections[3].ID
	w.show(s)
	if got := drawn(); !slices.Equal(got, []int{0, 3}) {
		t.Errorf("another is chosen, and the connections %v are drawn", got)
	}
	s.Connections = slices.Delete(slices.Clone(s.Connections), 0, 1)
	w.show(s)
	if got := entryAt(7).Position().Y; got >= before || entryAt(7).of != 39 {
		t.Errorf("after one was deleted, of %d, what was at %v is at %v", entryAt(7).of, before, got)
	}
	w.SetLook(kit.Light, 200)
	if got := page.Size().Height; got < height*1.5 {
		t.Errorf("at twice the size of text the list is %v high, and was %v", got, height)
	}
	s.Now = s.Now.AddDate(0, 0, 1)
	drawn()
	w.show(s)
	if got := drawn(); len(got) != len(w.connections.made()) {
		t.Errorf("on the next day only %d connections are drawn", len(got))
	}
}

// TestListHoldsWhatIsSeen: of a thousand connections only those exist that are
// seen, wherever the list is scrolled to, each in its place; those that were there
// show other connections, and what is known of them.
func TestListHoldsWhatIsSeen(t *testing.T) {
	all := manyConnections(1000)
	for i := 0; i < len(all); i += 3 {
		all[i].Name = strings.Repeat("A name that takes several lines. ", 1+i%4)
	}
	w, s := windowOf(t, all)
	scroll := w.panes.list.Scroll
	const most = 24
	known := map[*entry]bool{}
	seen := func(where string) (first, last int) {
		t.Helper()
		made := w.connections.made()
		if len(made) > most {
			t.Errorf("%s: %d entries exist", where, len(made))
		}
		var end float32
		for i, e := range made {
			known[e] = true
			if i == 0 || e.at == made[i-1].at+1 {
				if i > 0 && e.Position().Y != end+kit.Space4 {
					t.Errorf("%s: entry %d is at %v, the one before ends at %v", where, e.at, e.Position().Y, end)
				}
			}
			end = e.Position().Y + e.Size().Height
			if e.name.Text != all[e.at-1].Name || e.facts.con.ID != all[e.at-1].ID {
				t.Errorf("%s: entry %d shows %q", where, e.at, e.name.Text)
			}
			at, _ := kit.OffsetIn(scroll.Content, e)
			if at-scroll.Offset.Y < scroll.Size().Height && at+e.Size().Height > scroll.Offset.Y {
				if first == 0 {
					first = e.at
				}
				last = e.at
			}
		}
		return first, last
	}
	if first, last := seen("at the top"); first != 1 || last < 8 {
		t.Errorf("at the top %d to %d are seen", first, last)
	}
	before := 0
	for range 60 {
		scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -300}})
		if first, _ := seen("on the way down"); first <= before {
			t.Fatalf("scrolled down from %d to %d", before, first)
		} else {
			before = first
		}
	}
	w.panes.list.ScrollTo(scroll.Content.Size().Height - scroll.Size().Height)
	if _, last := seen("near the end"); last < 900 {
		t.Errorf("near the end %d is the last", last)
	}
	// What is above was never seen, and is of another height than it counted for.
	for range 20 {
		top, _ := seen("on the way up")
		e := w.connections.list.Made(all[top+1].ID).(*entry)
		at := func() float32 { y, _ := kit.OffsetIn(scroll.Content, e); return y - scroll.Offset.Y }
		was := at()
		scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 100}})
		if now := at(); e.at != top+2 || now-was < 99 || now-was > 101 {
			t.Errorf("scrolled up by 100, and %d moved by %v", top+2, now-was)
		}
	}
	if len(known) > most+1 {
		t.Errorf("%d entries were made", len(known))
	}
	s.Connections = all[:3]
	w.show(s)
	if first, last := seen("of three"); first != 1 || last != 3 || scroll.Offset.Y != 0 {
		t.Errorf("of three %d to %d are seen, scrolled by %v", first, last, scroll.Offset.Y)
	}
}

// TestListKeepsTheFocus: the entry with the focus stays while others are scrolled
// to, and is not another connection when its own is gone; the keys of a list walk
// through all, and F6 finds the chosen one.
func TestListKeepsTheFocus(t *testing.T) {
	all := manyConnections(1000)
	w, s := windowOf(t, all)
	c := w.window.Canvas()
	focused := func() *entry { e, _ := c.Focused().(*entry); return e }
	c.Focus(w.connections.entryOf(all[1].ID))
	scroll := w.panes.list.Scroll
	scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -9000}})
	if e := focused(); e == nil || e.at != 2 || !kit.Contains(c.Content(), e) {
		t.Fatalf("after scrolling the focus is on %+v", e)
	}
	for _, step := range []struct {
		key fyne.KeyName
		at  int
	}{{fyne.KeyDown, 3}, {fyne.KeyUp, 2}, {fyne.KeyUp, 1}, {fyne.KeyUp, 1}, {fyne.KeyEnd, 1000}, {fyne.KeyDown, 1000}, {fyne.KeyHome, 1}} {
		focused().TypedKey(&fyne.KeyEvent{Name: step.key})
		if e := focused(); e == nil || e.at != step.at || !kit.FocusInSight(c) {
			t.Fatalf("%s leads to %+v", step.key, e)
		}
	}
	focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if e := focused(); e.at < 6 || e.at > 30 || !kit.FocusInSight(c) {
		t.Errorf("a page down is entry %d", e.at)
	}
	c.Focus(w.connections.entryOf(all[0].ID))
	for i := range 100 {
		c.FocusNext()
		if e := focused(); e == nil || e.at != i+2 || !kit.FocusInSight(c) {
			t.Fatalf("Tab leads from %d to %+v", i+1, e)
		}
	}
	gone := focused()
	s.Connections = slices.Delete(slices.Clone(all), 100, 101)
	w.show(s)
	if e := focused(); e == gone || kit.Contains(c.Content(), gone) {
		t.Errorf("the focus stays on a connection that is gone")
	}
	s.Selected = all[900].ID
	w.show(s)
	c.Focus(w.form.key)
	for range 3 { // parts of the window, of which the list is one
		if w.nextPart(); focused() != nil {
			break
		}
	}
	if e := focused(); e == nil || e.at != 900 || !kit.FocusInSight(c) {
		t.Errorf("F6 leads to %+v", e)
	}
}

// BenchmarkShow is what the window costs on the goroutine of the screen beside a
// list of connections: at a step of a check, and when the list was read again
// and one of them is another.
func BenchmarkShow(b *testing.B) {
	for _, n := range []int{1, 1000} {
		b.Run(fmt.Sprintf("step/%d", n), func(b *testing.B) {
			w, s := windowOf(b, manyConnections(n))
			s.Activity = app.Checking
			for i := 0; b.Loop(); i++ {
				s.Steps = []check.Step{{Name: check.StepConnect, Status: check.Running, Duration: time.Duration(i) * time.Millisecond}}
				w.show(s)
			}
		})
		b.Run(fmt.Sprintf("read/%d", n), func(b *testing.B) {
			w, s := windowOf(b, manyConnections(n))
			for i := 0; b.Loop(); i++ {
				s.Connections = slices.Clone(s.Connections)
				s.Connections[0].LastCheck = &connection.Summary{At: s.Now.Add(time.Duration(i) * time.Minute), Verdict: string(check.Failed)}
				w.show(s)
			}
		})
	}
}
