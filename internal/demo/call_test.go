package demo

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestCompanyParameter: which spelling counts where, and what an answer holds.
func TestCompanyParameter(t *testing.T) {
	s := serve(t, Handler(withOrganisationKey()))
	full := story(t, "full-access").Key
	body := func(company string) string { return strings.ReplaceAll(accountsBody, nordhavnID, company) }
	for _, test := range []struct {
		name, method, path, body, key string
		status, rows                  int
		message                       string // part of the error's
	}{
		{"employees", "GET", "/v2/employees?companyId=" + nordhavnID, "", full, 200, 7, ""},
		{"employees in upper case", "GET", "/v2/employees?companyId=" + strings.ToUpper(nordhavnID), "", full, 200, 7, ""},
		{"employees of another company", "GET", "/v2/employees?companyId=" + lindgrenID, "", full, 403, 0, "on resource 'company'"},
		{"employees of no company", "GET", "/v2/employees?companyId=0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "", full, 403, 0, "on resource 'company'"},
		{"employees, malformed", "GET", "/v2/employees?companyId=nordhavn", "", full, 400, 0, "'companyId' must be a uuid"},
		{"employees, empty", "GET", "/v2/employees?companyId=", "", full, 400, 0, "must be a uuid"},
		{"employees, wrong spelling", "GET", "/v2/employees?company_id=" + granliID, "", full, 200, 7, ""},
		{"employees of everyone", "GET", "/v2/employees", "", organisationKey, 200, 12, ""},
		{"employees of one of two", "GET", "/v2/employees?companyId=" + lindgrenID, "", organisationKey, 200, 5, ""},
		{"employee of another company", "GET", "/v2/employees/" + employeesOf(granliID)[0], "", full, 403, 0, "on resource 'users'"},
		{"employee, malformed", "GET", "/v2/employees/17", "", full, 400, 0, "'employeeId' must be a uuid"},
		{"employee in upper case", "GET", "/v2/employees/" + strings.ToUpper(employeesOf(nordhavnID)[0]), "", full, 200, -1, ""},
		{"company", "GET", "/v1/companies/" + nordhavnID, "", full, 200, -1, ""},
		{"another company", "GET", "/v1/companies/" + lindgrenID, "", full, 403, 0, "on resource 'company'"},
		{"own companies", "GET", "/v1/companies", "", full, 200, 1, ""},
		{"companies of another organisation", "GET", "/v1/companies?organization_id=" + granliOrgID, "", full, 403, 0, "on resource 'organization'"},
		{"companies, malformed", "GET", "/v1/companies?organization_id=x", "", full, 400, 0, "must be a uuid"},
		{"installation of another company", "GET", "/v1/installations/me?company_id=" + granliID, "", full, 403, 0, ""},
		{"installation, wrong spelling", "GET", "/v1/installations/me?companyId=" + granliID, "", full, 200, -1, ""},
		{"export jobs", "GET", "/v3/export-jobs?company_id=" + nordhavnID, "", full, 200, 4, ""},
		{"export jobs, wrong spelling", "GET", "/v3/export-jobs?companyId=" + granliID, "", full, 200, 4, ""},
		{"export jobs without company", "GET", "/v3/export-jobs", "", full, 200, 4, ""},
		{"export jobs, organisation key without company", "GET", "/v3/export-jobs", "", organisationKey, 400, 0, "company_id must be provided"},
		{"export jobs, organisation key", "GET", "/v3/export-jobs?company_id=" + lindgrenID, "", organisationKey, 200, 2, ""},
		{"export job of another company", "GET", "/v3/export-jobs/" + demoID("export job", granliID, 26), "", full, 403, 0, ""},
		{"export items of all running jobs", "GET", "/v3/export-items", "", full, 200, 3, ""},
		{"export items, malformed job", "GET", "/v3/export-items?job_id=1", "", full, 400, 0, "'job_id' must be a uuid"},
		{"export items of a finished job", "GET", "/v3/export-items?job_id=" + demoID("export job", nordhavnID, 26), "", full, 422, 0, "can no longer be processed"},
		{"tag groups", "GET", "/v0/tag-groups?company_id=" + nordhavnID, "", full, 200, 2, ""},
		{"tag groups with archived", "GET", "/v0/tag-groups?include_archived=true&company_id=" + nordhavnID, "", full, 200, 3, ""},
		{"tag groups, no boolean", "GET", "/v0/tag-groups?include_archived=yes&company_id=" + nordhavnID, "", full, 400, 0, "true or false"},
		{"tag groups, wrong spelling", "GET", "/v0/tag-groups?companyId=" + nordhavnID, "", full, 400, 0, "Either company_id or organization_id must be provided"},
		{"tag groups, none", "GET", "/v0/tag-groups", "", full, 400, 0, "Either company_id or organization_id must be provided"},
		{"tag groups of an organisation", "GET", "/v0/tag-groups?organization_id=" + nordicOrgID, "", organisationKey, 200, 3, ""},
		{"tag groups, company wins", "GET", "/v0/tag-groups?organization_id=" + granliOrgID + "&company_id=" + lindgrenID, "", organisationKey, 200, 1, ""},
		{"tags of another company", "GET", "/v0/tag-groups/" + demoID("tag group", granliID, "DEPT") + "/tags", "", full, 403, 0, ""},
		{"tag of another company", "GET", "/v0/tags/" + demoID("tag", granliID, "DEPT", "D1"), "", full, 403, 0, "on resource 'tag-group'"},
		{"tag, malformed", "GET", "/v0/tags/x", "", full, 400, 0, "'tagId' must be a uuid"},
		{"dimensions of another company", "GET", "/v0/tags/" + demoID("tag", granliID, "DEPT", "D1") + "/dimensions", "", full, 403, 0, "on resource 'tag-group'"},
		{"tax code of another company", "GET", "/v0/tax-codes/" + demoID("tax code", granliID, "I25"), "", full, 403, 0, "on resource 'tax-codes'"},
		{"activities of another company", "GET", "/v1/subscriptions/" + demoID("subscription", 3) + "/activities", "", full, 403, 0, "on resource 'subscriptions'"},
		{"receipts of another company", "GET", "/v1/accounting-entries/" + entryID(granliID, 0) + "/receipts", "", full, 403, 0, "on resource 'accounting-entries'"},
		{"tax codes without company or body", "POST", "/v0/tax-codes:search", "", full, 200, 4, ""},
		{"tax codes, wrong spelling", "POST", "/v0/tax-codes:search?companyId=" + granliID, "{}", full, 200, 4, ""},
		{"accounts", "POST", "/v1/chart-of-accounts:search", accountsBody, full, 200, 6, ""},
		{"accounts, company in the query", "POST", "/v1/chart-of-accounts:search?companyId=" + nordhavnID, "{}", full, 400, 0, "'companyId' must be provided"},
		{"accounts without body", "POST", "/v1/chart-of-accounts:search", "", full, 400, 0, "'companyId' must be provided"},
		{"accounts, flag missing", "POST", "/v1/chart-of-accounts:search", `{"companyId":"` + nordhavnID + `","excludeIfAssignedToCategory":true}`, full, 400, 0, "'excludeIfAssignedToContraAccount' must be provided"},
		{"accounts of another company", "POST", "/v1/chart-of-accounts:search", body(granliID), full, 403, 0, ""},
		{"accounts, malformed company", "POST", "/v1/chart-of-accounts:search", body("x"), full, 400, 0, "must be a uuid"},
		{"accounts, company is a number", "POST", "/v1/chart-of-accounts:search", strings.Replace(accountsBody, `"`+nordhavnID+`"`, "7", 1), full, 400, 0, "wrong type"},
		{"vendors", "POST", "/v1/vendors:search?company_id=" + nordhavnID, "{}", full, 200, 5, ""},
		{"vendors without body", "POST", "/v1/vendors:search?company_id=" + nordhavnID, "", full, 200, 5, ""},
		{"vendors without company", "POST", "/v1/vendors:search", "{}", full, 400, 0, "company_id must be provided"},
		{"vendors, wrong spelling", "POST", "/v1/vendors:search?companyId=" + nordhavnID, "{}", full, 400, 0, "company_id must be provided"},
		{"subscriptions", "GET", "/v1/subscriptions", "", full, 200, 2, ""},
		{"entries without company", "POST", "/v1/accounting-entries:search", entriesBody, full, 400, 0, "Either company_id or organization_id"},
		{"entries without body", "POST", "/v1/accounting-entries:search?company_id=" + nordhavnID, "", full, 400, 0, "'includeDeleted' must be provided"},
		{"entries, includeDeleted null", "POST", "/v1/accounting-entries:search?company_id=" + nordhavnID, `{"includeDeleted":null}`, full, 400, 0, "'includeDeleted' must be provided"},
		{"entry of another company", "GET", "/v1/accounting-entries/" + entryID(granliID, 0), "", full, 403, 0, "on resource 'accounting-entries'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := s.send(t, test.method, test.path, test.key, test.body)
			if got.status != test.status {
				t.Fatalf("status %d, want %d: %s", got.status, test.status, got.body)
			}
			if test.status != http.StatusOK {
				if kind, message := got.problem(t); kind == "" || !strings.Contains(message, test.message) {
					t.Errorf("body %s", got.body)
				}
			} else if test.rows >= 0 && len(got.rows(t)) != test.rows {
				t.Errorf("%d rows, want %d", len(got.rows(t)), test.rows)
			}
		})
	}
}

