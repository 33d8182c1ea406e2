//go:build e2e && linux

package e2e

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// orca is Orca, which reads a window, and the story of what was pressed and what
// would have been spoken.
type orca struct {
	*process
	a     *window
	lines chan string // of its debug file
	story strings.Builder
}

// withOrca starts Orca. Its messages are in the language of the world.
func (w *world) withOrca() *orca {
	w.t.Helper()
	w.withReaders()
	script, err := filepath.Abs("testdata/run-orca.py")
	must(w.t, err)
	pipe := filepath.Join(w.dir, "orca")
	must(w.t, syscall.Mkfifo(pipe, 0o600))
	o := &orca{lines: make(chan string, 1<<16)}
	o.process = w.start("orca.log", "", nil, nil, "/usr/bin/python3", script, pipe)
	kept := w.logFile("orca.debug")
	go func() {
		file, err := os.OpenFile(pipe, os.O_RDWR, 0)
		if err != nil {
			return
		}
		defer file.Close()
		for scan := bufio.NewScanner(file); scan.Scan(); {
			_, _ = kept.WriteString(scan.Text() + "\n")
			o.lines <- scan.Text()
		}
	}()
	o.await("ORCA: Starting ATSPI registry.")
	return o
}

// spoken is a line of the debug file with something that is spoken.
var spoken = regexp.MustCompile(`^[0-9:.]+ - SPEECH OUTPUT: '(.*?)'(?: voice=\S+?)?(?:\{'.*| \{.*|None)?$`)

// await reads the debug file until a line holds some words.
func (o *orca) await(words string) (all []string) {
	o.w.t.Helper()
	over := time.NewTimer(patience)
	defer over.Stop()
	for {
		select {
		case <-o.done:
			o.w.t.Fatalf("Orca ended by itself: %s", o.w.file(filepath.Join(o.w.out, "orca.log")))
		case line := <-o.lines:
			all = append(all, line)
			if strings.Contains(line, words) {
				return all
			}
		case <-over.C:
			o.w.t.Fatalf("Orca did not come to %q; until now:\n%s", words, o.story.String())
		}
	}
}

// listen notes what is spoken until Orca has dealt with all that it was told.
func (o *orca) listen() {
	o.w.t.Helper()
	must(o.w.t, syscall.Kill(o.pid(), syscall.SIGUSR1))
	for _, line := range o.await("IDLE") {
		if m := spoken.FindStringSubmatch(line); m != nil {
			o.story.WriteString("  " + m[1] + "\n")
		}
	}
}

// chapter begins a part of the story.
func (o *orca) chapter(title string) { o.story.WriteString("\n# " + title + "\n\n") }

// press presses keys, waits until something has come of that, and listens.
func (o *orca) press(keys string, until func(event string) bool) {
	o.w.t.Helper()
	o.story.WriteString("[" + keys + "]\n")
	n := len(o.a.screen.Heard())
	o.a.press(strings.Fields(keys)...)
	o.a.screen.AwaitEvent(n, until)
	o.listen()
}

func focus(event string) bool { return strings.Contains(event, " Object.StateChanged [focused 1 ") }

// saying is an announcement that holds some words.
func saying(words string) func(string) bool {
	return func(event string) bool {
		return strings.Contains(event, "[showing 1 ") && strings.Contains(event, words)
	}
}

// tabTo presses Tab until the control with an id has the focus.
func (o *orca) tabTo(key, id string) {
	o.w.t.Helper()
	for range 40 {
		if f := o.a.screen.Read().Focused(); f != nil && f.ID == id {
			return
		}
		o.press(key, focus)
	}
	o.w.t.Fatalf("%s is not reached by %s:\n%s", id, key, o.story.String())
}

func TestOrca(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s, refused, fewer := w.story("full-access"), w.story("expired"), w.story("read-only-employees")
	o := w.withOrca()
	defer func() { must(t, os.WriteFile(filepath.Join(w.out, "story.txt"), []byte(o.story.String()), 0o600)) }()
	o.listen()
	o.a = w.open()
	o.chapter("The program opens")
	o.listen()
	o.press("Escape", focus)

	o.chapter("The environment")
	o.tabTo("shift+Tab", "ui.form.environment.staging")
	o.press("Right", focus)
	o.press("Right", focus)

	o.chapter("A key that is refused")
	o.tabTo("Tab", "ui.form.key")
	o.types("the key", refused.key)
	o.tabTo("Tab", "ui.form.company")
	o.types("the company ID", refused.company)
	o.press("ctrl+Return", saying(say(t, "ui.saving.refused.title")))
	o.tree("refused")

	o.chapter("Another key, which works and is saved")
	o.press("ctrl+n", focus)
	o.types("the key", s.key)
	o.tabTo("Tab", "ui.form.company")
	o.types("the company ID", s.company)
	o.press("ctrl+Return", saying(say(t, "ui.saving.saved.title")))
	o.tree("works")

	o.chapter("What the key may do")
	o.press("ctrl+p", saying("export"))
	o.tree("permissions")

	o.chapter("The answer as a table")
	o.press("Home", focus)
	o.tabTo("Tab", "ui.viewer.search")
	o.press("Tab", focus)
	o.tree("table")
	o.press("Right", anything)
	o.press("Right", anything)
	o.press("Return", anything)
	o.tree("table2")
	o.press("Escape", anything)

	o.chapter("Checking it again")
	o.press("ctrl+Return", saying(say(t, "finding.ok.title")))

	o.chapter("Settings")
	o.press("ctrl+comma", focus)
	o.tree("settings")
	for range 6 {
		o.press("Tab", focus)
	}
	o.press("Escape", focus)

	o.chapter("Replacing the key")
	o.tabTo("shift+Tab", "ui.form.key.replace")
	o.press("space", focus)
	o.tree("replace")
	o.tabTo("Tab", "ui.form.key")
	o.types("the new key", fewer.key)
	o.press("ctrl+Return", saying(say(t, "rotation.compare")))
	o.tree("replaced")
}

func anything(string) bool { return true }

// types types a text, which is not in the story.
func (o *orca) types(what, text string) {
	o.story.WriteString("[types " + what + "]\n")
	o.a.typed(text)
	o.listen()
}

func (o *orca) tree(name string) {
	must(o.w.t, os.WriteFile(filepath.Join(o.w.out, name+".tree"), []byte(o.a.screen.Read().String()), 0o600))
}
