//go:build unix && !darwin

package atspi

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/access"
)

const (
	registry   = "org.a11y.atspi.Registry"
	prefix     = "/org/a11y/atspi/accessible/"
	rootPath   = dbus.ObjectPath(prefix + "root")
	nullPath   = dbus.ObjectPath("/org/a11y/atspi/null")
	cachePath  = dbus.ObjectPath("/org/a11y/atspi/cache")
	face       = "org.a11y.atspi." // of the interfaces
	actionTime = 2 * time.Second   // how long a reader waits for the UI
)

// ref names an object on the bus.
type ref struct {
	Bus  string
	Path dbus.ObjectPath
}

// session is a program on the accessibility bus. Its trees come in on the UI
// goroutine; everything else happens on those of the bus.
type session struct {
	bus     *dbus.Conn
	program Program
	name    string // of this program on the bus
	desktop ref    // what the program is embedded in
	id      atomic.Int32
	tree    atomic.Pointer[access.Tree]
	more    chan struct{}
	ended   chan struct{}

	mu      sync.Mutex
	waiting []*access.Tree
}

// newSession joins the accessibility bus; nil where that is not to be.
func newSession(ctx context.Context, address string, program Program) *session {
	s := &session{program: program, more: make(chan struct{}, 1), ended: make(chan struct{})}
	s.tree.Store(access.NewTree(&access.Node{ID: "root", Role: access.Application, Name: program.Name}))
	bus, err := dbus.Connect(address, dbus.WithHandler(s), dbus.WithContext(ctx))
	if err != nil {
		return nil
	}
	s.bus, s.name = bus, bus.Names()[0]
	call := bus.Object(registry, rootPath).CallWithContext(ctx, face+"Socket.Embed", 0, ref{s.name, rootPath})
	if call.Store(&s.desktop) != nil {
		_ = bus.Close()
		return nil
	}
	go s.tell()
	return s
}

// close leaves the bus, which tells the readers.
func (s *session) close() {
	_ = s.bus.Close()
	<-s.ended
}

// show takes a tree over and returns at once.
func (s *session) show(tree *access.Tree) {
	s.mu.Lock()
	s.waiting = append(s.waiting, tree)
	s.mu.Unlock()
	select {
	case s.more <- struct{}{}:
	default:
	}
}

// tell serves each tree in its turn, and tells what is different in it.
func (s *session) tell() {
	defer close(s.ended)
	for {
		select {
		case <-s.more:
		case <-s.bus.Context().Done():
			return
		}
		s.mu.Lock()
		trees := s.waiting
		s.waiting = nil
		s.mu.Unlock()
		for _, tree := range trees {
			old := s.tree.Swap(tree)
			for _, e := range access.Diff(old, tree) {
				s.emit(e)
			}
		}
	}
}

// act has the UI do something, and reports whether it did in time. What it comes
// to later is not done: the reader was told so.
func (s *session) act(f func()) bool {
	const waiting, begun, late = 0, 1, 2
	var state atomic.Int32
	done := make(chan struct{})
	go s.program.Do(func() {
		defer close(done)
		if state.CompareAndSwap(waiting, begun) {
			f()
		}
	})
	over := time.NewTimer(actionTime)
	defer over.Stop()
	select {
	case <-done:
		return state.Load() == begun
	case <-over.C:
		// What has begun is a press that takes long, and was made.
		return !state.CompareAndSwap(waiting, late)
	}
}

// ref is a node on the bus, or nothing.
func (s *session) ref(n *access.Node) ref {
	if n == nil {
		return ref{"", nullPath}
	}
	return ref{s.name, pathOf(n.ID)}
}

// refs are nodes on the bus.
func (s *session) refs(nodes []*access.Node) []ref {
	all := make([]ref, len(nodes))
	for i, n := range nodes {
		all[i] = s.ref(n)
	}
	return all
}

const hex = "0123456789abcdef"

// pathOf is the path of the node with an id: of what a path may not hold, each
// byte is "_" and two hexadecimal digits.
func pathOf(id string) dbus.ObjectPath {
	var b strings.Builder
	b.WriteString(prefix)
	for _, c := range []byte(id) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'_', hex[c>>4], hex[c&15]})
		}
	}
	return dbus.ObjectPath(b.String())
}

// idOf is the id in a path.
func idOf(path dbus.ObjectPath) (string, bool) {
	rest, ok := strings.CutPrefix(string(path), prefix)
	var b strings.Builder
	for i := 0; i < len(rest); i++ {
		c := rest[i]
		if c == '_' && i+2 < len(rest) {
			c = byte(strings.IndexByte(hex, rest[i+1])<<4 | strings.IndexByte(hex, rest[i+2])&15)
			i += 2
		}
		b.WriteByte(c)
	}
	return b.String(), ok
}
