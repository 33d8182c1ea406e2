package demo

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// request is a well-formed request to an operation, and what its answer is.
type request struct {
	method, path, query, body string
	scope                     string // that a key needs; "" for none
	resource                  string // named in the 403
	schema                    string // "[]X": a list; of data unless bare
	paged, bare               bool
	mediaType                 string
}

const (
	accountsBody = `{"companyId":"` + nordhavnID + `","excludeIfAssignedToCategory":false,"excludeIfAssignedToContraAccount":false}`
	entriesBody  = `{"includeDeleted":false}`
)

// requests is one request for each operation that a standalone key can use.
func requests() []request {
	const usual = "application/json;charset=UTF-8"
	runningJob, group := demoID("export job", nordhavnID, 29), demoID("tag group", nordhavnID, "SHOP")
	shop := demoID("tag", nordhavnID, "SHOP", "S1")
	return []request{
		{"GET", "/v1/introspect", "", "", "", "", "ExternalClientModel", false, false, usual},
		{"GET", "/v1/installations/me", "company_id=" + nordhavnID, "", "", "", "InstallationResponse", false, true, usual},
		{"GET", "/v2/employees", "companyId=" + nordhavnID, "", "users:read", "users", "[]ExternalEmployeeResponseModel", true, false, usual},
		{"GET", "/v2/employees/" + employees.rows()[0].text("id"), "", "", "users:read", "users", "ExternalEmployeeResponseModel", false, false, usual},
		{"GET", "/v1/companies", "", "", "companies:read", "companies", "[]ExternalCompanyResponseModel", true, false, usual},
		{"GET", "/v1/companies/" + nordhavnID, "", "", "companies:read", "companies", "ExternalCompanyResponseModel", false, false, usual},
		{"GET", "/v3/export-jobs", "company_id=" + nordhavnID, "", "export-jobs:read", "export-jobs", "[]ExportJobV3", true, false, usual},
		{"GET", "/v3/export-jobs/" + runningJob, "", "", "export-jobs:read", "export-jobs", "ExportJobV3", false, false, usual},
		{"GET", "/v3/export-jobs/" + runningJob + "/items", "", "", "export-jobs:read", "export-jobs", "[]ExportJobItemV3", true, false, usual},
		{"GET", "/v3/export-items", "job_id=" + runningJob, "", "export-items:read", "export-items", "[]ExportItemV3", true, false, usual},
		{"GET", "/v0/tag-groups", "company_id=" + nordhavnID, "", "tag-group:read", "tag-group", "[]TagGroupModel", false, false, usual},
		{"GET", "/v0/tag-groups/" + group + "/tags", "", "", "tag-group:read", "tag-group", "[]TagModel", true, false, usual},
		{"GET", "/v0/tags/" + shop, "", "", "tag-group:read", "tag-group", "TagModel", false, false, usual},
		{"GET", "/v0/tags/" + shop + "/dimensions", "", "", "tag-group:read", "tag-group", "[]TagDimensionValueModel", false, false, usual},
		{"POST", "/v0/tax-codes:search", "company_id=" + nordhavnID, "{}", "tax-codes:read", "tax-codes", "[]TaxCodeModel", true, false, usual},
		{"GET", "/v0/tax-codes/" + taxCodes.rows()[0].text("id"), "", "", "tax-codes:read", "tax-codes", "TaxCodeModel", false, false, usual},
		{"POST", "/v1/chart-of-accounts:search", "", accountsBody, "accounts:read", "accounts", "[]BookkeepingAccountRestModelV1", true, false, "application/json"},
		{"POST", "/v1/vendors:search", "company_id=" + nordhavnID, "{}", "vendors:read", "vendors", "[]VendorResponse", true, false, usual},
		{"GET", "/v1/subscriptions", "", "", "", "", "[]SubscriptionModel", true, false, usual},
		{"GET", "/v1/subscriptions/" + subscriptions.rows()[0].text("id") + "/activities", "", "", "", "", "[]SubscriptionActivityModel", true, false, usual},
		{"POST", "/v1/accounting-entries:search", "company_id=" + nordhavnID, entriesBody, "accounting-entries:read", "accounting-entries", "[]AccountingEntryV1", true, false, usual},
		{"GET", "/v1/accounting-entries/" + entryID(nordhavnID, 0), "", "", "accounting-entries:read", "accounting-entries", "AccountingEntryV1", false, false, usual},
		{"GET", "/v1/accounting-entries/" + entryID(nordhavnID, 0) + "/receipts", "", "", "accounting-entries:read", "accounting-entries", "[]ReceiptModel", true, false, usual},
	}
}

