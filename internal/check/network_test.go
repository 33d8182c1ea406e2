package check

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"pleokeycheck/pleoclient"
)

// listen serves every connection with a function and returns the base URL.
func listen(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go serve(c)
		}
	}()
	return "http://" + l.Addr().String()
}

// reads waits for the request and then answers with raw bytes.
func reads(then func(net.Conn)) func(net.Conn) {
	return func(c net.Conn) {
		_, _ = c.Read(make([]byte, 64<<10))
		then(c)
	}
}

func reset(c net.Conn) {
	_ = c.(*net.TCPConn).SetLinger(0)
	c.Close()
}

func says(text string) func(net.Conn) {
	return reads(func(c net.Conn) {
		_, _ = c.Write([]byte(text))
		c.Close()
	})
}

func silent(t *testing.T) func(net.Conn) {
	return func(c net.Conn) {
		<-t.Context().Done()
		c.Close()
	}
}

func TestNetwork(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
	tests := map[string]struct {
		baseURL string
		limits  pleoclient.Limits
		kind    Kind
		step    StepName
		facts   map[string]string
	}{
		"refused":          {gone.URL, pleoclient.Limits{}, ConnectionRefused, StepConnect, nil},
		"reset":            {listen(t, reads(reset)), pleoclient.Limits{}, ConnectionReset, StepIdentity, nil},
		"closed":           {listen(t, says("")), pleoclient.Limits{}, ConnectionReset, StepIdentity, nil},
		"closed in header": {listen(t, says("HTTP/1.1 200 OK\r\n")), pleoclient.Limits{}, ConnectionReset, StepIdentity, nil},
		"no HTTP":          {listen(t, says("220 fake mail server\r\n")), pleoclient.Limits{}, UnexpectedAnswer, StepIdentity, nil},
		"cut off":          {listen(t, says(head+"500\r\n\r\n{\"data\"")), pleoclient.Limits{}, AnswerCutOff, StepIdentity, nil},
		"no answer": {listen(t, silent(t)), pleoclient.Limits{FirstByte: 20 * time.Millisecond}, AnswerTimeout, StepIdentity,
			map[string]string{FactPhase: "wait", FactLimit: "20 ms"}},
		"answer stops": {listen(t, reads(func(c net.Conn) {
			_, _ = c.Write([]byte(head + "500\r\n\r\n{\"data\""))
			silent(t)(c)
		})), pleoclient.Limits{Total: 250 * time.Millisecond}, AnswerTimeout, StepIdentity, map[string]string{FactPhase: "download", FactLimit: "250 ms"}},
		"too large": {serve(t, &standIn{introspect: respondJSON(200, `{"data":"`+strings.Repeat("x", 4096)+`"}`)}),
			pleoclient.Limits{BodyBytes: 1024}, AnswerTooLarge, StepIdentity, map[string]string{FactLimit: "1 KiB"}},
		"large headers": {serve(t, &standIn{introspect: respond(200, "application/json", "{}", "X-Fake", strings.Repeat("x", 4096))}),
			pleoclient.Limits{HeaderBytes: 2048}, AnswerTooLarge, StepIdentity, map[string]string{FactLimit: "2 KiB"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := Run(t.Context(), input(tt.baseURL), limited(tt.limits))
			expect(t, r, Inconclusive, tt.kind, "")
			if step := stepOf(r, tt.step); step.Status != StepFailed {
				t.Errorf("steps %s", statuses(r))
			}
			for fact, want := range tt.facts {
				if got := r.Finding.Facts[fact]; got != want {
					t.Errorf("%s is %q, want %q", fact, got, want)
				}
			}
			if r.Answer == nil || len(r.Exchanges) != 1 {
				t.Errorf("%d exchanges", len(r.Exchanges))
			}
		})
	}
}

// The server takes the connection and does not answer the handshake.
func TestConnectTimeout(t *testing.T) {
	base := strings.Replace(listen(t, silent(t)), "http://", "https://", 1)
	r := Run(t.Context(), input(base), limited(pleoclient.Limits{Connect: 250 * time.Millisecond}))
	expect(t, r, Inconclusive, ConnectTimeout, "")
	if statuses(r) != "passed failed skipped skipped skipped" || r.Finding.Facts[FactPhase] != "tls" {
		t.Errorf("%s, facts %v", statuses(r), r.Finding.Facts)
	}
}

func TestDeadlineOfTheCaller(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 250*time.Millisecond)
	defer cancel()
	expect(t, Run(ctx, input(listen(t, silent(t))), Options{}), Inconclusive, AnswerTimeout, "")
	expect(t, Run(ctx, input("http://127.0.0.1:1"), Options{}), Inconclusive, ConnectTimeout, "")
}

