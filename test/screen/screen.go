// Package screen drives a program through the accessibility bus, as a screen
// reader does: it reads every text, finds controls by their id, presses, focuses
// and types, and waits for what the program says, never for time. It knows
// nothing of this project; there must be a session bus.
package screen

import (
	"context"
	"encoding/hex"
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	registry  = "org.a11y.atspi.Registry"
	rootPath  = dbus.ObjectPath("/org/a11y/atspi/accessible/root")
	cachePath = dbus.ObjectPath("/org/a11y/atspi/cache")
	face      = "org.a11y.atspi."
	deadline  = 40 * time.Second // for what is waited for
)

// ref names an object on the bus.
type ref struct {
	Bus  string
	Path dbus.ObjectPath
}

// Screen is a program that is read. It fails its test where something is not
// there in time, with all that the program said until then.
type Screen struct {
	t       testing.TB
	bus     *dbus.Conn
	program string // on the bus
	signals chan *dbus.Signal
	said    []string // announcements
	heard   []string // all events, for who looks for a fault
}

// SetReading tells all programs on a session bus that a screen reader is there,
// or gone. An empty address is that of this process.
func SetReading(t testing.TB, address string, on bool) {
	t.Helper()
	bus := connect(t, address)
	defer bus.Close()
	if err := bus.Object("org.a11y.Bus", "/org/a11y/bus").SetProperty("org.a11y.Status.IsEnabled", dbus.MakeVariant(on)); err != nil {
		t.Fatalf("the accessibility bus: %v", err)
	}
}

// connect joins a session bus.
func connect(t testing.TB, address string) *dbus.Conn {
	t.Helper()
	join := func() (*dbus.Conn, error) { return dbus.Connect(address) }
	if address == "" {
		join = func() (*dbus.Conn, error) { return dbus.ConnectSessionBus() }
	}
	bus, err := join()
	if err != nil {
		t.Fatalf("no session bus: %v", err)
	}
	return bus
}

// listen joins the accessibility bus of a session bus, and hears what is said
// there.
func listen(t testing.TB, session string) *Screen {
	t.Helper()
	s := &Screen{t: t, signals: make(chan *dbus.Signal, 1024)}
	var err error
	address := accessibilityBus(t, session)
	if s.bus, err = dbus.Connect(address); err != nil {
		t.Fatalf("the accessibility bus: %v", err)
	}
	t.Cleanup(func() { _ = s.bus.Close() })
	s.bus.Signal(s.signals)
	for _, name := range []string{face + "Event.Object", face + "Event.Window", "org.freedesktop.DBus"} {
		if err := s.bus.AddMatchSignal(dbus.WithMatchInterface(name)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// accessibilityBus is the address of the accessibility bus of a session bus, which
// may still be starting.
func accessibilityBus(t testing.TB, session string) (address string) {
	t.Helper()
	bus := connect(t, session)
	defer bus.Close()
	came := make(chan *dbus.Signal, 16)
	bus.Signal(came)
	if err := bus.AddMatchSignal(dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, "org.a11y.Bus")); err != nil {
		t.Fatal(err)
	}
	over := time.NewTimer(deadline)
	defer over.Stop()
	for {
		err := bus.Object("org.a11y.Bus", "/org/a11y/bus").Call("org.a11y.Bus.GetAddress", 0).Store(&address)
		if err == nil {
			return address
		}
		select {
		case <-came:
		case <-over.C:
			t.Fatalf("the accessibility bus: %v", err)
		}
	}
}

// Open finds the program of a name that runs as a process, which may still be
// starting, on a session bus: that of this process where the address is empty.
func Open(t testing.TB, session, name string, pid int) *Screen {
	t.Helper()
	s := listen(t, session)
	SetReading(t, session, true)
	s.await(fmt.Sprintf("program %s with process id %d", name, pid), func() bool {
		for _, each := range s.programs() {
			var is uint32
			var called string
			if s.property(each, "Accessible", "Name", &called) == nil && called == name &&
				s.bus.BusObject().Call("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, each.Bus).Store(&is) == nil && int(is) == pid {
				s.program = each.Bus
				return true
			}
		}
		return false
	})
	return s
}

// programs are those on the bus.
func (s *Screen) programs() []ref {
	var all []ref
	_ = s.call(ref{registry, rootPath}, "Accessible.GetChildren", []any{&all})
	return all
}

// AwaitEnd waits until the program is not on the bus any more.
func (s *Screen) AwaitEnd() {
	s.t.Helper()
	s.await("end of the program", func() bool {
		return !slices.ContainsFunc(s.programs(), func(r ref) bool { return r.Bus == s.program })
	})
}

// await looks at once and after each event, until what is looked for is there.
func (s *Screen) await(what string, there func() bool) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), deadline)
	defer cancel()
	for !there() {
		select {
		case e, open := <-s.signals:
			if !open && !there() {
				s.t.Fatalf("no %s: the accessibility bus ended", what)
			}
			s.hear(e)
		case <-ctx.Done():
			s.t.Fatalf("no %s within %v. What was heard last:\n%s\nWhat is there:\n%s", what, deadline, strings.Join(s.heard[max(len(s.heard)-30, 0):], "\n"), s.Read())
		}
		for len(s.signals) > 0 { // a look for all that came together
			s.hear(<-s.signals)
		}
	}
}

