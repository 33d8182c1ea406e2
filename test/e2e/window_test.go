//go:build e2e && linux

package e2e

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"pleokeycheck/test/screen"
)

// title is what the window manager knows the window by.
const title = "Key Check for Pleo"

// window is the program in a window. It is driven by keyboard wherever
// that does not mean to count tabs (see click).
type window struct {
	*process
	w      *world
	id     string
	log    string
	screen *screen.Screen // which reads it; nil where nobody is to (see unread)
}

// open starts the program and returns when its window is painted and has the
// keyboard.
func (w *world) open(args ...string) *window {
	w.t.Helper()
	if !w.unread {
		w.withReaders()
	}
	w.shots++
	log := fmt.Sprintf("app-%02d.log", w.shots)
	a := &window{w: w, log: filepath.Join(w.out, log)}
	w.t.Cleanup(a.assertQuiet) // after it ended
	a.process = w.start(log, "", nil, nil, w.binary, append([]string{"window"}, args...)...)
	w.t.Cleanup(func() {
		if w.t.Failed() && !a.ended() {
			a.picture("failed")
		}
	})
	w.eventually("the window has the keyboard", func() bool {
		a.assertRunning()
		// Of this process: another copy may be open.
		found := strings.Fields(w.run("", "xdotool", "search", "--all", "--onlyvisible", "--pid", strconv.Itoa(a.pid()), "--name", "^"+title+"$").stdout)
		if len(found) == 0 {
			return false
		}
		a.id = found[len(found)-1]
		return strings.TrimSpace(w.run("", "xdotool", "getwindowfocus").stdout) == a.id
	})
	if w.unread {
		w.eventually("the window is painted", a.painted)
		return a
	}
	a.screen = screen.Open(w.t, w.vars["DBUS_SESSION_BUS_ADDRESS"], title, a.pid())
	a.await("window that was painted", func(w *screen.Window) bool { return len(w.InSight()) > 1 })
	return a
}

// front brings the window before all others, and gives it the keyboard.
func (a *window) front() {
	a.w.t.Helper()
	a.assertRunning()
	a.w.eventually("the window is in front", func() bool {
		a.w.tool("", "xdotool", "windowactivate", "--sync", a.id)
		return strings.TrimSpace(a.w.run("", "xdotool", "getwindowfocus").stdout) == a.id
	})
}

func (a *window) assertRunning() {
	a.w.t.Helper()
	if a.ended() {
		a.w.t.Fatalf("the program ended by itself, with status %d: %s", a.cmd.ProcessState.ExitCode(), a.w.file(a.log))
	}
}

// complaint matches what Fyne and Go write when something is wrong: calls
// outside Fyne's thread, files it cannot reach, panics, races.
var complaint = regexp.MustCompile(`(?i)fyne error|panic|fatal error|DATA RACE|error in fyne call thread`)

// assertQuiet fails the test if the program complained.
func (a *window) assertQuiet() {
	a.w.t.Helper()
	if log := a.w.file(a.log); complaint.MatchString(log) {
		a.w.t.Errorf("the program complained:\n%s", log)
	}
}

// press presses keys, by the names of xdotool: "Tab", "ctrl+Return".
func (a *window) press(keys ...string) {
	a.w.t.Helper()
	a.assertRunning()
	a.w.tool("", "xdotool", append([]string{"key", "--delay", "25"}, keys...)...)
}

// menu chooses an item of the menu bar by keyboard, by where it stands: the menu from
// 0, the item from 1.
func (a *window) menu(menu, item int) {
	a.w.t.Helper()
	keys := append([]string{"F10"}, slices.Repeat([]string{"Right"}, menu)...)
	a.press(append(append(keys, slices.Repeat([]string{"Down"}, item)...), "Return")...)
}

// typed types text. It goes to xdotool by its standard input, as a key is no
// argument anywhere.
func (a *window) typed(text string) {
	a.w.t.Helper()
	a.assertRunning()
	a.w.tool(text, "xdotool", "type", "--delay", "10", "--file", "-")
}

// quit closes the window by keyboard; the program has to end well and soon.
func (a *window) quit() {
	a.w.t.Helper()
	a.press("ctrl+q")
	if status := a.wait(patience); status != 0 {
		a.w.t.Fatalf("the program ended with status %d: %s", status, a.w.file(a.log))
	}
}

// chooseDemo goes from the key field, which has the focus in a new form, to the
// environments, chooses the last one, and goes back.
func (a *window) chooseDemo() {
	a.w.t.Helper()
	a.press("shift+Tab", "End")
	a.waitFor(say(a.w.t, "ui.form.environment.demo"))
	a.press("Tab", "Tab") // beyond the demo keys
}

// fill types key and company ID, from the key field on.
func (a *window) fill(key, company string) {
	a.w.t.Helper()
	a.typed(key)
	a.press("Tab", "Tab") // beyond the button Paste
	a.typed(company)
	a.awaitTyped("ui.form.company", company)
}

// awaitTyped waits until a field holds what was typed: keys are on their way for a
// while, and a press over the bus would overtake them.
func (a *window) awaitTyped(id, text string) {
	a.w.t.Helper()
	if a.screen != nil {
		a.await("text in "+id, func(w *screen.Window) bool {
			c := w.Find(id)
			return c != nil && c.Text == text
		})
	}
}

// keepsDemo ticks that the key is to be kept, which of the demo is not done by itself.
func (a *window) keepsDemo() {
	a.w.t.Helper()
	if a.screen == nil {
		words, _, _ := strings.Cut(say(a.w.t, "ui.form.keep", "Keychain", "GNOME Keyring"), " (") // the rest is on the next line
		a.click(words)
		return
	}
	a.screen.Press("ui.form.keep")
	a.await("box that is ticked", func(w *screen.Window) bool {
		c := w.Find("ui.form.keep")
		return c != nil && c.Has("checked")
	})
}

// picture keeps a picture of the window.
func (a *window) picture(stage string) {
	a.w.t.Helper()
	a.w.shots++
	path := filepath.Join(a.w.out, fmt.Sprintf("%02d-%s.png", a.w.shots, stage))
	if !a.capture(path) {
		a.w.t.Errorf("no picture could be taken: %s", stage)
	}
}

// capture takes a picture of the window, without a date in it, so that equal
// pictures are equal files. On a busy machine a try may hang; there are three.
func (a *window) capture(path string, changes ...string) bool {
	a.w.t.Helper()
	args := append([]string{"-silent", "-window", a.id, "-strip", "-define", "png:exclude-chunks=date,time"}, changes...)
	for range 3 {
		if got, ok := a.w.runWithin(30*time.Second, "", "import", append(args, path)...); ok {
			return got.status == 0
		}
	}
	return false
}

// size is width and height of the window in pixels.
func (a *window) size() (width, height int) {
	a.w.t.Helper()
	for line := range strings.Lines(a.w.tool("", "xdotool", "getwindowgeometry", "--shell", a.id)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch name {
		case "WIDTH":
			width, _ = strconv.Atoi(value)
		case "HEIGHT":
			height, _ = strconv.Atoi(value)
		}
	}
	return width, height
}

// waitFor waits until the window shows all of these texts at once.
func (a *window) waitFor(texts ...string) {
	a.w.t.Helper()
	if a.screen == nil {
		a.waitForPainted(texts...)
		return
	}
	a.await(fmt.Sprintf("window that shows %q", texts), func(w *screen.Window) bool { return missing(said(w), texts) == "" })
}

// reads is all that the window shows now.
func (a *window) reads() string {
	a.w.t.Helper()
	if a.screen == nil {
		return a.readsPainted()
	}
	return said(a.screen.Read())
}
