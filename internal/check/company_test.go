package check

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pleokeycheck/pleoclient"
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
		"organisation as a URN":     {about("organisation:"+orgID, users), aCompany(someID, "urn:pleo:organization:"+orgID), rowsOf(someID), Working, OK, "", Passed, ""},
		"no subject":                {about("", users), aCompany(someID, orgID), rowsOf(), Working, OKEmpty, "", Passed, ""},
		"no subject, 404":           {about("", users), nil, rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"no subject, 404, rows":     {about("", users), nil, rowsOf(someID, someID), Limited, Contradiction, "company-not-found", Warned, ""},
		"no subject, 403, rows":     {about("", users), denied, rowsOf(someID, someID), Working, OK, "", Passed, ""},
		"no subject, 405, rows":     {about("", users), respondJSON(405, ""), rowsOf(someID), Working, OK, "", Passed, ""},
		"no subject, 410, rows":     {about("", users), respondJSON(410, ""), rowsOf(someID), Working, OK, "", Passed, ""},
		"no subject, 500, rows":     {about("", users), respondJSON(500, ""), rowsOf(someID), Working, OK, "", Passed, ""},
		"no subject, 401, rows":     {about("", users), respondJSON(401, ""), rowsOf(someID), Limited, Contradiction, "company-refused", Warned, ""},
		"no subject, other, rows":   {about("", users), aCompany(otherID, orgID), rowsOf(someID), Limited, Contradiction, "company-other", Warned, otherID},
		"no subject, URN, rows":     {about("", users), aCompany(" URN:pleo:company:"+strings.ToUpper(someID), orgID), rowsOf(someID), Working, OK, "", Passed, ""},
		"organisation, 401, rows":   {about("organisation:"+orgID, users), respondJSON(401, ""), rowsOf(someID), Limited, Contradiction, "company-refused", Warned, ""},
		"organisation, 404, rows":   {about("organisation:"+orgID, users), nil, rowsOf(someID), Failed, CompanyMismatch, "", StepFailed, ""},
		"organisation, other, rows": {about("organisation:"+orgID, users), aCompany(otherID, orgID), rowsOf(someID), Limited, Contradiction, "company-other", Warned, otherID},
		"of another, rows":          {about("organisation:"+orgID, users), aCompany(someID, otherID), rowsOf(someID), Limited, Contradiction, "other-organisation", Warned, ""},
		"errors beside, rows":       {about("organisation:"+orgID, users), respondJSON(200, `{"data":{"id":"`+someID+`","name":"Fake"},"errors":["fake"]}`), rowsOf(someID), Limited, Contradiction, "answer", Warned, ""},
		"errors beside, no rows":    {about("organisation:"+orgID, users), respondJSON(200, `{"data":{"id":"`+someID+`","name":"Fake"},"errors":["fake"]}`), rowsOf(), Limited, CompanyUnconfirmed, "", Warned, ""},
		"lookup 401, other rows":    {about("organisation:"+orgID, users), respondJSON(401, ""), rowsOf(otherID), Failed, CompanyMismatch, "", StepFailed, otherID},
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
			if name == "organisation" && (r.Company.Name != "Fake Company" || len(r.Exchanges) != 3) {
				t.Errorf("company %+v, %d exchanges", r.Company, len(r.Exchanges))
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
		doubt             string // variant of the contradiction
	}{
		"scope known":    {"users:read companies:read", "", aCompany(someID, orgID), "Fake Company", 1, ""},
		"scopes empty":   {"", "", aCompany(someID, orgID), "Fake Company", 1, ""},
		"not covered":    {"users:read", "", aCompany(someID, orgID), "", 0, ""},
		"broken":         {"users:read companies:read", "", respondJSON(500, ""), "", 1, ""},
		"denied":         {"users:read companies:read", "", respondJSON(403, ""), "", 1, ""},
		"other shape":    {"users:read companies:read", "", respondJSON(200, `{"data":[]}`), "", 1, ""},
		"gone":           {"users:read companies:read", "", respondJSON(410, ""), "", 1, ""},
		"another's":      {"users:read companies:read", "", aCompany(otherID, orgID), "", 1, "company-other"},
		"refused":        {"users:read companies:read", "", respondJSON(401, ""), "", 1, "company-refused"},
		"not found":      {"users:read companies:read", "", respondJSON(404, ""), "", 1, "company-not-found"},
		"errors beside":  {"", "", respondJSON(200, `{"data":{"id":"`+someID+`","name":"Fake"},"errors":["fake"]}`), "", 1, "answer"},
		"asked anyway":   {"users:read companies:read", "company", aCompany(someID, orgID), "Fake Company", 1, ""},
		"only companies": {"companies:read", "", aCompany(someID, orgID), "Fake Company", 1, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: about("company:"+someID, tt.scopes), company: tt.company, employees: rowsOf(someID)}
			r := check(t, s, func(in *Input) { in.Operation = tt.operation })
			if tt.doubt != "" {
				expect(t, r, Limited, Contradiction, tt.doubt)
			} else {
				expect(t, r, Working, OK, "")
			}
			if r.Company.Confirmed != (tt.doubt == "") {
				t.Errorf("company %+v", r.Company)
			}
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
	if r.Duration > 10*time.Second {
		t.Errorf("the check waited for the name, %s", r.Duration)
	}
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
	if _, scoped := r.Finding.Facts[FactScoped]; scoped {
		t.Errorf("facts %v", r.Finding.Facts)
	}
	s.introspect = about("company:"+someID, "export-items:read")
	expect(t, check(t, s), Failed, CompanyMismatch, "")
}

// A lookup that speaks against the company contradicts a test request only
// where that speaks for it: a key that may read neither is just limited.
func TestNameLookupWithoutARequestIsNoContradiction(t *testing.T) {
	for _, status := range []int{401, 404} {
		s := &standIn{introspect: about("company:"+someID, ""), company: respondJSON(status, ""), employees: respondJSON(403, "")}
		r := check(t, s)
		expect(t, r, Limited, AccessDenied, "")
		if !r.Company.Confirmed {
			t.Errorf("%d: not confirmed", status)
		}
	}
}

// The answer to the operation company confirms the company, where the lookup
// before it could not.
func TestCompanyRequestConfirms(t *testing.T) {
	tests := map[string]struct {
		lookup, request http.HandlerFunc
		verdict         Verdict
		kind            Kind
		variant         string
		step            Status
	}{
		"after nothing":          {respondJSON(500, ""), aCompany(someID, orgID), Working, OK, "", Passed},
		"after a denial":         {respondJSON(403, ""), aCompany(someID, ""), Working, OK, "", Passed},
		"another":                {respondJSON(500, ""), aCompany(otherID, orgID), Failed, CompanyMismatch, "", StepFailed},
		"without an ID":          {respondJSON(500, ""), respondJSON(200, `{"data":{"name":"Fake"}}`), Inconclusive, UnexpectedAnswer, "", StepFailed},
		"an ID that is a number": {respondJSON(500, ""), respondJSON(200, `{"data":{"id":7}}`), Inconclusive, UnexpectedAnswer, "", StepFailed},
		"other organisation":     {respondJSON(500, ""), aCompany(someID, otherID), Limited, Contradiction, "other-organisation", Passed},
		"organisation, later":    {aCompany(someID, orgID), aCompany(someID, otherID), Limited, Contradiction, "other-organisation", Passed},
		"lookup of another":      {aCompany(otherID, orgID), aCompany(someID, orgID), Limited, Contradiction, "company-other", Passed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			asked := 0
			s := &standIn{introspect: about("organisation:"+orgID, "companies:read"), company: func(w http.ResponseWriter, r *http.Request) {
				if asked++; asked == 1 {
					tt.lookup(w, r)
					return
				}
				tt.request(w, r)
			}}
			r := check(t, s, func(in *Input) { in.Operation = "company" })
			expect(t, r, tt.verdict, tt.kind, tt.variant)
			if tt.kind != CompanyMismatch && stepOf(r, StepRequest).Status != tt.step {
				t.Errorf("request step %s", stepOf(r, StepRequest).Status)
			}
			if want := tt.verdict == Working; r.Company.Confirmed != want {
				t.Errorf("company %+v", r.Company)
			}
			if tt.kind == CompanyMismatch && r.Company.Name != "" {
				t.Errorf("the company has the name of another: %+v", r.Company)
			}
		})
	}
}

