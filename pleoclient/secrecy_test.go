package pleoclient

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// printed is a value in every way it could reach a log, a screen or a file.
func printed(t *testing.T, v any) string {
	t.Helper()
	var b strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&b, verb+"\n", v)
		fmt.Fprintf(&b, verb+"\n", struct{ inner any }{v})
	}
	if text, err := json.Marshal(v); err == nil {
		b.Write(text)
	}
	slog.New(slog.NewTextHandler(&b, nil)).Info("", "v", v)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("", "v", v)
	return b.String()
}

// wantSilent checks that a value shows no form of the key.
func wantSilent(t *testing.T, where string, v any) {
	t.Helper()
	text := printed(t, v)
	wantNoKey(t, where, text)
	if x, ok := v.(*Exchange); ok && x != nil {
		for _, part := range []string{fmt.Sprintf("%+v", *x), string(x.Body), string(x.RequestBody), fmt.Sprint(x.Header, x.RequestHeader)} {
			wantNoKey(t, where, part)
		}
	}
}

func TestPrintedFinds(t *testing.T) {
	text := printed(t, struct{ inner string }{canary})
	for _, form := range []string{canary, fmt.Sprintf("%x", canary)} {
		if !strings.Contains(text, form) {
			t.Fatal("a key in an unexported field is not found: the tests of this file prove nothing")
		}
	}
}

// echo is a server that repeats the key wherever it can.
func echo(status int, contentType string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		header := r.Header.Get("Authorization")
		user, _, _ := r.BasicAuth()
		all := user + " " + header
		w.Header().Set("Content-Type", contentType+"; was="+user)
		w.Header().Set("Location", "https://evil.example/"+user+"?h="+strings.TrimPrefix(header, "Basic "))
		w.Header().Set("request-Id", all)
		w.Header().Set("X-Echo", all)
		w.Header().Set("WWW-Authenticate", `Basic realm="`+user+`"`)
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{
			"type": all, "message": "no such key: " + all,
			"data": map[string]any{"authMethod": all, "clientId": all, "scope": all, "applicationName": all, "subjectURN": all},
		})
	}
}

func TestEchoedKeyIsNowhere(t *testing.T) {
	scrubs := map[string][]Option{
		"default": nil,
		"given": {WithScrub(func(s string) string {
			for _, form := range canaryForms() {
				s = strings.ReplaceAll(s, form, hidden)
			}
			return s
		})},
	}
	for name, opts := range scrubs {
		for _, status := range []int{200, 201, 301, 307, 400, 401, 403, 404, 407, 429, 500, 511} {
			for _, contentType := range []string{"application/json", "text/html"} {
				srv := newServer(t, echo(status, contentType))
				c := newClient(t, srv.URL, opts...)
				where := fmt.Sprintf("%s scrub, %d %s", name, status, contentType)
				info, x, err := c.Introspect(t.Context())
				if x == nil || x.Status != status {
					t.Fatalf("%s: %+v", where, x)
				}
				wantSilent(t, where+": client", c)
				wantSilent(t, where+": client by value", *c)
				wantSilent(t, where+": exchange", x)
				wantSilent(t, where+": introspection", info)
				if info != nil {
					wantSilent(t, where+": introspection by value", *info)
				}
				wantSilentError(t, where, err)
				if !strings.Contains(string(x.Body), hidden) || !strings.Contains(x.Header.Get("X-Echo"), hidden) {
					t.Errorf("%s: the server did not echo, or not into the exchange", where)
				}
			}
		}
	}
}

// wantSilentError checks an error and everything it wraps.
func wantSilentError(t *testing.T, where string, err error) {
	t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		wantSilent(t, where+": error", err)
	}
}

// A server can put the key into the name of a header, which Go writes in
// another case.
func TestKeyInTheNameOfAHeader(t *testing.T) {
	raw := base64.RawStdEncoding.EncodeToString([]byte(canary + ":"))
	url := newRaw(t, func(conn net.Conn, _ string) {
		_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-%s: 1\r\n%s: 2\r\nX-Safe: 3\r\nContent-Length: %d\r\n\r\n%s",
			canary, raw, len(emptyPage), emptyPage)
	})
	for name, opts := range map[string][]Option{"default": nil, "given": {WithScrub(func(s string) string { return s })}} {
		x, err := do(t, newClient(t, url, opts...))
		if err != nil {
			t.Fatal(err)
		}
		shown := strings.ToLower(fmt.Sprint(x.Header))
		if strings.Contains(shown, strings.ToLower(canary)) || strings.Contains(shown, strings.ToLower(raw)) ||
			len(x.Header[hidden]) != 2 || x.Header.Get("X-Safe") != "3" {
			t.Errorf("%s: %v", name, x.Header)
		}
	}
}

