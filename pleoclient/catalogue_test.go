package pleoclient

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// wire is what each operation must put on the wire for companyID, id "an id/1"
// and limit 1: the contract, written out by hand.
var wire = []struct{ name, line, body string }{
	{"introspect", "GET /v1/introspect", ""},
	{"installation", "GET /v1/installations/me?company_id=" + companyID, ""},
	{"employees", "GET /v2/employees?companyId=" + companyID + "&limit=1", ""},
	{"employee", "GET /v2/employees/an%20id%2F1", ""},
	{"companies", "GET /v1/companies?limit=1", ""},
	{"company", "GET /v1/companies/" + companyID, ""},
	{"export-jobs", "GET /v3/export-jobs?company_id=" + companyID + "&limit=1", ""},
	{"export-job", "GET /v3/export-jobs/an%20id%2F1", ""},
	{"export-job-items", "GET /v3/export-jobs/an%20id%2F1/items?limit=1", ""},
	{"export-items", "GET /v3/export-items?limit=1", ""},
	{"tag-groups", "GET /v0/tag-groups?company_id=" + companyID, ""},
	{"tags", "GET /v0/tag-groups/an%20id%2F1/tags?limit=1", ""},
	{"tag", "GET /v0/tags/an%20id%2F1", ""},
	{"tag-dimensions", "GET /v0/tags/an%20id%2F1/dimensions", ""},
	{"tax-codes", "POST /v0/tax-codes:search?company_id=" + companyID + "&limit=1", `{}`},
	{"tax-code", "GET /v0/tax-codes/an%20id%2F1", ""},
	{"chart-of-accounts", "POST /v1/chart-of-accounts:search?limit=1",
		`{"companyId":"` + companyID + `","excludeIfAssignedToCategory":false,"excludeIfAssignedToContraAccount":false}`},
	{"accounts", "POST /v1-beta/accounts:search?limit=1", `{"companyId":"` + companyID + `"}`},
	{"vendors", "POST /v1/vendors:search?company_id=" + companyID + "&limit=1", `{}`},
	{"subscriptions", "GET /v1/subscriptions?limit=1", ""},
	{"subscription-activities", "GET /v1/subscriptions/an%20id%2F1/activities?limit=1", ""},
	{"accounting-entries", "POST /v1/accounting-entries:search?company_id=" + companyID + "&limit=1", `{"includeDeleted":false}`},
	{"accounting-entry", "GET /v1/accounting-entries/an%20id%2F1", ""},
	{"receipts", "GET /v1/accounting-entries/an%20id%2F1/receipts?limit=1", ""},
}

// sample is an answer of the documented outer shape.
func sample(op Operation) string {
	switch {
	case op.Name == "introspect":
		return `{"data":{"authMethod":"API_KEY","clientId":"demo","scope":"users:read"}}`
	case !op.Wrapped:
		return `{"id":"demo","resource":"urn:pleo:company:` + companyID + `","status":"ACTIVATED"}`
	case op.List && op.Page == PageNone:
		return `{"data":[]}`
	case op.List:
		return emptyPage
	default:
		return `{"data":{"id":"demo"}}`
	}
}

