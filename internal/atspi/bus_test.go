//go:build keychain && unix && !darwin

// These tests need a session bus with at-spi2-core on it. They have the tag of
// the keychain's, which run in a session of their own: see script/test.
package atspi_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/access"
	"pleokeycheck/internal/atspi"
	"pleokeycheck/test/screen"
)

// ui is a small program: a key, a company, a button and what came of it. Its
// state belongs to the goroutine of work.
type ui struct {
	name    string
	work    chan func()
	server  *atspi.Server
	focused string
	key     string
	company string
	verdict string
	rows    int
	open    bool // a question is open
	looks   int
}

// start serves a program of its own, ended with the test.
func start(t *testing.T) *ui {
	u := &ui{name: "program of " + t.Name(), work: make(chan func(), 100), focused: "company", company: "Ärztehaus 7"}
	ctx, cancel := context.WithCancel(context.Background())
	var loop sync.WaitGroup
	loop.Go(func() {
		for {
			select {
			case f := <-u.work:
				f()
			case <-ctx.Done():
				return
			}
		}
	})
	u.server = atspi.Start(ctx, atspi.Program{Name: u.name, Version: "1.2", Do: u.do, Look: u.look})
	t.Cleanup(func() {
		cancel()
		u.server.Wait()
		loop.Wait()
	})
	return u
}

func (u *ui) do(f func()) { u.work <- f }

// set changes the state, as a person or the work behind a window would.
func (u *ui) set(f func()) {
	done := make(chan struct{})
	u.do(func() { f(); u.server.Changed(); close(done) })
	<-done
}

// of is for what readers do: it runs on the goroutine of work.
func (u *ui) of(f func()) func() { return func() { f(); u.server.Changed() } }

func (u *ui) look() []*access.Node {
	u.looks++
	node := func(n access.Node) *access.Node {
		n.State |= access.Focusable | access.Focused.If(u.focused == n.ID)
		n.Focus = u.of(func() { u.focused = n.ID })
		return &n
	}
	w := &access.Node{ID: "window", Role: access.Window, Name: "Key Check", State: access.Active, Bounds: access.Rect{Width: 400, Height: 300}}
	w.Children = []*access.Node{
		{ID: "title", Role: access.Heading, Level: 1, Name: "Check a key"},
		node(access.Node{ID: "key", Role: access.Password, Name: "API key", Value: u.key, State: access.Required, SetText: func(s string) { u.of(func() { u.key = s })() }}),
		node(access.Node{ID: "company", Role: access.Entry, Name: "Company", Description: "Not a company ID.", Value: u.company, State: access.Invalid, Caret: len(u.company),
			Bounds: access.Rect{X: 10, Y: 20, Width: 100, Height: 30}, SetText: func(s string) { u.of(func() { u.company = s })() }}),
		node(access.Node{ID: "form.check", Role: access.Button, Name: "Check key", Actions: []access.Action{{Name: "press", Do: u.of(func() { u.verdict = "Your key works for " + u.company + "." })}}}),
		node(access.Node{ID: "off", Role: access.Button, Name: "Not now", State: access.Disabled, Actions: []access.Action{{Name: "press", Do: func() { panic("pressed") }}}}),
		node(access.Node{ID: "deep", Role: access.CheckBox, Name: "Check deeper", State: access.Checkable | access.Checked}),
		{ID: "progress", Role: access.Progress, Name: "Progress", Number: &access.Number{Now: 0.5, Max: 1}, Value: "half"},
		{ID: "verdict", Role: access.Status, Live: access.Polite, Name: u.verdict},
	}
	table := &access.Node{ID: "table", Role: access.Table, Name: "Permissions", Rows: u.rows, Columns: 2, Children: []*access.Node{{ID: "head", Role: access.ColumnHeader, Name: "May", Column: 1}}}
	for i := range u.rows {
		row := &access.Node{ID: fmt.Sprint("row ", i), Role: access.Row, Index: i + 1, Of: u.rows}
		for j := range 2 {
			row.Children = append(row.Children, &access.Node{ID: fmt.Sprint("cell ", i, " ", j), Role: access.Cell, Name: fmt.Sprint("cell ", i, ",", j), Row: i, Column: j})
		}
		table.Children = append(table.Children, row)
	}
	w.Children = append(w.Children, table)
	if u.open {
		w.Children = []*access.Node{{ID: "dialog", Role: access.Dialog, Name: "Forget the key?", State: access.Modal, Children: []*access.Node{{ID: "forget", Role: access.Button, Name: "Forget"}}}}
	}
	return []*access.Node{w}
}