func TestEchoInBrokenAnswers(t *testing.T) {
	form := base64.StdEncoding.EncodeToString([]byte(canary + ":"))
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
	for name, answer := range map[string]string{
		"status text": "HTTP/1.1 401 " + canary + " " + form + "\r\nContent-Length: 0\r\n\r\n",
		"status":      "HTTP/1.1 " + canary + "\r\n\r\n",
		"protocol":    canary + " " + form + "\r\n\r\n",
		"header":      "HTTP/1.1 200 OK\r\n" + form + "\r\n\r\n",
		"length":      "HTTP/1.1 200 OK\r\nContent-Length: " + canary + "\r\n\r\n",
		"encoding":    "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + canary + "\r\n\r\n",
		"chunk":       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + canary + "\r\n",
		"cut body":    head + `{"a":"` + canary,
	} {
		server := newRaw(t, func(conn net.Conn, _ string) { _, _ = io.WriteString(conn, answer) })
		x, err := do(t, newClient(t, server))
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		wantSilent(t, name, x)
		wantSilentError(t, name, err)
		if name == "status text" && x.StatusText != hidden+" "+hidden {
			t.Errorf("status text %q", x.StatusText)
		}
	}
}

// The tail of a body that was cut must not hold the beginning of a key.
func TestTailOfCutBody(t *testing.T) {
	start := `{"type":"`
	form := base64.StdEncoding.EncodeToString([]byte(canary + ":"))
	for _, text := range []string{canary, form} {
		for n := 6; n <= len(text); n++ {
			srv := newServer(t, jsonAnswer(200, start+text+strings.Repeat("x", 100)))
			c := newClient(t, srv.URL, WithLimits(Limits{BodyBytes: int64(len(start) + n)}))
			x, err := do(t, c)
			wantError[*TooLargeError](t, err)
			if rest := strings.TrimPrefix(string(x.Body), start); strings.Contains(rest, text[:6]) {
				t.Errorf("cut after %d bytes of the key: %q is kept", n, rest)
			}
		}
	}
	var got []string
	srv := newServer(t, jsonAnswer(200, start+"tail"+strings.Repeat("x", 100)))
	c := newClient(t, srv.URL, WithLimits(Limits{BodyBytes: int64(len(start) + 4)}),
		WithScrub(func(s string) string { return s }),
		WithScrubTail(func(s string) string { got = append(got, s); return "scrubbed tail" }))
	if x, _ := do(t, c); string(x.Body) != "scrubbed tail" || len(got) != 1 || got[0] != start+"tail" {
		t.Errorf("body %q, tail function got %q", x.Body, got)
	}
}

// Whoever puts the key where it does not belong still does not find it noted.
func TestKeyInParameters(t *testing.T) {
	srv := newServer(t, jsonAnswer(200, emptyPage))
	c := newClient(t, srv.URL, WithUserAgent("demo "+canary))
	x, err := c.Do(t.Context(), operation(t, "vendors"), Params{
		CompanyID: canary, Query: map[string][]string{"q": {canary}}, Body: map[string]any{"name": canary},
	})
	if err != nil {
		t.Fatal(err)
	}
	wantSilent(t, "parameters", x)
	x, err = c.Do(t.Context(), operation(t, "employee"), Params{Path: map[string]string{"employeeId": canary}})
	wantSilent(t, "path", x)
	wantSilentError(t, "path", err)
}

// No failure of the network tells the key, whichever phase it is in.
func TestKeyInNetworkErrors(t *testing.T) {
	limits := WithLimits(Limits{Connect: 50 * time.Millisecond})
	untrusted := newTLSServer(t, false, jsonAnswer(200, emptyPage))
	for name, c := range map[string]*Client{
		"refused":   newClient(t, "http://"+refusedAddress(t)),
		"untrusted": newClient(t, untrusted.URL),
		"silent":    newClient(t, "https://"+newSilent(t), limits),
		"proxy":     newClient(t, viaProxy, proxied(refusedAddress(t))...),
		"panicking": newClient(t, newServer(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			panic(http.ErrAbortHandler)
		})).URL),
	} {
		x, err := do(t, c)
		wantSilent(t, name, x)
		wantSilentError(t, name, err)
	}
}

// recorder is a transport that keeps what it was given.
type recorder struct{ got *http.Request }

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.got = req
	w := httptest.NewRecorder()
	jsonAnswer(200, emptyPage)(w, req)
	res := w.Result()
	res.Request = req
	return res, nil
}

func TestKeyIsAskedForEachTime(t *testing.T) {
	var rec recorder
	current := "fake-key-one"
	c, err := New(Staging.BaseURL, func() string { return current }, WithHTTPClient(&http.Client{Transport: &rec}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"fake-key-one", "fake-key-two"} {
		current = want
		if _, err := do(t, c); err != nil {
			t.Fatal(err)
		}
		if user, pass, _ := rec.got.BasicAuth(); user != want || pass != "" {
			t.Errorf("sent %q, want %q", user, want)
		}
	}
	req, _, _ := c.request(operation(t, "employees"), Params{})
	res, err := c.transport.RoundTrip(req)
	if err != nil || res.Request != req || req.Header.Get("Authorization") != "" {
		t.Errorf("the key stays with the answer: %v, %v", req.Header, err)
	}
}

type emptyHanded struct{}

func (emptyHanded) RoundTrip(*http.Request) (*http.Response, error) { return nil, nil }

func TestTransportWithoutResponse(t *testing.T) {
	_, err := do(t, newClient(t, Staging.BaseURL, WithHTTPClient(&http.Client{Transport: emptyHanded{}})))
	wantError[*NetworkError](t, err)
}
