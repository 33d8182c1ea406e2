package pleoclient

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// contextError is the error of a request whose own context ended: cancelled,
// or over its deadline, which is a time-out like any other.
func (c *Client) contextError(ctx context.Context, op Operation, phase Phase, x *Exchange) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		limit := time.Duration(0)
		if deadline, ok := ctx.Deadline(); ok {
			limit = max(deadline.Sub(x.StartedAt), 0)
		}
		return &NetworkError{Phase: phase, Timeout: true, Limit: limit, Proxy: x.Proxy, Err: context.DeadlineExceeded}
	}
	return fmt.Errorf("%s: %w", op.Name, context.Canceled)
}

// noAnswerError is the error of a request without a response header.
func (c *Client) noAnswerError(ctx context.Context, op Operation, t *tracker, x *Exchange, err error) error {
	phase := t.current()
	if ctx.Err() != nil {
		return c.contextError(ctx, op, phase, x)
	}
	if e := limitReached(t, x); e != nil {
		return e
	}
	if context.Cause(t.ctx) == errKeepsClosing {
		return &NetworkError{Phase: phase, Proxy: x.Proxy, Err: errKeepsClosing}
	}
	if refused, ok := errors.AsType[*ProxyError](err); ok {
		return refused
	}
	if headerTooLarge(err) {
		return &TooLargeError{What: "headers", Limit: c.limits.HeaderBytes}
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "proxyconnect" {
		phase = PhaseProxy
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok && phase == PhaseConnect {
		phase = PhaseName
	}
	if wentAway(err) {
		err = fmt.Errorf("%w: %w", err, io.ErrUnexpectedEOF)
	}
	timeout := false
	if n, ok := errors.AsType[net.Error](err); ok {
		timeout = n.Timeout()
	}
	cause := c.cause(err)
	if _, secret := t.usedProxy(); secret && phase == PhaseProxy && mayQuote(err) {
		cause = &scrubbedError{text: "the answer of the proxy cannot be read", chain: func() error { return err }}
	}
	return &NetworkError{Phase: phase, Timeout: timeout, Proxy: x.Proxy, Err: cause}
}

// mayQuote reports whether the text of an error may quote an answer. Those of the
// kinds below do not.
func mayQuote(err error) bool {
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return false
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return false
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return false
	}
	return !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, context.DeadlineExceeded)
}

// limitReached is the time-out error if one of our limits ended the request.
func limitReached(t *tracker, x *Exchange) error {
	reached, ok := errors.AsType[*limitError](context.Cause(t.ctx))
	if !ok {
		return nil
	}
	return &NetworkError{
		Phase: reached.phase, Timeout: true, Limit: reached.limit, Proxy: x.Proxy, Err: context.DeadlineExceeded,
	}
}

// headerTooLarge recognises a header over Transport.MaxResponseHeaderBytes. Go
// offers no error value for it, only these words, for HTTP/1.1 and HTTP/2; a
// test fails when they change.
func headerTooLarge(err error) bool {
	text := err.Error()
	return strings.Contains(text, "server response headers exceeded") ||
		strings.Contains(text, "response header list larger than advertised limit") ||
		strings.Contains(text, "header list too large") // of interim answers
}

// wentAway recognises that a server wound up a connection of HTTP/2 for an
// error of its own, or closed one before the request was on its way.
// Go keeps both types to itself; the fault laboratory fails when the words
// change.
func wentAway(err error) bool {
	text := err.Error()
	return strings.Contains(text, "http2: server sent GOAWAY") || strings.Contains(text, "http: server closed idle connection")
}

