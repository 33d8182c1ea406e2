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

// TestListDrawsWhatChanged: a step of a check draws nothing of the list, and a
// list that was read again only the connection that is another; those below make
// room where it grew.
func TestListDrawsWhatChanged(t *testing.T) {
	w, s := windowOf(t, manyConnections(40))
	const untouched = "untouched"
	entryAt := func(i int) *entry { return w.connections.entries[s.Connections[i].ID] }
	for i := range s.Connections {
		entryAt(i).name.Text = untouched
	}
	drawn := func() (ids []int) {
		for i := range s.Connections {
			if entryAt(i).name.Text != untouched {
				ids = append(ids, i)
				entryAt(i).name.Text = untouched
			}
		}
		return ids
	}
	page, list := w.panes.list.Scroll.Content, w.connections.list
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
	if grown := entryAt(8).Position().Y - before; grown == 0 || page.Size().Height-height != grown || list.Objects[8] != fyne.CanvasObject(entryAt(8)) {
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
	if got := entryAt(7).Position().Y; len(list.Objects) != 39 || got >= before {
		t.Errorf("after one was deleted there are %d, and what was at %v is at %v", len(list.Objects), before, got)
	}
	w.SetLook(kit.Light, 200)
	if got := page.Size().Height; got < height*1.5 {
		t.Errorf("at twice the size of text the list is %v high, and was %v", got, height)
	}
	s.Now = s.Now.AddDate(0, 0, 1)
	drawn()
	w.show(s)
	if got := drawn(); len(got) != len(s.Connections) {
		t.Errorf("on the next day only %d connections are drawn", len(got))
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
