package check

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pleokeycheck/pleoclient"
)

func TestRequest(t *testing.T) {
	subject := about("company:"+someID, "users:read")
	html := respond(403, "text/html", page, "request-Id", "")
	tests := map[string]struct {
		introspect, employees http.HandlerFunc
		verdict               Verdict
		kind                  Kind
		step                  Status
	}{
		"rows":                    {subject, rowsOf(someID), Working, OK, Passed},
		"no rows":                 {subject, rowsOf(), Working, OKEmpty, Passed},
		"403":                     {subject, respondJSON(403, `{"type":"ACCESS_DENIED"}`), Limited, AccessDenied, Warned},
		"403, scope missing":      {about("company:"+someID, "fake:read"), respondJSON(403, ""), Limited, ScopeMissing, Warned},
		"403, no scopes known":    {about("company:"+someID, ""), respondJSON(403, ""), Limited, AccessDenied, Warned},
		"403 as a web page":       {subject, html, Inconclusive, NotPleo, StepFailed},
		"403, a page of Pleo's":   {subject, respond(403, "text/html", page), Limited, AccessDenied, Warned},
		"403, JSON without an id": {subject, respond(403, "application/json", "{}", "request-Id", ""), Limited, AccessDenied, Warned},
		"404":                     {subject, respondJSON(404, ""), Limited, NotFound, Warned},
		"400":                     {subject, respondJSON(400, ""), Limited, RequestRefused, Warned},
		"422":                     {subject, respondJSON(422, ""), Limited, RequestRefused, Warned},
		"401":                     {subject, respondJSON(401, ""), Failed, KeyRejected, StepFailed},
		"429":                     {subject, respondJSON(429, ""), Inconclusive, RateLimited, StepFailed},
		"500":                     {subject, respondJSON(500, ""), Inconclusive, PleoUnavailable, StepFailed},
		"redirect":                {subject, respond(301, "", "", "Location", "/elsewhere"), Inconclusive, Redirected, StepFailed},
		"other shape":             {subject, respondJSON(200, `{"data":{}}`), Inconclusive, UnexpectedAnswer, StepFailed},
		"nothing accepted, 403":   {nil, respondJSON(403, ""), Failed, AccessDenied, StepFailed},
		"nothing accepted, 404":   {nil, respondJSON(404, ""), Inconclusive, NotFound, StepFailed},
		"nothing accepted, 405":   {nil, respondJSON(405, ""), Inconclusive, NotFound, StepFailed},
		"nothing accepted, 400":   {nil, respondJSON(400, ""), Inconclusive, RequestRefused, StepFailed},
		"nothing accepted, 422":   {nil, respondJSON(422, ""), Inconclusive, RequestRefused, StepFailed},
		"nothing accepted, 401":   {nil, respondJSON(401, ""), Failed, KeyRejected, StepFailed},
		"nothing accepted, shape": {nil, respondJSON(200, "[]"), Inconclusive, UnexpectedAnswer, StepFailed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := check(t, &standIn{introspect: tt.introspect, employees: tt.employees})
			variant := ""
			if tt.kind == KeyRejected && tt.introspect != nil {
				variant = "this-request"
			}
			expect(t, r, tt.verdict, tt.kind, variant)
			step := stepOf(r, StepRequest)
			if step.Status != tt.step || step.Finding.Facts[FactOperation] != "employees" {
				t.Errorf("step %s, facts %v", step.Status, step.Finding.Facts)
			}
			if r.Answer.Operation != "employees" || r.Accepted != (tt.introspect != nil) {
				t.Errorf("answer %s, accepted %v", r.Answer.Operation, r.Accepted)
			}
			scope, scoped := "", ""
			switch tt.kind {
			case ScopeMissing, AccessDenied:
				scope = "users:read"
			case OK, OKEmpty:
				scoped = "yes"
			}
			if f := step.Finding.Facts; f[FactScope] != scope || f[FactScoped] != scoped {
				t.Errorf("facts %v", f)
			}
		})
	}
}

