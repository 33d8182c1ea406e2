package check

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// aboutWith is the answer to introspection with further fields of the key.
func aboutWith(more string) http.HandlerFunc {
	return respondJSON(200, `{"data":{"authMethod":"API_KEY","clientId":"fake-client","scope":"users:read","applicationName":"Fake app",`+
		`"subjectURN":"urn:pleo:company:`+someID+`"`+more+`}}`)
}

// TestContradictions: good data beside bad news is never green, and what only
// looks like bad news changes nothing.
func TestContradictions(t *testing.T) {
	known := about("company:"+someID, "users:read")
	beside := func(more string) http.HandlerFunc {
		return respondJSON(200, strings.TrimSuffix(list(`{"id":"fake","companyId":"`+someID+`"}`), "}")+more+"}")
	}
	ago, ahead := time.Now().Add(-time.Hour).UTC().Format(time.RFC3339), time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	tests := map[string]struct {
		introspect, employees http.HandlerFunc
		variant, word         string // "" where nothing contradicts anything
		step                  StepName
	}{
		"errors":              {known, beside(`,"errors":[{"type":"UNAUTHORIZED"}]`), "answer", "UNAUTHORIZED", StepRequest},
		"status and error":    {known, beside(`,"status":401,"error":"unauthorized"`), "answer", "", StepRequest},
		"a problem":           {known, beside(`,"type":"ACCESS_DENIED","message":"fake"`), "answer", "ACCESS_DENIED", StepRequest},
		"nothing else proven": {nil, beside(`,"errors":["fake"]`), "answer", "fake", StepRequest},
		"errors, introspect":  {respondJSON(200, `{"data":{"authMethod":"API_KEY","clientId":"fake","scope":""},"errors":["fake"]}`), rowsOf(someID), "answer", "fake", StepIdentity},
		"inactive":            {aboutWith(`,"active":false`), rowsOf(someID), "key-inactive", "active: false", StepIdentity},
		"revoked":             {aboutWith(`,"revoked":true`), rowsOf(someID), "key-inactive", "revoked", StepIdentity},
		"expired":             {aboutWith(`,"expired":true`), rowsOf(someID), "key-expired", "expired", StepIdentity},
		"expiresAt, past":     {aboutWith(`,"expiresAt":"` + ago + `"`), rowsOf(someID), "key-expired", ago, StepIdentity},
		"exp, past":           {aboutWith(`,"exp":1`), rowsOf(someID), "key-expired", "1", StepIdentity},

		"no errors":         {known, beside(`,"errors":[]`), "", "", ""},
		"no error":          {known, beside(`,"error":null`), "", "", ""},
		"status 200":        {known, beside(`,"status":200`), "", "", ""},
		"unknown fields":    {aboutWith(`,"fake":{"expired":true},"note":"expired"`), beside(`,"fake":1,"warnings":["fake"]`), "", "", ""},
		"active":            {aboutWith(`,"active":true,"expired":false`), rowsOf(someID), "", "", ""},
		"expiresAt, ahead":  {aboutWith(`,"expiresAt":"` + ahead + `"`), rowsOf(someID), "", "", ""},
		"expiresAt, none":   {aboutWith(`,"expiresAt":null,"exp":0`), rowsOf(someID), "", "", ""},
		"by another clock":  {withHeader(aboutWith(`,"expiresAt":"`+ago+`"`), "Date", time.Now().Add(-2*time.Hour).UTC().Format(http.TimeFormat)), rowsOf(someID), "", "", ""},
		"another, ahead":    {withHeader(aboutWith(`,"expiresAt":"`+ahead+`"`), "Date", time.Now().Add(2*time.Hour).UTC().Format(http.TimeFormat)), rowsOf(someID), "key-expired", ahead, StepIdentity},
		"no clock of its":   {withHeader(aboutWith(`,"expiresAt":"`+ahead+`"`), "Date", "fake"), rowsOf(someID), "", "", ""},
		"no clock, expired": {withHeader(aboutWith(`,"expiresAt":"`+ago+`"`), "Date", "fake"), rowsOf(someID), "key-expired", ago, StepIdentity},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: tt.introspect, employees: tt.employees}
			r := check(t, s)
			if tt.variant == "" {
				expect(t, r, Working, OK, "")
				return
			}
			expect(t, r, Inconclusive, Contradiction, tt.variant)
			if step := stepOf(r, tt.step); step.Status != StepFailed || step.Finding.Kind != Contradiction {
				t.Errorf("steps %s", statuses(r))
			}
			if r.Accepted != (tt.step == StepRequest && tt.introspect != nil) {
				t.Errorf("accepted %v", r.Accepted)
			}
			if tt.word != "" && r.Finding.Facts[FactReason] != tt.word || !strings.Contains(r.Finding.Detail, r.Finding.Facts[FactReason]) || r.Finding.HTTPStatus != 200 {
				t.Errorf("finding %+v", r.Finding)
			}
			if tt.step == StepIdentity && len(s.requests()) != 1 {
				t.Errorf("sent %v", s.requests())
			}
		})
	}
}

