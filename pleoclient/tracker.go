package pleoclient

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http/httptrace"
	"net/url"
	"sync"
	"time"
)

// limitError is the cause with which a tracker cancels a request.
type limitError struct {
	phase Phase
	limit time.Duration
}

func (e *limitError) Error() string { return fmt.Sprintf("limit of %s reached (%s)", e.limit, e.phase) }

// tracker follows one request through its phases, times them, and cancels the
// request when a limit is reached. Go calls its hooks from several goroutines,
// also for a dial that the request no longer waits for.
type tracker struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	limits Limits
	total  *time.Timer

	mu          sync.Mutex
	phase       Phase
	proxy       string
	proxyTLS    bool // the next handshake is with the proxy
	proxySecret bool // the proxy is sent a password
	connected   bool // the request has its connection
	answered    bool // the response header is there
	finished    bool
	reused      bool
	used        int // connections taken for the request
	remote      string
	conn        *dialed // in use; nil where another transport made it
	timing      Timing
	waiting     *time.Timer   // for a connection, then for the header
	release     []func() bool // let go of connections once one is in use

	dnsAt, connectAt, tlsAt, connAt, wroteAt, answeredAt time.Time
}

// maxConnections bounds how many connections one request may use up. Go takes
// another when a server closes one without an answer; with HTTP/2 it goes on
// doing so, and sending the key, for as long as the request lives.
const maxConnections = 3

// errKeepsClosing ends a request that used up its connections.
var errKeepsClosing = fmt.Errorf("%d connections in turn ended without an answer: %w", maxConnections, io.EOF)

type trackerKey struct{}

// newTracker starts the clock of a request. The context it returns carries it
// and ends with the parent, at a limit, or with finish.
func newTracker(parent context.Context, limits Limits) (*tracker, context.Context) {
	t := &tracker{limits: limits, phase: PhaseConnect}
	ctx, cancel := context.WithCancelCause(parent)
	t.ctx, t.cancel = ctx, cancel
	t.total = time.AfterFunc(limits.Total, func() { t.expire(limits.Total, nil) })
	ctx = context.WithValue(ctx, trackerKey{}, t)
	return t, httptrace.WithClientTrace(ctx, t.hooks())
}

// trackerFrom is the tracker of a request; a new one where it has none.
func trackerFrom(ctx context.Context) *tracker {
	if t, ok := ctx.Value(trackerKey{}).(*tracker); ok {
		return t
	}
	return &tracker{ctx: ctx}
}

// expire cancels the request unless what the limit waits for has come.
func (t *tracker) expire(limit time.Duration, come *bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.finished || come != nil && *come {
		return
	}
	t.cancel(&limitError{phase: t.phase, limit: limit})
}

// finish stops the timers and ends the request's context.
func (t *tracker) finish() {
	t.mu.Lock()
	if !t.finished {
		t.conn.use(-1)
	}
	t.finished = true
	t.stopWaiting()
	if !t.answeredAt.IsZero() {
		t.timing.Download = time.Since(t.answeredAt)
	}
	t.mu.Unlock()
	t.total.Stop()
	t.cancel(nil)
}

// wait cancels the request at a limit, unless what it waits for has come by then.
func (t *tracker) wait(limit time.Duration, come *bool) {
	t.stopWaiting()
	t.waiting = time.AfterFunc(limit, func() { t.expire(limit, come) })
}

func (t *tracker) stopWaiting() {
	if t.waiting != nil {
		t.waiting.Stop()
	}
}

// usesProxy notes the proxy; nil for one whose setting cannot be read.
func (t *tracker) usesProxy(u *url.URL) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.proxy, t.proxyTLS, t.phase = "", false, PhaseProxy
	if u != nil {
		t.proxy, t.proxyTLS, t.proxySecret = proxyAddress(u), u.Scheme == "https", t.proxySecret || u.User != nil
	}
}

// holds ties a new connection to the request until the request has one: Go
// lets a dial outlive its request, we do not.
func (t *tracker) holds(conn net.Conn) net.Conn {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.connected {
		t.release = append(t.release, context.AfterFunc(t.ctx, func() { conn.Close() }))
	}
	return conn
}

// usedProxy is the proxy of the request, "" without one, and whether it is sent a
// password.
func (t *tracker) usedProxy() (address string, secret bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.proxy, t.proxySecret
}

// gotHeader notes that the response header is there.
func (t *tracker) gotHeader() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.answered, t.answeredAt, t.phase = true, time.Now(), PhaseDownload
	t.stopWaiting()
}

