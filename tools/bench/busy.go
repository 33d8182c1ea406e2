//go:build linux

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/exp/trace"
)

// frame is the time between two frames of a screen.
const frame = 16

// things are what people do with much that is saved and a long answer: what they
// are called in the table, and in bench/ui.
var things = []struct{ name, step string }{
	{"search in it", "search"},
	{"a letter", "type"},
	{"the tab Permissions", "tab=permissions"}, {"the tab Request", "tab=request"}, {"the tab History", "tab=history"}, {"the tab Answer", "tab=answer"},
	{"dark", "look=dark"}, {"light", "look=light"}, {"text of 200 %", "size"}, {"text of 100 %", "look=light"}, {"another language", "language=de"}, {"English", "language=en"},
	{"the settings", "menu=Settings…"}, {"close them", "close"}, {"the shortcuts", "menu=Keyboard shortcuts…"}, {"close them", "close"},
	{"all connections", "view=all"}, {"the history", "view=history"}, {"back", "view="}, {"another connection", "select"},
}

// busyRows measure how long the goroutine of the UI works at once.
func busyRows(s *setup) ([]row, error) {
	sc, err := s.newScreen()
	if err != nil {
		return nil, err
	}
	defer sc.close()
	full, _, err := s.configs()
	if err != nil {
		return nil, err
	}
	own, paint := map[string][]float64{}, map[string][]float64{}
	var names []string
	round := func(shape int, size string, bytes int, more bool) error {
		var sent atomic.Int64
		a, err := s.servePlain(listing(shapes[shape].make(bytes), &sent))
		if err != nil {
			return err
		}
		defer a.close()
		story := demoKey()
		w, err := s.openWindow(sc, "-base-url", a.url, "-key", story.Key, "-company-id", story.CompanyID, "-config", full)
		if err != nil {
			return err
		}
		defer func() {
			w.end()
			sc.blank(s)
		}()
		if _, err = sc.painted(s, spot{4, 32, 0xff0000}); err != nil {
			return err
		}
		if err = s.rest(settled / 4); err != nil {
			return err
		}
		do := func(name, step string) error {
			file := filepath.Join(s.dir, "trace")
			if _, err := w.do("busy " + file + " " + step); err != nil {
				return err
			}
			all, err := stretches(file)
			if err != nil {
				return err
			}
			var longest, longestPaint time.Duration
			for _, each := range all {
				longest, longestPaint = max(longest, each.own()), max(longestPaint, each.paint)
			}
			if own[name] == nil {
				names = append(names, name)
			}
			own[name], paint[name] = append(own[name], inMilliseconds(longest)), append(paint[name], inMilliseconds(longestPaint))
			return nil
		}
		if err := do("check, answer of "+size, "check"); err != nil || !more {
			return err
		}
		for i, t := range things {
			if i > 0 && t.name == "close them" {
				t.name = "close " + strings.TrimPrefix(things[i-1].name, "the ")
			}
			if err := do(t.name, t.step); err != nil {
				return fmt.Errorf("%s: %w", t.step, err)
			}
		}
		return nil
	}
	for range s.rounds {
		for shape := range shapes {
			if err := round(shape, "1 MiB, "+shapes[shape].name, 1<<20-64, false); err != nil {
				return nil, err
			}
		}
		if err := round(0, "2 KiB", 2<<10, false); err != nil {
			return nil, err
		}
		if err := round(0, "10 MiB, "+shapes[0].name, 10<<20-64, true); err != nil {
			return nil, err
		}
	}
	var rows []row
	for _, name := range names {
		r := below("UI goroutine at once: "+name, milliseconds, own[name], frame,
			"the longest that the goroutine of the UI worked before it waited again, in an execution trace, less what it painted, with 1000 connections and 10000 checks; from *a letter* on with an answer of 10 MiB; beside it the longest painting")
		r.peer = "painter: " + milliseconds(median(paint[name]))
		rows = append(rows, r)
	}
	return rows, nil
}

// stretch is how long the goroutine of the UI worked before it waited again, and
// how much of that was painting: the time between the first and the last thing that
// the trace has of what Fyne paints a window with. The first is written by bench/ui,
// whose first object Fyne looks at first; the others are the calls of the graphics
// library.
type stretch struct{ work, paint time.Duration }

// own is what the stretch took besides painting.
func (s stretch) own() time.Duration { return s.work - s.paint }

// painter is in the stack of whatever is painted.
const painter = ".repaintWindow"

// stretches reads them out of an execution trace. The goroutine of the UI is that
// which paints.
func stretches(path string) ([]stretch, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r, err := trace.NewReader(file)
	if err != nil {
		return nil, err
	}
	of := map[trace.GoID]*goroutine{}
	for {
		e, err := r.ReadEvent()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if g := of[e.Goroutine()]; g != nil && e.Kind() == trace.EventLog && inPainter(e.Stack()) {
			g.work(e.Time())
			g.paint()
		}
		if e.Kind() != trace.EventStateTransition || e.StateTransition().Resource.Kind != trace.ResourceGoroutine {
			continue
		}
		change := e.StateTransition()
		id := change.Resource.Goroutine()
		if of[id] == nil {
			of[id] = &goroutine{}
		}
		of[id].change(e, change)
	}
	var all []stretch
	for _, g := range of {
		if g.paints {
			all = append(all, g.all...)
		}
	}
	return all, nil
}

// goroutine is what is known of one while the trace is read.
type goroutine struct {
	all     []stretch
	paints  bool
	since   trace.Time // when it began to run; 0 while it does not
	now     stretch
	painted time.Duration // of the work, when something was painted last; 0 where nothing was
}

// work counts the time until now, if it runs.
func (g *goroutine) work(now trace.Time) {
	if g.since != 0 {
		g.now.work += now.Sub(g.since)
		g.since = now
	}
}

// paint counts the time since it painted something as painting.
func (g *goroutine) paint() {
	if g.paints = true; g.painted > 0 {
		g.now.paint += g.now.work - g.painted
	}
	g.painted = g.now.work
}

func (g *goroutine) change(e trace.Event, change trace.StateTransition) {
	g.work(e.Time())
	_, to := change.Goroutine()
	if to == trace.GoSyscall && inPainter(e.Stack()) {
		g.paint()
	}
	g.since = 0
	switch to {
	case trace.GoRunning, trace.GoSyscall:
		g.since = e.Time()
	case trace.GoWaiting, trace.GoNotExist:
		g.all = append(g.all, g.now)
		g.now, g.painted = stretch{}, 0
	}
}

func inPainter(s trace.Stack) bool {
	for f := range s.Frames() {
		if strings.Contains(f.Func, painter) {
			return true
		}
	}
	return false
}
