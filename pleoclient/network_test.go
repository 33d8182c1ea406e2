package pleoclient

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"syscall"
	"testing"
	"time"
)

func do(t *testing.T, c *Client) (*Exchange, error) {
	t.Helper()
	x, err := c.Do(t.Context(), operation(t, "employees"), Params{CompanyID: companyID})
	if x == nil {
		t.Fatalf("no exchange beside %v", err)
	}
	return x, err
}

// withDial is our own transport with another way to dial.
func withDial(t *testing.T, base string, dial func(ctx context.Context, network, addr string) (net.Conn, error)) Option {
	t.Helper()
	u, err := ParseBaseURL(base)
	if err != nil {
		t.Fatal(err)
	}
	tr := newTransport(u, config{}, Limits{}.withDefaults())
	tr.DialContext = dial
	return WithHTTPClient(&http.Client{Transport: tr})
}

func TestNameNotFound(t *testing.T) {
	d := &net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, syscall.ENETUNREACH
	}}}
	_, err := do(t, newClient(t, Staging.BaseURL, withDial(t, Staging.BaseURL, d.DialContext)))
	e := wantError[*NetworkError](t, err)
	dns := wantError[*net.DNSError](t, err)
	if e.Phase != PhaseName || dns.Name != "external.staging.pleo.io" {
		t.Errorf("%+v, %+v", e, dns)
	}
}

func TestConnectionRefused(t *testing.T) {
	_, err := do(t, newClient(t, "http://"+refusedAddress(t)))
	e := wantError[*NetworkError](t, err)
	if e.Phase != PhaseConnect || e.Timeout || !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("%+v", e)
	}
	wantError[*net.OpError](t, err)
}

