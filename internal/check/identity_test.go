package check

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/secret"
)

const page = "<!DOCTYPE html><html><body>Sign in</body></html>"

func TestIdentityStopsTheCheck(t *testing.T) {
	html := func(status int, headers ...string) http.HandlerFunc {
		return respond(status, "text/html", page, append([]string{"request-Id", ""}, headers...)...)
	}
	tests := map[string]struct {
		answer  http.HandlerFunc
		verdict Verdict
		kind    Kind
		variant string
	}{
		"401":                    {respondJSON(401, `{"type":"UNAUTHORIZED"}`), Failed, KeyRejected, ""},
		"401 without body":       {respondJSON(401, ""), Failed, KeyRejected, ""},
		"401 as a web page":      {html(401), Failed, KeyRejected, "web-page"},
		"403 as a web page":      {html(403), Inconclusive, NotPleo, ""},
		"407":                    {respondJSON(407, ""), Inconclusive, ProxySignIn, ""},
		"408":                    {respondJSON(408, ""), Inconclusive, AnswerTimeout, ""},
		"400":                    {respondJSON(400, `{"type":"BAD"}`), Inconclusive, RequestRefused, ""},
		"418":                    {respondJSON(418, ""), Inconclusive, RequestRefused, ""},
		"429":                    {respond(429, "application/json", "", "Retry-After", "20"), Inconclusive, RateLimited, ""},
		"500":                    {respondJSON(500, ""), Inconclusive, PleoUnavailable, ""},
		"503 as a web page":      {html(503), Inconclusive, PleoUnavailable, ""},
		"511":                    {html(511), Inconclusive, NotPleo, ""},
		"600":                    {respondJSON(600, ""), Inconclusive, UnexpectedAnswer, ""},
		"600 as a web page":      {html(600), Inconclusive, UnexpectedAnswer, ""},
		"302":                    {respond(302, "text/html", "", "Location", "https://portal.example/"), Inconclusive, Redirected, ""},
		"304":                    {respond(304, "", ""), Inconclusive, Redirected, ""},
		"200 as a web page":      {html(200), Inconclusive, NotPleo, ""},
		"200, other content":     {respond(200, "text/plain", "ok"), Inconclusive, UnexpectedAnswer, ""},
		"200, broken JSON":       {respondJSON(200, `{"data":`), Inconclusive, UnexpectedAnswer, ""},
		"200, other shape":       {respondJSON(200, `{"hello":"there"}`), Inconclusive, UnexpectedAnswer, ""},
		"200, empty":             {respondJSON(200, ""), Inconclusive, UnexpectedAnswer, ""},
		"204":                    {respond(204, "", ""), Inconclusive, UnexpectedAnswer, ""},
		"method NONE":            {respondJSON(200, `{"data":{"authMethod":"NONE","clientId":"fake","scope":""}}`), Inconclusive, UnexpectedAnswer, ""},
		"method OAUTH2":          {respondJSON(200, `{"data":{"authMethod":"OAUTH2","clientId":"fake","scope":""}}`), Inconclusive, UnexpectedAnswer, ""},
		"404 as somebody's page": {html(404), Inconclusive, NotPleo, ""},
		"400 as somebody's page": {html(400), Inconclusive, NotPleo, ""},
		"413 as somebody's page": {html(413), Inconclusive, NotPleo, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: tt.answer, company: aCompany(someID, ""), employees: rowsOf(someID)}
			r := check(t, s)
			expect(t, r, tt.verdict, tt.kind, tt.variant)
			if statuses(r) != "passed passed failed skipped skipped" || r.Accepted {
				t.Errorf("%s, accepted %v", statuses(r), r.Accepted)
			}
			if method, found := strings.CutPrefix(name, "method "); found && !strings.Contains(r.Finding.Detail, method+", not API_KEY") {
				t.Errorf("detail %s", r.Finding.Detail)
			}
			if phase := r.Finding.Facts[FactPhase]; (phase == "wait") != (tt.kind == AnswerTimeout) {
				t.Errorf("phase %q", phase)
			}
			if got := s.requests(); len(got) != 1 {
				t.Errorf("sent %v", got)
			}
			if r.Finding.HTTPStatus == 0 || r.Finding.Facts[FactStatus] == "" || r.Finding.Detail == "" {
				t.Errorf("finding %+v", r.Finding)
			}
		})
	}
}

