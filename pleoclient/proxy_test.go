package pleoclient

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"
)

// proxied sends the requests for https://example.com through a proxy.
func proxied(address string, more ...Option) []Option {
	return append(more, WithProxy(func(*http.Request) (*url.URL, error) {
		return &url.URL{Scheme: "http", Host: address, User: url.UserPassword("demo-user", "demo-password")}, nil
	}))
}

const viaProxy = "https://example.com"

func TestTunnel(t *testing.T) {
	srv := newTLSServer(t, true, jsonAnswer(200, emptyPage))
	heads := make(chan string, 1)
	proxy := strings.TrimPrefix(newRaw(t, func(conn net.Conn, head string) {
		heads <- head
		target, err := net.Dial("tcp", srv.Listener.Addr().String())
		if err != nil {
			return
		}
		defer target.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n")
		go func() { _, _ = io.Copy(target, conn) }()
		_, _ = io.Copy(conn, target)
	}), "http://")
	var seen http.Header
	c := newClient(t, viaProxy, WithRootCAs(pool(srv)), WithProxy(func(r *http.Request) (*url.URL, error) {
		seen = r.Header
		return &url.URL{Scheme: "http", Host: proxy, User: url.UserPassword("demo-user", "demo-password")}, nil
	}))
	x, err := do(t, c)
	if err != nil {
		t.Fatal(err)
	}
	if x.Proxy != proxy || x.Proto != "HTTP/2.0" || x.RemoteAddr != proxy {
		t.Errorf("proxy %q, %s, remote %s", x.Proxy, x.Proto, x.RemoteAddr)
	}
	head := <-heads
	wantNoKey(t, "what the proxy saw", head)
	if !strings.HasPrefix(head, "CONNECT example.com:443 ") {
		t.Errorf("proxy saw %s", head)
	}
	if seen.Get("Authorization") != "" {
		t.Error("the proxy function saw the key")
	}
	if x, err = do(t, c); err != nil || !x.ReusedConn || x.Proxy != proxy {
		t.Errorf("second request: %v, reused %v, proxy %q", err, x.ReusedConn, x.Proxy)
	}
}

func TestProxyRefuses(t *testing.T) {
	for _, status := range []int{407, 403, 502, 302} {
		proxy := strings.TrimPrefix(newRaw(t, func(conn net.Conn, _ string) {
			_, _ = fmt.Fprintf(conn, "HTTP/1.1 %d %s\r\nLocation: https://evil.example\r\nContent-Length: 0\r\n\r\n", status, canary)
		}), "http://")
		x, err := do(t, newClient(t, viaProxy, proxied(proxy)...))
		e := wantError[*ProxyError](t, err)
		if e.Status != status || e.Proxy != proxy || x.Proxy != proxy || x.Status != 0 {
			t.Errorf("%d: %+v", status, e)
		}
		if strings.Contains(fmt.Sprintf("%+v %+v", err, x), "demo-password") {
			t.Errorf("%d: the proxy's password is shown", status)
		}
	}
}

