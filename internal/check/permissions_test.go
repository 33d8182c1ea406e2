package check

import (
	"net/http"
	"slices"
	"strconv"
	"testing"

	"pleokeycheck/pleoclient"
)

func permission(r *Result, operation string) Permission {
	for _, p := range r.Permissions {
		if p.Operation == operation {
			return p
		}
	}
	return Permission{}
}

func TestPermissions(t *testing.T) {
	none := respondJSON(200, list(""))
	s := &standIn{
		introspect: about("company:"+someID, "users:read companies:read vendors:read tag-groups:read"),
		company:    aCompany(someID, orgID), employees: rowsOf(someID),
		others: map[string]http.HandlerFunc{
			"/v1/companies":                none,
			"/v3/export-jobs":              respondJSON(403, `{"type":"ACCESS_DENIED"}`),
			"/v3/export-items":             respondJSON(500, ""),
			"/v0/tag-groups":               respondJSON(200, `{"data":[]}`),
			"/v1/vendors:search":           respondJSON(403, ""),
			"/v0/tax-codes:search":         respondJSON(401, ""),
			"/v1/subscriptions":            respondJSON(200, list(`{"id":"fake","secret":"fake-credential"}`)),
			"/v1/chart-of-accounts:search": respond(200, "text/html", page),
		},
	}
	r := check(t, s, func(in *Input) { in.Permissions = true })
	expect(t, r, Working, OK, "")
	want := map[string]struct {
		access  Access
		kind    Kind
		status  int
		claimed bool
	}{
		"introspect": {Allowed, OK, 200, false}, "installation": {Unknown, NotFound, 404, false},
		"employees": {Allowed, OK, 200, true}, "employee": {NotTested, RequestRefused, 0, true},
		"companies": {Allowed, OK, 200, true}, "company": {Allowed, OK, 200, true},
		"export-jobs": {Denied, ScopeMissing, 403, false}, "export-job": {NotTested, RequestRefused, 0, false}, "export-job-items": {NotTested, RequestRefused, 0, false},
		"export-items": {Unknown, PleoUnavailable, 500, false},
		"tag-groups":   {Allowed, OK, 200, true}, "tags": {NotTested, RequestRefused, 0, true},
		"tag": {NotTested, RequestRefused, 0, true}, "tag-dimensions": {NotTested, RequestRefused, 0, true},
		"tax-codes": {Unknown, KeyRejected, 401, false}, "tax-code": {NotTested, RequestRefused, 0, false},
		"chart-of-accounts": {Unknown, NotPleo, 200, false}, "accounts": {NotTested, RequestRefused, 0, false},
		"vendors": {Denied, AccessDenied, 403, true}, "subscriptions": {Allowed, OK, 200, false},
		"subscription-activities": {NotTested, RequestRefused, 0, false}, "receipts": {NotTested, RequestRefused, 0, false},
		"accounting-entries": {Unknown, NotFound, 404, false}, "accounting-entry": {NotTested, RequestRefused, 0, false},
	}
	for i, op := range pleoclient.Operations() {
		p := r.Permissions[i]
		w := want[op.Name]
		if p.Operation != op.Name || p.Scope != op.Scope || p.Access != w.access || p.Finding.Kind != w.kind || p.Status != w.status || p.Claimed != w.claimed {
			t.Errorf("%s: %s %s %s %d, claimed %v; want %+v", op.Name, p.Operation, p.Access, p.Finding.Kind, p.Status, p.Claimed, w)
		}
		if p.Finding.Kind != "" && p.Finding.Facts[FactOperation] != op.Name {
			t.Errorf("%s: facts %v", op.Name, p.Finding.Facts)
		}
		scope := ""
		if w.access == Denied {
			scope = op.Scope // which is to be asked for
		}
		if p.Finding.Facts[FactScope] != scope {
			t.Errorf("%s: facts %v, want the scope %q", op.Name, p.Finding.Facts, scope)
		}
	}
	// Once each: what the steps asked is not asked again.
	sent := s.requests()
	slices.Sort(sent)
	if distinct := slices.Compact(slices.Clone(sent)); len(distinct) != len(sent) || len(sent) != len(r.Exchanges) {
		t.Errorf("%d requests, %d exchanges: %v", len(sent), len(r.Exchanges), sent)
	}
	for _, e := range r.Exchanges {
		if e.Operation == "subscriptions" && len(e.Body) != 0 {
			t.Error("credentials kept")
		}
	}
	if r.Answer.Operation != "employees" {
		t.Errorf("answer of %s", r.Answer.Operation)
	}
}

