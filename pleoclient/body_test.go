package pleoclient

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
)

func zip(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, text)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// paddedPage is a valid page of exactly n bytes.
func paddedPage(n int) string { return emptyPage + strings.Repeat(" ", n-len(emptyPage)) }

func encoded(encoding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", encoding)
		_, _ = w.Write(body)
	}
}

func TestGzip(t *testing.T) {
	body := zip(t, paddedPage(5000))
	srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "gzip" {
			t.Errorf("accept-encoding %q", r.Header.Get("Accept-Encoding"))
		}
		encoded("GZIP", body)(w, r)
	}))
	x, err := newClient(t, srv.URL).Do(t.Context(), operation(t, "employees"), Params{})
	if err != nil {
		t.Fatal(err)
	}
	if x.WireBytes != int64(len(body)) || x.BodyBytes != 5000 || len(x.Body) != 5000 || x.Truncated {
		t.Errorf("wire %d, body %d, kept %d", x.WireBytes, x.BodyBytes, len(x.Body))
	}
}

func TestBodyLimit(t *testing.T) {
	const limit = 2000
	for _, test := range []struct {
		name    string
		h       http.HandlerFunc
		size    int
		tooMuch bool
	}{
		{"at the limit", jsonAnswer(200, paddedPage(limit)), limit, false},
		{"one over", jsonAnswer(200, paddedPage(limit+1)), limit, true},
		{"at the limit, gzip", encoded("gzip", zip(t, paddedPage(limit))), limit, false},
		{"bomb", encoded("gzip", zip(t, paddedPage(50<<20))), limit, true},
		{"stream that decodes to nothing", encoded("gzip", bytes.Repeat(zip(t, ""), 1<<14)), 0, true},
		{"endless", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			for err := error(nil); err == nil; {
				_, err = w.Write(make([]byte, 4096))
			}
		}, limit, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			srv := newServer(t, test.h)
			c := newClient(t, srv.URL, WithLimits(Limits{BodyBytes: limit}))
			x, err := c.Do(t.Context(), operation(t, "employees"), Params{})
			if !test.tooMuch {
				if err != nil || x.Truncated || len(x.Body) != test.size {
					t.Errorf("%v, %d bytes", err, len(x.Body))
				}
				return
			}
			if e := wantError[*TooLargeError](t, err); e.What != "body" || e.Limit != limit {
				t.Error(e)
			}
			if !x.Truncated || len(x.Body) != test.size || x.BodyBytes != int64(test.size) {
				t.Errorf("truncated %v, %d bytes", x.Truncated, len(x.Body))
			}
		})
	}
}

func TestErrorBodyOverTheLimitKeepsTheStatus(t *testing.T) {
	srv := newServer(t, jsonAnswer(403, `{"type":"`+strings.Repeat("x", 5000)+`"}`))
	c := newClient(t, srv.URL, WithLimits(Limits{BodyBytes: 1000}))
	x, err := c.Do(t.Context(), operation(t, "employees"), Params{})
	if e := wantError[*APIError](t, err); e.Status != 403 || e.JSON || !x.Truncated {
		t.Errorf("%+v, truncated %v", e, x.Truncated)
	}
}

func TestBrokenEncodings(t *testing.T) {
	whole := zip(t, paddedPage(5000))
	damaged := bytes.Clone(whole)
	damaged[len(damaged)-6] ^= 0xff // checksum
	for name, h := range map[string]http.HandlerFunc{
		"not gzip":         encoded("gzip", []byte(emptyPage)),
		"damaged":          encoded("gzip", damaged),
		"followed by text": encoded("gzip", append(bytes.Clone(whole), "more text after the end"...)),
		"not asked for":    encoded("br", []byte("\x0b\x02\x80")),
	} {
		x, err := newClient(t, newServer(t, h).URL).Do(t.Context(), operation(t, "employees"), Params{})
		if e := wantError[*ShapeError](t, err); e.Reason != errEncoding.Error() || !x.Truncated {
			t.Errorf("%s: %v", name, e)
		}
	}
	srv := newServer(t, encoded("gzip", whole[:len(whole)-10]))
	_, err := newClient(t, srv.URL).Do(t.Context(), operation(t, "employees"), Params{})
	if e := wantError[*CutOffError](t, err); !errors.Is(err, io.ErrUnexpectedEOF) || e.Received != int64(len(whole)-10) {
		t.Errorf("cut gzip: %v", e)
	}
	srv = newServer(t, encoded("gzip", nil))
	_, err = newClient(t, srv.URL).Do(t.Context(), operation(t, "employees"), Params{})
	if e := wantError[*ShapeError](t, err); e.Reason != "no content" {
		t.Errorf("empty gzip: %v", e)
	}
}