func TestFilters(t *testing.T) {
	s, key := serve(t, Handler()), story(t, "full-access").Key
	job := demoID("export job", nordhavnID, 27)
	vendorPath, entryPath := "/v1/vendors:search?company_id="+nordhavnID, "/v1/accounting-entries:search?limit=100&company_id="+nordhavnID
	for _, test := range []struct {
		name, path, body string
		rows             int
	}{
		{"employee by e-mail", "/v2/employees?email=ANNA.eksempel@example.com", "", 1},
		{"employee by code", "/v2/employees?code=N03", "", 1},
		{"export jobs by status", "/v3/export-jobs?statuses=failed&statuses=completed", "", 2},
		{"export job items", "/v3/export-jobs/" + job + "/items", "", 3},
		{"export job items by status", "/v3/export-jobs/" + job + "/items?status=failed", "", 1},
		{"tags", "/v0/tag-groups/" + demoID("tag group", nordhavnID, "SHOP") + "/tags", "", 2},
		{"tags with archived", "/v0/tag-groups/" + demoID("tag group", nordhavnID, "SHOP") + "/tags?include_archived=true", "", 3},
		{"tax codes by type", "/v0/tax-codes:search", `{"type":"reverse"}`, 1},
		{"tax codes by id", "/v0/tax-codes:search", `{"taxCodeIds":["` + taxCodes.rows()[1].text("id") + `"]}`, 1},
		{"accounts not of a category", "/v1/chart-of-accounts:search", strings.Replace(accountsBody, "false", "true", 1), 3},
		{"accounts in use", "/v1/chart-of-accounts:search", strings.Replace(accountsBody, "{", `{"archived":false,`, 1), 5},
		{"accounts by codes", "/v1/chart-of-accounts:search", strings.Replace(accountsBody, "{", `{"codes":["1310",null],`, 1), 1},
		{"vendors by state", vendorPath, `{"states":["DRAFT","ARCHIVED"]}`, 2},
		{"vendors by name", vendorPath, `{"name":"Eksempel Mel ApS"}`, 1},
		{"vendors by tax number", vendorPath, `{"taxRegistrationNumbers":["DEMO"]}`, 0},
		{"subscriptions by status", "/v1/subscriptions?status=ACTIVE", "", 1},
		{"subscriptions by event", "/v1/subscriptions?event_types=v1.other", "", 0},
		{"activities", "/v1/subscriptions/" + demoID("subscription", 2) + "/activities", "", 2},
		{"activities by kind", "/v1/subscriptions/" + demoID("subscription", 2) + "/activities?operation_types=UPDATE", "", 1},
		{"receipts by source", "/v1/accounting-entries/" + entryID(nordhavnID, 0) + "/receipts?source=CAMERA", "", 1},
		{"receipts by another source", "/v1/accounting-entries/" + entryID(nordhavnID, 0) + "/receipts?source=USER", "", 0},
		{"entries", entryPath, entriesBody, 24},
		{"entries with deleted", entryPath, `{"includeDeleted":true}`, 25},
		{"entries by family", entryPath, `{"includeDeleted":true,"families":["OUT_OF_POCKET"]}`, 5},
		{"entries that are settled", entryPath, `{"includeDeleted":true,"settled":true}`, 20},
		{"entries that are exported", entryPath, `{"includeDeleted":false,"exportStatus":["EXPORTED"]}`, 6},
	} {
		method := "GET"
		if test.body != "" {
			method = "POST"
		}
		got := s.send(t, method, test.path, key, test.body)
		if got.status != http.StatusOK || len(got.rows(t)) != test.rows {
			t.Errorf("%s: status %d, %d rows, want %d", test.name, got.status, len(got.rows(t)), test.rows)
		}
	}
}