func TestProxyFails(t *testing.T) {
	const short = 60 * time.Millisecond
	hangsUp := strings.TrimPrefix(newRaw(t, func(net.Conn, string) {}), "http://")
	noHTTP := strings.TrimPrefix(newRaw(t, func(conn net.Conn, _ string) { _, _ = io.WriteString(conn, "220 demo ftp\r\n") }), "http://")
	tests := []struct {
		name, proxy string
		timeout     bool
		is          error
	}{
		{"refused", refusedAddress(t), false, syscall.ECONNREFUSED},
		{"hangs up", hangsUp, false, nil},
		{"no http", noHTTP, false, nil},
		{"silent", newSilent(t), true, nil},
	}
	for _, test := range tests {
		x, err := do(t, newClient(t, viaProxy, proxied(test.proxy, WithLimits(Limits{Connect: short}))...))
		e := wantError[*NetworkError](t, err)
		if e.Phase != PhaseProxy || e.Proxy != test.proxy || e.Timeout != test.timeout || x.Proxy != test.proxy {
			t.Errorf("%s: %+v", test.name, e)
		}
		if test.is != nil && !errors.Is(err, test.is) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	secure := WithProxy(func(*http.Request) (*url.URL, error) { return &url.URL{Scheme: "https", Host: newSilent(t)}, nil })
	_, err := do(t, newClient(t, viaProxy, secure, WithLimits(Limits{Connect: short})))
	if e := wantError[*NetworkError](t, err); e.Phase != PhaseProxy || !e.Timeout {
		t.Errorf("handshake with the proxy: %+v", e)
	}
	broken := WithProxy(func(*http.Request) (*url.URL, error) { return nil, errors.New("bad proxy http://u:demo-password@x") })
	_, err = do(t, newClient(t, viaProxy, broken))
	if e := wantError[*NetworkError](t, err); e.Phase != PhaseProxy || strings.Contains(err.Error(), "demo-password") {
		t.Errorf("setting: %+v", e)
	}
}

// An untrusted certificate behind a proxy is a matter of TLS, and names the proxy.
func TestInspectingProxy(t *testing.T) {
	srv := newTLSServer(t, false, jsonAnswer(200, emptyPage))
	proxy := strings.TrimPrefix(newRaw(t, func(conn net.Conn, _ string) {
		target, err := net.Dial("tcp", srv.Listener.Addr().String())
		if err != nil {
			return
		}
		defer target.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
		go func() { _, _ = io.Copy(target, conn) }()
		_, _ = io.Copy(conn, target)
	}), "http://")
	x, err := do(t, newClient(t, viaProxy, proxied(proxy)...))
	e := wantError[*NetworkError](t, err)
	if e.Phase != PhaseTLS || e.Proxy != proxy || x.TLS == nil || x.TLS.Chain[0].Issuer != "O=Acme Co" {
		t.Errorf("%+v, %+v", e, x.TLS)
	}
}

func TestNoProxyForLoopback(t *testing.T) {
	never := WithProxy(func(*http.Request) (*url.URL, error) {
		t.Error("asked for a proxy")
		return nil, nil
	})
	plain := newServer(t, jsonAnswer(200, emptyPage))
	secure := newTLSServer(t, false, jsonAnswer(200, emptyPage))
	for _, c := range []*Client{newClient(t, plain.URL, never), newClient(t, secure.URL, never, WithRootCAs(pool(secure)))} {
		if x, err := do(t, c); err != nil || x.Proxy != "" {
			t.Errorf("%v, proxy %q", err, x.Proxy)
		}
	}
}

func TestProxyAddress(t *testing.T) {
	for in, want := range map[string]string{
		"http://u:p@proxy.example:3128": "proxy.example:3128",
		"http://proxy.example":          "proxy.example:80",
		"https://proxy.example":         "proxy.example:443",
		"socks5://[2001:db8::1]":        "[2001:db8::1]:1080",
	} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := proxyAddress(u); got != want {
			t.Errorf("%s = %s, want %s", in, got, want)
		}
	}
}

// A proxy that repeats what it was sent in an answer that is none is not quoted:
// it was sent a password.
func TestProxyIsNotQuoted(t *testing.T) {
	for name, answer := range map[string]string{
		"no colon in a header":   "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
		"a header's name":        "HTTP/1.1 200 OK\r\n%s : x\r\n\r\n",
		"no status":              "%s\r\n\r\n",
		"a status that is words": "HTTP/1.1 %s\r\n\r\n",
		"its protocol":           "HTTP/%s 200 OK\r\n\r\n",
		"a transfer encoding":    "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\n\r\n",
		"a content length":       "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
	} {
		for _, echoed := range []string{"demo-user:demo-password", "demo-password", "ZGVtby11c2VyOmRlbW8tcGFzc3dvcmQ=", "ZGVtby1wYXNzd29yZA"} {
			proxy := strings.TrimPrefix(newRaw(t, func(conn net.Conn, _ string) {
				_, _ = fmt.Fprintf(conn, answer, echoed)
			}), "http://")
			x, err := do(t, newClient(t, viaProxy, proxied(proxy)...))
			if err == nil {
				t.Fatalf("%s: it is taken", name)
			}
			if text := fmt.Sprintf("%v %+v", err, x); strings.Contains(text, echoed) {
				t.Errorf("%s: the password is shown: %s", name, text)
			}
		}
	}
}

// Whoever chooses the proxy may name the variable that cannot be read; nothing
// else of its error is kept.
func TestProxySetting(t *testing.T) {
	for _, tt := range []struct {
		err      error
		variable string
	}{{errors.New("demo-password"), ""}, {fmt.Errorf("demo-password: %w", badSetting{}), "https_proxy"}} {
		_, err := do(t, newClient(t, viaProxy, WithProxy(func(*http.Request) (*url.URL, error) { return nil, tt.err })))
		if e := wantError[*ProxySettingError](t, err); e.Variable != tt.variable || strings.Contains(err.Error(), "demo-password") {
			t.Errorf("%v gave %q, %v", tt.err, e.Variable, err)
		}
	}
}

type badSetting struct{}

func (badSetting) Error() string         { return "demo-password" }
func (badSetting) ProxyVariable() string { return "https_proxy" }