// TestOwnersOfRows holds both directions through a whole check: a row of another
// company is never green in whatever spelling, and one of ours never red.
func TestOwnersOfRows(t *testing.T) {
	upper := strings.ToUpper(someID)
	tests := map[string]struct {
		row     string
		verdict Verdict
		kind    Kind
	}{
		"company_id":        {`"company_id":"` + otherID + `"`, Failed, CompanyMismatch},
		"CompanyId":         {`"CompanyId":"` + otherID + `"`, Failed, CompanyMismatch},
		"company":           {`"company":{"id":"` + otherID + `"}`, Failed, CompanyMismatch},
		"list":              {`"companyIds":["` + otherID + `"]`, Failed, CompanyMismatch},
		"ours, URN":         {`"company_id":"urn:pleo:company:` + someID + `"`, Working, OK},
		"ours, upper case":  {`"company_id":"` + upper + `"`, Working, OK},
		"ours, with spaces": {`"company_id":" ` + someID + ` "`, Working, OK},
		"ours, in braces":   {`"company_id":"{` + upper + `}"`, Working, OK},
		"ours, by company":  {`"company":{"id":"` + someID + `"}`, Working, OK},
		"null":              {`"company_id":null`, Inconclusive, UnexpectedAnswer},
		"number":            {`"company_id":7`, Inconclusive, UnexpectedAnswer},
		"a name":            {`"company":"Fake Bakery"`, Working, OK},
	}
	for name, tt := range tests {
		for subject, green := range map[string]Verdict{"company:" + someID: Working, "": Limited} {
			t.Run(name+" "+subject, func(t *testing.T) {
				own := `,"companyId":"` + someID + `"`
				if subject == "" || tt.verdict == Working {
					own = ""
				}
				s := &standIn{
					introspect: about(subject, ""), company: respondJSON(403, ""),
					employees: respondJSON(200, list(`{"id":"fake"`+own+`},{"id":"fake",`+tt.row+`}`)),
				}
				r := check(t, s)
				verdict, kind := tt.verdict, tt.kind
				if verdict == Working { // the first row names no company
					if verdict = green; green == Limited {
						kind = CompanyUnconfirmed
					}
				}
				expect(t, r, verdict, kind, "")
				if kind == UnexpectedAnswer && !strings.Contains(r.Finding.Detail, "company's id") {
					t.Errorf("detail %s", r.Finding.Detail)
				}
				if r.Company.Confirmed != (verdict == Working || kind == UnexpectedAnswer && subject != "") {
					t.Errorf("company %+v", r.Company)
				}
				if kind == CompanyMismatch && r.Finding.Facts[FactKeyCompanyID] != otherID {
					t.Errorf("facts %v", r.Finding.Facts)
				}
			})
		}
	}
}