func TestEveryOperationOnTheWire(t *testing.T) {
	var got struct {
		line, body string
		header     http.Header
	}
	var answer string
	srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		line := strings.TrimPrefix(r.RequestURI, basePath)
		got.line, got.body, got.header = r.Method+" "+line, string(body), r.Header
		if !strings.HasPrefix(r.RequestURI, basePath+"/") {
			t.Errorf("base path missing in %s", r.RequestURI)
		}
		jsonAnswer(200, answer)(w, r)
	}))
	c := newClient(t, srv.URL)
	ops := Operations()
	if len(ops) != len(wire) {
		t.Fatalf("%d operations, want %d", len(ops), len(wire))
	}
	for i, op := range ops {
		want := wire[i]
		if op.Name != want.name {
			t.Errorf("operation %d is %s, want %s", i, op.Name, want.name)
			continue
		}
		answer = sample(op)
		path := map[string]string{}
		for _, name := range op.PathParams {
			path[name] = "an id/1"
		}
		x, err := c.Do(t.Context(), op, Params{CompanyID: companyID, Path: path, Limit: 1})
		if err != nil {
			t.Errorf("%s: %v", op.Name, err)
			continue
		}
		if got.line != want.line || got.body != want.body {
			t.Errorf("%s sent\n%s %s, want\n%s %s", op.Name, got.line, got.body, want.line, want.body)
		}
		if string(x.RequestBody) != want.body || x.URL != srv.URL+basePath+strings.TrimLeft(want.line, "GETPOS ") {
			t.Errorf("%s noted %s %s", op.Name, x.URL, x.RequestBody)
		}
		if user, pass, ok := (&http.Request{Header: got.header}).BasicAuth(); !ok || user != canary || pass != "" {
			t.Errorf("%s: key not sent as user name with an empty password", op.Name)
		}
		if a := got.header.Get("Accept"); a != "application/json" {
			t.Errorf("%s: accept %q", op.Name, a)
		}
		if ct := got.header.Get("Content-Type"); (ct == "application/json") != (want.body != "") {
			t.Errorf("%s: content type %q", op.Name, ct)
		}
		if _, ok := got.header["Idempotency-Key"]; ok {
			t.Errorf("%s: idempotency key on the wire", op.Name)
		}
	}
}

// A body goes out only where the operation has one: gateways answer a body on
// GET with 403.
func TestABodyGoesOutOnlyWhereTheOperationHasOne(t *testing.T) {
	var got *http.Request
	srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r
		if len(r.TransferEncoding) > 0 || r.Method == http.MethodGet && (r.ContentLength != 0 || r.Header.Get("Content-Type") != "") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		jsonAnswer(200, strings.ReplaceAll(emptyPage, `"hasNextPage":false`, `"hasNextPage":true,"endCursor":"AB"`))(w, r)
	}))
	c := newClient(t, srv.URL)
	for _, op := range Operations() {
		if !op.List || op.Page == PageNone {
			continue
		}
		typed := map[string]string{"limit": "2"}
		for _, name := range op.PathParams {
			typed[name] = companyID
		}
		p, problems := ParseParams(op, typed)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", op.Name, problems[0])
		}
		if (p.Body != nil) != (op.Body != nil) {
			t.Errorf("%s: typed parameters make a body: %v", op.Name, p.Body)
		}
		p.CompanyID = companyID
		x, err := c.Do(t.Context(), op, p)
		if err != nil {
			t.Errorf("%s with a typed parameter: %v", op.Name, err)
			continue
		}
		next, ok := NextPage(op, p, x.Body)
		if !ok {
			t.Fatalf("%s: no next page", op.Name)
		}
		if _, err := c.Do(t.Context(), op, next); err != nil {
			t.Errorf("%s, its next page: %v", op.Name, err)
		}
		if (got.Header.Get("Content-Type") != "") != (op.Body != nil) || (got.ContentLength > 0) != (op.Body != nil) {
			t.Errorf("%s: %d bytes of %q", op.Name, got.ContentLength, got.Header.Get("Content-Type"))
		}
	}
	x, err := c.Do(t.Context(), operation(t, "employees"), Params{Body: map[string]any{"a": 1}})
	if e := wantError[*ParamError](t, err); e.Param != "body" || x != nil {
		t.Errorf("a body of the caller's: %v", e)
	}
}