func TestCutOff(t *testing.T) {
	const half = `{"data":[{"id":"`
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	for name, answer := range map[string]string{
		"length":  head + "Content-Length: 500\r\n\r\n" + half,
		"chunked": head + "Transfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n", len(half), half),
	} {
		url := newRaw(t, func(conn net.Conn, _ string) { _, _ = io.WriteString(conn, answer) })
		x, err := newClient(t, url).Do(t.Context(), operation(t, "employees"), Params{})
		e := wantError[*CutOffError](t, err)
		if e.Received != int64(len(half)) || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", name, e)
		}
		if string(x.Body) != half || !x.Truncated {
			t.Errorf("%s: body %q", name, x.Body)
		}
	}
}

func TestResetWhileReading(t *testing.T) {
	url := newRaw(t, func(conn net.Conn, _ string) {
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{")
		_ = conn.(*net.TCPConn).SetLinger(0)
	})
	_, err := newClient(t, url).Do(t.Context(), operation(t, "employees"), Params{})
	// The reset can overtake the header, and then it is a network error.
	if !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("%v (%T)", err, err)
	}
}

func TestHeaderLimit(t *testing.T) {
	for _, size := range []int{40 << 10, 400 << 10} {
		big := func(w http.ResponseWriter, r *http.Request) {
			for i := range 40 {
				w.Header().Set(fmt.Sprintf("X-Filler-%d", i), strings.Repeat("x", size/40))
			}
			jsonAnswer(200, emptyPage)(w, r)
		}
		limits := WithLimits(Limits{HeaderBytes: 16 << 10})
		plain := newServer(t, http.HandlerFunc(big))
		h1 := newTLSServer(t, false, http.HandlerFunc(big))
		h2 := newTLSServer(t, true, http.HandlerFunc(big))
		for name, c := range map[string]*Client{
			"http/1.1":            newClient(t, plain.URL, limits),
			"http/1.1 with tls":   newClient(t, h1.URL, limits, WithRootCAs(pool(h1))),
			"http/2":              newClient(t, h2.URL, limits, WithRootCAs(pool(h2))),
			"transport of others": newClient(t, h1.URL, limits, WithHTTPClient(h1.Client())),
		} {
			x, err := c.Do(t.Context(), operation(t, "employees"), Params{})
			if e := wantError[*TooLargeError](t, err); e.What != "headers" || e.Limit != 16<<10 || x.Status != 200 || x.Header != nil {
				t.Errorf("%s: %v", name, e)
			}
		}
		_, err := newClient(t, plain.URL).Do(t.Context(), operation(t, "employees"), Params{})
		if (err == nil) != (size < 64<<10) {
			t.Errorf("%d bytes under the default limit: %v", size, err)
		}
	}
}

// Go's transport has a limit of its own, and says so in words only. This fails
// when a new Go changes them.
func TestGoWordsForHeaderLimit(t *testing.T) {
	endless := newRaw(t, func(conn net.Conn, _ string) {
		_, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
		for i := 0; err == nil; i++ {
			_, err = fmt.Fprintf(conn, "X-Filler-%d: %s\r\n", i, strings.Repeat("x", 1000))
		}
	})
	_, err := newClient(t, endless).Do(t.Context(), operation(t, "employees"), Params{})
	if e := wantError[*TooLargeError](t, err); e.What != "headers" {
		t.Errorf("http/1.1: %v", e)
	}

	h2 := newTLSServer(t, true, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Filler", strings.Repeat("x", 1900))
		w.Header().Set("X-Filler-More", strings.Repeat("x", 1900))
		jsonAnswer(200, emptyPage)(w, r)
	}))
	theirs := h2.Client()
	theirs.Transport.(*http.Transport).MaxResponseHeaderBytes = 3000
	_, err = newClient(t, h2.URL, WithHTTPClient(theirs)).Do(t.Context(), operation(t, "employees"), Params{})
	if e := wantError[*TooLargeError](t, err); e.What != "headers" {
		t.Errorf("http/2: %v", e)
	}
}
