//go:build foreign

package foreign

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/pleoclient"
)

// farHour is a validity that does not end while the tests run.
const farHour = time.Hour

// gateway is an nginx with a secure server for each way of setting it up, in
// front of the demo server.
type gateway struct {
	ca     *authority
	ports  map[string]int // by the name of the server
	second string         // access log of the server that nobody should be sent to
}

// secure is the base URL of a server of the gateway.
func (g *gateway) secure(server, path string) string {
	return "https://" + local(g.ports[server]) + path
}

// plain is the same without TLS.
func (g *gateway) plain(server, path string) string {
	return "http://" + local(g.ports[server]) + path
}

func startGateway(t *testing.T) *gateway {
	t.Helper()
	g := &gateway{ca: newAuthority(t), ports: map[string]int{}}
	dir := t.TempDir()
	g.second = filepath.Join(dir, "second.log")
	var servers strings.Builder
	server := func(name, cert, key, more string) {
		g.ports[name] = freePort(t)
		fmt.Fprintf(&servers, "server {\nlisten %s ssl http2;\nssl_certificate %s;\nssl_certificate_key %s;\n%s}\n", local(g.ports[name]), cert, key, more)
	}
	upstream := map[string]string{
		"DEMO":   strings.TrimPrefix(demoServer(t).URL(), "http://"),
		"CLOSED": local(freePort(t)),
		"HANGS":  hangs(t),
		"SHORT":  short(t),
		"DIR":    dir,
	}
	good, goodKey := g.ca.issue(t, "good", -farHour, farHour, "127.0.0.1", proxiedName)
	g.ports["second"] = freePort(t)
	upstream["SECOND"] = "https://localhost:" + strconv.Itoa(g.ports["second"])
	fmt.Fprintf(&servers, "server {\nlisten %s ssl;\nssl_certificate %s;\nssl_certificate_key %s;\naccess_log %s;\nreturn 200;\n}\n",
		local(g.ports["second"]), good, goodKey, g.second)
	server("main", good, goodKey, filled(mainServer, upstream))
	expired, expiredKey := g.ca.issue(t, "expired", -2*farHour, -farHour, "127.0.0.1")
	server("expired", expired, expiredKey, "return 200;\n")
	future, futureKey := g.ca.issue(t, "future", farHour, 2*farHour, "127.0.0.1")
	server("future", future, futureKey, "return 200;\n")
	other, otherKey := g.ca.issue(t, "other", -farHour, farHour, "other.example")
	server("other", other, otherKey, "return 200;\n")
	server("old", good, goodKey, "ssl_protocols TLSv1.1;\nssl_ciphers DEFAULT@SECLEVEL=0;\nreturn 200;\n")
	server("asks", good, goodKey, "ssl_verify_client on;\nssl_client_certificate "+g.ca.file()+";\nreturn 200;\n")
	g.ports["plain"] = freePort(t)
	fmt.Fprintf(&servers, "server {\nlisten %s;\nlocation / { proxy_pass http://%s; }\n}\n", local(g.ports["plain"]), upstream["DEMO"])

	write(t, dir, "staff", "staff:{PLAIN}fake-password\n")
	write(t, dir, "maintenance.html", "<!DOCTYPE html><html><body><h1>Under maintenance</h1></body></html>")
	conf := write(t, dir, "nginx.conf", fmt.Sprintf(nginxConf, asRoot(), dir, filepath.Join(dir, "tmp"))+servers.String()+"}\n")
	if err := os.Mkdir(filepath.Join(dir, "tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	start(t, "start worker process", tool(t, "nginx"), "-p", dir, "-c", conf, "-e", "stderr")
	return g
}

// asRoot keeps the workers able to read what a test wrote.
func asRoot() string {
	if os.Getuid() == 0 {
		return "user root;"
	}
	return ""
}

func filled(text string, values map[string]string) string {
	for name, value := range values {
		text = strings.ReplaceAll(text, name, value)
	}
	return text
}

// hangs is a server that accepts and says nothing.
func hangs(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String() // the system accepts; nobody reads
}

// short is a server that promises more than it sends.
func short(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"data\":{\"authMethod\":")
	}))
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

