package pleoclient

import (
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestShapes(t *testing.T) {
	page := func(p string) string { return `{"data":[{"id":"1"}],"pagination":` + p + `}` }
	const current = `"currentRequestPagination":{"parameters":{}}`
	tests := []struct{ op, body, reason string }{
		{"employees", emptyPage, ""},
		{"employees", " \n" + page(`{`+current+`,"hasNextPage":true,"hasPreviousPage":false,"new":1}`) + "\n", ""},
		{"employees", emptyPage + "x", "broken json"},
		{"employees", emptyPage + "{}", "broken json"},
		{"employees", emptyPage[:len(emptyPage)-1], "broken json"},
		{"employees", "\xef\xbb\xbf" + emptyPage, "broken json"},
		{"employees", "", "no content"},
		{"employees", " \r\n", "no content"},
		{"employees", "null", "not a json object"},
		{"employees", "[]", "not a json object"},
		{"employees", `"text"`, "not a json object"},
		{"employees", "{}", "no field data"},
		{"employees", `{"DATA":[],"Pagination":{}}`, "no field data"},
		{"employees", `{"data":null,"pagination":{}}`, "field data is not a list"},
		{"employees", `{"data":{},"pagination":{}}`, "field data is not a list"},
		{"employees", `{"data":[1]}`, "a row of data is not an object"},
		{"employees", `{"data":[null]}`, "a row of data is not an object"},
		{"employees", `{"data":[]}`, "no object in field pagination"},
		{"employees", page(`null`), "no object in field pagination"},
		{"employees", page(`{"hasNextPage":true,"hasPreviousPage":false}`), "no object in field currentRequestPagination"},
		{"employees", page(`{` + current + `,"hasPreviousPage":false}`), "no true or false in field hasNextPage"},
		{"employees", page(`{` + current + `,"hasNextPage":null,"hasPreviousPage":false}`), "no true or false in field hasNextPage"},
		{"employees", page(`{` + current + `,"hasNextPage":false,"hasPreviousPage":"no"}`), "no true or false in field hasPreviousPage"},
		{"employees", `{"data":[],"a":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`, "broken json"},
		{"employees", strings.Repeat(`{"data":`, 200000), "broken json"},
		{"tag-groups", `{"data":[]}`, ""},
		{"tag-groups", `{"data":{}}`, "field data is not a list"},
		{"employee", `{"data":{}}`, "no text in field id"},
		{"employee", `{"data":{"id":"1"}}`, ""},
		{"employee", `{"data":[]}`, "field data is not an object"},
		{"employee", `{"data":null}`, "field data is not an object"},
		{"introspect", `{"data":{"authMethod":"API_KEY","clientId":"c","scope":""}}`, ""},
		{"introspect", `{"data":{"authMethod":"API_KEY","clientId":null,"scope":""}}`, ""},
		{"introspect", `{"data":{"clientId":"c","scope":""}}`, "no text in field authMethod"},
		{"introspect", `{"data":{"authMethod":"","clientId":"c","scope":""}}`, "no text in field authMethod"},
		{"introspect", `{"data":{"authMethod":"API_KEY","clientId":1,"scope":""}}`, "no text in field clientId"},
		{"introspect", `{"data":{"authMethod":"API_KEY","clientId":"c"}}`, ""},
		{"introspect", `{"data":{"authMethod":"API_KEY","clientId":"c","scope":null}}`, ""},
		{"introspect", `{"data":{"authMethod":"API_KEY","clientId":"c","scope":["a"]}}`, "no text in field scope"},
		{"installation", `{"id":"1","resource":"urn:pleo:company:1","status":"ERROR"}`, ""},
		{"installation", `{"data":{"id":"1","resource":"urn","status":"ERROR"}}`, "no text in field id"},
		{"installation", `{"id":"1","resource":"urn"}`, "no text in field status"},
	}
	var body string
	srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { jsonAnswer(200, body)(w, r) }))
	c := newClient(t, srv.URL)
	for _, test := range tests {
		body = test.body
		x, err := c.Do(t.Context(), operation(t, test.op), Params{Path: map[string]string{"employeeId": "1"}})
		name := test.op + " " + test.body[:min(len(test.body), 100)]
		if test.reason == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if e := wantError[*ShapeError](t, err); e.Reason != test.reason || e.Status != 200 {
			t.Errorf("%s: %v, want %q", name, e, test.reason)
		}
		if x == nil || x.Status != 200 {
			t.Errorf("%s: no exchange beside the error", name)
		}
	}
}

