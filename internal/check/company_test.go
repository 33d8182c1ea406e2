package check

import (
	"net/http"
	"slices"
	"testing"
)

func TestCompany(t *testing.T) {
	denied := respondJSON(403, `{"type":"ACCESS_DENIED"}`)
	const users = "users:read"
	tests := map[string]struct {
		introspect, company, employees http.HandlerFunc
		verdict                        Verdict
		kind                           Kind
		variant                        string
		step                           Status // of the company step
		keyCompany                     string
	}{
		"subject":                   {about("company:"+someID, users), nil, rowsOf(someID), Working, OK, "", Passed, ""},
		"subject, upper case":       {about("COMPANY:"+"3D0F6A52-8C41-4B7E-9A26-5E71C0B4D813", users), nil, rowsOf(), Working, OKEmpty, "", Passed, ""},
		"other subject":             {about("company:"+otherID, users), nil, rowsOf(someID), Failed, CompanyMismatch, "", StepFailed, otherID},
		"subject, rows of another":  {about("company:"+someID, users), nil, rowsOf(otherID), Failed, CompanyMismatch, "", StepFailed, otherID},
		"subject, mixed rows":       {about("company:"+someID, users), nil, rowsOf(someID, otherID), Failed, CompanyMismatch, "", StepFailed, otherID},
		"organisation":              {about("organisation:"+orgID, users), aCompany(someID, orgID), rowsOf(someID), Working, OK, "", Passed, ""},
		"organization, z":           {about("organization:"+orgID, users), aCompany(someID, ""), rowsOf(), Working, OKEmpty, "", Passed, ""},
		"organisation, 404":         {about("organisation:"+orgID, users), nil, rowsOf(), Failed, CompanyMismatch, "", StepFailed, ""},
		"organisation, 403":         {about("organisation:"+orgID, users), denied, rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"organisation, 403, rows":   {about("organisation:"+orgID, users), denied, rowsOf(someID), Working, OK, "", Passed, ""},
		"organisation, other rows":  {about("organisation:"+orgID, users), denied, rowsOf(otherID), Failed, CompanyMismatch, "", StepFailed, otherID},
		"organisation, other id":    {about("organisation:"+orgID, users), aCompany(otherID, orgID), rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"organisation of another":   {about("organisation:"+orgID, users), aCompany(someID, otherID), rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"organisation, 500":         {about("organisation:"+orgID, users), respondJSON(500, ""), rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"organisation, 405":         {about("organisation:"+orgID, users), respondJSON(405, ""), rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"organisation, 410":         {about("organisation:"+orgID, users), respondJSON(410, ""), rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"organisation, 401":         {about("organisation:"+orgID, users), respondJSON(401, ""), rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"organisation, 429":         {about("organisation:"+orgID, users), respondJSON(429, ""), rowsOf(), Inconclusive, RateLimited, "", StepFailed, ""},
		"no subject":                {about("", users), aCompany(someID, orgID), rowsOf(), Working, OKEmpty, "", Passed, ""},
		"no subject, 404":           {about("", users), nil, rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"no subject, rows":          {about("", users), nil, rowsOf(someID, someID), Working, OK, "", Passed, ""},
		"no subject, other shape":   {about("", users), respondJSON(200, "{}"), rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"no introspection":          {nil, aCompany(someID, orgID), rowsOf(someID), Working, OK, "", Passed, ""},
		"no introspection, no row":  {nil, nil, rowsOf(), Limited, CompanyUnconfirmed, "no-introspect", Warned, ""},
		"no introspection, rows":    {nil, nil, rowsOf(someID), Working, OK, "", Passed, ""},
		"no introspection, 401":     {nil, respondJSON(401, ""), rowsOf(someID), Failed, KeyRejected, "", StepFailed, ""},
		"no introspection, portal":  {nil, respond(200, "text/html", page), rowsOf(someID), Inconclusive, NotPleo, "", StepFailed, ""},
		"rows without a company":    {about("", users), nil, respondJSON(200, list(`{"id":"fake"}`)), Limited, CompanyUnconfirmed, "", Warned, ""},
		"one row without a company": {about("", users), nil, respondJSON(200, list(`{"id":"fake"},{"id":"fake-2","companyId":"`+someID+`"}`)), Limited, CompanyUnconfirmed, "", Warned, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: tt.introspect, company: tt.company, employees: tt.employees}
			r := check(t, s)
			expect(t, r, tt.verdict, tt.kind, tt.variant)
			if step := stepOf(r, StepCompany); step.Status != tt.step {
				t.Errorf("company step %s", step.Status)
			}
			if got := r.Finding.Facts[FactKeyCompanyID]; got != tt.keyCompany {
				t.Errorf("key's company %q, want %q", got, tt.keyCompany)
			}
			if r.Company.ID != someID || r.Company.Confirmed != (tt.step == Passed) {
				t.Errorf("company %+v", r.Company)
			}
		})
	}
}

func TestMismatchSendsNoRequest(t *testing.T) {
	s := &standIn{introspect: about("company:"+otherID, "users:read"), employees: rowsOf(someID)}
	r := check(t, s)
	if statuses(r) != "passed passed passed failed skipped" || !slices.Equal(s.requests(), []string{"GET /v1/introspect"}) {
		t.Errorf("%s, sent %v", statuses(r), s.requests())
	}
	if !r.Accepted || r.Answer == nil || r.Answer.Operation != "introspect" {
		t.Errorf("accepted %v, answer %v", r.Accepted, r.Answer)
	}
}

func TestNameIsLookedUpWhereAllowed(t *testing.T) {
	tests := map[string]struct {
		scopes, operation string
		company           http.HandlerFunc
		name              string
		lookups           int
	}{
		"scope known":    {"users:read companies:read", "", aCompany(someID, orgID), "Fake Company", 1},
		"scopes empty":   {"", "", aCompany(someID, orgID), "Fake Company", 1},
		"not covered":    {"users:read", "", aCompany(someID, orgID), "", 0},
		"refused":        {"users:read companies:read", "", respondJSON(500, ""), "", 1},
		"another's":      {"users:read companies:read", "", aCompany(otherID, orgID), "", 1},
		"asked anyway":   {"users:read companies:read", "company", aCompany(someID, orgID), "Fake Company", 1},
		"only companies": {"companies:read", "", aCompany(someID, orgID), "Fake Company", 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: about("company:"+someID, tt.scopes), company: tt.company, employees: rowsOf(someID)}
			r := check(t, s, func(in *Input) { in.Operation = tt.operation })
			expect(t, r, Working, OK, "")
			lookups := 0
			for _, e := range r.Exchanges {
				if e.Operation == "company" {
					lookups++
				}
			}
			if r.Company.Name != tt.name || lookups != tt.lookups {
				t.Errorf("name %q, %d lookups", r.Company.Name, lookups)
			}
		})
	}
}

// The name is for the eye: a lookup that hangs ends with the check.
func TestNameDoesNotDelay(t *testing.T) {
	s := &standIn{
		introspect: about("company:"+someID, "users:read companies:read"), employees: rowsOf(someID),
		company: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	}
	r := check(t, s)
	expect(t, r, Working, OK, "")
	if r.Company.Name != "" || len(r.Exchanges) != 2 {
		t.Errorf("name %q, %d exchanges", r.Company.Name, len(r.Exchanges))
	}
}

func TestCompanyRequestAboutAnother(t *testing.T) {
	s := &standIn{introspect: about("company:"+someID, "companies:read"), company: aCompany(otherID, "")}
	expect(t, check(t, s), Failed, CompanyMismatch, "")
}

// Rows of several companies are what an organisation's key is for, where the
// operation takes no company.
func TestRowsOfOperationsWithoutCompany(t *testing.T) {
	s := &standIn{
		introspect: about("organisation:"+orgID, "export-items:read"), company: aCompany(someID, orgID),
		others: map[string]http.HandlerFunc{"/v3/export-items": rowsOf(otherID, someID)},
	}
	r := check(t, s)
	expect(t, r, Working, OK, "")
	s.introspect = about("company:"+someID, "export-items:read")
	expect(t, check(t, s), Failed, CompanyMismatch, "")
}
