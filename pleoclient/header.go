package pleoclient

import (
	"math"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

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
