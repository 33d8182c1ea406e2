package pleoclient

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A server that takes a request and says goodbye, each time: nginx does so
// where it is told to close without an answer. Go would go on for ever.
func TestAServerThatKeepsClosingIsNotAskedForEver(t *testing.T) {
	srv := newTLSServer(t, true, nil)
	certificate := srv.TLS.Certificates[0]
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{certificate}, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	// Go opens a connection that it may not need, or tries one that is ending: so
	// each is served by itself, and there may be fewer than are allowed.
	var connections, requests atomic.Int32
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			serving.Go(func() {
				defer context.AfterFunc(t.Context(), func() { conn.Close() })()
				goodbye(conn, &requests)
			})
		}
	})
	t.Cleanup(serving.Wait)
	c := newClient(t, "https://"+l.Addr().String(), WithRootCAs(pool(srv)), WithLimits(Limits{Total: 20 * time.Second}))
	x, err := c.Do(t.Context(), operation(t, "vendors"), Params{CompanyID: companyID})
	l.Close()
	failed := wantError[*NetworkError](t, err)
	if failed.Timeout || !errors.Is(err, io.EOF) {
		t.Errorf("got %v", err)
	}
	for what, n := range map[string]int32{"connections": connections.Load(), "requests": requests.Load()} {
		if n < 1 || n > maxConnections {
			t.Errorf("%d %s, want up to %d", n, what, maxConnections)
		}
	}
	if x == nil || x.Status != 0 {
		t.Errorf("exchange %+v", x)
	}
}

// goodbye reads HTTP/2 up to the first request, counts it, and refuses it with
// GOAWAY.
func goodbye(conn net.Conn, requests *atomic.Int32) {
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
	if _, err := io.ReadFull(conn, make([]byte, len(preface))); err != nil {
		return
	}
	settings := []byte{0, 0, 0, 4, 0, 0, 0, 0, 0}
	if _, err := conn.Write(settings); err != nil {
		return
	}
	for {
		var head [9]byte
		if _, err := io.ReadFull(conn, head[:]); err != nil {
			return
		}
		length := int64(binary.BigEndian.Uint32(append([]byte{0}, head[:3]...)))
		if _, err := io.CopyN(io.Discard, conn, length); err != nil {
			return
		}
		if head[3] == 1 { // HEADERS
			requests.Add(1)
			break
		}
	}
	goAway := append([]byte{0, 0, 8, 7, 0, 0, 0, 0, 0}, make([]byte, 8)...) // no stream was taken, no error
	if _, err := conn.Write(goAway); err != nil {
		return
	}
	// Closed with something unread, the connection would be reset instead.
	if c, ok := conn.(*tls.Conn); ok && c.CloseWrite() == nil {
		_, _ = io.Copy(io.Discard, conn)
	}
}
