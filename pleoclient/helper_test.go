package pleoclient

import (
	"bufio"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// canary is the key of every test. No output may hold it.
const canary = "fake-canary-key-0123456789"

const basePath = "/pleo/api"

const companyID = "11111111-2222-3333-4444-555555555555"

const emptyPage = `{"data":[],"pagination":{"currentRequestPagination":{"parameters":{}},"hasNextPage":false,"hasPreviousPage":false}}`

func key() string { return canary }

// canaryForms are the forms of the key that servers echo.
func canaryForms() []string {
	return []string{
		canary,
		base64.StdEncoding.EncodeToString([]byte(canary + ":")),
		base64.RawStdEncoding.EncodeToString([]byte(canary + ":")),
		url.QueryEscape(canary),
		fmt.Sprintf("%x", canary),
	}
}

func wantNoKey(t *testing.T, where, text string) {
	t.Helper()
	for _, form := range canaryForms() {
		if strings.Contains(text, form) {
			t.Errorf("%s holds the key: %s", where, text)
		}
	}
}

// jsonAnswer answers every request with a status and a JSON body.
func jsonAnswer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json;charset=UTF-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// newServer serves h under the base path on loopback without TLS.
func newServer(t *testing.T, h http.Handler) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(http.StripPrefix(basePath, h))
	t.Cleanup(srv.Close)
	return srv
}

// newTLSServer is newServer with TLS.
func newTLSServer(t *testing.T, http2 bool, h http.Handler) *httptest.Server {
	t.Helper()
	srv := httptest.NewUnstartedServer(http.StripPrefix(basePath, h))
	srv.EnableHTTP2 = http2
	srv.Config.ErrorLog = quiet()
	srv.StartTLS()
	t.Cleanup(srv.Close)
	return srv
}

func pool(srv *httptest.Server) *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(srv.Certificate())
	return p
}

func newClient(t *testing.T, server string, opts ...Option) *Client {
	t.Helper()
	c, err := New(server+basePath+"/", key, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// newRaw serves one handler per TCP connection, for answers no HTTP server
// would give. The request has been read up to its empty line.
func newRaw(t *testing.T, h func(conn net.Conn, head string)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				var head strings.Builder
				for r := bufio.NewReader(conn); ; {
					line, err := r.ReadString('\n')
					if err != nil {
						return
					}
					if line == "\r\n" {
						break
					}
					head.WriteString(line)
				}
				h(conn, head.String())
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// newSilent accepts TCP connections and never says anything on them.
func newSilent(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { close(done); l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() { <-done; conn.Close() }()
		}
	}()
	return l.Addr().String()
}

// refusedAddress is an address on which nothing listens.
func refusedAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func operation(t *testing.T, name string) Operation {
	t.Helper()
	op, ok := LookupOperation(name)
	if !ok {
		t.Fatalf("no operation %q", name)
	}
	return op
}

// wantError checks the type of an error and returns it.
func wantError[E error](t *testing.T, err error) E {
	t.Helper()
	e, ok := errors.AsType[E](err)
	if !ok {
		t.Fatalf("error = %v (%T), want %T", err, err, e)
	}
	wantNoKey(t, "error", err.Error())
	return e
}