// The contract of these wants a company or an organisation, one of the two.
func TestTheOrganisationStandsInForTheCompany(t *testing.T) {
	c := newClient(t, "https://example.com")
	takes := 0
	for _, op := range Operations() {
		if _, ok := op.Param("organization_id"); !ok {
			continue
		}
		takes++
		p, problems := ParseParams(op, map[string]string{"organization_id": companyID})
		if len(problems) > 0 {
			t.Fatal(problems[0])
		}
		p.CompanyID = companyID
		req, body, err := c.request(op, p)
		if err != nil || req.URL.RawQuery != "organization_id="+companyID || strings.Contains(string(body), "company") {
			t.Errorf("%s: %v %s %v", op.Name, req.URL, body, err)
		}
		if op.AsksOneCompany(p) {
			t.Errorf("%s says that it asks for one company", op.Name)
		}
		p.Query.Del("organization_id")
		if op.AsksOneCompany(p) != (op.Company != CompanyNone) {
			t.Errorf("%s without the organisation: %v", op.Name, op.AsksOneCompany(p))
		}
	}
	if takes != 3 {
		t.Errorf("%d operations take an organisation, want 3", takes)
	}
}

func TestWithoutCompanyNothingIsSentOfIt(t *testing.T) {
	c := newClient(t, "https://example.com")
	for _, op := range Operations() {
		path := map[string]string{}
		for _, name := range op.PathParams {
			path[name] = "1"
		}
		req, body, err := c.request(op, Params{Path: path})
		if op.Company == CompanyIDPath {
			if wantError[*ParamError](t, err).Param != "companyId" {
				t.Errorf("%s: %v", op.Name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", op.Name, err)
		} else if req.URL.RawQuery != "" || strings.Contains(string(body), "company") {
			t.Errorf("%s sends %s %s", op.Name, req.URL, body)
		}
	}
}

func TestPathValues(t *testing.T) {
	c := newClient(t, "https://example.com")
	op := operation(t, "employee")
	for _, id := range []string{"", ".", ".."} {
		x, err := c.Do(t.Context(), op, Params{Path: map[string]string{"employeeId": id}})
		wantError[*ParamError](t, err)
		if x != nil {
			t.Errorf("%q: an exchange although nothing was attempted", id)
		}
	}
	req, _, err := c.request(op, Params{Path: map[string]string{"employeeId": "../x?y#z"}})
	if err != nil || req.URL.EscapedPath() != basePath+"/v2/employees/..%2Fx%3Fy%23z" {
		t.Errorf("path %v, %v", req.URL, err)
	}
}

func TestScopes(t *testing.T) {
	confirmed := []string{"employees", "employee", "export-jobs", "export-job", "export-job-items", "export-items",
		"chart-of-accounts", "accounts", "vendors", "accounting-entries", "accounting-entry"}
	for _, op := range Operations() {
		if op.ScopeConfirmed != slices.Contains(confirmed, op.Name) {
			t.Errorf("%s: confirmed %v", op.Name, op.ScopeConfirmed)
		}
		if op.CoveredBy(nil) != (op.Scope == "") {
			t.Errorf("%s: covered by no scope", op.Name)
		}
		if !op.CoveredBy([]string{"other:read", op.Scope}) {
			t.Errorf("%s: not covered by its own scope", op.Name)
		}
		if op.BasicAuth != (op.Name != "accounts") || op.Sensitive != (op.Name == "subscriptions" || op.Name == "receipts") {
			t.Errorf("%s: basic %v, sensitive %v", op.Name, op.BasicAuth, op.Sensitive)
		}
		if op.NeedsID() != strings.Contains(strings.ReplaceAll(op.Path, "{companyId}", ""), "{") {
			t.Errorf("%s: needs an id: %v", op.Name, op.NeedsID())
		}
	}
	if !operation(t, "tags").CoveredBy([]string{"tag-groups:read"}) {
		t.Error("the other spelling does not cover tags")
	}
}

func TestCatalogueIsACopy(t *testing.T) {
	operation(t, "accounting-entries").Body["includeDeleted"] = true
	for _, op := range Operations() {
		if op.Name == "accounting-entries" {
			op.Body["includeDeleted"] = true
		}
		if len(op.Fields()) == 0 {
			t.Errorf("%s: no field is documented", op.Name)
		} else {
			op.Fields()[0].Name = "changed"
		}
	}
	if operation(t, "employees").Fields()[0].Name != "id" {
		t.Error("a caller can change the fields")
	}
	if operation(t, "accounting-entries").Body["includeDeleted"] != false {
		t.Error("a caller can change the catalogue")
	}
}
