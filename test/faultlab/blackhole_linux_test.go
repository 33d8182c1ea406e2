package faultlab

import (
	"net"
	"syscall"

	"pleokeycheck/internal/check"
)

// systemRows are the faults that only Linux can be made to have on loopback.
func systemRows() []row {
	return []row{
		{"nobody takes the connection", func(l *lab) {
			l.limits.Connect = short
			l.plain(blackHole(l))
		}, unclear(check.ConnectTimeout, check.StepConnect).fact(check.FactPhase, "connect").fact(check.FactLimit, "250 ms")},
		{"the network cannot be reached", func(l *lab) {
			l.secure("unreachable.lab.test", nobody(l))
		}, unclear(check.Offline, check.StepConnect)},
	}
}

// blackHole is an address on which connections are neither taken nor refused:
// a listener whose queue is full. Nobody ever accepts.
func blackHole(l *lab) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		l.t.Fatal(err)
	}
	l.mu.Lock()
	l.listeners = append(l.listeners, listener)
	l.mu.Unlock()
	raw, err := listener.(*net.TCPListener).SyscallConn()
	if err != nil {
		l.t.Fatal(err)
	}
	var refused error
	if err := raw.Control(func(fd uintptr) { refused = syscall.Listen(int(fd), 0) }); err != nil || refused != nil {
		l.t.Fatal(err, refused)
	}
	// A queue of length 0 holds one connection.
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		l.t.Fatal(err)
	}
	l.holds(conn)
	return listener.Addr().String()
}
