package check

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"
)

// without a company ID the key names its company, in the same check.
func TestCompanyFromTheKey(t *testing.T) {
	row := func(id string) string { return `{"id":"` + id + `","name":"Fake Company"}` }
	companies := func(h http.HandlerFunc) map[string]http.HandlerFunc {
		return map[string]http.HandlerFunc{"/v1/companies": h}
	}
	organisation := about("organisation:"+orgID, "")
	refused := respondJSON(403, `{"type":"ACCESS_DENIED"}`)
	for name, tt := range map[string]struct {
		server  *standIn
		verdict Verdict
		kind    Kind
		variant string
		fromKey bool
		choices int
	}{
		"the key's own": {&standIn{introspect: about("company:"+someID, ""), company: aCompany(someID, orgID), employees: rowsOf(someID)},
			Working, OK, "", true, 0},
		"the only one of an organisation": {&standIn{introspect: organisation, company: aCompany(someID, orgID), employees: rowsOf(someID), others: companies(respondJSON(200, list(row(someID))))},
			Working, OK, "", true, 0},
		"the only one listed, and not there when asked for": {&standIn{introspect: organisation, employees: rowsOf(), others: companies(respondJSON(200, list(row(someID))))},
			Limited, CompanyUnconfirmed, "", true, 0},
		"rows of another": {&standIn{introspect: about("company:"+someID, ""), company: aCompany(someID, orgID), employees: rowsOf(otherID)},
			Failed, CompanyMismatch, "", true, 0},
		"one of several": {&standIn{introspect: organisation, others: companies(respondJSON(200, list(row(someID)+","+row(otherID))))},
			Inconclusive, CompanyUntold, variantSeveral, false, 2},
		"none": {&standIn{introspect: organisation, others: companies(respondJSON(200, list("")))},
			Inconclusive, CompanyUntold, "", false, 0},
		"may not read companies": {&standIn{introspect: organisation, others: companies(refused)},
			Inconclusive, CompanyUntold, variantNoPermission, false, 0},
		"may not read companies, and nothing proves the key": {&standIn{others: companies(refused)},
			Inconclusive, CompanyUntold, variantNoPermission, false, 0},
		"no introspection": {&standIn{company: aCompany(someID, orgID), employees: rowsOf(someID), others: companies(respondJSON(200, list(row(someID))))},
			Working, OK, "", true, 0},
		"nobody tells": {&standIn{}, Inconclusive, CompanyUntold, "", false, 0},
		"refused":      {&standIn{introspect: respondJSON(401, `{}`)}, Failed, KeyRejected, "", false, 0},
		"refused when listing": {&standIn{others: companies(respondJSON(401, `{}`))},
			Failed, KeyRejected, "", false, 0},
		"accepted, and refused when listing": {&standIn{introspect: organisation, others: companies(respondJSON(401, `{}`))},
			Inconclusive, CompanyUntold, "", false, 0},
		"Pleo has trouble": {&standIn{introspect: organisation, others: companies(respondJSON(503, `{}`))},
			Inconclusive, PleoUnavailable, "", false, 0},
		"a portal":           {&standIn{introspect: organisation, others: companies(respond(200, "text/html", "<html>"))}, Inconclusive, NotPleo, "", false, 0},
		"an ID that is none": {&standIn{introspect: about("company:fake", "")}, Inconclusive, CompanyUntold, "", false, 0},
		"an ID of the list that is none": {&standIn{introspect: organisation, others: companies(respondJSON(200, list(row("fake"))))},
			Inconclusive, CompanyUntold, "", false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			in := input(serve(t, tt.server))
			in.CompanyID = " "
			r := Run(t.Context(), in, Options{})
			expect(t, r, tt.verdict, tt.kind, tt.variant)
			id := ""
			if tt.fromKey {
				id = someID
			}
			if r.CompanyFromKey != tt.fromKey || r.CompanyID != id || len(r.Choices) != tt.choices {
				t.Errorf("from the key %v, company %q, choices %v", r.CompanyFromKey, r.CompanyID, r.Choices)
			}
			if (r.Finding.Facts[FactFromKey] != "") != tt.fromKey {
				t.Errorf("facts %v", r.Finding.Facts)
			}
			if tt.variant == variantNoPermission && r.Finding.Facts[FactScope] != "companies:read" {
				t.Errorf("missing permission %q", r.Finding.Facts[FactScope])
			}
			if !tt.fromKey && slices.Contains(tt.server.got, "GET /v2/employees") {
				t.Error("a request was sent for no company")
			}
		})
	}
}

// An ID that the key named before is still nothing to compare with; one that was
// entered is.
func TestCompanyTheKeyNamedBefore(t *testing.T) {
	server := serve(t, &standIn{introspect: about("company:"+someID, ""), company: aCompany(someID, orgID), employees: rowsOf(someID)})
	in := input(server)
	for _, before := range []bool{false, true} {
		in.CompanyFromKey = before
		r := Run(t.Context(), in, Options{})
		expect(t, r, Working, OK, "")
		if r.CompanyFromKey != before {
			t.Errorf("named before %v, from the key %v", before, r.CompanyFromKey)
		}
	}
}

// Cancelled or out of time while the companies are listed, the check says so.
func TestListingCompaniesEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &standIn{introspect: about("organisation:"+orgID, ""), others: map[string]http.HandlerFunc{
		"/v1/companies": func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() },
	}}
	in := input(serve(t, s))
	in.CompanyID = ""
	expect(t, Run(ctx, in, Options{}), Stopped, Cancelled, "")

	s.others["/v1/companies"] = func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	limit, done := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer done()
	if r := Run(limit, in, Options{}); r.Verdict != Inconclusive {
		t.Errorf("%s, %s", r.Verdict, r.Finding.Kind)
	}
}

// The company's name comes with its ID, where the key may read it.
func TestIdentifyNamesTheCompany(t *testing.T) {
	for scopes, name := range map[string]string{"companies:read": "Fake Company", "users:read": ""} {
		in := input(serve(t, &standIn{introspect: about("company:"+someID, scopes), company: aCompany(someID, orgID)}))
		in.CompanyID = "not looked at"
		r := Identify(t.Context(), in, Options{})
		expect(t, r, Limited, OK, "")
		if r.Company == nil || *r.Company != (Company{ID: someID, Name: name}) {
			t.Errorf("%s: %+v", scopes, r.Company)
		}
	}
}