// A reader does the whole job: it reads, types, presses, and hears what came of it.
func TestReaderDoesTheJob(t *testing.T) {
	u := start(t)
	s := screen.Open(t, "", u.name, os.Getpid())
	w := s.Await("window", func(w *screen.Window) bool { return w.Find("form.check") != nil })
	for _, words := range []string{"Check a key", "Ärztehaus 7", "Not a company ID.", "half"} {
		if !w.Says(words) {
			t.Errorf("%q is not said:\n%s", words, w)
		}
	}
	if f := w.Focused(); f == nil || f.ID != "company" {
		t.Errorf("the focus is at %v", f)
	}
	for id, state := range map[string]string{"key": "required", "company": "invalid", "deep": "checked", "window": "active"} {
		if !w.Find(id).Has(state) {
			t.Errorf("%s is not %s", id, state)
		}
	}
	if w.Find("off").Has("enabled") || !w.Find("form.check").Has("enabled") {
		t.Error("what can be used is not said")
	}
	s.Focus("key")
	s.Await("focus on the key", func(w *screen.Window) bool { f := w.Focused(); return f != nil && f.ID == "key" })
	s.Type("company", "Bäckerei")
	s.Await("company", func(w *screen.Window) bool { return w.Find("company").Text == "Bäckerei" })
	s.Press("form.check")
	s.AwaitSaid("Your key works for Bäckerei.")
	u.set(func() { u.rows = 3 })
	s.Find("cell 2 1")
	u.set(func() { u.open = true })
	w = s.Await("question", func(w *screen.Window) bool { return w.Find("forget") != nil })
	if w.Find("form.check") != nil || !w.Find("dialog").Has("modal") {
		t.Errorf("what is below a question is said:\n%s", w)
	}
	u.set(func() {}) // nothing changed
	if said := s.Said(); len(said) != 1 {
		t.Errorf("said %q", said)
	}
}

// What is typed into a password is nowhere: in no answer, in no event.
func TestPasswordStaysSecret(t *testing.T) {
	const canary = "canary-pässword"
	u := start(t)
	s := screen.Open(t, "", u.name, os.Getpid())
	s.Find("key")
	s.Heard()
	s.Type("key", canary)
	u.set(func() { u.verdict = "typed" })
	s.AwaitSaid("typed")
	got := make(chan string, 1)
	u.do(func() { got <- u.key })
	if key := <-got; key != canary {
		t.Errorf("the program got %q", key)
	}
	heard, w := strings.Join(s.Heard(), "\n"), s.Read()
	for _, all := range []string{heard, w.String()} {
		if strings.Contains(all, "canary") {
			t.Errorf("the key is told:\n%s", all)
		}
	}
	for _, line := range s.Heard() {
		if strings.HasPrefix(line, "key ") {
			t.Errorf("typing a key is told: %s", line)
		}
	}
	key := s.Find("key")
	if key.Text != "" {
		t.Errorf("text %q", key.Text)
	}
	for method, args := range map[string][]any{
		"Text.GetText": {int32(0), int32(-1)}, "Text.GetStringAtOffset": {int32(3), uint32(3)}, "Text.GetCharacterAtOffset": {int32(2)},
		"Text.GetTextBeforeOffset": {int32(9), uint32(1)},
	} {
		if got := fmt.Sprint(s.Ask("key", method, args...)); strings.ContainsAny(got, "canryä") {
			t.Errorf("%s answers %s", method, got)
		}
	}
	if got := fmt.Sprint(s.AskProperty("key", "Text", "CharacterCount"), s.AskProperty("key", "Text", "CaretOffset")); got != "0 0" {
		t.Errorf("length and caret are %s", got)
	}
}

