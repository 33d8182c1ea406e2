//go:build e2e && linux

package e2e

import (
	"slices"
	"strings"

	"pleokeycheck/test/screen"
)

// withReaders adds the accessibility bus, and a session bus for it, where they are
// not there yet.
func (w *world) withReaders() {
	w.t.Helper()
	if w.readers != nil {
		return
	}
	if w.bus == nil {
		w.withBus()
	}
	w.vars["GSETTINGS_BACKEND"] = "memory" // where it keeps that somebody reads
	w.readers = w.start("a11y.log", "", nil, nil, "/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
}

// withoutReaders has nobody read what the program says: its window is looked at
// in pictures.
func (w *world) withoutReaders() *world {
	w.unread = true
	return w
}

// await waits until the window says what it should.
func (a *window) await(what string, there func(w *screen.Window) bool) {
	a.w.t.Helper()
	a.screen.Await(what, func(w *screen.Window) bool {
		a.assertRunning()
		return there(w)
	})
}

// pressWhenReady presses, by keyboard, the control that gets the focus and can be
// pressed once what it is for is prepared.
func (a *window) pressWhenReady(id string) {
	a.w.t.Helper()
	a.await(id, func(w *screen.Window) bool {
		c := w.Find(id)
		return c != nil && c.Has("focused") && c.Has("enabled")
	})
	a.press("space")
}

// said is all that a window says of what is in sight.
func said(w *screen.Window) string {
	var all []string
	for _, c := range w.InSight() {
		all = append(all, c.Words())
	}
	return strings.Join(all, "\n")
}

// containers say what is in them, which says it too.
var containers = []string{"frame", "dialog", "panel", "form", "list", "scroll pane", "page tab list", "table", "menu bar", "combo box"}

// saidPlaces finds a text in what is in sight, from top to bottom, as places does
// on a picture: of controls in each other the innermost that says it.
func (a *window) saidPlaces(w *screen.Window, text string) []word {
	a.w.t.Helper()
	var found []word
	least := 0 // depth from the last that was found on: what has less is around that
	for _, c := range slices.Backward(w.InSight()) {
		around := c.Depth < least
		least = min(least, c.Depth)
		if around || !says(c, text) {
			continue
		}
		if at, there := a.screen.Place(c); there {
			found = append(found, word{line: c.ID, text: text, left: at.Min.X, top: at.Min.Y, width: at.Dx(), height: at.Dy()})
		}
		least = c.Depth
	}
	sortPlaces(found)
	return found
}

// says reports whether a control has the words of a text in its own.
func says(c *screen.Control, text string) bool {
	if slices.Contains(containers, c.Role) {
		return false
	}
	for line := range strings.Lines(c.Words() + "\n" + strings.ReplaceAll(c.Words(), keychainName, "")) {
		var all []word
		for _, each := range strings.Fields(line) {
			all = append(all, word{text: each})
		}
		if len(places(all, text)) > 0 {
			return true
		}
	}
	return false
}
