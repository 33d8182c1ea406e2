package pleoclient

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// countConns counts the connections a server accepts.
func countConns(n *atomic.Int32) func(net.Conn, http.ConnState) {
	return func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			n.Add(1)
		}
	}
}

func TestOneConnection(t *testing.T) {
	for _, http2 := range []bool{false, true} {
		answers := map[string]http.HandlerFunc{
			"employees": jsonAnswer(200, emptyPage),
			"vendors":   encoded("gzip", zip(t, emptyPage)),
			"companies": jsonAnswer(403, `{"type":"ACCESS_DENIED"}`),
			"tax-codes": jsonAnswer(307, strings.Repeat("x", 3000)),
		}
		var conns atomic.Int32
		srv := httptest.NewUnstartedServer(http.StripPrefix(basePath, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, op := range Operations() {
				if op.Path == r.URL.Path {
					answers[op.Name](w, r)
				}
			}
		})))
		srv.EnableHTTP2 = http2
		srv.Config.ConnState = countConns(&conns)
		srv.StartTLS()
		t.Cleanup(srv.Close)
		c := newClient(t, srv.URL, WithRootCAs(pool(srv)))
		names := []string{"employees", "vendors", "companies", "tax-codes", "employees"}
		for i, name := range names {
			x, _ := c.Do(t.Context(), operation(t, name), Params{})
			if x.Status == 0 || x.ReusedConn != (i > 0) || x.RemoteAddr != srv.Listener.Addr().String() {
				t.Errorf("http/2 %v, %s: status %d, reused %v, remote %q", http2, name, x.Status, x.ReusedConn, x.RemoteAddr)
			}
			if fresh := x.Timing.Connect > 0 && x.Timing.TLS > 0; fresh != (i == 0) || x.Timing.Wait <= 0 {
				t.Errorf("http/2 %v, %s: timing %+v", http2, name, x.Timing)
			}
			if sum := x.Timing.DNS + x.Timing.Connect + x.Timing.TLS + x.Timing.Wait + x.Timing.Download; sum > x.Duration {
				t.Errorf("http/2 %v, %s: %+v over the whole %s", http2, name, x.Timing, x.Duration)
			}
		}
		if n := conns.Load(); n != 1 {
			t.Errorf("http/2 %v: %d connections", http2, n)
		}
	}
}

func TestHTTP2(t *testing.T) {
	srv := newTLSServer(t, true, jsonAnswer(200, emptyPage))
	x, err := do(t, newClient(t, srv.URL, WithRootCAs(pool(srv))))
	if err != nil {
		t.Fatal(err)
	}
	if x.Proto != "HTTP/2.0" || x.TLS == nil || x.TLS.ALPN != "h2" || x.TLS.Version != "TLS 1.3" || x.TLS.CipherSuite == "" {
		t.Errorf("%s, %+v", x.Proto, x.TLS)
	}
	if len(x.TLS.Chain) != 1 || x.TLS.Chain[0].Subject != "O=Acme Co" || x.StatusText != "OK" {
		t.Errorf("%+v", x.TLS.Chain)
	}
	one := newTLSServer(t, false, jsonAnswer(200, emptyPage))
	if x, err = do(t, newClient(t, one.URL, WithRootCAs(pool(one)))); err != nil || x.Proto != "HTTP/1.1" {
		t.Errorf("%s, %v", x.Proto, err)
	}
}

func TestHTTP2CutOff(t *testing.T) {
	srv := newTLSServer(t, true, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"data":[`)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}))
	x, err := do(t, newClient(t, srv.URL, WithRootCAs(pool(srv))))
	if e := wantError[*CutOffError](t, err); e.Received != 9 || string(x.Body) != `{"data":[` {
		t.Errorf("%v, body %q", e, x.Body)
	}
}

// A server may close a kept connection at any time. The next request, also a
// search by POST, must not fail for it.
func TestClosedKeptConnection(t *testing.T) {
	var conns atomic.Int32
	url := newRaw(t, func(conn net.Conn, _ string) {
		conns.Add(1)
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "+
			"115\r\n\r\n"+emptyPage)
		// Closed right after, although HTTP/1.1 keeps connections.
	})
	if len(emptyPage) != 115 {
		t.Fatalf("page has %d bytes", len(emptyPage))
	}
	c := newClient(t, url)
	for range 20 {
		if _, err := c.Do(t.Context(), operation(t, "vendors"), Params{CompanyID: companyID}); err != nil {
			t.Fatalf("%v (%T)", err, errors.Unwrap(err))
		}
	}
	if conns.Load() != 20 {
		t.Errorf("%d connections", conns.Load())
	}
}

func TestCloseEndsIdleConnections(t *testing.T) {
	srv := newServer(t, jsonAnswer(200, emptyPage))
	c := newClient(t, srv.URL)
	for range 2 {
		if x, err := do(t, c); err != nil || x.ReusedConn {
			t.Errorf("%v, reused %v", err, x.ReusedConn)
		}
		c.Close()
	}
}

func TestConcurrentUse(t *testing.T) {
	srv := newTLSServer(t, true, jsonAnswer(200, emptyPage))
	c := newClient(t, srv.URL, WithRootCAs(pool(srv)))
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for range 5 {
				if _, err := c.Do(t.Context(), operation(t, "vendors"), Params{CompanyID: companyID}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func TestBaseURLOfClient(t *testing.T) {
	if got := newClient(t, "https://example.com").BaseURL(); got != "https://example.com"+basePath {
		t.Error(got)
	}
}