func TestText(t *testing.T) {
	u := start(t)
	u.set(func() { u.company = "One two. Thrée\nfour" })
	s := screen.Open(t, "", u.name, os.Getpid())
	s.Find("company")
	at := func(i, by int) string {
		return fmt.Sprint(s.Ask("company", "Text.GetStringAtOffset", int32(i), uint32(by)))
	}
	for _, test := range []struct {
		at, by int
		want   string
	}{
		{0, 0, "[O 0 1]"}, {12, 0, "[é 12 13]"}, {5, 1, "[two.  4 9]"}, {13, 1, "[Thrée\n 9 15]"}, {10, 2, "[Thrée\nfour 9 19]"}, {3, 3, "[One two. Thrée\n 0 15]"}, {19, 3, "[four 15 19]"},
	} {
		if got := at(test.at, test.by); got != test.want {
			t.Errorf("at %d by %d: %q, want %q", test.at, test.by, got, test.want)
		}
	}
	for method, want := range map[string]string{"Text.GetTextBeforeOffset": "[One  0 4]", "Text.GetTextAfterOffset": "[Thrée\n 9 15]"} {
		if got := fmt.Sprint(s.Ask("company", method, int32(5), uint32(1))); got != want {
			t.Errorf("%s: %q, want %q", method, got, want)
		}
	}
	s.Ask("company", "EditableText.InsertText", int32(3), "x", int32(1))
	s.Await("letter", func(w *screen.Window) bool { return strings.HasPrefix(w.Find("company").Text, "Onex two") })
	s.Ask("company", "EditableText.DeleteText", int32(0), int32(5))
	s.Await("rest", func(w *screen.Window) bool { return strings.HasPrefix(w.Find("company").Text, "two") })
}

// What is asked wrongly is answered by an error, and nothing breaks.
func TestWrongQuestions(t *testing.T) {
	u := start(t)
	s := screen.Open(t, "", u.name, os.Getpid())
	s.Find("form.check")
	for _, method := range []string{"Accessible.Nothing", "Text.GetText", "Nothing.GetText"} {
		if answer := s.Ask("form.check", method, int32(0), int32(5)); len(answer) > 0 {
			t.Errorf("%s answers %v", method, answer)
		}
	}
	if answer := s.Ask("form.check", "Accessible.GetChildAtIndex", "zero"); len(answer) > 0 {
		t.Errorf("an argument of another type: %v", answer)
	}
	for _, i := range []int32{-1, 1, 99} {
		if got := fmt.Sprint(s.Ask("form.check", "Action.DoAction", i)); got != "[false]" {
			t.Errorf("action %d: %s", i, got)
		}
		if got := fmt.Sprint(s.Ask("form.check", "Accessible.GetChildAtIndex", i)); !strings.Contains(got, "/null") {
			t.Errorf("child %d: %s", i, got)
		}
	}
	if got := fmt.Sprint(s.Ask("off", "Action.DoAction", int32(0))); got != "[false]" {
		t.Errorf("what is off: %s", got)
	}
	if got := fmt.Sprint(s.Ask("window", "Component.GetAccessibleAtPoint", int32(15), int32(25), uint32(1))); !strings.Contains(got, "company") {
		t.Errorf("at a place: %s", got)
	}
}

// A UI that hangs keeps no reader waiting, and does not do later what the reader
// was told is not done.
func TestDeadUI(t *testing.T) {
	u := start(t)
	s := screen.Open(t, "", u.name, os.Getpid())
	s.Find("form.check")
	hang := make(chan struct{})
	u.do(func() { <-hang })
	began := time.Now()
	if got := fmt.Sprint(s.Ask("form.check", "Action.DoAction", int32(0))); got != "[false]" || time.Since(began) > 10*time.Second {
		t.Errorf("%s after %v", got, time.Since(began))
	}
	if s.Read().Find("form.check") == nil {
		t.Error("nothing can be read")
	}
	close(hang)
	got := make(chan string, 1)
	u.do(func() { got <- u.verdict })
	if verdict := <-got; verdict != "" {
		t.Errorf("pressed later: %s", verdict)
	}
}

// The program is there while somebody reads, and only then.
func TestThereWhileSomebodyReads(t *testing.T) {
	screen.SetReading(t, "", false)
	u := start(t)
	u.set(func() {})
	looks := make(chan int, 1)
	u.do(func() { looks <- u.looks })
	if n := <-looks; n > 0 {
		t.Errorf("looked %d times while nobody reads", n)
	}
	for range 3 {
		s := screen.Open(t, "", u.name, os.Getpid()) // turns reading on
		s.Find("form.check")
		screen.SetReading(t, "", false)
		s.AwaitEnd()
	}
}

