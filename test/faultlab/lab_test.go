package faultlab

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"runtime/pprof"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// hangs is far beyond what any row takes: a check that still runs then hangs.
const hangs = 3 * time.Minute

// Labels of goroutines. They are inherited, so that whatever a check starts
// can be told from what its servers start, also while other rows run.
const (
	labelLab    = "lab"
	labelSide   = "side"
	sideClient  = "client"
	sideServers = "servers"
)

var labs atomic.Int64

// lab is the bench of one row: the servers that make the fault, and the check
// that meets it.
type lab struct {
	t  testing.TB
	id string

	in      check.Input
	limits  pleoclient.Limits
	options []pleoclient.Option
	ctx     context.Context
	cancel  context.CancelFunc
	// run replaces the call of check.Run, for what ends before a check begins.
	run func() *check.Result
	// forbidden are further texts that must never be seen, beside the key.
	forbidden []string
	// deadline is true where the time of ctx itself is the fault.
	deadline bool
	// stays is true where a goroutine of the check cannot be ended before its
	// server is: a call of a keychain that hangs.
	stays bool
	// onStep, where set, is called with every step.
	onStep func(check.Step)

	// done is closed when the servers are to end.
	done  chan struct{}
	wg    sync.WaitGroup
	ports []int

	mu        sync.Mutex
	ended     bool
	listeners []net.Listener
	conns     map[net.Conn]bool
	paths     []string // of every request that a site received
	strangers int      // connections that another origin received
}

func newLab(t testing.TB) *lab {
	l := &lab{
		t: t, id: strconv.FormatInt(labs.Add(1), 10), done: make(chan struct{}), conns: map[net.Conn]bool{},
		in:     check.Input{Environment: "custom", Key: secret.New(canary), CompanyID: companyID},
		limits: pleoclient.Limits{Connect: hangs, FirstByte: hangs, Total: hangs},
	}
	l.ctx, l.cancel = context.WithTimeout(t.Context(), hangs)
	l.noProxy()
	t.Cleanup(l.shut)
	return l
}

// check runs the check of the row. It fails the test where neither a limit nor
// the end of the context ends the check.
func (l *lab) check() *check.Result {
	l.t.Helper()
	done := make(chan *check.Result, 1)
	go func() { done <- l.checkHere() }()
	select {
	case r := <-done:
		return r
	case <-time.After(hangs + 5*time.Second):
		l.t.Fatalf("it hung, and could not be cancelled:\n%s", goroutinesOf(l, sideClient))
		return nil
	}
}

// checkHere runs the check of the row on this goroutine.
func (l *lab) checkHere() (r *check.Result) {
	pprof.Do(l.ctx, pprof.Labels(labelLab, l.id, labelSide, sideClient), func(ctx context.Context) {
		if l.run != nil {
			r = l.run()
			return
		}
		options := append([]pleoclient.Option{pleoclient.WithLimits(l.limits)}, l.options...)
		r = check.Run(ctx, l.in, check.Options{Client: options, OnStep: l.onStep})
	})
	return r
}

// serve runs f on a goroutine that belongs to the servers of the row.
func (l *lab) serve(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return
	}
	l.wg.Add(1)
	pprof.Do(context.Background(), pprof.Labels(labelLab, l.id, labelSide, sideServers), func(context.Context) {
		go func() {
			defer l.wg.Done()
			f()
		}()
	})
}

// shut ends every server of the row and waits for their goroutines.
func (l *lab) shut() {
	l.cancel()
	l.mu.Lock()
	if !l.ended {
		l.ended = true
		close(l.done)
	}
	for _, listener := range l.listeners {
		listener.Close()
	}
	for conn := range l.conns {
		conn.Close()
	}
	l.mu.Unlock()
	l.wg.Wait()
}

// listen serves each TCP connection on a new port of loopback with a function.
// The connection is closed when the function returns.
func (l *lab) listen(serve func(net.Conn)) (address string) {
	l.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		l.t.Fatal(err)
	}
	l.keep(listener)
	l.serve(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			l.serve(func() {
				defer l.drop(conn)
				if l.holds(conn) {
					serve(conn)
				}
			})
		}
	})
	return listener.Addr().String()
}

func (l *lab) keep(listener net.Listener) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.listeners = append(l.listeners, listener)
	l.ports = append(l.ports, listener.Addr().(*net.TCPAddr).Port)
}

// holds notes a connection that shut has to close. It is false after shut.
func (l *lab) holds(conn net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conns[conn] = true
	return !l.ended
}

func (l *lab) drop(conn net.Conn) {
	conn.Close()
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.conns, conn)
}

// stranger is another origin. A row fails when it receives a connection.
func (l *lab) stranger() (port string) {
	_, port, _ = net.SplitHostPort(l.listen(func(net.Conn) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.strangers++
	}))
	return port
}

// plain points the check at an address without TLS.
func (l *lab) plain(address string) { l.in.BaseURL = "http://" + address + basePath }

// secure points the check at the port of an address under a name, with TLS.
func (l *lab) secure(name, address string) {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		l.t.Fatal(err)
	}
	l.in.BaseURL = "https://" + net.JoinHostPort(name, port) + basePath
}

func (l *lab) option(o pleoclient.Option) { l.options = append(l.options, o) }

func (l *lab) noProxy() {
	l.option(pleoclient.WithProxy(func(*http.Request) (*url.URL, error) { return nil, nil }))
}

// through makes the check use a proxy.
func (l *lab) through(proxy string) {
	u, err := url.Parse(proxy)
	if err != nil {
		l.t.Fatal(err)
	}
	l.option(pleoclient.WithProxy(func(*http.Request) (*url.URL, error) { return u, nil }))
}

// until waits for the end of the row.
func (l *lab) until() { <-l.done }