func TestBehindNginx(t *testing.T) {
	g := startGateway(t)
	full := story(t, "full-access")
	tests := []struct {
		name, path string
		operation  string
		kind       check.Kind
		verdict    check.Verdict
		within     time.Duration // 0: 2 s
	}{
		{name: "set up right", path: "/good", kind: check.OK, verdict: check.Working},
		{name: "compresses", path: "/gzip", kind: check.OK, verdict: check.Working},
		{name: "compresses a search", path: "/gzip", operation: "accounting-entries", kind: check.OK, verdict: check.Working},
		{name: "ends each connection after one request", path: "/one-each", kind: check.OK, verdict: check.Working},
		{name: "sends in small parts", path: "/unbuffered", kind: check.OK, verdict: check.Working},
		{name: "nobody behind it", path: "/down", kind: check.PleoUnavailable, verdict: check.Inconclusive},
		{name: "who is behind it says nothing", path: "/silent", kind: check.AnswerTimeout, verdict: check.Inconclusive},
		{name: "who is behind it is given up", path: "/given-up", kind: check.PleoUnavailable, verdict: check.Inconclusive},
		{name: "error page in place of the error", path: "/maintenance", kind: check.NotPleo, verdict: check.Inconclusive},
		{name: "answers 200 JSON to anything", path: "/yes", kind: check.UnexpectedAnswer, verdict: check.Inconclusive},
		{name: "answers 200 and an empty list to anything", path: "/empty-list", kind: check.UnexpectedAnswer, verdict: check.Inconclusive},
		{name: "answers 200 and no content", path: "/nothing", kind: check.UnexpectedAnswer, verdict: check.Inconclusive},
		{name: "answers 204", path: "/no-content", kind: check.UnexpectedAnswer, verdict: check.Inconclusive},
		{name: "welcome page", path: "/welcome", kind: check.NotPleo, verdict: check.Inconclusive},
		{name: "sends elsewhere", path: "/moved", kind: check.Redirected, verdict: check.Inconclusive},
		{name: "sends elsewhere and keeps the method", path: "/moved-308", kind: check.Redirected, verdict: check.Inconclusive},
		{name: "sends the search elsewhere", path: "/moved-search", operation: "vendors", kind: check.Redirected, verdict: check.Inconclusive},
		{name: "refuses searches as too large", path: "/too-large", operation: "vendors", kind: check.NotPleo, verdict: check.Inconclusive},
		{name: "allows GET only", path: "/get-only", operation: "vendors", kind: check.NotPleo, verdict: check.Inconclusive},
		{name: "forbids", path: "/forbidden", kind: check.NotPleo, verdict: check.Inconclusive},
		{name: "wants a password of its own", path: "/password", kind: check.KeyRejected, verdict: check.Failed},
		{name: "drops the Authorization header", path: "/drops-key", kind: check.KeyRejected, verdict: check.Failed},
		{name: "leads to the wrong path", path: "/wrong-path", kind: check.NotFound, verdict: check.Inconclusive},
		{name: "has no such place", path: "/nowhere", kind: check.NotPleo, verdict: check.Inconclusive},
		{name: "limits the rate", path: "/limited", kind: check.RateLimited, verdict: check.Inconclusive},
		{name: "closes without a word", path: "/closes", kind: check.ConnectionReset, verdict: check.Inconclusive},
		{name: "the answer ends early", path: "/short", kind: check.AnswerCutOff, verdict: check.Inconclusive},
		{name: "the answer drips", path: "/drips", kind: check.AnswerTimeout, verdict: check.Inconclusive, within: 4 * time.Second},
		{name: "claims another content type", path: "/text", kind: check.UnexpectedAnswer, verdict: check.Inconclusive},
		{name: "a header too large", path: "/header", kind: check.PleoUnavailable, verdict: check.Inconclusive},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := run(t, g.secure("main", tt.path), full, tt.operation, pleoclient.WithRootCAs(g.ca.pool))
			expect(t, r, tt.kind, tt.verdict)
			if within := max(tt.within, 2*time.Second); r.Duration > within {
				t.Errorf("took %s, more than %s", r.Duration, within)
			}
			for _, e := range r.Exchanges {
				if e.Status != 0 && e.Proto != "HTTP/2.0" {
					t.Errorf("%s was answered in %s", e.Operation, e.Proto)
				}
			}
		})
	}
	if seen := read(t, g.second); seen != "" {
		t.Errorf("a redirect was followed:\n%s", seen)
	}
}