func TestIdentityNotOffered(t *testing.T) {
	tests := map[int]Kind{404: NotFound, 405: NotFound, 410: NotFound, 403: AccessDenied, 501: RequestRefused}
	for status, kind := range tests {
		s := &standIn{introspect: respondJSON(status, ""), company: aCompany(someID, ""), employees: rowsOf(someID)}
		r := check(t, s)
		expect(t, r, Working, OK, "")
		if step := stepOf(r, StepIdentity); step.Status != Warned || step.Finding.Kind != kind || r.Identity != nil {
			t.Errorf("%d: %s %s", status, step.Status, step.Finding.Kind)
		}
	}
}

// The method counts in whatever spelling.
func TestMethodInOtherSpelling(t *testing.T) {
	for _, method := range []string{"API_KEY", "api_key", "ApiKey", "api-key", "API key"} {
		s := &standIn{
			introspect: respondJSON(200, `{"data":{"authMethod":"`+method+`","subjectURN":"urn:pleo:company:`+someID+`"}}`),
			company:    aCompany(someID, ""), employees: rowsOf(someID),
		}
		expect(t, check(t, s), Working, OK, "")
	}
}

func TestKeyThatWorkedBefore(t *testing.T) {
	before := time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)
	r := check(t, &standIn{introspect: respondJSON(401, "")}, func(in *Input) { in.LastWorked = before })
	expect(t, r, Failed, KeyExpiredOrRemoved, "")
	if got := r.Finding.Facts[FactLastWorked]; got != "2026-11-02T09:30:00Z" {
		t.Errorf("last worked %q", got)
	}
	// A web page proves nothing about the key, whenever it worked.
	r = check(t, &standIn{introspect: respond(401, "text/html", page)}, func(in *Input) { in.LastWorked = before })
	expect(t, r, Failed, KeyRejected, "web-page")
}

func TestWaitOfRateLimit(t *testing.T) {
	for name, tt := range map[string]struct{ header, value, want string }{
		"Retry-After":     {"Retry-After", "20", "20"},
		"ratelimit-reset": {"ratelimit-reset", "7", "7"},
		"nonsense":        {"Retry-After", "soon", ""},
	} {
		r := check(t, &standIn{introspect: respond(429, "application/json", "",
			"ratelimit-limit", "600", "ratelimit-remaining", "0", tt.header, tt.value)})
		if got := r.Finding.Facts[FactWait]; got != tt.want {
			t.Errorf("%s: wait %q, want %q", name, got, tt.want)
		}
	}
}

// A key that was accepted a moment ago has neither expired nor been removed.
func TestRefusedAfterAcceptance(t *testing.T) {
	s := &standIn{introspect: about("company:"+someID, "users:read"), employees: respondJSON(401, "")}
	r := check(t, s, func(in *Input) { in.LastWorked = time.Now() })
	expect(t, r, Failed, KeyRejected, "this-request")
	if _, ok := r.Finding.Facts[FactLastWorked]; ok || !r.Accepted {
		t.Errorf("facts %v, accepted %v", r.Finding.Facts, r.Accepted)
	}
}

// TestNamedKey: Pleo gives a name to some keys, which is all that is known of a
// key that was made for one product. The fact says so, and holds no name, which
// could be a person's.
func TestNamedKey(t *testing.T) {
	server := httptest.NewServer(demo.Handler())
	defer server.Close()
	for _, story := range demo.Stories() {
		if story.ID != "integrated" && story.ID != "expired" {
			continue
		}
		r := Run(t.Context(), Input{Environment: "demo", BaseURL: server.URL, Key: secret.New(story.Key), CompanyID: story.CompanyID, Operation: "employees"}, Options{})
		want, kind := "yes", ScopeMissing
		if story.ID == "expired" {
			want, kind = "", KeyRejected
		}
		if r.Finding.Kind != kind || r.Finding.Facts[FactNamed] != want {
			t.Errorf("%s: %s, facts %v", story.ID, r.Finding.Kind, r.Finding.Facts)
		}
	}
}