func TestContentTypes(t *testing.T) {
	const html = "<!DOCTYPE html><title>Sign in</title>"
	tests := []struct {
		contentType, body string
		ok, html          bool
	}{
		{"application/json", emptyPage, true, false},
		{"application/json;charset=UTF-8", emptyPage, true, false},
		{"Application/JSON; charset=nonsense; ;", emptyPage, true, false},
		{"application/vnd.pleo+json", emptyPage, true, false},
		{"text/plain", emptyPage, false, false},
		{"application/jsonp", emptyPage, false, false},
		{"text/html; charset=utf-8", html, false, true},
		{"application/json", html, false, true},
		{"application/json", "\n <html><body></body></html>", false, true},
		{"", html, false, true},
		{"", emptyPage, false, false},
	}
	for _, test := range tests {
		srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = []string{test.contentType}
			if test.contentType == "" {
				w.Header()["Content-Type"] = nil
			}
			_, _ = w.Write([]byte(test.body))
		}))
		x, err := newClient(t, srv.URL).Do(t.Context(), operation(t, "employees"), Params{})
		if test.ok {
			if err != nil {
				t.Errorf("%q: %v", test.contentType, err)
			}
			continue
		}
		e := wantError[*NotJSONError](t, err)
		if e.HTML != test.html || e.Status != 200 || e.ContentType != test.contentType || x.ContentType != test.contentType {
			t.Errorf("%q %q: %+v", test.contentType, test.body, e)
		}
	}
}

// A report of a problem is none of the answers that Pleo documents, whatever
// else it looks like.
func TestAProblemWithASuccess(t *testing.T) {
	for _, contentType := range []string{"application/problem+json", "Application/Problem+JSON; charset=utf-8"} {
		srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			_, _ = w.Write([]byte(emptyPage))
		}))
		_, err := newClient(t, srv.URL).Do(t.Context(), operation(t, "employees"), Params{})
		if e := wantError[*ShapeError](t, err); e.Status != 200 || !strings.Contains(e.Reason, "problem") {
			t.Errorf("%s: %v", contentType, e)
		}
	}
}

func TestNoContent(t *testing.T) {
	srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }))
	_, err := newClient(t, srv.URL).Do(t.Context(), operation(t, "employees"), Params{})
	if e := wantError[*ShapeError](t, err); e.Status != 204 {
		t.Error(e)
	}
}

func TestAPIErrors(t *testing.T) {
	tests := []struct {
		status            int
		contentType, body string
		want              APIError
	}{
		{404, "application/json", `{"type":"EXPORT_NOT_FOUND","message":"Export job not found."}`,
			APIError{Type: "EXPORT_NOT_FOUND", Message: "Export job not found.", JSON: true}},
		{403, "application/json", `{"type":"ACCESS_DENIED"}`, APIError{Type: "ACCESS_DENIED", JSON: true}},
		{400, "application/json", `{"type":7,"message":{"a":1}}`, APIError{JSON: true}},
		{422, "text/plain", `{"message":"line\u001b[31m\nbreak"}`, APIError{Message: "line [31m break", JSON: true}},
		{401, "", "", APIError{}},
		{500, "application/json", `{"type":"BRO`, APIError{}},
		{500, "application/json", `["list"]`, APIError{}},
		{502, "text/html", "<html>Bad gateway</html>", APIError{HTML: true}},
		{511, "", "<!doctype html>sign in", APIError{HTML: true}},
		{503, "text/plain", "later", APIError{}},
		{599, "application/json", `{}`, APIError{JSON: true}},
	}
	for _, test := range tests {
		srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = []string{test.contentType}
			w.Header()["request-Id"] = []string{"demo-request-1"}
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(test.status)
			_, _ = w.Write([]byte(test.body))
		}))
		x, err := newClient(t, srv.URL).Do(t.Context(), operation(t, "employees"), Params{})
		want := test.want
		want.Status, want.RequestID, want.RetryAfter = test.status, "demo-request-1", 7*time.Second
		if e := wantError[*APIError](t, err); *e != want {
			t.Errorf("%d %s: %+v, want %+v", test.status, test.body, *e, want)
		}
		if x.Status != test.status || x.RequestID != "demo-request-1" || string(x.Body) != test.body {
			t.Errorf("%d: exchange %+v", test.status, x)
		}
	}
}

// An answer 101 hands over the connection; reading it as a body would wait for
// a server that has nothing to say.
func TestSwitchingProtocols(t *testing.T) {
	done := make(chan struct{})
	t.Cleanup(func() { close(done) })
	url := newRaw(t, func(conn net.Conn, _ string) {
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: demo\r\n\r\n")
		<-done
	})
	_, err := do(t, newClient(t, url))
	if e := wantError[*APIError](t, err); e.Status != 101 {
		t.Error(e)
	}
}