func TestTagGroupCounts(t *testing.T) {
	s, path := serve(t, Handler()), "/v0/tag-groups?company_id="+nordhavnID
	key := story(t, "full-access").Key
	if row := s.get(t, path+"&include_tags_count=true", key).rows(t)[0]; row["totalTagsCount"] != 2.0 {
		t.Errorf("counted: %v", row)
	}
	if row := s.get(t, path, key).rows(t)[0]; row["totalTagsCount"] != nil {
		t.Errorf("not asked for, and the shared data was changed: %v", row)
	}
}

func TestEmptyCompanyHasEmptyLists(t *testing.T) {
	s, st := serve(t, Handler()), story(t, "empty-company")
	replace := strings.NewReplacer(nordhavnID, tomgangID, "job_id="+demoID("export job", nordhavnID, 29), "")
	for _, q := range requests() {
		if !strings.HasPrefix(q.schema, "[]") || strings.Count(q.path, "/") > 2 || q.path == "/v1/companies" {
			continue
		}
		got := s.send(t, q.method, replace.Replace(q.url()), st.Key, replace.Replace(q.body))
		if got.status != 200 || len(got.rows(t)) != 0 {
			t.Errorf("%s: status %d: %s", q.path, got.status, got.body)
		}
	}
}

func TestBodies(t *testing.T) {
	s, key := serve(t, Handler()), story(t, "full-access").Key
	vendorPath := "/v1/vendors:search?company_id=" + nordhavnID
	hundred := strings.TrimSuffix(strings.Repeat(`"V01",`, 100), ",")
	for _, test := range []struct {
		name, path, body, media string
		status                  int
	}{
		{"charset", vendorPath, "{}", "application/json;charset=UTF-8", 200},
		{"form", vendorPath, "{}", "application/x-www-form-urlencoded", 415},
		{"no media type", vendorPath, "{}", "", 415},
		{"broken", vendorPath, "{", "application/json", 400},
		{"trailing text", vendorPath, "{} {}", "application/json", 400},
		{"a list", vendorPath, "[]", "application/json", 400},
		{"null", vendorPath, "null", "application/json", 400},
		{"wrong type", vendorPath, `{"name":7}`, "application/json", 400},
		{"unknown field", vendorPath, `{"demo":7}`, "application/json", 200},
		{"100 filters", vendorPath, `{"codes":[` + hundred + `]}`, "application/json", 200},
		{"101 filters", vendorPath, `{"codes":[` + hundred + `,"V01"]}`, "application/json", 400},
		{"malformed id", vendorPath, `{"ids":["V01"]}`, "application/json", 400},
		{"id is null", vendorPath, `{"ids":null}`, "application/json", 200},
		{"malformed tax code", "/v0/tax-codes:search", `{"taxCodeIds":[7]}`, "application/json", 400},
		{"at the limit", vendorPath, "{}" + strings.Repeat(" ", maxRequestBody-2), "application/json", 200},
		{"over the limit", vendorPath, "{}" + strings.Repeat(" ", maxRequestBody-1), "application/json", 413},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := s.send(t, "POST", test.path, key, test.body, func(r *http.Request) { r.Header.Set("Content-Type", test.media) })
			if got.status != test.status {
				t.Fatalf("status %d, want %d: %s", got.status, test.status, got.body)
			}
			if kind, _ := got.problem(t); (kind == "") != (test.status == 200) {
				t.Errorf("body %s", got.body)
			}
		})
	}
}

// A gateway answers a body where none belongs, whoever asks.
func TestABodyOnGetIsRefused(t *testing.T) {
	s, key := serve(t, Handler()), story(t, "full-access").Key
	for _, path := range []string{"/v2/employees", "/v1/introspect", "/", "/v1/nothing"} {
		for name, change := range map[string]func(*http.Request){
			"a body":            func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("{}")); r.ContentLength = 2 },
			"one in chunks":     func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("{}")); r.ContentLength = -1 },
			"a type of content": func(r *http.Request) { r.Header.Set("Content-Type", "application/json") },
		} {
			got := s.send(t, http.MethodGet, path, key, "", change)
			if got.status != http.StatusForbidden || got.header.Get("Content-Type") != "text/html" {
				t.Errorf("%s, %s: %d %s", path, name, got.status, got.header.Get("Content-Type"))
			}
		}
	}
}
