package pleoclient

import (
	"net/http"
	"time"
)

// Exchange is one request and what came of it. It holds no key: the request
// was stored before the key was added, and everything the server sent went
// through the scrub function.
type Exchange struct {
	Operation string // name in the catalogue
	Method    string
	URL       string
	// RequestHeader is what was sent, with "Basic [hidden]" for Authorization.
	RequestHeader http.Header
	RequestBody   []byte

	Status     int    // 0 if there was no answer
	StatusText string // reason phrase
	Proto      string // "HTTP/1.1", "HTTP/2.0"
	Header     http.Header
	// Body is decoded, scrubbed and at most Limits.BodyBytes long before
	// scrubbing.
	Body []byte
	// Truncated is true where Body is not all that the server meant to send:
	// over the cap, cut off, or not decodable to its end.
	Truncated bool
	WireBytes int64 // body as transferred
	// Missing names the documented required fields that a row of the answer, or
	// its one object, did not have. It is to be noted, and refuses nothing.
	Missing   []string
	BodyBytes int64 // body after decompression, as far as it was read

	RequestID  string // header request-Id; Pleo's support asks for it (DOC)
	RateLimit  RateLimit
	RetryAfter time.Duration // 0 if absent or nonsense; at most 24 h
	ServerTime time.Time     // header Date, zero if absent
	// ClockOffset is this computer's clock minus the server's at receipt, with
	// the header's resolution of one second. 0 if unknown.
	ClockOffset time.Duration
	RemoteAddr  string // address of the other end; the proxy's where there is one
	ReusedConn  bool
	Proxy       string // host:port, no credentials; empty without a proxy
	// TLS is nil without TLS. It is also there when the certificate was
	// refused.
	TLS         *TLSInfo
	StartedAt   time.Time
	Duration    time.Duration
	Timing      Timing
	ContentType string // scrubbed, as sent
}

// RateLimit is what the server said of its limit (FIELD: ratelimit-limit,
// ratelimit-remaining, ratelimit-reset in seconds).
type RateLimit struct {
	Limit, Remaining int
	Reset            time.Duration
	// Known is true where limit and remaining were both given.
	Known bool
}

// Timing is how long each phase took; 0 where it did not take place, as on a
// reused connection.
type Timing struct {
	DNS      time.Duration
	Connect  time.Duration
	TLS      time.Duration
	Wait     time.Duration // from the request sent to the first byte of the answer
	Download time.Duration
}

// TLSInfo sums up the secure connection. Where the certificate was refused,
// only ServerName and Chain are known.
type TLSInfo struct {
	Version     string
	CipherSuite string
	ServerName  string
	ALPN        string
	Chain       []Certificate // as the server sent it, its own first
}

// Certificate is the part of a certificate that people ask about.
type Certificate struct {
	Subject, Issuer     string
	NotBefore, NotAfter time.Time
	DNSNames            []string
}

// newExchange notes what is about to be sent.
func (c *Client) newExchange(op Operation, req *http.Request, body []byte) *Exchange {
	sent := req.Header.Clone()
	delete(sent, "Idempotency-Key") // never on the wire
	sent = c.scrub.header(sent)
	sent.Set("Authorization", "Basic "+hidden)
	return &Exchange{
		Operation:     op.Name,
		Method:        req.Method,
		URL:           c.scrub.whole(req.URL.String()),
		RequestHeader: sent,
		RequestBody:   c.scrub.body(body, false),
		StartedAt:     time.Now(),
	}
}
