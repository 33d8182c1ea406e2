package pleoclient

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// Do sends one request. The Exchange is non-nil whenever a request was
// attempted, also beside an error; a [*ParamError] comes without one.
//
// A nil error means an answer 2xx, JSON, and of the documented outer shape:
// {data: [...], pagination: {...}} for paged lists, {data: ...} for wrapped
// operations, an object for the installation. A cancelled context yields an
// error for which errors.Is(err, context.Canceled) holds.
func (c *Client) Do(ctx context.Context, op Operation, p Params) (*Exchange, error) {
	x, _, err := c.do(ctx, op, p)
	return x, err
}

// do is Do; it also returns the body as it came, for typed decoding.
func (c *Client) do(ctx context.Context, op Operation, p Params) (*Exchange, []byte, error) {
	req, body, err := c.request(op, p)
	if err != nil {
		return nil, nil, err
	}
	x := c.newExchange(op, req, body)
	if ctx.Err() != nil {
		return x, nil, c.contextError(ctx, op, PhaseConnect, x)
	}
	t, tracked := newTracker(ctx, c.limits)
	f, back := c.await(t, req.WithContext(tracked))
	if !back {
		c.finish(x, t)
		return x, nil, c.noAnswer(ctx, op, t, x, context.Cause(t.ctx))
	}
	if f.err != nil {
		f.err = c.certificateFaults(req.URL.Hostname(), f.err)
		x.TLS = c.refusedChain(req.URL.Hostname(), f.err)
		c.finish(x, t)
		return x, nil, c.noAnswer(ctx, op, t, x, f.err)
	}
	c.readHead(x, f.resp, f.at)
	if f.tooLarge {
		x.Header = nil
		c.finish(x, t)
		return x, nil, &TooLargeError{What: "headers", Limit: c.limits.HeaderBytes}
	}
	x.WireBytes, x.BodyBytes = f.wire, int64(len(f.raw))
	x.Truncated = f.bodyErr != nil
	x.Body = c.scrub.body(f.raw, x.Truncated)
	c.finish(x, t)
	return x, f.raw, c.conclude(ctx, op, t, x, f.raw, f.bodyErr)
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

// finish ends the request and notes its times.
func (c *Client) finish(x *Exchange, t *tracker) {
	t.finish()
	t.describe(x)
	x.Duration = time.Since(x.StartedAt)
}

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