// answerError is what is wrong with an answer whose header is there. Green needs
// proof: nil is the last way out, not the first.
func (c *Client) answerError(ctx context.Context, op Operation, t *tracker, x *Exchange, raw []byte, bodyErr error) error {
	if bodyErr != nil && errors.Is(ctx.Err(), context.Canceled) {
		return c.contextError(ctx, op, PhaseDownload, x)
	}
	switch x.Status / 100 { // a status says more than a body that came late
	case 2:
		if x.Status != http.StatusOK && len(bytes.TrimSpace(raw)) > 0 && isJSON(x.ContentType) {
			// No operation of the catalogue documents another one (SPEC).
			return &ShapeError{Status: x.Status, Reason: "a status that is not documented"}
		}
	case 3:
		return &RedirectError{Status: x.Status, Location: c.scrub.line(x.Header.Get("Location"), 500)}
	default:
		return c.apiError(x, raw)
	}
	if x.ContentType != "" && !isJSON(x.ContentType) && len(bytes.TrimSpace(raw)) > 0 {
		return notJSON(x, raw)
	}
	switch {
	case bodyErr == nil:
	case errors.Is(bodyErr, errOverCap):
		return &TooLargeError{What: "body", Limit: c.limits.BodyBytes}
	case errors.Is(bodyErr, errEncoding):
		return &ShapeError{Status: x.Status, Reason: errEncoding.Error()}
	case ctx.Err() != nil:
		return c.contextError(ctx, op, PhaseDownload, x)
	default:
		if e := limitReached(t, x); e != nil {
			return e
		}
		return &CutOffError{Received: x.WireBytes, Err: c.cause(bodyErr)}
	}
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return &ShapeError{Status: x.Status, Reason: "no content"}
	case !isJSON(x.ContentType) || isHTML("", raw):
		return notJSON(x, raw)
	}
	if isProblem(x.ContentType) {
		return &ShapeError{Status: x.Status, Reason: "a report of a problem, with a status that says that there is none"}
	}
	reason, missing := shapeProblem(op, raw)
	if reason != "" {
		return &ShapeError{Status: x.Status, Reason: reason}
	}
	x.Missing = missing
	return nil
}

func notJSON(x *Exchange, raw []byte) error {
	return &NotJSONError{Status: x.Status, ContentType: x.ContentType, HTML: isHTML(x.ContentType, raw)}
}

// apiError reads what can be read of an error body. Most are not documented:
// empty, HTML and broken JSON leave the status to speak for itself.
func (c *Client) apiError(x *Exchange, raw []byte) error {
	e := &APIError{Status: x.Status, RequestID: x.RequestID, RetryAfter: x.RetryAfter, HTML: isHTML(x.ContentType, raw)}
	fields, ok := object(raw)
	if !ok {
		return e
	}
	e.JSON, e.HTML = true, false
	text := func(name string, max int) string {
		var s string
		if json.Unmarshal(fields[name], &s) != nil {
			return ""
		}
		return c.scrub.line(s, max)
	}
	e.Type, e.Message = text("type", 200), text("message", 1000)
	return e
}

// cause keeps the chain of an error reachable and its text free of the key:
// Go quotes what a server sent in the text of some errors.
func (c *Client) cause(err error) error {
	if err == nil {
		return nil
	}
	text := c.scrub.line(c.scrub.cut(err.Error()), 500)
	if err == io.EOF {
		text = "connection closed without an answer"
	}
	return &scrubbedError{text: text, chain: func() error { return err }}
}

// scrubbedError shows only its own text. The chain sits behind a function so
// that no print verb reaches it.
type scrubbedError struct {
	text  string
	chain func() error
}

func (e *scrubbedError) Error() string      { return e.text }
func (e *scrubbedError) As(target any) bool { return errors.As(e.chain(), target) }

// winsock are the numbers Windows gives for what Go's portable constants name.
// Go does not treat the two as equal.
var winsock = map[syscall.Errno]syscall.Errno{
	syscall.ENETDOWN:     10050,
	syscall.ENETUNREACH:  10051,
	syscall.ECONNABORTED: 10053,
	syscall.ECONNRESET:   10054,
	syscall.ETIMEDOUT:    10060,
	syscall.ECONNREFUSED: 10061,
	syscall.EHOSTDOWN:    10064,
	syscall.EHOSTUNREACH: 10065,
}

// isErrno is errors.Is which also finds Windows' own number for a portable
// error of the network, so that callers need not know the system.
func isErrno(err, target error, system string) bool {
	if errors.Is(err, target) {
		return true
	}
	portable, ok := target.(syscall.Errno)
	if !ok || system != "windows" {
		return false
	}
	own, ok := winsock[portable]
	return ok && errors.Is(err, own)
}

// Is looks into the chain, see isErrno.
func (e *scrubbedError) Is(target error) bool { return isErrno(e.chain(), target, runtime.GOOS) }
