package pleoclient

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// readHead notes the answer up to its body, which came at a time.
func (c *Client) readHead(x *Exchange, resp *http.Response, now time.Time) {
	x.Status = resp.StatusCode
	_, reason, _ := strings.Cut(resp.Status, " ")
	x.StatusText = c.scrub.line(reason, 200)
	x.Proto = resp.Proto
	x.Header = c.scrub.header(resp.Header)
	x.RequestID = c.scrub.line(resp.Header.Get("Request-Id"), 200)
	x.ContentType = c.scrub.line(resp.Header.Get("Content-Type"), 200)
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		x.ServerTime = date
		x.ClockOffset = now.Sub(date)
	}
	x.RetryAfter = retryAfter(resp.Header.Get("Retry-After"), x.ServerTime, now)
	x.RateLimit = rateLimit(resp.Header, now.Add(-x.ClockOffset))
	x.TLS = c.tlsInfo(resp.TLS)
}

// maxRetryAfter bounds what a server can make anyone wait.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads a Retry-After header: seconds, or an HTTP date, which is
// taken against the server's clock where that is known.
func retryAfter(value string, server, local time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if server.IsZero() {
		server = local
	}
	if isDigits(value) {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return maxRetryAfter
		}
		return waitOf(n, server)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return bounded(at.Sub(server))
}

// aboutNow is how far from now a moment may be to be taken for one. A number of
// seconds to wait is never so large.
const aboutNow = 366 * 24 * time.Hour

// waitOf reads a number that says how long to wait: seconds, or the moment until
// when, in seconds or milliseconds since 1970, which some servers send in their
// place.
func waitOf(n int64, now time.Time) time.Duration {
	for _, at := range []time.Time{time.Unix(n, 0), time.UnixMilli(n)} {
		if wait := at.Sub(now); wait.Abs() < aboutNow {
			return bounded(wait)
		}
	}
	return bounded(time.Duration(min(n, int64(maxRetryAfter/time.Second))) * time.Second)
}

func bounded(wait time.Duration) time.Duration { return min(max(wait, 0), maxRetryAfter) }

// rateLimit reads the limit headers. Pleo documents none; these are those that
// third parties saw, and their older spelling with X- (FIELD). now is the
// server's clock where that is known.
func rateLimit(h http.Header, now time.Time) RateLimit {
	number := func(name string) (int64, bool) {
		value := h.Get("Ratelimit-" + name)
		if value == "" {
			value = h.Get("X-Ratelimit-" + name)
		}
		value, _, _ = strings.Cut(value, ",") // "600, 600;w=60"
		value, _, _ = strings.Cut(value, ";")
		value = strings.TrimSpace(value)
		n, err := strconv.ParseInt(value, 10, 64)
		return n, err == nil && isDigits(value)
	}
	limit, okLimit := number("Limit")
	remaining, okRemaining := number("Remaining")
	if !okLimit || !okRemaining {
		return RateLimit{}
	}
	const most = math.MaxInt32 // what an int holds on every computer
	r := RateLimit{Limit: int(min(limit, most)), Remaining: int(min(remaining, most)), Known: true}
	if reset, ok := number("Reset"); ok {
		r.Reset = waitOf(reset, now)
	}
	return r
}

// headerSize is what a header takes on the wire in HTTP/1.1, without its first
// line; in HTTP/2, what it would take.
func headerSize(h http.Header) int64 {
	var n int64
	for name, values := range h {
		for _, v := range values {
			n += int64(len(name) + len(v) + len(": \r\n"))
		}
	}
	return n
}

// isJSON reports whether a content type is JSON. Parameters such as the
// charset do not matter.
func isJSON(contentType string) bool {
	t := mediaType(contentType)
	return t == "application/json" || strings.HasSuffix(t, "+json")
}

// isProblem reports whether a content type is that of a report of what went
// wrong (RFC 9457), which no status makes good.
func isProblem(contentType string) bool {
	return strings.HasPrefix(mediaType(contentType), "application/problem")
}

func mediaType(contentType string) string {
	if t, _, err := mime.ParseMediaType(contentType); err == nil {
		return t
	}
	t, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// isHTML reports whether an answer is a web page, by its type or its text.
func isHTML(contentType string, body []byte) bool {
	switch mediaType(contentType) {
	case "text/html", "application/xhtml+xml":
		return true
	}
	start := strings.TrimLeft(string(body[:min(len(body), 512)]), "\ufeff \t\r\n")
	start = strings.ToLower(start)
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<script", "<!--"} {
		if strings.HasPrefix(start, tag) {
			return true
		}
	}
	return false
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// Why a body was not read to its end, besides what the network says.
var (
	errOverCap  = errors.New("body over the limit")
	errEncoding = errors.New("content encoding broken or not asked for")
)

// wireSlack is how much more than the decoded limit may come over the wire:
// compression adds little, and a stream that never decodes to anything must
// end too.
const wireSlack = 64 << 10

// counter counts what comes over the wire and remembers how that ended.
type counter struct {
	r      io.Reader
	n, max int64
	err    error
}

func (c *counter) Read(p []byte) (int, error) {
	if c.n >= c.max {
		c.err = errOverCap
		return 0, c.err
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil {
		c.err = err
	}
	return n, err
}

// readBody reads and decodes a body up to limit bytes. err is nil only for a
// whole body; data is what could be read in any case.
func readBody(resp *http.Response, limit int64) (data []byte, wire int64, err error) {
	c := &counter{r: resp.Body, max: limit + wireSlack}
	var decoded io.Reader = c
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); {
	case resp.Uncompressed, encoding == "", encoding == "identity":
	case encoding == "gzip", encoding == "x-gzip":
		z, err := gzip.NewReader(c)
		if err != nil {
			if err == io.EOF && c.n == 0 {
				err = nil // no body at all
			}
			return nil, c.n, encodingError(err, c.err)
		}
		decoded = z
	default:
		data, _ = io.ReadAll(io.LimitReader(c, limit))
		return data, c.n, encodingError(errEncoding, c.err)
	}
	var whole bytes.Buffer
	if decoded == c && resp.ContentLength > 0 {
		whole.Grow(int(min(resp.ContentLength, limit)) + bytes.MinRead) // the last read finds the end
	}
	_, err = whole.ReadFrom(io.LimitReader(decoded, limit+1))
	data = whole.Bytes()
	if int64(len(data)) > limit {
		return data[:limit], c.n, errOverCap
	}
	if decoded != c {
		err = encodingError(err, c.err)
	}
	return data, c.n, err
}

// encodingError tells a broken encoding from a broken connection.
func encodingError(decode, wire error) error {
	switch {
	case decode == nil:
		return nil
	case wire != nil && wire != io.EOF:
		return wire
	case errors.Is(decode, io.ErrUnexpectedEOF):
		return io.ErrUnexpectedEOF
	default:
		return errEncoding
	}
}
