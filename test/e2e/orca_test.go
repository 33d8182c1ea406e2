//go:build e2e && linux

package e2e

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

var updateOrca = flag.Bool("update-orca", false, "write what Orca would speak into testdata/orca-*.txt")

// TestOrca does the main job by keyboard with nothing but what Orca speaks. All
// that it would speak is a golden file for each language, which reads like a story.
// After a change,
//
//	go test -tags gles,no_emoji,e2e ./test/e2e -run TestOrca$ -update-orca
//
// writes it anew. Another version of Orca has other words of its own: then only the
// way through the story is tested.
func TestOrca(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		t.Run(language, func(t *testing.T) {
			w := newWorld(t).withScreen().withKeychain()
			w.speaks(language)
			o := w.withOrca()
			t.Cleanup(func() { _ = os.WriteFile(filepath.Join(w.out, "story.txt"), []byte(o.story.String()), 0o600) })
			o.mainJob(language)
			path := filepath.Join("testdata", "orca-"+language+".txt")
			got := o.version + "\n" + normal(o.story.String())
			if *updateOrca {
				must(t, os.WriteFile(path, []byte(got), 0o600))
			}
			want, err := os.ReadFile(path)
			must(t, err)
			if version, _, _ := strings.Cut(string(want), "\n"); version != o.version {
				t.Logf("%s is not compared: it is of %s, and this is %s", path, version, o.version)
				return
			}
			if got != string(want) {
				must(t, os.WriteFile(filepath.Join(w.out, "orca.txt"), []byte(got), 0o600))
				t.Errorf("Orca would speak something else than in %s, see above how to write it anew:\n%s", path, difference(string(want), got))
			}
		})
	}
}

// mainJob is the story: a key that is refused, one that works and is saved, what it
// may do, the answer as a table, another check, the settings, another key.
func (o *orca) mainJob(language string) {
	w := o.w
	say := func(id string) string { return sayIn(w.t, language, id) }
	works, refused, fewer := w.story("full-access"), w.story("expired"), w.story("read-only-employees")

	o.chapter("The program opens")
	o.a = w.open()
	o.a.screen.AwaitEvent(0, focus)
	o.listen()
	o.press("Escape", focus)

	o.chapter("The environment")
	o.to("shift+Tab", "ui.form.environment")
	o.to("Down", "ui.form.environment.demo")

	o.chapter("A key that is refused")
	o.to("Tab", "ui.form.key")
	o.types("the key", refused.key)
	o.to("Tab", "ui.form.company")
	o.types("the company ID", refused.company)
	o.press("ctrl+Return", saying(say("ui.saving.refused.title")))

	o.chapter("Another key, which works and is saved")
	o.press("ctrl+n", focus)
	o.to("Tab", "ui.form.key")
	o.types("the key", works.key)
	o.to("Tab", "ui.form.keep")
	o.press("space", func(event string) bool { return strings.Contains(event, "[checked 1 ") })
	o.press("ctrl+Return", saying(say("ui.saving.saved.title")))

	o.chapter("What the key may do")
	o.menu("ui.menu.permissions", saying(say("permissions.more")))

	o.chapter("The answer as a table")
	o.press("ctrl+f", focus)
	o.press("Tab", focus)
	o.press("Right", focus)
	o.press("Return", focus)
	o.press("Escape", focus)

	o.chapter("Checking it again")
	o.press("ctrl+Return", saying(say("finding.ok.title")))

	o.chapter("Settings")
	o.press("ctrl+comma", focus)
	o.to("Tab", "ui.menu.larger")
	o.press("space", func(event string) bool { return strings.Contains(event, "accessible-description") })
	o.press("Escape", focus)

	o.chapter("Replacing the key")
	o.press("F6", focus)
	o.press("F6", focus)
	o.to("Tab", "ui.form.key.replace")
	o.press("space", focus)
	o.press("space", focus)
	o.types("the new key", fewer.key)
	o.press("ctrl+Return", saying(say("rotation.ask.lost")))
	o.press("F6", focus)
	o.to("Tab", "rotation.ask.replace")
	o.press("space", saying("0001"))
	w.assertNowhere(works.key)
	assertNotIn(w.t, works.key, "what is spoken", o.story.String())
	assertNotIn(w.t, fewer.key, "what is spoken", o.story.String())
	o.a.quit()
}

// speaks sets the language of everything in the world.
func (w *world) speaks(language string) {
	w.t.Helper()
	if language == "en" {
		return
	}
	name := language + "_" + strings.ToUpper(language)
	folder := filepath.Join(w.dir, "locale")
	must(w.t, os.Mkdir(folder, 0o700))
	w.tool("", "localedef", "-i", name, "-f", "UTF-8", filepath.Join(folder, name+".UTF-8"))
	w.vars["LOCPATH"], w.vars["LC_ALL"], w.vars["LANGUAGE"] = folder, name+".UTF-8", language
}

// orca is Orca, which reads a window, and the story: what was pressed, and what
// would have been spoken then.
type orca struct {
	*process
	a       *window
	version string
	lines   chan string // of its debug file
	story   strings.Builder
	told    int // announcements that are in the story
}