func TestPlainConnectionsStayOnThisComputer(t *testing.T) {
	u, _ := ParseBaseURL("http://localhost:8080")
	tr := newTransport(u, config{}, Limits{}.withDefaults())
	for _, addr := range []string{"192.0.2.1:80", "[2001:db8::1]:80", "0.0.0.0:80"} {
		conn, err := tr.DialContext(t.Context(), "tcp", addr)
		if !errors.Is(err, ErrNotLoopback) || conn != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
	srv := newServer(t, jsonAnswer(200, emptyPage))
	_, port, _ := net.SplitHostPort(srv.Listener.Addr().String())
	if _, err := do(t, newClient(t, "http://localhost:"+port)); err != nil {
		t.Errorf("localhost: %v", err)
	}
}

func TestTimeouts(t *testing.T) {
	const short = 60 * time.Millisecond
	release := make(chan struct{})
	waiting := newServer(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	dripping := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"data":[`)
		_ = http.NewResponseController(w).Flush()
		<-release
	}))
	t.Cleanup(func() { close(release) })
	silent := newSilent(t)
	hang := withDial(t, Staging.BaseURL, func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	})
	tests := []struct {
		name   string
		server string
		opts   []Option
		limits Limits
		phase  Phase
	}{
		{"connect", Staging.BaseURL, []Option{hang}, Limits{Connect: short}, PhaseConnect},
		{"connect, by total", Staging.BaseURL, []Option{hang}, Limits{Total: short}, PhaseConnect},
		{"tls", "https://" + silent, nil, Limits{Connect: short}, PhaseTLS},
		{"tls, by total", "https://" + silent, nil, Limits{Total: short}, PhaseTLS},
		{"wait", waiting.URL, nil, Limits{FirstByte: short}, PhaseWait},
		{"wait, by total", waiting.URL, nil, Limits{Total: short}, PhaseWait},
		{"download", dripping.URL, nil, Limits{Total: short}, PhaseDownload},
	}
	for _, test := range tests {
		x, err := do(t, newClient(t, test.server, append(test.opts, WithLimits(test.limits))...))
		e := wantError[*NetworkError](t, err)
		if e.Phase != test.phase || !e.Timeout || e.Limit != short || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %+v", test.name, e)
		}
		if x.Duration < short || x.Duration > 5*time.Second || (test.phase == PhaseDownload) != (x.Status == 200) {
			t.Errorf("%s: exchange %+v", test.name, x)
		}
	}

	ctx, cancel := context.WithTimeout(t.Context(), short)
	defer cancel()
	_, err := newClient(t, waiting.URL).Do(ctx, operation(t, "employees"), Params{})
	if e := wantError[*NetworkError](t, err); e.Phase != PhaseWait || !e.Timeout || e.Limit <= 0 || e.Limit > short {
		t.Errorf("deadline of the caller: %+v", e)
	}
	theirs := &http.Client{Timeout: short}
	_, err = do(t, newClient(t, waiting.URL, WithHTTPClient(theirs)))
	if e := wantError[*NetworkError](t, err); e.Limit != short {
		t.Errorf("timeout of the caller's client: %+v", e)
	}
}

// A cancelled request answers while the server still holds it, in every phase.
func TestCancel(t *testing.T) {
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	tests := map[string]func(t *testing.T, reached func()) *Client{
		"connect": func(t *testing.T, reached func()) *Client {
			return newClient(t, Staging.BaseURL, withDial(t, Staging.BaseURL, func(context.Context, string, string) (net.Conn, error) {
				reached()
				<-release
				return nil, io.EOF
			}))
		},
		"tls": func(t *testing.T, reached func()) *Client {
			silent := newSilent(t)
			return newClient(t, Staging.BaseURL, withDial(t, Staging.BaseURL, func(context.Context, string, string) (net.Conn, error) {
				reached()
				return net.Dial("tcp", silent)
			}))
		},
		"wait": func(t *testing.T, reached func()) *Client {
			return newClient(t, newServer(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				reached()
				<-r.Context().Done() // the connection is really closed
			})).URL)
		},
		"download": func(t *testing.T, reached func()) *Client {
			return newClient(t, newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(403)
				_, _ = io.WriteString(w, `{"type":`)
				_ = http.NewResponseController(w).Flush()
				reached()
				<-r.Context().Done()
			})).URL)
		},
	}
	for name, setUp := range tests {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			c := setUp(t, cancel)
			x, err := c.Do(ctx, operation(t, "employees"), Params{})
			if !errors.Is(err, context.Canceled) || x == nil {
				t.Errorf("%v", err)
			}
			if _, ok := errors.AsType[*NetworkError](err); ok {
				t.Errorf("a cancelled request is no network error: %v", err)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	srv := newServer(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("sent after the end") }))
	x, err := newClient(t, srv.URL).Do(ctx, operation(t, "employees"), Params{})
	if !errors.Is(err, context.Canceled) || x == nil {
		t.Errorf("cancelled before: %v", err)
	}
}

// Go lets a dial outlive its request. Ours ends with it, so that nothing goes
// on after a person cancelled.
func TestCancelEndsTheHandshake(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithCancel(t.Context())
	closed := make(chan error, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			closed <- err
			return
		}
		defer conn.Close()
		first := make([]byte, 1)
		_, _ = io.ReadFull(conn, first) // the handshake has begun
		cancel()
		_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
		_, err = io.Copy(io.Discard, conn)
		closed <- err
	}()
	_, err = newClient(t, "https://"+l.Addr().String()).Do(ctx, operation(t, "employees"), Params{})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := <-closed; errors.Is(err, context.DeadlineExceeded) || isTimeout(err) {
		t.Errorf("the connection was left open: %v", err)
	}
}

func isTimeout(err error) bool {
	n, ok := errors.AsType[net.Error](err)
	return ok && n.Timeout()
}

// Go detaches a dial from its request and lets it go on when that is cancelled.
// Nothing may go on after a person pressed Cancel: neither the dial nor a
// connection that it opened in the meantime.
func TestADialEndsWithItsRequest(t *testing.T) {
	for name, end := range map[string]func(*tracker, context.CancelFunc){
		"cancelled":    func(_ *tracker, cancel context.CancelFunc) { cancel() },
		"at its limit": func(tr *tracker, _ context.CancelFunc) { tr.expire(time.Second, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			parent, cancel := context.WithCancel(t.Context())
			defer cancel()
			tr, ctx := newTracker(parent, Limits{}.withDefaults())
			defer tr.finish()
			began, ended := make(chan struct{}), make(chan error, 1)
			dialer := &net.Dialer{ControlContext: func(ctx context.Context, _, _ string, _ syscall.RawConn) error {
				close(began)
				<-ctx.Done()
				return ctx.Err()
			}}
			// As Go's transport dials: with the values of the request, without its end.
			detached, stop := context.WithCancel(context.WithoutCancel(ctx))
			defer stop()
			go func() {
				_, err := dialFor(dialer, &connections{})(detached, "tcp", "127.0.0.1:9")
				ended <- err
			}()
			<-began
			end(tr, cancel)
			select {
			case err := <-ended:
				if err == nil {
					t.Error("the dial gave a connection")
				}
			case <-time.After(10 * time.Second):
				t.Fatal("the dial outlives its request")
			}
			if _, err := dialFor(dialer, &connections{})(detached, "tcp", "127.0.0.1:9"); !errors.Is(err, context.Canceled) {
				t.Errorf("a dial after the end: %v", err)
			}
		})
	}
}

func TestAConnectionEndsWithARequestThatDoesNotHaveItYet(t *testing.T) {
	parent, cancel := context.WithCancel(t.Context())
	tr, _ := newTracker(parent, Limits{}.withDefaults())
	defer tr.finish()
	ours, theirs := net.Pipe()
	defer theirs.Close()
	tr.holds(ours)
	cancel()
	_ = theirs.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := theirs.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the connection is open: %v", err)
	}
}

func TestServerHangsUp(t *testing.T) {
	for name, answer := range map[string]string{
		"without a word": "",
		"no http":        "SSH-2.0-demo " + canary + "\r\n\r\n",
		"broken header":  "HTTP/1.1 200 OK\r\n" + canary + "\r\n\r\n",
	} {
		url := newRaw(t, func(conn net.Conn, _ string) { _, _ = io.WriteString(conn, answer) })
		_, err := do(t, newClient(t, url))
		e := wantError[*NetworkError](t, err)
		if e.Phase != PhaseWait || e.Timeout {
			t.Errorf("%s: %+v", name, e)
		}
		if name == "without a word" && !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTLSFailures(t *testing.T) {
	srv := newTLSServer(t, false, jsonAnswer(200, emptyPage))
	x, err := do(t, newClient(t, srv.URL))
	e := wantError[*NetworkError](t, err)
	wantError[*tls.CertificateVerificationError](t, err)
	wantError[x509.UnknownAuthorityError](t, err)
	if e.Phase != PhaseTLS {
		t.Errorf("untrusted: %+v", e)
	}
	if x.TLS == nil || x.TLS.ServerName != "127.0.0.1" || len(x.TLS.Chain) != 1 {
		t.Fatalf("untrusted: certificate not noted: %+v", x.TLS)
	}
	if cert := x.TLS.Chain[0]; cert.Issuer != "O=Acme Co" || cert.NotAfter.IsZero() || len(cert.DNSNames) == 0 {
		t.Errorf("untrusted: %+v", cert)
	}

	toServer := func(context.Context, string, string) (net.Conn, error) {
		return net.Dial("tcp", srv.Listener.Addr().String())
	}
	u, _ := ParseBaseURL(Staging.BaseURL)
	tr := newTransport(u, config{rootCAs: pool(srv)}, Limits{}.withDefaults())
	tr.DialContext = toServer
	x, err = do(t, newClient(t, Staging.BaseURL, WithHTTPClient(&http.Client{Transport: tr})))
	if e := wantError[x509.HostnameError](t, err); e.Host != "external.staging.pleo.io" || x.TLS == nil {
		t.Errorf("wrong host: %v", e)
	}

	tr = newTransport(u, config{rootCAs: pool(srv)}, Limits{}.withDefaults())
	tr.TLSClientConfig.Time = func() time.Time { return time.Date(2150, 1, 1, 0, 0, 0, 0, time.UTC) }
	_, err = do(t, newClient(t, srv.URL, WithHTTPClient(&http.Client{Transport: tr})))
	if e := wantError[x509.CertificateInvalidError](t, err); e.Reason != x509.Expired {
		t.Errorf("expired: %v", e)
	}

	plain := newServer(t, jsonAnswer(200, emptyPage))
	x, err = do(t, newClient(t, "https://"+plain.Listener.Addr().String()))
	if e := wantError[*NetworkError](t, err); e.Phase != PhaseTLS || x.TLS != nil {
		t.Errorf("no tls there: %+v", e)
	}
	wantError[tls.RecordHeaderError](t, err)

	old := httptest.NewUnstartedServer(jsonAnswer(200, emptyPage))
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}
	old.Config.ErrorLog = quiet()
	old.StartTLS()
	t.Cleanup(old.Close)
	_, err = do(t, newClient(t, old.URL, WithRootCAs(pool(old))))
	if e := wantError[*NetworkError](t, err); e.Phase != PhaseTLS {
		t.Errorf("old tls: %+v", e)
	}
}

// Windows reports its own numbers; callers ask for the portable ones.
func TestWindowsNumbers(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: syscall.Errno(10061)}
	for _, test := range []struct {
		system string
		target error
		want   bool
	}{
		{"windows", syscall.ECONNREFUSED, true},
		{"windows", syscall.ECONNRESET, false},
		{"windows", syscall.EPERM, false},
		{"windows", io.EOF, false},
		{"windows", syscall.Errno(10061), true},
		{"linux", syscall.ECONNREFUSED, false},
	} {
		if got := isErrno(refused, test.target, test.system); got != test.want {
			t.Errorf("%s, %v: %v", test.system, test.target, got)
		}
	}
}
