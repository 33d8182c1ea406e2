package pleoclient

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// defaultUserAgent names the program to Pleo.
const defaultUserAgent = "pleo-key-check"

// Client sends requests to one server with one key. It is safe for concurrent
// use. It keeps no copy of the key, and printing it shows none.
type Client struct {
	base      *url.URL
	userAgent string
	limits    Limits
	scrub     scrubber
	transport *keyTransport
	open      *connections   // those of our own transport
	rootCAs   *x509.CertPool // nil: those of the system
}

// New makes a client for the server at baseURL, see [ParseBaseURL]. key yields
// the key whenever an Authorization header is written.
func New(baseURL string, key func() string, opts ...Option) (*Client, error) {
	base, err := ParseBaseURL(baseURL)
	if err != nil {
		return nil, fmt.Errorf("new client: %w", err)
	}
	if key == nil {
		return nil, errors.New("new client: no key function")
	}
	cfg := config{userAgent: defaultUserAgent, proxy: http.ProxyFromEnvironment, open: &connections{}}
	for _, o := range opts {
		o(&cfg)
	}
	limits := cfg.limits.withDefaults()
	var rt http.RoundTripper
	if h := cfg.httpClient; h != nil {
		rt = h.Transport
		if h.Timeout > 0 {
			limits.Total = min(limits.Total, h.Timeout)
		}
	}
	if rt == nil {
		rt = newTransport(base, cfg, limits)
	}
	var rootCAs *x509.CertPool
	if t, ok := rt.(*http.Transport); ok && t.TLSClientConfig != nil {
		rootCAs = t.TLSClientConfig.RootCAs
	}
	return &Client{
		base:      base,
		userAgent: cfg.userAgent,
		limits:    limits,
		scrub:     newScrubber(cfg, key),
		transport: &keyTransport{key: key, next: rt},
		open:      cfg.open,
		rootCAs:   rootCAs,
	}, nil
}

// BaseURL is the address of the server, without a slash at its end.
func (c *Client) BaseURL() string { return c.base.String() }

// Close closes the connections that no request uses. The client can still be
// used.
func (c *Client) Close() {
	if !c.open.closeUnused() { // it would not come back from this either
		(&http.Client{Transport: c.transport.next}).CloseIdleConnections()
	}
}

// Limits bound one request. Zero fields mean the default.
type Limits struct {
	Connect     time.Duration // name, TCP and TLS together; default 10 s
	FirstByte   time.Duration // from the request written to the response header; default 20 s
	Total       time.Duration // the whole request; default 30 s
	HeaderBytes int64         // response header; default 64 KiB
	BodyBytes   int64         // response body after decompression; default 10 MiB
}

// withDefaults fills what is zero or negative.
func (l Limits) withDefaults() Limits {
	return Limits{
		Connect:     positive(l.Connect, 10*time.Second),
		FirstByte:   positive(l.FirstByte, 20*time.Second),
		Total:       positive(l.Total, 30*time.Second),
		HeaderBytes: positive(l.HeaderBytes, 64<<10),
		BodyBytes:   positive(l.BodyBytes, 10<<20),
	}
}

func positive[T time.Duration | int64](value, otherwise T) T {
	if value > 0 {
		return value
	}
	return otherwise
}

type config struct {
	httpClient *http.Client
	userAgent  string
	limits     Limits
	scrub      func(string) string
	scrubTail  func(string) string
	proxy      func(*http.Request) (*url.URL, error)
	rootCAs    *x509.CertPool
	open       *connections // of our own transport; nil: nobody asks for them
}

// Option changes how [New] builds a client.
type Option func(*config)

// WithHTTPClient uses the client's Transport as it is: proxy, certificates,
// the header limit and the check of loopback addresses are then the
// Transport's. Its Timeout lowers Limits.Total. Redirects are still not
// followed, and no cookies are kept. A nil Transport means our own.
func WithHTTPClient(h *http.Client) Option { return func(c *config) { c.httpClient = h } }

// WithUserAgent sets the User-Agent header.
func WithUserAgent(s string) Option { return func(c *config) { c.userAgent = s } }

// WithLimits sets the limits of every request.
func WithLimits(l Limits) Option { return func(c *config) { c.limits = l } }

// WithScrub sets the function that everything of the server's goes through
// before an Exchange, a typed result or an error keeps it. It must remove
// every form of the key. Without it, the raw key and the base64 forms of the
// header are removed.
func WithScrub(f func(string) string) Option { return func(c *config) { c.scrub = f } }

// WithScrubTail sets the function used in place of the scrub function for text
// that was cut off, which must also remove a beginning of a key at the end.
// Default: the scrub function.
func WithScrubTail(f func(string) string) Option { return func(c *config) { c.scrubTail = f } }

// WithProxy chooses the proxy of a request; nil and a nil URL mean none. It is
// never asked for loopback addresses, and the request it sees holds no key.
// Default: [http.ProxyFromEnvironment].
func WithProxy(f func(*http.Request) (*url.URL, error)) Option {
	return func(c *config) { c.proxy = f }
}

// WithRootCAs trusts these authorities in place of the system's.
func WithRootCAs(pool *x509.CertPool) Option { return func(c *config) { c.rootCAs = pool } }
