package pleoclient

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"syscall"
	"time"
)

// ErrNotLoopback is in the chain of a [*NetworkError] when a connection without
// TLS would have left this computer. Nothing was sent.
var ErrNotLoopback = errors.New("connection without tls to another computer refused")

// headerSlack is how much of a header over Limits.HeaderBytes is still read. A
// header that was read can be measured in any protocol; when Go itself gives
// up on one in HTTP/2, it mostly says no more than "PROTOCOL_ERROR".
const headerSlack = 1 << 20

// keyTransport adds the Authorization header to a copy of the request, so that
// no request the client keeps ever holds the key.
type keyTransport struct {
	key  func() string
	next http.RoundTripper
}

func (t *keyTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	out := req.Clone(req.Context())
	out.SetBasicAuth(t.key(), "")
	resp, err := t.next.RoundTrip(out)
	if resp != nil {
		resp.Request = req
	}
	if err == nil && (resp == nil || resp.Body == nil) {
		return nil, errors.New("transport gave no response")
	}
	return resp, err
}

// newTransport builds the transport of a client: HTTP/1.1 and HTTP/2, no
// compression of its own, every address of a connection without TLS checked.
func newTransport(base *url.URL, cfg config, limits Limits) *http.Transport {
	// The tracker enforces Limits.Connect; these only end a dial that nobody
	// waits for any more.
	backstop := limits.Connect + time.Second
	dialer := &net.Dialer{Timeout: backstop, KeepAlive: 30 * time.Second}
	if base.Scheme == "http" {
		dialer.Control = loopbackOnly
	} else if cfg.rootCAs == nil {
		go readRoots()
	}
	return &http.Transport{
		Proxy:                  proxyFunc(base, cfg.proxy),
		OnProxyConnectResponse: proxyAnswer,
		DialContext:            dialFor(dialer, cfg.open),
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: cfg.rootCAs},
		TLSHandshakeTimeout:    backstop,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: limits.HeaderBytes + headerSlack,
	}
}

// readRoots has the system's certificates read while the connection is opened,
// rather than when they are needed: on Linux they are hundreds of files. They
// are read once a program.
var readRoots = sync.OnceFunc(func() {
	_, _ = x509.SystemCertPool() // whoever needs them asks again, and gets the error
})

// dialFor dials as long as the request that asked for it lives. Go detaches a
// dial from its request; a person who cancels expects nothing to go on.
func dialFor(d *net.Dialer, open *connections) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		t := trackerFrom(ctx)
		if err := t.ctx.Err(); err != nil {
			return nil, err
		}
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(t.ctx, cancel)()
		conn, err := d.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		proxy, _ := t.usedProxy()
		return t.holds(open.add(conn, proxy)), nil
	}
}

// loopbackOnly refuses a resolved address that is not this computer.
func loopbackOnly(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil || !isLoopbackAddr(ap.Addr()) {
		return ErrNotLoopback
	}
	return nil
}

// proxyFunc wraps the choice of a proxy: none for loopback, no key in what the
// chooser sees, and the outcome noted for the exchange.
func proxyFunc(base *url.URL, choose func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	if choose == nil || base.Scheme == "http" || isLoopbackHost(base.Hostname()) {
		return nil
	}
	return func(req *http.Request) (*url.URL, error) {
		shown := req.Clone(req.Context())
		shown.Header.Del("Authorization")
		shown.Body, shown.GetBody = nil, nil
		u, err := choose(shown)
		if err != nil {
			trackerFrom(req.Context()).usesProxy(nil)
			setting := &ProxySettingError{}
			if named, ok := errors.AsType[interface {
				error
				ProxyVariable() string
			}](err); ok {
				setting.Variable = named.ProxyVariable()
			}
			return nil, setting
		}
		if u != nil {
			trackerFrom(req.Context()).usesProxy(u)
		}
		return u, nil
	}
}

// proxyAddress is the host and port of a proxy, without credentials.
func proxyAddress(u *url.URL) string {
	if u.Port() != "" {
		return u.Host
	}
	port := map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	if port == "" {
		port = "80"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// proxyAnswer turns a refused CONNECT into a typed error before Go reduces it
// to the proxy's reason phrase.
func proxyAnswer(_ context.Context, proxy *url.URL, _ *http.Request, res *http.Response) error {
	if res.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyError{
		Status: res.StatusCode,
		Proxy:  proxyAddress(proxy),
		Err:    fmt.Errorf("proxy answered connect with status %d", res.StatusCode),
	}
}
