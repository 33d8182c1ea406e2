package pleoclient

import (
	"crypto/tls"
	"encoding/binary"
	"errors"
	"io"
	"net"
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
	var connections atomic.Int32
	served := make(chan struct{})
	go func() {
		defer close(served)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			goodbye(conn)
		}
	}()
	c := newClient(t, "https://"+l.Addr().String(), WithRootCAs(pool(srv)), WithLimits(Limits{Total: 20 * time.Second}))
	began := time.Now()
	x, err := c.Do(t.Context(), operation(t, "vendors"), Params{CompanyID: companyID})
	l.Close()
	<-served
	failed := wantError[*NetworkError](t, err)
	if failed.Timeout || !errors.Is(err, io.EOF) {
		t.Errorf("got %v", err)
	}
	if n := connections.Load(); n != maxConnections {
		t.Errorf("%d connections, want %d", n, maxConnections)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("took %s", took)
	}
	if x == nil || x.Status != 0 {
		t.Errorf("exchange %+v", x)
	}
}

// goodbye reads HTTP/2 up to the first request and refuses it with GOAWAY.
func goodbye(conn net.Conn) {
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
			break
		}
	}
	goAway := append([]byte{0, 0, 8, 7, 0, 0, 0, 0, 0}, make([]byte, 8)...) // no stream was taken, no error
	_, _ = conn.Write(goAway)
}