func TestPermissionsStopAtTheLimit(t *testing.T) {
	wait := respond(429, "application/json", "", "Retry-After", "9")
	s := &standIn{
		introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID),
		others: map[string]http.HandlerFunc{"/v1/installations/me": wait, "/v1/companies": wait, "/v3/export-jobs": wait, "/v3/export-items": wait},
	}
	s.company = wait
	r := check(t, s, func(in *Input) { in.Permissions = true })
	expect(t, r, Working, OK, "")
	// At most as many as run at once were under way when the first said so.
	if n := len(s.requests()); n > 3+permissionsAtOnce("HTTP/1.1") {
		t.Errorf("%d requests after the limit: %v", n, s.requests())
	}
	last := permission(r, "accounting-entries")
	if last.Access != Unknown || last.Finding.Kind != RateLimited || last.Status != 0 || last.Finding.Facts[FactWait] != "9" {
		t.Errorf("%+v", last)
	}
}

// What the server said that it still takes is all that is sent.
func TestPermissionsWithinWhatIsLeft(t *testing.T) {
	for left := range 3 {
		s := &standIn{introspect: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Ratelimit-Limit", "100")
			w.Header().Set("Ratelimit-Remaining", strconv.Itoa(left))
			w.Header().Set("Ratelimit-Reset", "7")
			about("company:"+someID, "users:read")(w, r)
		}, employees: rowsOf(someID)}
		r := Permissions(t.Context(), input(serve(t, s)), Options{})
		if n := len(s.requests()); n != 1+left {
			t.Errorf("%d left: %d requests: %v", left, n, s.requests())
		}
		if r.Verdict != Limited || r.Finding.Kind != OK || permission(r, "introspect").Access != Allowed {
			t.Errorf("%d left: %s %s, introspect %+v", left, r.Verdict, r.Finding.Kind, permission(r, "introspect"))
		}
		last := permission(r, "accounting-entries")
		if last.Access != Unknown || last.Finding.Kind != RateLimited || last.Finding.Facts[FactWait] != "7" {
			t.Errorf("%d left: %+v", left, last)
		}
	}
}

func TestPermissionsOnlyWhereTheyTellSomething(t *testing.T) {
	subject := about("company:"+someID, "users:read")
	tests := map[string]struct {
		server *standIn
		tried  bool
	}{
		"refused":      {&standIn{introspect: respondJSON(401, "")}, false},
		"mismatch":     {&standIn{introspect: about("company:"+otherID, "")}, false},
		"rows differ":  {&standIn{introspect: subject, employees: rowsOf(otherID)}, false},
		"unavailable":  {&standIn{introspect: subject, employees: respondJSON(503, "")}, false},
		"limited":      {&standIn{introspect: subject, employees: respondJSON(429, "")}, false},
		"denied":       {&standIn{introspect: subject, employees: respondJSON(403, "")}, true},
		"all denied":   {&standIn{employees: respondJSON(403, "")}, true},
		"without rows": {&standIn{introspect: subject, employees: rowsOf()}, true},
	}
	for name, tt := range tests {
		r := check(t, tt.server, func(in *Input) { in.Permissions = true })
		if (r.Permissions != nil) != tt.tried {
			t.Errorf("%s: %d permissions", name, len(r.Permissions))
		}
	}
}

// What the lookup of the company told is known, and not asked again.
func TestPermissionsKnowTheLookup(t *testing.T) {
	s := &standIn{introspect: about("organisation:"+orgID, "users:read companies:read"), company: aCompany(someID, orgID), employees: rowsOf(someID)}
	r := check(t, s, func(in *Input) { in.Permissions = true })
	expect(t, r, Working, OK, "")
	asked := 0
	for _, request := range s.requests() {
		if request == "GET /v1/companies/"+someID {
			asked++
		}
	}
	if p := permission(r, "company"); asked != 1 || p.Access != Allowed {
		t.Errorf("asked %d times, %+v", asked, p)
	}
}

