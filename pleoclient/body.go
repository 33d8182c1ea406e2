package pleoclient

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

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

// Read implements [io.Reader].
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
