package pleoclient

import (
	"crypto/x509"
	"net/http"
	"net/url"
	"time"
)

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
	if l.Connect <= 0 {
		l.Connect = 10 * time.Second
	}
	if l.FirstByte <= 0 {
		l.FirstByte = 20 * time.Second
	}
	if l.Total <= 0 {
		l.Total = 30 * time.Second
	}
	if l.HeaderBytes <= 0 {
		l.HeaderBytes = 64 << 10
	}
	if l.BodyBytes <= 0 {
		l.BodyBytes = 10 << 20
	}
	return l
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
