package check

import (
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// waves is a server that holds back every operation until as many as expected
// have come. A client that waits for an answer before it sends the rest is
// never answered, so that only one that sends them at once gets through.
type waves struct {
	expected int

	mu      sync.Mutex
	first   []string // what came before anything was answered
	waiting []string
	all     chan struct{} // closed when as many as expected wait
}

func (s *waves) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	what := r.Method + " " + strings.TrimPrefix(r.URL.Path, "/base")
	if r.ProtoMajor != 2 {
		http.Error(w, "HTTP/2 is expected", http.StatusHTTPVersionNotSupported)
		return
	}
	if what == "GET /v1/introspect" {
		s.mu.Lock()
		s.first = append(s.first, what)
		s.mu.Unlock()
		about("company:"+someID, "users:read companies:read")(w, r)
		return
	}
	s.mu.Lock()
	if s.waiting = append(s.waiting, what); len(s.waiting) == s.expected {
		close(s.all)
	}
	s.mu.Unlock()
	select {
	case <-s.all:
	case <-r.Context().Done():
		return
	}
	respondJSON(http.StatusForbidden, `{"type":"ACCESS_DENIED"}`)(w, r)
}

// TestPermissionsTakeFourRoundTrips: TCP, TLS, the key, and then everything at
// once over the same connection.
func TestPermissionsTakeFourRoundTrips(t *testing.T) {
	operations := 0
	for _, op := range pleoclient.Operations() {
		if op.NeedsOnlyCompany() && op.Name != "introspect" {
			operations++
		}
	}
	s := &waves{expected: operations, all: make(chan struct{})}
	var connections atomic.Int32
	server := httptest.NewUnstartedServer(s)
	server.EnableHTTP2 = true
	server.Config.ErrorLog = quiet()
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.StartTLS()
	t.Cleanup(server.Close)

	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	in := Input{Environment: "custom", BaseURL: server.URL + "/base", Key: secret.New(fakeKey), CompanyID: someID}
	r := Permissions(t.Context(), in, Options{Client: []pleoclient.Option{pleoclient.WithRootCAs(pool)}})
	if n := connections.Load(); n != 1 {
		t.Errorf("%d connections, want 1", n)
	}
	if !slices.Equal(s.first, []string{"GET /v1/introspect"}) || len(s.waiting) != operations {
		t.Errorf("%v before, %d operations at once, want introspection before and %d: %v", s.first, len(s.waiting), operations, s.waiting)
	}
	for _, p := range r.Permissions {
		op, _ := pleoclient.LookupOperation(p.Operation)
		if want := accessHere(op); p.Access != want {
			t.Errorf("%s is %s (%s), want %s", p.Operation, p.Access, p.Finding.Kind, want)
		}
	}
	for i, e := range r.Exchanges {
		if e.Proto != "HTTP/2.0" || i > 0 && !e.ReusedConn {
			t.Errorf("%s over %s, connection used again: %v", e.Operation, e.Proto, e.ReusedConn)
		}
	}
}

// accessHere is what the server above answers.
func accessHere(op pleoclient.Operation) Access {
	switch {
	case !op.NeedsOnlyCompany():
		return NotTested
	case op.Name == "introspect":
		return Allowed
	}
	return Denied
}