func TestReasonIsKept(t *testing.T) {
	r := check(t, &standIn{introspect: about("company:"+someID, ""), employees: respondJSON(403, `{"type":"ACCESS_DENIED","message":"Required permission 'READ'"}`)})
	if r.Finding.Facts[FactReason] != "ACCESS_DENIED" || !strings.Contains(r.Finding.Detail, "Required permission") || r.Finding.RequestID != "fake-request-id" {
		t.Errorf("%+v", r.Finding)
	}
}

func TestChoiceOfOperation(t *testing.T) {
	tests := map[string]struct{ scopes, asked, want string }{
		"default":               {"users:read", "", "employees"},
		"scopes unknown":        {"", "", "employees"},
		"covered, with company": {"vendors:read companies:read", "", "company"},
		"covered, in order":     {"vendors:read tax-codes:read", "", "tax-codes"},
		"other spelling":        {"tag-groups:read", "", "tag-groups"},
		"not Bearer only":       {"accounts:read", "", "chart-of-accounts"},
		"only without company":  {"export-items:read", "", "export-items"},
		"company preferred":     {"export-items:read vendors:read", "", "vendors"},
		"nothing covered":       {"fake:write", "", "employees"},
		"asked, not covered":    {"users:read", "vendors", "vendors"},
		"asked":                 {"users:read vendors:read", "vendors", "vendors"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: about("company:"+someID, tt.scopes)}
			r := check(t, s, func(in *Input) { in.Operation = tt.asked })
			if r.Operation != tt.want || r.Answer.Operation != tt.want {
				t.Errorf("operation %s, answer %s, want %s", r.Operation, r.Answer.Operation, tt.want)
			}
		})
	}
}

func TestParams(t *testing.T) {
	var got url.Values
	s := &standIn{introspect: about("company:"+someID, ""), employees: func(w http.ResponseWriter, r *http.Request) {
		got = r.URL.Query()
		rowsOf(someID)(w, r)
	}}
	params := pleoclient.Params{CompanyID: otherID, Limit: 5, Query: url.Values{"email": {"someone@example.com"}}}
	check(t, s, func(in *Input) { in.Operation, in.Params = "employees", params })
	if got.Get("companyId") != someID || got.Get("limit") != "5" || got.Get("email") == "" {
		t.Errorf("sent %v", got)
	}
	check(t, s, func(in *Input) { in.Params = params })
	if got.Get("companyId") != someID || got.Get("limit") != "1" || got.Has("email") {
		t.Errorf("sent %v", got)
	}
}

func TestOperationsThatCannotBeSent(t *testing.T) {
	for operation, variant := range map[string]string{"employee": "missing-id", "accounts": "bearer-only"} {
		s := &standIn{introspect: about("company:"+someID, "users:read accounts:read")}
		r := check(t, s, func(in *Input) { in.Operation = operation })
		expect(t, r, Limited, RequestRefused, variant)
		named := &standIn{introspect: about("company:"+someID, "users:read accounts:read companies:read"), company: aCompany(someID, orgID)}
		if r := check(t, named, func(in *Input) { in.Operation = operation }); r.Company.Name != "Fake Company" {
			t.Errorf("company %+v", r.Company)
		}
		if !slices.Equal(s.requests(), []string{"GET /v1/introspect"}) {
			t.Errorf("sent %v", s.requests())
		}
	}
	s := &standIn{
		introspect: about("company:"+someID, "users:read"),
		others:     map[string]http.HandlerFunc{"/v2/employees/fake-id": respondJSON(200, `{"data":{"id":"fake-id","companyId":"`+someID+`"}}`)},
	}
	r := check(t, s, func(in *Input) {
		in.Operation, in.Params = "employee", pleoclient.Params{Path: map[string]string{"employeeId": "fake-id"}}
	})
	expect(t, r, Working, OK, "")
}