// A list of companies is read by its exact names, as one company is.
func TestListOfCompaniesIsReadInOneSpelling(t *testing.T) {
	for body, want := range map[string]pleoclient.Owners{
		`{"data":[{"id":"` + otherID + `"},{"id":"` + someID + `"}]}`:               {Rows: 1, Own: 1},
		`{"data":[{"id":"` + otherID + `"}]}`:                                       {Rows: 1, Other: otherID},
		`{"data":[{"id":"` + otherID + `","ID":"` + someID + `"}]}`:                 {Rows: 1, Other: otherID},
		`{"data":[{"ID":"` + otherID + `"}]}`:                                       {Rows: 1, Unclear: true},
		`{"DATA":[{"id":"` + otherID + `"}]}`:                                       {},
		`{"data":[{"id":"` + otherID + `"}],"pagination":{"hasNextPage":true}}`:     {},
		`{"data":[{"id":"` + otherID + `"}],"Pagination":{"HasNextPage":true}}`:     {Rows: 1, Other: otherID},
		`{"data":[{"id":"` + otherID + `"}],"pagination":{"HasPreviousPage":true}}`: {Rows: 1, Other: otherID},
		`{"data":[],"pagination":{"hasNextPage":false}}`:                            {},
		`{"data":[{"id":7}]}`: {Rows: 1, Unclear: true},
	} {
		r := &run{companyID: someID}
		if got := r.ownersOfList([]byte(body)); got != want {
			t.Errorf("%s: %+v, want %+v", body, got, want)
		}
	}
}
