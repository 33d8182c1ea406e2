package check

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

const (
	otherID = "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"
	orgID   = "c5b07e19-f2a4-4836-9d5e-80e13b6a47fc"
)

// respond writes an answer with a request id.
func respond(status int, contentType, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("request-Id", "fake-request-id")
		for i := 0; i < len(headers); i += 2 {
			if headers[i+1] == "" {
				w.Header().Del(headers[i])
			} else {
				w.Header().Set(headers[i], headers[i+1])
			}
		}
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func respondJSON(status int, body string) http.HandlerFunc {
	return respond(status, "application/json;charset=UTF-8", body)
}

// about is the answer to introspection.
func about(subject, scopes string) http.HandlerFunc {
	urn := ""
	if subject != "" {
		urn = fmt.Sprintf(`,"subjectURN":"urn:pleo:%s"`, subject)
	}
	return respondJSON(200, fmt.Sprintf(`{"data":{"authMethod":"API_KEY","clientId":"fake-client","scope":%q,"applicationName":"Fake app"%s}}`, scopes, urn))
}

func rowsOf(companyIDs ...string) http.HandlerFunc {
	var rows []string
	for _, id := range companyIDs {
		rows = append(rows, fmt.Sprintf(`{"id":"fake","accountingEntryId":"fake","companyId":%q}`, id))
	}
	return respondJSON(200, list(strings.Join(rows, ",")))
}

func list(rows string) string {
	return `{"data":[` + rows + `],"pagination":{"currentRequestPagination":{},"hasNextPage":false,"hasPreviousPage":false}}`
}

func aCompany(id, organisation string) http.HandlerFunc {
	return respondJSON(200, fmt.Sprintf(`{"data":{"id":%q,"name":"Fake Company","organizationId":%q}}`, id, organisation))
}

// standIn is a server that answers each path as a test says; what it does not
// say is 404.
type standIn struct {
	introspect, company, employees http.HandlerFunc
	others                         map[string]http.HandlerFunc // by path

	mu  sync.Mutex
	got []string // method and path of every request, in order
}

func (s *standIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/base")
	s.mu.Lock()
	s.got = append(s.got, r.Method+" "+path)
	s.mu.Unlock()
	h := s.others[path]
	switch {
	case h != nil:
	case path == "/v1/introspect":
		h = s.introspect
	case strings.HasPrefix(path, "/v1/companies/"):
		h = s.company
	case path == "/v2/employees":
		h = s.employees
	}
	if h == nil {
		h = respondJSON(404, `{"type":"NOT_FOUND"}`)
	}
	h(w, r)
}

func (s *standIn) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.got...)
}

// serve starts a server below a path, as a custom server may be.
func serve(t *testing.T, h http.Handler) (baseURL string) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL + "/base"
}

// input is a good input for a server.
func input(baseURL string) Input {
	return Input{Environment: "custom", BaseURL: baseURL, Key: secret.New(fakeKey), CompanyID: someID}
}

// check runs a check against a server.
func check(t *testing.T, s *standIn, change ...func(*Input)) *Result {
	t.Helper()
	in := input(serve(t, s))
	for _, c := range change {
		c(&in)
	}
	return Run(t.Context(), in, Options{})
}

func stepOf(r *Result, name StepName) Step {
	for _, s := range r.Steps {
		if s.Name == name {
			return s
		}
	}
	return Step{}
}

// expect compares what a person sees first.
func expect(t *testing.T, r *Result, verdict Verdict, kind Kind, variant string) {
	t.Helper()
	if r.Verdict != verdict || r.Finding.Kind != kind || r.Finding.Variant != variant {
		t.Errorf("%s: %s %q, want %s: %s %q (detail: %s)", r.Verdict, r.Finding.Kind, r.Finding.Variant, verdict, kind, variant, r.Finding.Detail)
	}
	if len(r.Steps) != len(StepNames()) {
		t.Errorf("%d steps", len(r.Steps))
	}
	for i, name := range StepNames() {
		if r.Steps[i].Name != name || r.Steps[i].Status == Running || r.Steps[i].Status == "" {
			t.Errorf("step %d is %s %s", i, r.Steps[i].Name, r.Steps[i].Status)
		}
		if (r.Steps[i].Status == Skipped) != (r.Steps[i].Finding.Kind == "") {
			t.Errorf("step %s is %s with finding %q", name, r.Steps[i].Status, r.Steps[i].Finding.Kind)
		}
	}
	if r.Verdict == Working && !(r.Accepted && r.Company.Confirmed) {
		t.Error("working without proof")
	}
}

func statuses(r *Result) string {
	var s []string
	for _, step := range r.Steps {
		s = append(s, string(step.Status))
	}
	return strings.Join(s, " ")
}

func limited(l pleoclient.Limits) Options {
	return Options{Client: []pleoclient.Option{pleoclient.WithLimits(l)}}
}

// quiet keeps expected handshake errors out of the test's output.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