// What a permission says of an answer that proves nothing, and of what is not
// tried.
func TestPermissionsSayWhy(t *testing.T) {
	s := &standIn{
		introspect: about("company:"+someID, "users:read fake:read fake:read fake:write"), employees: rowsOf(someID),
		others: map[string]http.HandlerFunc{"/v1/vendors:search": respondJSON(200, list(`{"id":"fake","companyId":"`+otherID+`"}`))},
	}
	r := check(t, s, func(in *Input) { in.Permissions = true })
	expect(t, r, Limited, Contradiction, "company-other")
	f := permission(r, "vendors").Finding
	if f.Variant != VariantForeignRows || f.Facts[FactKeyCompanyID] != otherID || f.Detail != "the answer to vendors is about company "+otherID {
		t.Errorf("%+v", f)
	}
	if p := permission(r, "export-job-items"); p.Finding.Facts[FactReason] != "jobId" || p.Finding.Variant != "missing-id" {
		t.Errorf("%+v", p)
	}
	if _, id := permission(r, "accounts").Finding.Facts[FactReason]; id {
		t.Error("an operation without an ID names one")
	}
	var claims []string
	for _, p := range r.Permissions {
		if p.Operation == "" {
			claims = append(claims, p.Scope)
			if p.Write != (p.Scope == "fake:write") || !p.Claimed || p.Access != NotTested {
				t.Errorf("%+v", p)
			}
		}
	}
	if !slices.Equal(claims, []string{"fake:read", "fake:write"}) {
		t.Errorf("claims %v", claims)
	}
	for scope, want := range map[string]bool{"users:read": false, "users: READ ": false, "users:write": true, "users:admin": true, ":write": false, "write": false, "": false} {
		if got := Writes(scope); got != want {
			t.Errorf("Writes(%q) is %v", scope, got)
		}
	}
}

// Permissions alone: whom the key belongs to, and what it may do, without a test
// request.
func TestPermissionsAlone(t *testing.T) {
	company := aCompany(someID, orgID)
	tests := map[string]struct {
		server                        *standIn
		verdict                       Verdict
		kind                          Kind
		accepted, confirmed, reported bool
		name                          string
	}{
		"a company's key":   {&standIn{introspect: about("company:"+someID, ""), company: company}, Limited, OK, true, true, false, "Fake Company"},
		"an organisation's": {&standIn{introspect: about("organisation:"+orgID, ""), company: company}, Limited, OK, true, false, false, "Fake Company"},
		"another company's": {&standIn{introspect: about("company:"+otherID, ""), company: company}, Failed, CompanyMismatch, true, false, true, ""},
		"not described":     {&standIn{company: company}, Limited, OK, true, false, false, "Fake Company"},
		"denied":            {&standIn{company: respondJSON(403, "")}, Inconclusive, NotFound, false, false, false, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			reported := false
			r := Permissions(t.Context(), input(serve(t, tt.server)), Options{OnStep: func(s Step) {
				reported = reported || s.Name == StepCompany && s.Status == Running
			}})
			expect(t, r, tt.verdict, tt.kind, "")
			if r.Accepted != tt.accepted || r.Company.Confirmed != tt.confirmed || r.Company.Name != tt.name || reported != tt.reported {
				t.Errorf("accepted %v, company %+v, the company step was reported: %v", r.Accepted, r.Company, reported)
			}
		})
	}
}

// A lookup that answered about another company shows no permission for this one.
func TestPermissionsDoNotBelieveTheLookup(t *testing.T) {
	s := &standIn{introspect: about("organisation:"+orgID, "users:read companies:read"), company: aCompany(otherID, orgID), employees: rowsOf()}
	r := check(t, s, func(in *Input) { in.Permissions = true })
	expect(t, r, Limited, CompanyUnconfirmed, "")
	if p := permission(r, "company"); p.Access != Unknown || p.Finding.Kind != CompanyMismatch {
		t.Errorf("%+v", p)
	}
}