func (q request) url() string {
	if q.query == "" {
		return q.path
	}
	return q.path + "?" + q.query
}

func TestEveryOperationIsCovered(t *testing.T) {
	if len(operations) != 24 {
		t.Fatalf("%d operations, want 24", len(operations))
	}
	for _, op := range operations {
		covered := slices.ContainsFunc(requests(), func(q request) bool {
			_, ok := matchPath(op.path, q.path)
			return ok && q.method == op.method
		})
		if covered == op.bearerOnly {
			t.Errorf("%s %s: covered by the table = %v", op.method, op.path, covered)
		}
	}
}

func TestOperationsAnswerAsDocumented(t *testing.T) {
	s := serve(t, Handler())
	for _, q := range requests() {
		t.Run(q.method+" "+q.path, func(t *testing.T) {
			got := s.send(t, q.method, q.url(), story(t, "full-access").Key, q.body)
			if got.status != http.StatusOK {
				t.Fatalf("status %d: %s", got.status, got.body)
			}
			if media := got.header.Get("Content-Type"); media != q.mediaType {
				t.Errorf("content type %q, want %q", media, q.mediaType)
			}
			content := got.json(t)
			var value any = content
			if !q.bare {
				value = content["data"]
			}
			found := violations(value, q.schema, "data")
			if q.paged {
				found = append(found, violations(content["pagination"], "CursorPageInfo", "pagination")...)
			} else if content["pagination"] != nil {
				t.Error("has a pagination object")
			}
			for _, v := range found {
				t.Error(v)
			}
			if strings.HasPrefix(q.schema, "[]") && len(got.rows(t)) == 0 {
				t.Error("no rows to show")
			}
		})
	}
}

// TestEveryRowSatisfiesItsSchema goes through all data, not only what the
// first page of one company shows.
func TestEveryRowSatisfiesItsSchema(t *testing.T) {
	s := serve(t, Handler(withOrganisationKey()))
	for path, want := range map[string]string{
		"/v2/employees?limit=100":                  "[]ExternalEmployeeResponseModel",
		"/v1/companies":                            "[]ExternalCompanyResponseModel",
		"/v3/export-jobs?company_id=" + lindgrenID: "[]ExportJobV3",
		"/v3/export-items":                         "[]ExportItemV3",
		"/v0/tag-groups?include_archived=true&organization_id=" + nordicOrgID: "[]TagGroupModel",
	} {
		got := s.get(t, path, organisationKey)
		for _, v := range violations(got.json(t)["data"], want, path) {
			t.Error(v)
		}
	}
	all := `{"includeDeleted":true}`
	got := s.send(t, "POST", "/v1/accounting-entries:search?limit=100&organization_id="+nordicOrgID, organisationKey, all)
	if n := len(got.rows(t)); n != 31 {
		t.Errorf("%d accounting entries, want 31", n)
	}
	for _, v := range violations(got.json(t)["data"], "[]AccountingEntryV1", "entries") {
		t.Error(v)
	}
}

func TestOperationsRefuse(t *testing.T) {
	const scopeless = "demo-test-scopeless-key-not-real"
	s := serve(t, Handler(withKey(credential{
		story: Story{Key: scopeless}, subject: companyURN(nordhavnID), organization: nordicOrgID, companies: []string{nordhavnID},
	})))
	for _, q := range requests() {
		t.Run(q.method+" "+q.path, func(t *testing.T) {
			if got := s.send(t, q.method, q.url(), "", q.body); got.status != http.StatusUnauthorized {
				t.Errorf("without a key: status %d", got.status)
			}
			got := s.send(t, q.method, q.url(), scopeless, q.body)
			if q.scope == "" {
				if got.status != http.StatusOK {
					t.Errorf("needs no scope, yet status %d", got.status)
				}
			} else {
				kind, message := got.problem(t)
				if got.status != http.StatusForbidden || kind != "ACCESS_DENIED" ||
					!strings.HasSuffix(message, "Required permission 'READ' on resource '"+q.resource+"'") {
					t.Errorf("without %s: status %d, %s", q.scope, got.status, got.body)
				}
			}
			got = s.send(t, "DELETE", q.url(), story(t, "full-access").Key, "")
			if got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != q.method {
				t.Errorf("DELETE: status %d, Allow %q", got.status, got.header.Get("Allow"))
			}
		})
	}
}