// certificate makes a certificate for 127.0.0.1 that signs itself.
func certificate(t *testing.T, from, to time.Time) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: from, NotAfter: to,
		Subject:     pkix.Name{Organization: []string{"Fake Inspection"}, CommonName: "fake.example.com"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func TestTLS(t *testing.T) {
	now := time.Now()
	tests := map[string]struct {
		from, to time.Time
		trusted  bool
		host     string
		kind     Kind
		connects bool
	}{
		"good":          {now.Add(-time.Hour), now.Add(time.Hour), true, "127.0.0.1", OK, true},
		"untrusted":     {now.Add(-time.Hour), now.Add(time.Hour), false, "127.0.0.1", TLSUntrusted, false},
		"wrong host":    {now.Add(-time.Hour), now.Add(time.Hour), true, "localhost", TLSWrongHost, false},
		"expired":       {now.Add(-2 * time.Hour), now.Add(-time.Hour), true, "127.0.0.1", TLSExpired, false},
		"not yet valid": {now.Add(time.Hour), now.Add(2 * time.Hour), true, "127.0.0.1", TLSNotYetValid, false},

		// Several faults at once: the issuer before the name, the name before
		// the date.
		"untrusted, wrong host":          {now.Add(-time.Hour), now.Add(time.Hour), false, "localhost", TLSUntrusted, false},
		"untrusted, expired":             {now.Add(-2 * time.Hour), now.Add(-time.Hour), false, "127.0.0.1", TLSUntrusted, false},
		"untrusted, not yet valid":       {now.Add(time.Hour), now.Add(2 * time.Hour), false, "127.0.0.1", TLSUntrusted, false},
		"untrusted, expired, wrong host": {now.Add(-2 * time.Hour), now.Add(-time.Hour), false, "localhost", TLSUntrusted, false},
		"expired, wrong host":            {now.Add(-2 * time.Hour), now.Add(-time.Hour), true, "localhost", TLSWrongHost, false},
		"not yet valid, wrong host":      {now.Add(time.Hour), now.Add(2 * time.Hour), true, "localhost", TLSWrongHost, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			cert, pool := certificate(t, tt.from, tt.to)
			if !tt.trusted {
				pool = x509.NewCertPool()
			}
			server := httptest.NewUnstartedServer(&standIn{introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID)})
			server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
			server.Config.ErrorLog = quiet()
			server.EnableHTTP2 = true
			server.StartTLS()
			defer server.Close()
			base := strings.Replace(server.URL, "127.0.0.1", tt.host, 1)
			r := Run(t.Context(), input(base), Options{Client: []pleoclient.Option{pleoclient.WithRootCAs(pool)}})
			if tt.connects {
				expect(t, r, Working, tt.kind, "")
				if r.Answer.Proto != "HTTP/2.0" || r.Answer.TLS == nil {
					t.Errorf("%s, TLS %v", r.Answer.Proto, r.Answer.TLS)
				}
				return
			}
			expect(t, r, Inconclusive, tt.kind, "")
			if statuses(r) != "passed failed skipped skipped skipped" {
				t.Errorf("steps %s", statuses(r))
			}
			for fault, words := range map[string]string{"untrusted": "unknown authority", "wrong host": "match localhost", "expired": "has expired"} {
				if strings.Contains(name, fault) && !strings.Contains(r.Finding.Detail, words) {
					t.Errorf("the detail says nothing of %s: %s", fault, r.Finding.Detail)
				}
			}
			for fact, want := range map[string]string{
				FactSubject: "fake.example.com", FactValidFrom: tt.from.UTC().Format(time.RFC3339), FactValidUntil: tt.to.UTC().Format(time.RFC3339),
			} {
				if got := r.Finding.Facts[fact]; got != want {
					t.Errorf("%s is %q, want %q", fact, got, want)
				}
			}
			if today, err := time.Parse(time.RFC3339, r.Finding.Facts[FactToday]); err != nil || today.Before(now.Add(-time.Second)) {
				t.Errorf("today is %q", r.Finding.Facts[FactToday])
			}
			if tt.kind == TLSUntrusted && r.Finding.Facts[FactIssuer] != "Fake Inspection" {
				t.Errorf("issuer %q", r.Finding.Facts[FactIssuer])
			}
		})
	}
}

func TestTLSOnAPlainPort(t *testing.T) {
	server := httptest.NewServer(&standIn{})
	defer server.Close()
	r := Run(t.Context(), input(strings.Replace(server.URL, "http://", "https://", 1)), Options{})
	expect(t, r, Inconclusive, TLSFailed, "")
}

func TestProxy(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	answers := func(status int) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		t.Cleanup(server.Close)
		return server.URL
	}
	for name, tt := range map[string]struct {
		proxy string
		kind  Kind
	}{
		"asks for a sign-in":  {answers(407), ProxySignIn},
		"refuses the sign-in": {answers(401), ProxySignIn},
		"refuses":             {answers(403), ProxyFailed},
		"has no way":          {answers(502), ProxyFailed},
		"is not there":        {gone.URL, ProxyFailed},
		"hangs up":            {listen(t, reads(reset)), ProxyFailed},
	} {
		t.Run(name, func(t *testing.T) {
			proxy, err := url.Parse(tt.proxy)
			if err != nil {
				t.Fatal(err)
			}
			use := pleoclient.WithProxy(func(*http.Request) (*url.URL, error) { return proxy, nil })
			in := input("")
			in.Environment = "staging"
			r := Run(t.Context(), in, Options{Client: []pleoclient.Option{use}})
			expect(t, r, Inconclusive, tt.kind, "")
			if r.Finding.Facts[FactProxy] != proxy.Host || statuses(r) != "passed failed skipped skipped skipped" {
				t.Errorf("proxy %q, steps %s", r.Finding.Facts[FactProxy], statuses(r))
			}
		})
	}
}

// A transport of the caller's may not report its connections.
func TestTransportWithoutTrace(t *testing.T) {
	s := &standIn{introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID)}
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result(), nil
	})
	r := Run(t.Context(), input("http://127.0.0.1:1"), Options{Client: []pleoclient.Option{pleoclient.WithHTTPClient(&http.Client{Transport: transport})}})
	expect(t, r, Working, OK, "")
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
