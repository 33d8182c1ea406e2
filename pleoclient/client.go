package pleoclient

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
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
	transport http.RoundTripper // adds the key
	closeIdle func()
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
	closeIdle := func() {}
	if t, ok := rt.(interface{ CloseIdleConnections() }); ok {
		closeIdle = t.CloseIdleConnections
	}
	return &Client{
		base:      base,
		userAgent: cfg.userAgent,
		limits:    limits,
		scrub:     newScrubber(cfg, key),
		transport: &keyTransport{key: key, next: rt},
		closeIdle: closeIdle,
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
		c.closeIdle()
	}
}