// TestInstallation: what Pleo says of an installation counts, whatever the
// status of the answer.
func TestInstallation(t *testing.T) {
	installation := func(resource, more string) http.HandlerFunc {
		return respondJSON(200, `{"id":"fake","applicationId":"fake","resource":"`+resource+`","createdAt":"","updatedAt":"","metadata":{}`+more+`}`)
	}
	const ours, others = "urn:pleo:company:" + someID, "urn:pleo:company:" + otherID
	known, organisation := about("company:"+someID, "users:read"), about("organisation:"+orgID, "")
	tests := map[string]struct {
		introspect, installation http.HandlerFunc
		verdict                  Verdict
		kind                     Kind
		variant                  string
		confirmed                bool
	}{
		"activated":                {known, installation(ours, `,"status":"ACTIVATED"`), Working, OK, "", true},
		"authorized":               {known, installation(ours, `,"status":"AUTHORIZED"`), Working, OK, "", true},
		"pending":                  {known, installation(ours, `,"status":"PENDING_INTEGRATION"`), Working, OK, "", true},
		"something new":            {known, installation(ours, `,"status":"FAKE"`), Working, OK, "", true},
		"no error code":            {known, installation(ours, `,"status":"ACTIVATED","errorCode":null`), Working, OK, "", true},
		"the only proof":           {nil, installation(strings.ToUpper(ours), `,"status":"ACTIVATED"`), Working, OK, "", true},
		"of no company":            {nil, installation("fake", `,"status":"ACTIVATED"`), Limited, CompanyUnconfirmed, "no-introspect", false},
		"of the organisation":      {organisation, installation("urn:pleo:organisation:"+orgID, `,"status":"ACTIVATED"`), Working, OK, "", true},
		"error":                    {known, installation(ours, `,"status":"ERROR"`), Limited, Contradiction, "installation", true},
		"inactive":                 {known, installation(ours, `,"status":"INACTIVE","errorCode":"AUTH_ERROR"`), Limited, Contradiction, "installation", true},
		"not entitled":             {known, installation(ours, `,"status":"NOT_ENTITLED"`), Limited, Contradiction, "installation", true},
		"active, with a code":      {known, installation(ours, `,"status":"ACTIVATED","errorCode":"NOT_ENTITLED"`), Limited, Contradiction, "installation", true},
		"error, nothing else":      {nil, installation(ours, `,"status":"ERROR"`), Limited, Contradiction, "installation", true},
		"another company's":        {known, installation(others, `,"status":"ACTIVATED"`), Failed, CompanyMismatch, "", false},
		"another's, with an error": {known, installation(others, `,"status":"ERROR"`), Failed, CompanyMismatch, "", false},
		"another organisation's":   {organisation, installation("urn:pleo:organisation:"+otherID, `,"status":"ACTIVATED"`), Limited, Contradiction, "other-organisation", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: tt.introspect, others: map[string]http.HandlerFunc{"/v1/installations/me": tt.installation}}
			if name == "of the organisation" || name == "another organisation's" {
				s.company = aCompany(someID, orgID)
			}
			r := check(t, s, func(in *Input) { in.Operation = "installation" })
			expect(t, r, tt.verdict, tt.kind, tt.variant)
			if r.Company.Confirmed != tt.confirmed || !r.Accepted {
				t.Errorf("company %+v, accepted %v", r.Company, r.Accepted)
			}
		})
	}
}

// Trying a permission believes an answer no more than the test request does.
func TestPermissionsOfContradictions(t *testing.T) {
	s := &standIn{
		introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID),
		others: map[string]http.HandlerFunc{
			"/v1/installations/me": respondJSON(200, `{"id":"fake","resource":"urn:pleo:company:`+otherID+`","status":"ACTIVATED"}`),
			"/v1/companies":        respondJSON(200, strings.TrimSuffix(list(""), "}")+`,"errors":["fake"]}`),
			"/v1/vendors:search":   respondJSON(200, list(`{"id":"fake","company_id":"`+otherID+`"}`)),
			"/v0/tax-codes:search": respondJSON(200, list(`{"id":"fake","company_id":null}`)),
			"/v3/export-jobs":      respondJSON(200, list(`{"id":"fake","companyId":" urn:pleo:company:`+someID+`"}`)),
		},
	}
	r := check(t, s, func(in *Input) { in.Permissions = true })
	expect(t, r, Limited, Contradiction, "company-other") // another company's rows: a contradiction is never green
	if r.Company.Confirmed || r.Finding.Facts[FactKeyCompanyID] != otherID {
		t.Errorf("company %+v, facts %v", r.Company, r.Finding.Facts)
	}
	for operation, want := range map[string]struct {
		access Access
		kind   Kind
	}{
		"installation": {Unknown, CompanyMismatch}, "companies": {Unknown, Contradiction}, "vendors": {Unknown, CompanyMismatch},
		"tax-codes": {Unknown, UnexpectedAnswer}, "export-jobs": {Allowed, OK}, "employees": {Allowed, OK},
	} {
		if p := permission(r, operation); p.Access != want.access || p.Finding.Kind != want.kind {
			t.Errorf("%s: %s %s, want %+v", operation, p.Access, p.Finding.Kind, want)
		}
	}
}

