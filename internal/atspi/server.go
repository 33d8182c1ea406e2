//go:build unix && !darwin

package atspi

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/access"
)

// Program is what is served.
type Program struct {
	Name, Version string
	// Do brings a function to the UI goroutine. It may come late, or never.
	Do func(func())
	// Look makes the nodes of the windows as they are now, on the UI goroutine.
	Look func() []*access.Node
}

// Server serves a program while somebody reads.
type Server struct {
	program Program
	done    chan struct{}
	looking atomic.Bool // Look is on its way

	mu      sync.Mutex
	session *session // nil while nobody reads
}

// Names on the session bus.
const (
	launcher   = "org.a11y.Bus"
	statusPath = dbus.ObjectPath("/org/a11y/bus")
	statusFace = "org.a11y.Status"
	properties = "org.freedesktop.DBus.Properties"
)

// Start waits for readers until ctx ends, on goroutines of its own.
func Start(ctx context.Context, program Program) *Server {
	s := &Server{program: program, done: make(chan struct{})}
	go func() {
		defer close(s.done)
		s.watch(ctx)
	}()
	return s
}

// Wait returns when ctx has ended and nothing is served any more.
func (s *Server) Wait() { <-s.done }

// Changed tells, on any goroutine, that the windows may say something else now.
// While nobody reads it does nothing.
func (s *Server) Changed() {
	if s.reading() == nil || s.looking.Swap(true) {
		return
	}
	s.program.Do(func() {
		s.looking.Store(false)
		s.Now()
	})
}

// Now tells at once what the windows say. It is called on the UI goroutine.
func (s *Server) Now() {
	if reading := s.reading(); reading != nil {
		root := &access.Node{ID: "root", Role: access.Application, Name: s.program.Name, Children: s.program.Look()}
		reading.show(access.NewTree(root))
	}
}

func (s *Server) reading() *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.session
}

// watch follows the status of the session bus: serves while it says that
// somebody reads, and ends with the bus.
func (s *Server) watch(ctx context.Context) {
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return // nobody reads where there is no bus
	}
	defer bus.Close()
	defer s.serve(ctx, bus, false)
	signals := make(chan *dbus.Signal, 16)
	bus.Signal(signals)
	for _, rule := range [][]dbus.MatchOption{
		{dbus.WithMatchObjectPath(statusPath), dbus.WithMatchInterface(properties)},
		{dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, launcher)},
	} {
		if bus.AddMatchSignal(rule...) != nil {
			return
		}
	}
	for open := true; open; open = s.next(ctx, bus, signals) {
		s.serve(ctx, bus, somebodyReads(ctx, bus))
	}
}

// next waits until the status may be another one, and reports whether there is
// still a bus to ask. A session ends with the accessibility bus.
func (s *Server) next(ctx context.Context, bus *dbus.Conn, signals <-chan *dbus.Signal) bool {
	for {
		var gone <-chan struct{}
		if reading := s.reading(); reading != nil {
			gone = reading.bus.Context().Done()
		}
		select {
		case _, open := <-signals:
			return open
		case <-gone:
			s.serve(ctx, bus, false)
		case <-ctx.Done():
			return false
		}
	}
}

// somebodyReads asks for the status, and starts nothing that is not running.
func somebodyReads(ctx context.Context, bus *dbus.Conn) bool {
	var status map[string]dbus.Variant
	call := bus.Object(launcher, statusPath).CallWithContext(ctx, properties+".GetAll", dbus.FlagNoAutoStart, statusFace)
	if call.Store(&status) != nil {
		return false
	}
	for _, name := range []string{"IsEnabled", "ScreenReaderEnabled"} {
		if on, _ := status[name].Value().(bool); on {
			return true
		}
	}
	return false
}

// serve begins or ends a session.
func (s *Server) serve(ctx context.Context, bus *dbus.Conn, on bool) {
	reading := s.reading()
	if on == (reading != nil) {
		return
	}
	var next *session
	if on {
		var address string
		call := bus.Object(launcher, statusPath).CallWithContext(ctx, launcher+".GetAddress", 0)
		if call.Store(&address) != nil {
			return
		}
		next = newSession(ctx, address, s.program)
		if next == nil {
			return
		}
	} else {
		reading.close()
	}
	s.mu.Lock()
	s.session = next
	s.mu.Unlock()
	s.Changed()
}