func TestCredentialsOfOthersAreNotKept(t *testing.T) {
	s := &standIn{
		introspect: about("company:"+someID, ""), company: aCompany(someID, ""),
		others: map[string]http.HandlerFunc{"/v1/subscriptions": respondJSON(200, list(`{"id":"fake","secret":"fake-credential"}`))},
	}
	r := check(t, s, func(in *Input) { in.Operation = "subscriptions" })
	expect(t, r, Working, OK, "")
	if len(r.Answer.Body) != 0 {
		t.Errorf("body kept: %s", r.Answer.Body)
	}
}

// A key in a parameter would stand in an address, which others log, or in a
// body: nothing is sent.
func TestKeyInAParameter(t *testing.T) {
	encoded := base64.StdEncoding.EncodeToString([]byte(fakeKey + ":"))
	tests := map[string]struct {
		operation string
		params    pleoclient.Params
		refused   bool
	}{
		"path":           {"employee", pleoclient.Params{Path: map[string]string{"employeeId": fakeKey}}, true},
		"inside a path":  {"employee", pleoclient.Params{Path: map[string]string{"employeeId": "fake-" + fakeKey + "-id"}}, true},
		"encoded":        {"employee", pleoclient.Params{Path: map[string]string{"employeeId": encoded}}, true},
		"query":          {"employees", pleoclient.Params{Query: url.Values{"email": {fakeKey}}}, true},
		"second value":   {"employees", pleoclient.Params{Query: url.Values{"email": {"someone@example.com", fakeKey}}}, true},
		"second name":    {"employees", pleoclient.Params{Query: url.Values{"code": {"1"}, "email": {fakeKey}}}, true},
		"body":           {"vendors", pleoclient.Params{Body: map[string]any{"search": fakeKey}}, true},
		"list in a body": {"vendors", pleoclient.Params{Body: map[string]any{"ids": []string{"fake", fakeKey}}}, true},
		"none":           {"employees", pleoclient.Params{Query: url.Values{"email": {"someone@example.com"}}}, false},
		"other body":     {"vendors", pleoclient.Params{Body: map[string]any{"search": "fake", "ids": []string{"fake"}, "n": 1}}, false},
	}
	for name, tt := range tests {
		for how, ask := range map[string]func(Input) *Result{
			"check": func(in Input) *Result { return Run(t.Context(), in, Options{}) },
			"page":  func(in Input) *Result { return Fetch(t.Context(), in, Options{}) },
		} {
			t.Run(name+", "+how, func(t *testing.T) {
				s := &standIn{introspect: about("company:"+someID, ""), employees: rowsOf(someID)}
				in := input(serve(t, s))
				in.Operation, in.Params = tt.operation, tt.params
				r := ask(in)
				if !tt.refused {
					if len(s.requests()) == 0 || r.Finding.Variant == VariantParams {
						t.Errorf("%s %s %s, sent %v", r.Verdict, r.Finding.Kind, r.Finding.Variant, s.requests())
					}
					return
				}
				expect(t, r, Failed, RequestRefused, VariantParams)
				if sent := s.requests(); len(sent) != 0 || len(r.Exchanges) != 0 {
					t.Errorf("sent %v", sent)
				}
			})
		}
	}
}

// A detail that is too long ends with a whole character, wherever the cut falls.
func TestDetailIsCutBetweenCharacters(t *testing.T) {
	for _, character := range []string{"é", "€", "😀"} {
		for before := range len(character) {
			message := strings.Repeat("a", before) + strings.Repeat(character, 900/len(character))
			r := check(t, &standIn{introspect: respondJSON(400, `{"type":"BAD","message":"`+message+`"}`)})
			d := r.Finding.Detail
			if !utf8.ValidString(d) || strings.ContainsRune(d, utf8.RuneError) || !strings.HasSuffix(d, character+"…") {
				t.Errorf("%d before %s: …%q", before, character, d[max(0, len(d)-12):])
			}
			if len(d) > maxDetail+len("…") || len(d) < maxDetail-len(character) {
				t.Errorf("%d bytes", len(d))
			}
		}
	}
}
