package pleoclient

import (
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
	if isDigits(value) {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n > int64(maxRetryAfter/time.Second) {
			return maxRetryAfter
		}
		return time.Duration(n) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if server.IsZero() {
		server = local
	}
	return min(max(at.Sub(server), 0), maxRetryAfter)
}

// rateLimit reads the limit headers. Pleo documents none; these are those that
// third parties saw, and their older spelling with X- (FIELD).
func rateLimit(h http.Header) RateLimit {
	number := func(name string) (int, bool) {
		value := h.Get("Ratelimit-" + name)
		if value == "" {
			value = h.Get("X-Ratelimit-" + name)
		}
		value, _, _ = strings.Cut(value, ",") // "600, 600;w=60"
		value, _, _ = strings.Cut(value, ";")
		value = strings.TrimSpace(value)
		n, err := strconv.Atoi(value)
		return n, err == nil && isDigits(value)
	}
	limit, okLimit := number("Limit")
	remaining, okRemaining := number("Remaining")
	if !okLimit || !okRemaining {
		return RateLimit{}
	}
	r := RateLimit{Limit: limit, Remaining: remaining, Known: true}
	if reset, ok := number("Reset"); ok {
		r.Reset = min(time.Duration(min(reset, 1<<30))*time.Second, maxRetryAfter)
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
