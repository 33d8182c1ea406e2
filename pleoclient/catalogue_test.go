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
	{"tax-codes", "POST /v0/tax-codes:search?company_id=" + companyID + "&limit=1", `{}`},
	{"chart-of-accounts", "POST /v1/chart-of-accounts:search?limit=1",
		`{"companyId":"` + companyID + `","excludeIfAssignedToCategory":false,"excludeIfAssignedToContraAccount":false}`},
	{"accounts", "POST /v1-beta/accounts:search?limit=1", `{"companyId":"` + companyID + `"}`},
	{"vendors", "POST /v1/vendors:search?company_id=" + companyID + "&limit=1", `{}`},
	{"subscriptions", "GET /v1/subscriptions?limit=1", ""},
	{"accounting-entries", "POST /v1/accounting-entries:search?company_id=" + companyID + "&limit=1", `{"includeDeleted":false}`},
	{"accounting-entry", "GET /v1/accounting-entries/an%20id%2F1", ""},
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
		return `{"data":{}}`
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
		if op.BasicAuth != (op.Name != "accounts") || op.Sensitive != (op.Name == "subscriptions") {
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
	Operations()[17].Body["includeDeleted"] = true
	if operation(t, "accounting-entries").Body["includeDeleted"] != false {
		t.Error("a caller can change the catalogue")
	}
}
