package pleoclient

import (
	"context"
	"net/http"
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
	f := c.await(t, req.WithContext(tracked))
	if f.err != nil {
		f.err = c.certificateFaults(req.URL.Hostname(), f.err)
		x.TLS = c.refusedChain(req.URL.Hostname(), f.err)
	} else {
		c.readHead(x, f.resp, f.at)
		x.WireBytes, x.BodyBytes, x.Truncated = f.wire, int64(len(f.raw)), f.bodyErr != nil
		x.Body = c.scrub.body(f.raw, x.Truncated)
	}
	t.finish()
	t.writeTo(x)
	x.Duration = time.Since(x.StartedAt)
	switch {
	case f.err != nil:
		return x, nil, c.noAnswerError(ctx, op, t, x, f.err)
	case f.tooLarge:
		x.Header = nil
		return x, nil, &TooLargeError{What: "headers", Limit: c.limits.HeaderBytes}
	}
	return x, f.raw, c.answerError(ctx, op, t, x, f.raw, f.bodyErr)
}

// patience is how long the transport has to come back from a request that was
// cancelled or ran over a limit. It takes no time at all unless it hangs.
const patience = time.Second

// fetched is all that the transport gave for a request.
type fetched struct {
	err      error // no answer; nothing else is set
	resp     *http.Response
	at       time.Time // when the header was there
	tooLarge bool      // the header is over its limit; the body was not read
	raw      []byte    // decoded
	wire     int64     // bytes of the body as transferred
	bodyErr  error     // the body was not read to its end
}

// await fetches an answer, and gives up on a transport that does not come back
// after the end of the request. A server can bring that about: Go 1.26 locks
// up for good in HTTP/2 when it opens the window of a request beyond its size.
// The goroutines of that lock stay; the connection, the limit and the person
// do not wait for them.
func (c *Client) await(t *tracker, req *http.Request) fetched {
	done := make(chan fetched, 1)
	go func() { done <- c.fetch(t, req) }()
	select {
	case f := <-done:
		return f
	case <-t.ctx.Done():
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case f := <-done:
		return f
	case <-timer.C:
		c.open.setStuck()
		t.abandon()
		return fetched{err: context.Cause(t.ctx)}
	}
}

// fetch sends a request and reads the answer.
func (c *Client) fetch(t *tracker, req *http.Request) (f fetched) {
	f.resp, f.err = c.transport.RoundTrip(req)
	if f.err != nil {
		return f
	}
	t.gotHeader()
	f.at = time.Now()
	defer f.resp.Body.Close()
	if headerSize(f.resp.Header) > c.limits.HeaderBytes {
		f.tooLarge = true
		return f
	}
	if f.resp.StatusCode >= http.StatusOK { // 101 hands over the connection, it has no body
		f.raw, f.wire, f.bodyErr = readBody(f.resp, c.limits.BodyBytes)
	}
	return f
}