// No redirect may reach the second server, whatever its kind and method.
func TestRedirectsAreNotFollowed(t *testing.T) {
	second := newServer(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the second server was reached")
	}))
	locations := []string{second.URL + basePath + "/v2/employees", basePath + "/elsewhere", "//" + second.Listener.Addr().String(),
		"", "http://[broken", "https://evil.example/?key=" + canary}
	for _, status := range []int{300, 301, 302, 303, 304, 305, 307, 308, 399} {
		for _, name := range []string{"employees", "vendors"} {
			for _, location := range locations {
				first := 0
				srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					first++
					if location != "" {
						w.Header()["Location"] = []string{location}
					}
					w.WriteHeader(status)
				}))
				c, err := New(srv.URL+basePath, key, WithHTTPClient(&http.Client{Jar: nil}))
				if err != nil {
					t.Fatal(err)
				}
				_, err = c.Do(t.Context(), operation(t, name), Params{})
				c.Close()
				e := wantError[*RedirectError](t, err)
				want := strings.ReplaceAll(location, canary, hidden)
				if e.Status != status || e.Location != want || first != 1 {
					t.Errorf("%d to %q: %+v after %d requests", status, location, e, first)
				}
			}
		}
	}
}

func TestHeaderFacts(t *testing.T) {
	server := time.Now().Add(-3 * time.Hour).UTC()
	srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", server.Format(http.TimeFormat))
		w.Header().Set("ratelimit-limit", "600")
		w.Header().Set("ratelimit-remaining", "599")
		w.Header().Set("ratelimit-reset", "42")
		w.Header().Set("Retry-After", server.Add(90*time.Second).Format(http.TimeFormat))
		jsonAnswer(200, emptyPage)(w, r)
	}))
	x, err := newClient(t, srv.URL, WithUserAgent("demo/1")).Do(t.Context(), operation(t, "employees"), Params{})
	if err != nil {
		t.Fatal(err)
	}
	if want := (RateLimit{Limit: 600, Remaining: 599, Reset: 42 * time.Second, Known: true}); x.RateLimit != want {
		t.Errorf("rate limit %+v", x.RateLimit)
	}
	if x.RetryAfter != 90*time.Second {
		t.Errorf("retry after %s", x.RetryAfter)
	}
	if off := x.ClockOffset - 3*time.Hour; off < 0 || off > 30*time.Second || x.ServerTime.IsZero() {
		t.Errorf("clock offset %s", x.ClockOffset)
	}
	if x.StatusText != "OK" || x.Proto != "HTTP/1.1" || x.Operation != "employees" || x.TLS != nil || x.Proxy != "" {
		t.Errorf("exchange %+v", x)
	}
	if x.RequestHeader.Get("User-Agent") != "demo/1" || x.RequestHeader.Get("Authorization") != "Basic [hidden]" {
		t.Errorf("request header %v", x.RequestHeader)
	}
}

func TestRetryAfter(t *testing.T) {
	server := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	tests := map[string]time.Duration{
		"": 0, "0": 0, " 5 ": 5 * time.Second, "-5": 0, "1.5": 0, "soon": 0, "+3": 0,
		"86400": 24 * time.Hour, "86401": 24 * time.Hour, strings.Repeat("9", 40): 24 * time.Hour,
		"1793534460": time.Minute, "1793534460000": time.Minute, "1793534390": 0, // a moment in the place of a wait
		"Sun, 01 Nov 2026 12:01:00 GMT": time.Minute,
		"Sun, 01 Nov 2026 11:59:00 GMT": 0,
		"Sun, 01 Nov 2099 11:59:00 GMT": 24 * time.Hour,
	}
	for in, want := range tests {
		if got := retryAfter(in, server, time.Time{}); got != want {
			t.Errorf("%q = %s, want %s", in, got, want)
		}
	}
	if got := retryAfter("Sun, 01 Nov 2026 12:00:30 GMT", time.Time{}, server); got != 30*time.Second {
		t.Errorf("without the server's clock: %s", got)
	}
}

func TestRateLimit(t *testing.T) {
	get := func(limit, remaining, reset string) RateLimit {
		h := http.Header{}
		h.Set("X-RateLimit-Limit", limit)
		h.Set("X-RateLimit-Remaining", remaining)
		h.Set("X-RateLimit-Reset", reset)
		return rateLimit(h, time.Unix(1_800_000_000, 0))
	}
	if r := get("600, 600;w=60", "0", strconv.Itoa(1<<40)); r != (RateLimit{Limit: 600, Reset: 24 * time.Hour, Known: true}) {
		t.Errorf("%+v", r)
	}
	now := time.Unix(1_800_000_000, 0)
	for reset, want := range map[string]time.Duration{
		"0": 0, "42": 42 * time.Second, "90000": 24 * time.Hour,
		"1800000042": 42 * time.Second, "1800000042000": 42 * time.Second, "1800000042500": 42500 * time.Millisecond,
		"1799999999": 0, "1799999999000": 0, // over
		"1800172800": 24 * time.Hour, "99999999999999": 24 * time.Hour, "99999999999999999999": 0,
	} {
		if r := get("600", "5", reset); r.Reset != want {
			t.Errorf("reset %s at %s: %s, want %s", reset, now.UTC(), r.Reset, want)
		}
	}
	for _, bad := range []string{"", "-1", "many"} {
		if r := get("600", bad, "1"); r != (RateLimit{}) {
			t.Errorf("%q: %+v", bad, r)
		}
	}
}
