package pleoclient

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func FuzzParseSubject(f *testing.F) {
	for _, seed := range []string{
		"urn:pleo:company:3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", "URN:PLEO:ORGANIZATION:3D0F6A52-8C41-4B7E-9A26-5E71C0B4D813",
		"urn:pleo:employee:3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", "urn:pleo:company:", "company:x:y:z", "", ":::", "urn:pleo:company:\x00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, urn string) {
		s := ParseSubject(urn)
		if (s.Kind == "") != (s.ID == "") {
			t.Fatalf("ParseSubject(%q) = %+v: half a subject", urn, s)
		}
		if s.Kind == "" {
			return
		}
		if s.Kind != "company" && s.Kind != "organisation" || !IsUUID(s.ID) || s.ID != strings.ToLower(s.ID) {
			t.Fatalf("ParseSubject(%q) = %+v", urn, s)
		}
		if again := ParseSubject("urn:pleo:" + s.Kind + ":" + s.ID); again != s {
			t.Fatalf("%+v reads as %+v", s, again)
		}
	})
}

func FuzzErrorBody(f *testing.F) {
	const canary = "fake-canary-key-0001"
	for _, seed := range []string{
		`{"type":"EXPORT_NOT_FOUND","message":"Export job not found."}`, `{"type":1,"message":[]}`, `{"type":"fake-canary-key-0001"}`,
		`<html>fake-canary-key-0001</html>`, "", "null", "[1]", `{"message":"\u0066ake-canary-key-0001"}`, `{"type":"a\u0000b\u001b[31m"}`,
		strings.Repeat(`{"a":`, 200),
	} {
		f.Add(400, "application/json", seed)
	}
	c, err := New("http://127.0.0.1:1", func() string { return canary })
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status int, contentType, body string) {
		x := &Exchange{Status: status, ContentType: contentType}
		e, ok := c.apiError(x, []byte(body)).(*APIError)
		if !ok || e.Status != status {
			t.Fatalf("the status is lost: %v", e)
		}
		if e.JSON && e.HTML {
			t.Fatal("both JSON and HTML")
		}
		for _, s := range []string{e.Type, e.Message, e.Error()} {
			if strings.Contains(s, canary) {
				t.Fatalf("the key is in %q", s)
			}
			if strings.ContainsAny(s, "\x00\x1b\n\r") {
				t.Fatalf("control characters in %q", s)
			}
			if len(s) > 8000 {
				t.Fatalf("%d bytes of error", len(s))
			}
		}
	})
}

func FuzzLimitHeaders(f *testing.F) {
	for _, seed := range []string{
		"20", "0", "-1", "99999999999999999999", "Mon, 23 Nov 2026 10:00:20 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "1e3", " 7 ", "600, 600;w=60", "", "\x00",
	} {
		f.Add(seed, seed, "600", "20")
	}
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, after, limit, remaining, reset string) {
		for _, server := range []time.Time{{}, now, now.Add(-time.Hour)} {
			if d := retryAfter(after, server, now); d < 0 || d > maxRetryAfter {
				t.Fatalf("Retry-After %q is %v", after, d)
			}
		}
		h := http.Header{"Ratelimit-Limit": {limit}, "X-Ratelimit-Remaining": {remaining}, "Ratelimit-Reset": {reset}}
		r := rateLimit(h, time.Unix(1_800_000_000, 0))
		if r.Limit < 0 || r.Remaining < 0 || r.Reset < 0 || r.Reset > maxRetryAfter || !r.Known && r != (RateLimit{}) {
			t.Fatalf("%v is %+v", h, r)
		}
	})
}

func FuzzRows(f *testing.F) {
	for _, seed := range []string{
		`{"data":[{"companyId":"A"},{"companyId":1},{}]}`, `{"data":{"companyId":"x"}}`, `{"id":"x"}`, `[]`, `null`, `{"data":null}`, `{"data":[1,[],"x"]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		o, n := RowOwners(body, "x"), RowCount(body)
		if o.Own > o.Rows || o.Rows > n {
			t.Fatalf("%d rows, of the company %d of %d", n, o.Own, o.Rows)
		}
		for _, op := range Operations() {
			_, _ = shapeProblem(op, body) // must not panic
		}
	})
}