func TestNginxCompresses(t *testing.T) {
	g := startGateway(t)
	r := run(t, g.secure("main", "/gzip"), story(t, "full-access"), "accounting-entries", pleoclient.WithRootCAs(g.ca.pool))
	expect(t, r, check.OK, check.Working)
	if e := r.Answer; e.Header.Get("Content-Encoding") != "gzip" || e.WireBytes >= e.BodyBytes {
		t.Errorf("%d bytes over the wire for %d, encoding %q", e.WireBytes, e.BodyBytes, e.Header.Get("Content-Encoding"))
	}
}

func TestNginxCertificates(t *testing.T) {
	g := startGateway(t)
	full := story(t, "full-access")
	tests := []struct {
		name    string
		base    string
		trusted bool
		kind    check.Kind
	}{
		{"an authority nobody knows", g.secure("main", "/good"), false, check.TLSUntrusted},
		{"of another host", g.secure("other", ""), true, check.TLSWrongHost},
		{"expired", g.secure("expired", ""), true, check.TLSExpired},
		{"not valid yet", g.secure("future", ""), true, check.TLSNotYetValid},
		{"an old version of TLS", g.secure("old", ""), true, check.TLSFailed},
		{"https to a port without TLS", g.secure("plain", ""), true, check.TLSFailed},
		{"wants a certificate of ours", g.secure("asks", ""), true, check.NotPleo},
		{"http to a port with TLS", g.plain("main", "/good"), true, check.NotPleo},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var o []pleoclient.Option
			if tt.trusted {
				o = append(o, pleoclient.WithRootCAs(g.ca.pool))
			}
			r := run(t, tt.base, full, "", o...)
			expect(t, r, tt.kind, check.Inconclusive)
			if got := r.Finding.Facts[check.FactIssuer]; tt.kind == check.TLSUntrusted && got != issuer {
				t.Errorf("issuer %q, want %q", got, issuer)
			}
		})
	}
}

// The program trusts what the system trusts, which on Linux a variable can
// extend.
func TestProgramBehindNginx(t *testing.T) {
	g := startGateway(t)
	full := story(t, "full-access")
	trust := []string{"SSL_CERT_FILE=" + g.ca.file()}
	tests := []struct {
		name, path  string
		environment []string
		kind        check.Kind
		verdict     check.Verdict
	}{
		{"set up right", "/good", trust, check.OK, check.Working},
		{"not trusted", "/good", nil, check.TLSUntrusted, check.Inconclusive},
		{"nobody behind it", "/down", trust, check.PleoUnavailable, check.Inconclusive},
		{"sends elsewhere", "/moved", trust, check.Redirected, check.Inconclusive},
		{"error page in place of the error", "/maintenance", trust, check.NotPleo, check.Inconclusive},
		{"wants a password of its own", "/password", trust, check.KeyRejected, check.Failed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			program(t, tt.environment, g.secure("main", tt.path), full).expect(t, tt.kind, tt.verdict)
		})
	}
}

// What nginx really does, so that the tables above do not prove the wrong
// thing.
func TestNginxIsAsTheTablesSay(t *testing.T) {
	g := startGateway(t)
	client := &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: g.ca.pool}, ForceAttemptHTTP2: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer client.CloseIdleConnections()
	for path, want := range map[string]string{
		"/down": "502 text/html", "/given-up": "504 text/html", "/maintenance": "200 text/html", "/moved": "302 text/html",
		"/forbidden": "403 text/html", "/password": "401 text/html", "/nowhere": "404 text/html", "/yes": "200 application/json",
	} {
		resp, err := client.Get(g.secure("main", path) + "/v1/introspect")
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		resp.Body.Close()
		kind, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";")
		if got := fmt.Sprintf("%d %s", resp.StatusCode, kind); got != want || !strings.HasPrefix(resp.Header.Get("Server"), "nginx/") {
			t.Errorf("%s: %s from %q, want %s", path, got, resp.Header.Get("Server"), want)
		}
	}
}