// The accessibility bus ends, as when its packages are updated, and begins anew:
// the program is there again.
func TestBusEndsAndBeginsAnew(t *testing.T) {
	u := start(t)
	s := screen.Open(t, "", u.name, os.Getpid())
	s.Find("form.check")
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	var pid uint32
	if err := bus.BusObject().Call("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, "org.a11y.Bus").Store(&pid); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(int(pid), syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	s.AwaitEnd()
	s = screen.Open(t, "", u.name, os.Getpid())
	s.Press("form.check")
	s.AwaitSaid("Your key works")
}

// A foreign reader, libatspi's own, sees the same and presses the button.
func TestForeignReader(t *testing.T) {
	u := start(t)
	u.set(func() { u.rows = 2 })
	s := screen.Open(t, "", u.name, os.Getpid())
	s.Find("form.check")
	out, err := exec.CommandContext(t.Context(), "/usr/bin/python3", "-c", `
import sys, pyatspi
app = next(a for a in pyatspi.Registry.getDesktop(0) if a.name == sys.argv[1])
find = lambda role, name: pyatspi.findDescendant(app, lambda x: x.getRoleName() == role and x.name == name)
key, company, button = find("password text", "API key"), find("entry", "Company"), find("push button", "Check key")
print(app.childCount, app[0].name, app[0].getState().contains(pyatspi.STATE_ACTIVE), app.toolkitName)
print([c.getRoleName() for c in app[0]])
text = company.queryText()
print(text.getText(0, -1), text.characterCount, company.description, company.getState().contains(pyatspi.STATE_INVALID_ENTRY))
print(repr(key.queryText().getText(0, -1)), key.queryText().characterCount)
e = company.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
print(e.x, e.y, e.width, e.height)
t = find("table", "Permissions").queryTable()
print(t.nRows, t.nColumns, t.getAccessibleAt(1, 1).name, t.getColumnDescription(1), t.getAccessibleAt(1, 1).queryTableCell().position.row, t.getAccessibleAt(1, 1).queryTableCell().position.column)
p = find("progress bar", "Progress").queryValue()
print(p.currentValue, p.maximumValue)
print(company.queryEditableText().setTextContents("Bäckerei"), key.queryEditableText().setTextContents("fake-key"), key.queryComponent().grabFocus())
print(button.queryAction().nActions, button.queryAction().getName(0), button.queryAction().doAction(0))
`, u.name).CombinedOutput()
	want := `1 Key Check True Fyne
['heading', 'password text', 'entry', 'push button', 'push button', 'check box', 'progress bar', 'notification', 'table']
Ärztehaus 7 11 Not a company ID. True
'' 0
10 20 100 30
2 2 cell 1,1 May 1 1
0.5 1.0
True True True
1 press True
`
	if got := string(out); err != nil || !strings.HasSuffix(got, want) {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	s.AwaitSaid("Your key works for Bäckerei.")
	s.Await("focus on the key", func(w *screen.Window) bool { f := w.Focused(); return f != nil && f.ID == "key" })
}

// busctl lists every node and what it can do.
func TestBusctl(t *testing.T) {
	u := start(t)
	s := screen.Open(t, "", u.name, os.Getpid())
	s.Find("form.check")
	session, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	var address string
	if err := session.Object("org.a11y.Bus", "/org/a11y/bus").Call("org.a11y.Bus.GetAddress", 0).Store(&address); err != nil {
		t.Fatal(err)
	}
	busctl := func(args ...string) string {
		out, err := exec.CommandContext(t.Context(), "busctl", append([]string{"--address=" + address}, args...)...).CombinedOutput()
		if err != nil {
			t.Errorf("busctl %q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	name := s.Name()
	if out := busctl("tree", "--list", name); !strings.Contains(out, "/org/a11y/atspi/accessible/form_2echeck") {
		t.Errorf("the tree:\n%s", out)
	}
	out := busctl("introspect", name, "/org/a11y/atspi/accessible/form_2echeck")
	for _, words := range []string{"org.a11y.atspi.Action", ".DoAction", `"Check key"`} {
		if !strings.Contains(out, words) {
			t.Errorf("no %s in\n%s", words, out)
		}
	}
}