// withOrca starts Orca.
func (w *world) withOrca() *orca {
	w.t.Helper()
	w.withReaders()
	script, err := filepath.Abs("testdata/run-orca.py")
	must(w.t, err)
	pipe := filepath.Join(w.dir, "orca")
	must(w.t, syscall.Mkfifo(pipe, 0o600))
	file, err := os.OpenFile(pipe, os.O_RDWR, 0)
	must(w.t, err)
	w.t.Cleanup(func() { _ = file.Close() })
	kept := w.logFile("orca.debug")
	o := &orca{lines: make(chan string, 1<<16)}
	o.process = w.start("orca.log", "", nil, nil, "/usr/bin/python3", script, pipe)
	go func() {
		for scan := bufio.NewScanner(file); scan.Scan(); {
			_, _ = fmt.Fprintln(kept, scan.Text())
			o.lines <- scan.Text()
		}
	}()
	for _, line := range o.await("ORCA: Starting ATSPI registry.") {
		if _, version, found := strings.Cut(line, "ORCA: Launching version "); found {
			o.version = "Orca " + version
		}
	}
	return o
}

// await reads the debug file until a line holds some words.
func (o *orca) await(words string) (all []string) {
	o.w.t.Helper()
	over := time.NewTimer(patience)
	defer over.Stop()
	for {
		select {
		case line := <-o.lines:
			if all = append(all, line); strings.Contains(line, words) {
				return all
			}
		case <-o.done:
			o.w.t.Fatalf("Orca ended by itself: %s", o.w.file(filepath.Join(o.w.out, "orca.log")))
		case <-over.C:
			o.w.t.Fatalf("Orca did not come to %q; until now:\n%s", words, o.story.String())
		}
	}
}

// spoken is a line of the debug file with something that is spoken.
var spoken = regexp.MustCompile(`^[0-9:.]+ - SPEECH OUTPUT: '(.*?)'(?: voice=\S+?)?(?:\{'.*| \{.*|None)?$`)

// listen notes what is spoken until Orca has dealt with all that it was told. On a
// busy machine Orca may take what comes together in another order than it was told:
// here the focus comes first, and then what happened, as it was told.
func (o *orca) listen() {
	o.w.t.Helper()
	must(o.w.t, syscall.Kill(o.pid(), syscall.SIGUSR1))
	var told []string
	if o.a != nil {
		told = o.a.screen.Said()
	}
	order := func(line string) int {
		return slices.IndexFunc(told[min(o.told, len(told)):], func(text string) bool { return strings.HasSuffix(line, text) })
	}
	var lines []string
	for _, line := range o.await("IDLE") {
		if m := spoken.FindStringSubmatch(line); m != nil {
			lines = append(lines, m[1])
		}
	}
	slices.SortStableFunc(lines, func(a, b string) int { return order(a) - order(b) })
	for _, line := range lines {
		o.story.WriteString("  " + line + "\n")
	}
	o.told = len(told)
}

// chapter begins a part of the story.
func (o *orca) chapter(title string) { o.story.WriteString("\n# " + title + "\n\n") }

// press presses a key, waits until something has come of that, and listens.
func (o *orca) press(key string, until func(event string) bool) {
	o.w.t.Helper()
	o.story.WriteString("[" + key + "]\n")
	n := len(o.a.screen.Heard())
	o.a.press(key)
	o.a.screen.AwaitEvent(n, until)
	o.listen()
}

// menu uses a menu, as a reader does.
func (o *orca) menu(id string, until func(event string) bool) {
	o.w.t.Helper()
	o.story.WriteString("[menu: " + id + "]\n")
	n := len(o.a.screen.Heard())
	o.a.screen.Press(id + ".menu")
	o.a.screen.AwaitEvent(n, until)
	o.listen()
}

// types types a text, which is not in the story.
func (o *orca) types(what, text string) {
	o.w.t.Helper()
	o.story.WriteString("[types " + what + "]\n")
	o.a.typed(text)
	o.listen()
}

// to presses a key until the control with an id, or something in it, has the focus.
func (o *orca) to(key, id string) {
	o.w.t.Helper()
	for range 30 {
		if f := o.a.screen.Read().Focused(); f != nil && (f.ID == id || strings.HasPrefix(f.ID, id+".")) {
			return
		}
		o.press(key, focus)
	}
	o.w.t.Fatalf("%s is not reached by %s:\n%s", id, key, o.story.String())
}

// focus is an event of something that gets the focus.
func focus(event string) bool { return strings.Contains(event, " Object.StateChanged [focused 1 ") }

// saying is an announcement that holds some words.
func saying(words string) func(string) bool {
	return func(event string) bool {
		return strings.Contains(event, "[showing 1 ") && strings.Contains(event, words)
	}
}

// always are times, dates and durations, which are others every time.
var always = []struct {
	is *regexp.Regexp
	as string
}{
	{regexp.MustCompile(`\b\d\d:\d\d\b`), "12:34"},
	{regexp.MustCompile(`\b\d+([.,]\d+)? (ms|s)\b`), "5 ms"},
	{regexp.MustCompile(`\b\d{1,2}\.? \p{Lu}\p{L}+ 20\d\d\b`), "1 May 2030"},
}

// normal is a story without what is another every time.
func normal(story string) string {
	for _, each := range always {
		story = each.is.ReplaceAllString(story, each.as)
	}
	return story
}

// difference are the first lines in which two texts differ.
func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d:\n-%s\n+%s", i+1, strings.Join(a[i:min(i+5, len(a))], "\n-"), strings.Join(b[i:min(i+5, len(b))], "\n+"))
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(b), len(a))
}