// TestOneScopeIsEnough gives a key the one scope of each operation, in each of
// its spellings.
func TestOneScopeIsEnough(t *testing.T) {
	for _, q := range requests() {
		scopes := []string{q.scope}
		if q.scope == "tag-group:read" {
			scopes = append(scopes, "tag-groups:read")
		}
		for _, scope := range scopes {
			key := "demo-test-one-scope-key-not-real"
			s := serve(t, Handler(withKey(credential{
				story: Story{Key: key}, subject: companyURN(nordhavnID), organization: nordicOrgID,
				companies: []string{nordhavnID}, scopes: []string{scope},
			})))
			if got := s.send(t, q.method, q.url(), key, q.body); got.status != http.StatusOK {
				t.Errorf("%s with %q: status %d", q.path, scope, got.status)
			}
		}
	}
}

func TestBetaAccountsWantABearer(t *testing.T) {
	s := serve(t, Handler())
	got := s.send(t, "POST", "/v1-beta/accounts:search", story(t, "full-access").Key, `{"companyId":"`+nordhavnID+`"}`)
	if got.status != http.StatusUnauthorized || !strings.HasPrefix(got.header.Get("Www-Authenticate"), "Bearer") {
		t.Errorf("status %d, %q", got.status, got.header.Get("Www-Authenticate"))
	}
	if media := got.header.Get("Content-Type"); media != "application/json" {
		t.Errorf("content type %q", media)
	}
}

func TestNotFound(t *testing.T) {
	s := serve(t, Handler())
	nobody := "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9"
	for path, kind := range map[string]string{
		"/v1/nothing":                                 "NOT_FOUND",
		"/v2/employees/":                              "NOT_FOUND",
		"/v2//employees":                              "NOT_FOUND",
		"/v2/employees/" + nobody:                     "EMPLOYEE_NOT_FOUND",
		"/v1/companies/" + nobody:                     "COMPANY_NOT_FOUND",
		"/v3/export-jobs/" + nobody:                   "EXPORT_NOT_FOUND",
		"/v3/export-jobs/" + nobody + "/items":        "EXPORT_NOT_FOUND",
		"/v3/export-items?job_id=" + nobody:           "EXPORT_NOT_FOUND",
		"/v0/tag-groups/" + nobody + "/tags":          "TAG_GROUP_NOT_FOUND",
		"/v0/tags/" + nobody:                          "TAG_NOT_FOUND",
		"/v0/tags/" + nobody + "/dimensions":          "TAG_NOT_FOUND",
		"/v0/tags":                                    "NOT_FOUND", // deprecated
		"/v0/tax-codes/" + nobody:                     "TAX_CODE_NOT_FOUND",
		"/v1/subscriptions/" + nobody + "/activities": "SUBSCRIPTION_NOT_FOUND",
		"/v1/subscriptions/" + subscriptions.rows()[0].text("id") + "/secret": "NOT_FOUND",
		"/v1/accounting-entries/" + nobody + "/receipts":                      "ACCOUNTING_ENTRY_NOT_FOUND",
		"/v1/accounting-entries/" + nobody:                                    "ACCOUNTING_ENTRY_NOT_FOUND",
		"/v1/accounting-entries/" + entryID(nordhavnID, 24):                   "ACCOUNTING_ENTRY_NOT_FOUND", // deleted
	} {
		got := s.get(t, path, story(t, "full-access").Key)
		if found, message := got.problem(t); got.status != http.StatusNotFound || found != kind || message == "" {
			t.Errorf("%s: status %d, %s", path, got.status, got.body)
		}
	}
	got := s.get(t, "/v1/accounting-entries/"+entryID(nordhavnID, 24)+"?include_deleted=true", story(t, "full-access").Key)
	if got.status != http.StatusOK {
		t.Errorf("deleted entry with include_deleted: status %d", got.status)
	}
}
