package pleoclient

import (
	"net/http"
	"time"
)

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
func (c *Client) await(t *tracker, req *http.Request) (f fetched, back bool) {
	done := make(chan fetched, 1)
	go func() { done <- c.fetch(t, req) }()
	select {
	case f := <-done:
		return f, true
	case <-t.ctx.Done():
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case f := <-done:
		return f, true
	case <-timer.C:
		c.open.setStuck()
		t.abandon()
		return fetched{}, false
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