// hear notes an event.
func (s *Screen) hear(e *dbus.Signal) {
	if e == nil || e.Sender != s.program {
		return
	}
	name := strings.TrimPrefix(e.Name, face+"Event.")
	id, _ := idOf(e.Path)
	s.heard = append(s.heard, fmt.Sprintf("%s %s %v", id, name, e.Body[:min(len(e.Body), 4)]))
	if len(e.Body) < 4 {
		return
	}
	v, _ := e.Body[3].(dbus.Variant)
	if words, is := v.Value().(string); is && (name == "Object.Announcement" || name == "Object.StateChanged" && e.Body[0] == "showing") {
		s.said = append(s.said, words)
	}
}

// Said are the announcements until now, in their order.
func (s *Screen) Said() []string {
	for len(s.signals) > 0 {
		s.hear(<-s.signals)
	}
	return slices.Clone(s.said)
}

// Heard are all events of the program until now, a line each.
func (s *Screen) Heard() []string {
	s.Said()
	return slices.Clone(s.heard)
}

// Await waits until the window is as it should be, and returns what it says then.
// It is looked at once and after each event.
func (s *Screen) Await(what string, there func(w *Window) bool) *Window {
	s.t.Helper()
	var w *Window
	s.await(what, func() bool { w = s.Read(); return there(w) })
	return w
}

// AwaitSaid waits until an announcement holds some words.
func (s *Screen) AwaitSaid(words string) {
	s.t.Helper()
	s.await(fmt.Sprintf("announcement of %q", words), func() bool {
		return slices.ContainsFunc(s.said, func(said string) bool { return strings.Contains(said, words) })
	})
}

// Find waits for the control with an id.
func (s *Screen) Find(id string) *Control {
	s.t.Helper()
	return s.Await("control "+id, func(w *Window) bool { return w.Find(id) != nil }).Find(id)
}

// Press does what the control is for.
func (s *Screen) Press(id string) {
	s.t.Helper()
	s.act(id, "Action.DoAction", int32(0))
}

// Focus gives the control the keyboard.
func (s *Screen) Focus(id string) {
	s.t.Helper()
	s.act(id, "Component.GrabFocus")
}

// Type puts a text into a field, in the place of what is there.
func (s *Screen) Type(id, text string) {
	s.t.Helper()
	s.act(id, "EditableText.SetTextContents", text)
}

// act waits for a control that can be used, and uses it.
func (s *Screen) act(id, method string, args ...any) {
	s.t.Helper()
	c := s.Await("usable control "+id, func(w *Window) bool { c := w.Find(id); return c != nil && c.Has("enabled") }).Find(id)
	var done bool
	if err := s.call(c.ref, method, []any{&done}, args...); err != nil || !done {
		s.t.Fatalf("%s of %s: %v, done: %v\n%s", method, id, err, done, s.Read())
	}
}

// Place is where a control is in its window, in pixels; false where it is not
// there any more, or nowhere.
func (s *Screen) Place(c *Control) (image.Rectangle, bool) {
	var at struct{ X, Y, Width, Height int32 }
	const inWindow = uint32(1)
	err := s.call(c.ref, "Component.GetExtents", []any{&at}, inWindow)
	place := image.Rect(int(at.X), int(at.Y), int(at.X+at.Width), int(at.Y+at.Height))
	return place, err == nil && !place.Empty()
}

func (s *Screen) call(to ref, method string, answer []any, args ...any) error {
	ctx, cancel := context.WithTimeout(s.t.Context(), deadline)
	defer cancel()
	return s.bus.Object(to.Bus, to.Path).CallWithContext(ctx, face+method, 0, args...).Store(answer...)
}

func (s *Screen) property(of ref, in, name string, value any) error {
	v, err := s.bus.Object(of.Bus, of.Path).GetProperty(face + in + "." + name)
	if err != nil {
		return err
	}
	return v.Store(value)
}

// idOf is the id of a control by its path: "_" and two hexadecimal digits are a
// byte.
func idOf(path dbus.ObjectPath) (string, bool) {
	rest, ok := strings.CutPrefix(string(path), "/org/a11y/atspi/accessible/")
	parts := strings.Split(rest, "_")
	for i, part := range parts[1:] {
		if len(part) < 2 {
			return rest, false
		}
		b, err := hex.DecodeString(part[:2])
		if err != nil {
			return rest, false
		}
		parts[i+1] = string(b) + part[2:]
	}
	return strings.Join(parts, ""), ok
}

// Name is the program's on the accessibility bus.
func (s *Screen) Name() string { return s.program }

// Ask calls any method of a control, and returns its answer; nil for a refusal.
func (s *Screen) Ask(id, method string, args ...any) []any {
	s.t.Helper()
	c := s.Find(id)
	return s.bus.Object(c.Bus, c.Path).CallWithContext(s.t.Context(), face+method, 0, args...).Body
}

// AskProperty reads any property of a control.
func (s *Screen) AskProperty(id, in, name string) any {
	s.t.Helper()
	v, err := s.bus.Object(s.program, s.Find(id).Path).GetProperty(face + in + "." + name)
	if err != nil {
		s.t.Errorf("%s of %s: %v", name, id, err)
	}
	return v.Value()
}

// AwaitEvent waits for an event, as a line of Heard, after the first n of them.
func (s *Screen) AwaitEvent(n int, is func(event string) bool) {
	s.t.Helper()
	s.await("such an event", func() bool { return slices.ContainsFunc(s.heard[n:], is) })
}
