//go:build unix && !darwin

package atspi

import (
	"unicode/utf8"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/access"
)

// emit tells the readers of an event.
func (s *session) emit(e access.Event) {
	switch e.Kind {
	case access.Removed:
		s.object(e.Parent, "ChildrenChanged", "remove", int32(e.Index), 0, s.ref(e.Node))
		// Readers forget what they knew of it; it may come again, as something else.
		for n := range e.Node.All() {
			_ = s.bus.Emit(cachePath, face+"Cache.RemoveAccessible", s.ref(n))
		}
	case access.Added:
		s.object(e.Parent, "ChildrenChanged", "add", int32(e.Index), 0, s.ref(e.Node))
		if e.Node.State.Has(access.Active) {
			s.stateChanged(access.Event{Node: e.Node, State: access.Active, On: true})
		}
	case access.Named:
		s.object(e.Node, "PropertyChange", "accessible-name", 0, 0, e.Text)
	case access.Described:
		s.object(e.Node, "PropertyChange", "accessible-description", 0, 0, e.Text)
	case access.Valued:
		var now any = e.Text
		if e.Node.Number != nil {
			now = e.Node.Number.Now
		}
		s.object(e.Node, "PropertyChange", "accessible-value", 0, 0, now)
	case access.TextRemoved:
		s.object(e.Node, "TextChanged", "delete", int32(e.At), int32(utf8.RuneCountInString(e.Text)), e.Text)
	case access.TextInserted:
		s.object(e.Node, "TextChanged", "insert", int32(e.At), int32(utf8.RuneCountInString(e.Text)), e.Text)
	case access.CaretMoved:
		s.object(e.Node, "TextCaretMoved", "", int32(e.At), 0, int32(0))
	case access.StateChanged:
		s.stateChanged(e)
	case access.Chose:
		s.object(e.Node, "SelectionChanged", "", 0, 0, int32(0))
	case access.Announced:
		if e.Node.Role == access.Status { // every Orca reads a notification that shows; newer ones would read both
			s.object(e.Node, "StateChanged", "showing", 1, 0, e.Text)
			return
		}
		s.object(e.Node, "Announcement", "", int32(e.Node.Live), 0, e.Text)
	}
}

func (s *session) stateChanged(e access.Event) {
	tell := func(name string, on bool) {
		var now int32
		if on {
			now = 1
		}
		s.object(e.Node, "StateChanged", name, now, 0, int32(0))
	}
	if e.State == access.Active {
		name := "Deactivate"
		if e.On {
			name = "Activate"
		}
		s.signal(e.Node, "Window."+name, "", 0, 0, e.Node.Name)
	}
	if same, ok := states[e.State]; ok {
		tell(same.name, e.On)
	}
	for _, opposite := range opposites[e.State] {
		tell(opposite.name, !e.On)
	}
}

func (s *session) object(n *access.Node, name, detail string, one, two int32, value any) {
	s.signal(n, "Object."+name, detail, one, two, value)
}

// signal is not answered. Where the bus is gone, tell ends.
func (s *session) signal(n *access.Node, name, detail string, one, two int32, value any) {
	_ = s.bus.Emit(pathOf(n.ID), face+"Event."+name, detail, one, two, dbus.MakeVariant(value), map[string]dbus.Variant{})
}