// enter moves to a phase of connecting, unless the request has its connection
// already and the hook belongs to a dial nobody waits for.
func (t *tracker) enter(p Phase) bool {
	if t.connected {
		return false
	}
	if t.proxy != "" && p != PhaseTLS {
		p = PhaseProxy
	}
	t.phase = p
	return true
}

// locked runs a hook under the lock and not after the end of the request.
func (t *tracker) locked(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.finished {
		f()
	}
}

func (t *tracker) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn:           func(string) { t.locked(t.getConn) },
		DNSStart:          func(httptrace.DNSStartInfo) { t.locked(t.dnsStart) },
		DNSDone:           func(httptrace.DNSDoneInfo) { t.locked(t.dnsDone) },
		ConnectStart:      func(_, _ string) { t.locked(t.connectStart) },
		ConnectDone:       func(_, _ string, _ error) { t.locked(t.connectDone) },
		TLSHandshakeStart: func() { t.locked(t.tlsStart) },
		TLSHandshakeDone:  func(tls.ConnectionState, error) { t.locked(t.tlsDone) },
		GotConn:           func(i httptrace.GotConnInfo) { t.locked(func() { t.gotConn(i) }) },
		WroteRequest:      func(i httptrace.WroteRequestInfo) { t.locked(func() { t.wrote(i) }) },
		GotFirstResponseByte: func() {
			t.locked(func() {
				since := t.wroteAt
				if since.IsZero() { // an answer before the end of the request
					since = t.connAt
				}
				if !since.IsZero() {
					t.timing.Wait = time.Since(since)
				}
			})
		},
	}
}

// getConn begins the search for a connection. It happens again when Go repeats
// a request whose reused connection turned out to be closed.
func (t *tracker) getConn() {
	if t.used++; t.used > maxConnections {
		t.cancel(errKeepsClosing)
		return
	}
	t.connected, t.answered = false, false
	t.enter(PhaseConnect)
	t.wait(t.limits.Connect, &t.connected)
}

func (t *tracker) dnsStart() {
	if t.enter(PhaseName) {
		t.dnsAt = time.Now()
	}
}

func (t *tracker) dnsDone() {
	if !t.connected && !t.dnsAt.IsZero() {
		t.timing.DNS = time.Since(t.dnsAt)
	}
}

func (t *tracker) connectStart() {
	if t.enter(PhaseConnect) && t.connectAt.IsZero() {
		t.connectAt = time.Now()
	}
}

func (t *tracker) connectDone() {
	if !t.connected && !t.connectAt.IsZero() {
		t.timing.Connect = time.Since(t.connectAt)
	}
}

func (t *tracker) tlsStart() {
	if t.proxyTLS || !t.enter(PhaseTLS) {
		return
	}
	t.tlsAt = time.Now()
}

func (t *tracker) tlsDone() {
	switch {
	case t.proxyTLS:
		t.proxyTLS = false
	case !t.connected && !t.tlsAt.IsZero():
		t.timing.TLS = time.Since(t.tlsAt)
	}
}

func (t *tracker) gotConn(i httptrace.GotConnInfo) {
	t.connected, t.phase, t.reused = true, PhaseSend, i.Reused
	t.connAt, t.wroteAt = time.Now(), time.Time{}
	if i.Conn != nil {
		t.remote = i.Conn.RemoteAddr().String()
		if d := dialedFrom(i.Conn); d != nil {
			t.conn.use(-1)
			t.conn = d
			d.use(1)
			t.proxy = d.proxy // Go does not ask for the proxy of an HTTP/2 connection again
		}
	}
	if i.Reused {
		t.timing.DNS, t.timing.Connect, t.timing.TLS = 0, 0, 0
	}
	for _, stop := range t.release {
		stop()
	}
	t.release = nil
	t.stopWaiting()
}

func (t *tracker) wrote(i httptrace.WroteRequestInfo) {
	if i.Err != nil || t.answered {
		return
	}
	t.wroteAt, t.phase = time.Now(), PhaseWait
	t.wait(t.limits.FirstByte, &t.answered)
}

// abandon closes the connection of a request that does not come back.
func (t *tracker) abandon() {
	t.mu.Lock()
	conn := t.conn
	t.mu.Unlock()
	if conn != nil {
		conn.Close()
	}
}

// current is the phase the request is in.
func (t *tracker) current() Phase {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.phase
}

// writeTo writes what is known of the connection into an exchange.
func (t *tracker) writeTo(x *Exchange) {
	t.mu.Lock()
	defer t.mu.Unlock()
	x.Timing, x.Proxy, x.RemoteAddr, x.ReusedConn = t.timing, t.proxy, t.remote, t.reused
}
