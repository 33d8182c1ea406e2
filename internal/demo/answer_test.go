package demo

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"pleokeycheck/pleoclient"
)

func TestEveryAnswerHasItsHeaders(t *testing.T) {
	now := time.Date(2026, time.November, 5, 12, 0, 0, 0, time.FixedZone("demo", 3600))
	s := serve(t, Handler(WithClock(func() time.Time { return now })))
	seen := map[string]bool{}
	for _, path := range []string{"/", "/v1/introspect", "/v2/employees?limit=x", "/v1/nothing", "/v1/vendors:search"} {
		for _, key := range []string{"", story(t, "full-access").Key, story(t, "expired").Key, story(t, "rate-limited").Key} {
			got := s.get(t, path, key)
			id := got.header.Get("Request-Id")
			if !pleoclient.IsUUID(id) || seen[id] {
				t.Errorf("%s: request id %q", path, id)
			}
			seen[id] = true
			if got.header.Get("Date") != "Thu, 05 Nov 2026 11:00:00 GMT" {
				t.Errorf("%s: Date %q", path, got.header.Get("Date"))
			}
			if got.header.Get("Ratelimit-Limit") != "600" || got.header.Get("Content-Type") == "" {
				t.Errorf("%s: header %v", path, got.header)
			}
		}
	}
}

func TestRateLimitIsCounted(t *testing.T) {
	now := time.Date(2026, time.November, 5, 12, 0, 0, 0, time.UTC)
	s := serve(t, Handler(WithRateLimit(2), WithClock(func() time.Time { return now })))
	full, other := story(t, "full-access").Key, story(t, "other-company").Key
	for _, step := range []struct {
		after            time.Duration
		key              string
		status           int
		remaining, reset string
	}{
		{0, full, 200, "1", "60"},
		{500 * time.Millisecond, full, 200, "0", "60"},
		{9500 * time.Millisecond, full, 429, "0", "50"},
		{0, other, 200, "1", "60"},
		{0, "", 401, "1", "60"},
		{0, "demo-unknown-key-not-real", 401, "0", "60"},
		{0, "", 429, "0", "60"},
		{49 * time.Second, full, 429, "0", "1"},
		{time.Second, full, 200, "1", "60"},
	} {
		now = now.Add(step.after)
		got := s.get(t, "/v1/introspect", step.key)
		h := got.header
		if got.status != step.status || h.Get("Ratelimit-Remaining") != step.remaining || h.Get("Ratelimit-Reset") != step.reset || h.Get("Ratelimit-Limit") != "2" {
			t.Errorf("%s: %+v: got %d %v", now.Format(time.TimeOnly), step, got.status, h)
		}
		retry := ""
		if step.status == 429 {
			retry = step.reset
		}
		if h.Get("Retry-After") != retry {
			t.Errorf("%s: Retry-After %q, want %q", now.Format(time.TimeOnly), h.Get("Retry-After"), retry)
		}
	}
}

func TestDefaultRateLimit(t *testing.T) {
	l := newLimiter(newHandler().perMinute, time.Now)
	for i := range 600 {
		if q := l.take("k"); q.exceeded || q.remaining != 599-i {
			t.Fatalf("request %d: %+v", i+1, q)
		}
	}
	if q := l.take("k"); !q.exceeded {
		t.Error("601 requests in a minute")
	}
}

func TestGzip(t *testing.T) {
	s := serve(t, Handler())
	path, key := "/v2/employees", story(t, "full-access").Key
	ask := func(path, key, encoding string) reply {
		return s.send(t, "GET", path, key, "", func(r *http.Request) { r.Header.Set("Accept-Encoding", encoding) })
	}
	plain := ask(path, key, "identity")
	if plain.header.Get("Content-Encoding") != "" || plain.header.Get("Content-Length") != strconv.Itoa(len(plain.body)) {
		t.Errorf("not asked for: %v", plain.header)
	}
	for encoding, want := range map[string]bool{
		"gzip": true, "GZIP": true, "deflate, gzip;q=0.5": true, "gzip; q=0": false, "gzip;q=0.0, br": false, "br": false, "x-gzip": false,
	} {
		got := ask(path, key, encoding)
		if zipped := got.header.Get("Content-Encoding") == "gzip"; zipped != want {
			t.Errorf("%q: gzip = %v", encoding, zipped)
		}
		if !want {
			continue
		}
		reader, err := gzip.NewReader(bytes.NewReader(got.body))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(reader)
		if err != nil || !bytes.Equal(body, plain.body) || got.header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: another body, or %v", encoding, err)
		}
	}
	if got := ask("/v1/introspect", "", "gzip"); got.status != 401 || got.header.Get("Content-Encoding") != "gzip" {
		t.Errorf("error body: %d %v", got.status, got.header)
	}
}

func TestAnswersAreDeterministic(t *testing.T) {
	first, second := serve(t, Handler()), serve(t, Handler())
	for _, q := range requests() {
		key := story(t, "full-access").Key
		a, b := first.send(t, q.method, q.url(), key, q.body), second.send(t, q.method, q.url(), key, q.body)
		if !bytes.Equal(a.body, b.body) {
			t.Errorf("%s differs", q.path)
		}
	}
}

func TestHomePage(t *testing.T) {
	s := serve(t, Handler())
	got := s.get(t, "/", "")
	text := string(got.body)
	if got.status != 200 || got.header.Get("Content-Type") != "text/plain; charset=utf-8" || !strings.Contains(text, "no\nreal data") {
		t.Errorf("status %d, %v", got.status, got.header)
	}
	for _, st := range Stories() {
		if !strings.Contains(text, st.Key) || !strings.Contains(text, st.CompanyID) || !strings.Contains(text, "curl -i -u '"+st.Key+":' '"+s.URL+"/v") {
			t.Errorf("%s is not on the page", st.ID)
		}
	}
	if got := s.send(t, "HEAD", "/", "", ""); got.status != 200 || len(got.body) != 0 {
		t.Errorf("HEAD: %d, %d bytes", got.status, len(got.body))
	}
	if got := s.send(t, "POST", "/", "", ""); got.status != 405 || got.header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", got.status)
	}
}

// TestBelowAPath mounts the handler the way a custom base URL may have it.
func TestBelowAPath(t *testing.T) {
	s := serve(t, http.StripPrefix("/pleo/api", Handler()))
	if got := s.get(t, "/pleo/api/v1/introspect", story(t, "full-access").Key); got.status != 200 {
		t.Errorf("status %d", got.status)
	}
}