// A page believes an answer no more than the check does.
func TestFetchOfContradictions(t *testing.T) {
	identity := &Identity{Subject: "company", SubjectID: someID}
	tests := map[string]struct {
		body      string
		verdict   Verdict
		kind      Kind
		confirmed bool
	}{
		"ours":    {list(`{"id":"fake","company_id":"{` + strings.ToUpper(someID) + `}"}`), Inconclusive, OK, true},
		"another": {list(`{"id":"fake","company_id":"` + otherID + `"}`), Failed, CompanyMismatch, false},
		"errors":  {strings.TrimSuffix(list(`{"id":"fake","companyId":"`+someID+`"}`), "}") + `,"errors":["fake"]}`, Inconclusive, Contradiction, true},
		"unclear": {list(`{"id":"fake","companyId":7}`), Inconclusive, UnexpectedAnswer, true},
	}
	for name, tt := range tests {
		in := input(serve(t, &standIn{employees: respondJSON(200, tt.body)}))
		in.Operation, in.Known = "employees", identity
		r := Fetch(t.Context(), in, Options{})
		if r.Verdict != tt.verdict || r.Finding.Kind != tt.kind || r.Company.Confirmed != tt.confirmed {
			t.Errorf("%s: %s %s, company %+v", name, r.Verdict, r.Finding.Kind, r.Company)
		}
	}
}

// TestOrganisationAndOtherOperation: the verdict itself says how far the key
// reaches, and that another operation than the default was tested.
func TestOrganisationAndOtherOperation(t *testing.T) {
	tests := map[string]struct {
		subject, scopes, asked      string
		operation, organisation, in string
	}{
		"a company's key":       {"company:" + someID, "users:read", "", "employees", "", ""},
		"an organisation's key": {"organisation:" + orgID, "users:read companies:read", "", "employees", "yes", ""},
		"another operation":     {"company:" + someID, "vendors:read", "", "vendors", "", "employees"},
		"both":                  {"organisation:" + orgID, "vendors:read", "", "vendors", "yes", "employees"},
		"asked for":             {"company:" + someID, "vendors:read", "vendors", "vendors", "", ""},
	}
	for name, tt := range tests {
		for kind, rows := range map[Kind]http.HandlerFunc{OK: rowsOf(someID), OKEmpty: rowsOf()} {
			s := &standIn{
				introspect: about(tt.subject, tt.scopes), company: aCompany(someID, orgID), employees: rows,
				others: map[string]http.HandlerFunc{"/v1/vendors:search": rows},
			}
			r := check(t, s, func(in *Input) { in.Operation = tt.asked })
			expect(t, r, Working, kind, "")
			f := r.Finding.Facts
			if r.Operation != tt.operation || f[FactOrganisation] != tt.organisation || f[FactInsteadOf] != tt.in {
				t.Errorf("%s: operation %s, facts %v", name, r.Operation, f)
			}
		}
	}
}

// TestListOfCompanies: a whole list without the company that the key is said to
// belong to contradicts that; a part of a list says nothing.
func TestListOfCompanies(t *testing.T) {
	row := func(id string) string { return `{"id":"` + id + `","name":"Fake"}` }
	company, organisation := about("company:"+someID, "companies:read"), about("organisation:"+orgID, "companies:read")
	tests := map[string]struct {
		introspect http.HandlerFunc
		body       string
		verdict    Verdict
		kind       Kind
		confirmed  bool
	}{
		"ours":               {company, list(row(someID)), Working, OK, true},
		"ours, upper case":   {company, list(row(strings.ToUpper(someID))), Working, OK, true},
		"ours among others":  {company, list(row(otherID) + "," + row(someID)), Working, OK, true},
		"none":               {company, list(""), Working, OKEmpty, true},
		"another":            {company, list(row(otherID)), Limited, Contradiction, false},
		"another, with more": {company, strings.Replace(list(row(otherID)), `"hasNextPage":false`, `"hasNextPage":true`, 1), Working, OK, true},
		"another, the last":  {company, strings.Replace(list(row(otherID)), `"hasPreviousPage":false`, `"hasPreviousPage":true`, 1), Working, OK, true},
		"an organisation's":  {organisation, list(row(otherID)), Working, OK, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: tt.introspect, company: aCompany(someID, orgID), others: map[string]http.HandlerFunc{"/v1/companies": respondJSON(200, tt.body)}}
			r := check(t, s, func(in *Input) { in.Operation = "companies" })
			if r.Verdict != tt.verdict || r.Finding.Kind != tt.kind || r.Company.Confirmed != tt.confirmed {
				t.Errorf("%s %s, company %+v", r.Verdict, r.Finding.Kind, r.Company)
			}
		})
	}
}
