//go:build e2e && linux

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestRest: a window in which nothing happens paints nothing, on any screen. A
// screen that asks to be drawn anew whenever it was drawn looks right, and takes
// all processors for it.
func TestRest(t *testing.T) {
	w := newWorld(t).withoutReaders().withScreen().withKeychain()
	w.keep(w.story("full-access").kept(1, "Bakery"), w.story("expired").kept(2, "Cellar"))
	a := w.open("--env", "demo", "--story", "full-access")
	a.resize(tallWidth, 1000)
	a.rests("start")
	a.keepsDemo()
	a.press("ctrl+Return")
	a.waitFor(say(t, "finding.ok.title"))
	a.rests("answer")
	a.press("ctrl+f")
	a.typed("name")
	a.waitFor(say(t, "ui.viewer.next"))
	a.rests("search")
	a.menu(1, 4) // what the key may do
	a.waitFor(say(t, "permissions.reads"), say(t, "ui.permissions.again"))
	a.rests("permissions")
	a.press("Right") // of the tabs
	a.waitFor(say(t, "ui.history.pick"))
	a.rests("past")
	a.press("Right")
	a.waitFor(say(t, "ui.details.request-id"))
	a.rests("technical")
	a.press("F1")
	a.waitFor(say(t, "guide.title"))
	a.rests("guide")
	a.press("ctrl+comma")
	a.waitFor(say(t, "ui.settings.title"))
	a.rests("settings")
	a.press("Escape", "ctrl+h")
	a.waitFor(say(t, "ui.history.filter"))
	a.rests("history")
	a.press("ctrl+shift+Return")
	a.waitFor(sayCount(t, "ui.all.sum.works", 1), sayCount(t, "ui.all.sum.failed", 1))
	a.rests("all")
	a.quit()
}

// rests waits until nothing is painted between two looks at the window.
func (a *window) rests(where string) {
	a.w.t.Helper()
	before, looked := a.painting(), 0
	a.w.eventually("the window rests: "+where, func() bool {
		if looked++; looked%20 != 0 { // a look each second: of them there are 20
			return false
		}
		now := a.painting()
		still := now == before
		before = now
		return still
	})
}

// painting is how much the program painted so far: the time that the threads
// took that do what a graphics card would, in ticks. The screen of the tests
// has no such card, whatever the computer has.
func (a *window) painting() int {
	a.w.t.Helper()
	a.assertRunning()
	stats, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", a.pid()))
	must(a.w.t, err)
	ticks, threads := 0, 0
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it ended
		}
		_, after, ok := strings.Cut(string(text), "(llvmpipe-")
		if !ok {
			continue
		}
		threads++
		_, after, _ = strings.Cut(after, ") ")
		for _, field := range strings.Fields(after)[11:13] { // utime, stime
			n, err := strconv.Atoi(field)
			must(a.w.t, err)
			ticks += n
		}
	}
	if threads == 0 {
		a.w.t.Skip("one processor: the program paints in the thread that does all else")
	}
	return ticks
}
