package demo

import (
	"slices"
	"strings"
)

// operation is one reading operation of the External API.
type operation struct {
	method, path string
	scopes       []string // any one of them is enough; none: no scope needed
	resource     string   // named in the 403 for a missing scope
	company      companyRule
	body         bodyRule
	page         pageClass
	echo         []string // query parameters repeated in the paging echo
	mediaType    string   // empty: the usual one
	bearerOnly   bool     // a standalone key cannot use it
	serve        func(*call) (any, *problem)
}

// companyRule is where an operation has its company parameter.
type companyRule struct {
	query                string // "companyId" or "company_id"
	inBody               bool   // "companyId" in the body
	organization         bool   // organization_id may stand in for it
	required             string // message of the 400 where it is missing; empty: not required
	neededByOrganization bool   // an organisation key must send it
}

func (r companyRule) name() string {
	if r.inBody {
		return "companyId"
	}
	return r.query
}

// bodyRule is what an operation asks of its body.
type bodyRule struct {
	required  []string
	uuids     []string // fields that hold a uuid or a list of them
	maxFilter int      // most entries in an array; 0: any number
}

// tagScopes are the two spellings seen by third parties.
var tagScopes = []string{"tag-group:read", "tag-groups:read"}

// operations is the catalogue of what the server answers.
var operations = []*operation{
	{method: "GET", path: "/v1/introspect", serve: introspect},
	{method: "GET", path: "/v1/installations/me", company: companyRule{query: "company_id"}, serve: installation},
	{
		method: "GET", path: "/v2/employees", scopes: []string{"users:read"}, resource: "users",
		company: companyRule{query: "companyId"}, page: pageA, echo: []string{"companyId", "email", "code"}, serve: listEmployees,
	},
	{method: "GET", path: "/v2/employees/{employeeId}", scopes: []string{"users:read"}, resource: "users", serve: employees.single("employeeId", notFound("EMPLOYEE_NOT_FOUND", "Employee not found."))},
	{
		method: "GET", path: "/v1/companies", scopes: []string{"companies:read"}, resource: "companies",
		company: companyRule{organization: true}, page: pageA, echo: []string{"organization_id"}, serve: listCompanies,
	},
	{method: "GET", path: "/v1/companies/{companyId}", scopes: []string{"companies:read"}, resource: "companies", serve: companies.single("companyId", notFound("COMPANY_NOT_FOUND", "Company not found."))},
	{
		method: "GET", path: "/v3/export-jobs", scopes: []string{"export-jobs:read"}, resource: "export-jobs",
		company: companyRule{query: "company_id", neededByOrganization: true},
		page:    pageB, echo: []string{"company_id", "statuses"}, serve: listExportJobs,
	},
	{method: "GET", path: "/v3/export-jobs/{jobId}", scopes: []string{"export-jobs:read"}, resource: "export-jobs", serve: exportJobs.single("jobId", errExportNotFound)},
	{
		method: "GET", path: "/v3/export-jobs/{jobId}/items", scopes: []string{"export-jobs:read"}, resource: "export-jobs",
		page: pageB, echo: []string{"status"}, serve: listExportJobItems,
	},
	{
		method: "GET", path: "/v3/export-items", scopes: []string{"export-items:read"}, resource: "export-items",
		page: pageB, echo: []string{"job_id"}, serve: listExportItems,
	},
	{
		method: "GET", path: "/v0/tag-groups", scopes: tagScopes, resource: "tag-group",
		company: companyRule{query: "company_id", organization: true, required: "Either company_id or organization_id must be provided"},
		serve:   listTagGroups,
	},
	{
		method: "GET", path: "/v0/tag-groups/{groupId}/tags", scopes: tagScopes, resource: "tag-group",
		page: pageC, echo: []string{"include_archived"}, serve: listTags,
	},
	{method: "GET", path: "/v0/tags/{tagId}", scopes: tagScopes, resource: "tag-group", serve: oneTag},
	{method: "GET", path: "/v0/tags/{tagId}/dimensions", scopes: tagScopes, resource: "tag-group", serve: listDimensions},
	{
		method: "POST", path: "/v0/tax-codes:search", scopes: []string{"tax-codes:read"}, resource: "tax-codes",
		company: companyRule{query: "company_id"}, body: bodyRule{uuids: []string{"taxCodeIds"}},
		page: pageC, echo: []string{"company_id"}, serve: searchTaxCodes,
	},
	{method: "GET", path: "/v0/tax-codes/{taxCodeId}", scopes: []string{"tax-codes:read"}, resource: "tax-codes", serve: taxCodes.single("taxCodeId", notFound("TAX_CODE_NOT_FOUND", "Tax code not found."))},
	{
		method: "POST", path: "/v1/chart-of-accounts:search", scopes: []string{"accounts:read"}, resource: "accounts",
		company: companyRule{inBody: true},
		body: bodyRule{
			required: []string{"companyId", "excludeIfAssignedToCategory", "excludeIfAssignedToContraAccount"},
			uuids:    []string{"ids"},
		},
		page: pageA, mediaType: mediaTypeAccount, serve: searchAccounts,
	},
	{
		// Its only security scheme is bearerAuth, so a standalone key never gets further than 401.
		method: "POST", path: "/v1-beta/accounts:search", bearerOnly: true, mediaType: mediaTypeAccount,
	},
	{
		method: "POST", path: "/v1/vendors:search", scopes: []string{"vendors:read"}, resource: "vendors",
		company: companyRule{query: "company_id", required: "company_id must be provided"},
		body:    bodyRule{uuids: []string{"ids"}, maxFilter: maxFilter},
		page:    pageA, echo: []string{"company_id"}, serve: searchVendors,
	},
	{method: "GET", path: "/v1/subscriptions", page: pageA, echo: []string{"status", "event_types"}, serve: listSubscriptions},
	{
		method: "GET", path: "/v1/subscriptions/{id}/activities",
		page: pageA, echo: []string{"operation_types"}, serve: listActivities,
	},
	{
		method: "POST", path: "/v1/accounting-entries:search", scopes: []string{"accounting-entries:read"}, resource: "accounting-entries",
		company: companyRule{query: "company_id", organization: true, required: "Either company_id or organization_id must be provided"},
		body: bodyRule{
			required:  []string{"includeDeleted"},
			uuids:     []string{"accountIds", "employeeIds", "tagGroupIdsUnset", "tagRowIds", "taxCodeIds", "teamIds"},
			maxFilter: maxFilter,
		},
		page: pageD, echo: []string{"company_id", "organization_id"}, serve: searchEntries,
	},
	{
		method: "GET", path: "/v1/accounting-entries/{accountingEntryId}",
		scopes: []string{"accounting-entries:read"}, resource: "accounting-entries", serve: oneEntry,
	},
	{
		method: "GET", path: "/v1/accounting-entries/{accountingEntryId}/receipts",
		scopes: []string{"accounting-entries:read"}, resource: "accounting-entries",
		page: pageD, echo: []string{"source", "file_type"}, serve: listReceipts,
	},
}

// match finds the operation of a method and path and the path's parameters.
// Where the path exists under another method only, allow names that method;
// where it does not exist at all, allow is empty.
func match(method, path string) (op *operation, params map[string]string, allow string) {
	var allowed []string
	for _, candidate := range operations {
		found, ok := matchPath(candidate.path, path)
		if !ok {
			continue
		}
		if candidate.method == method {
			return candidate, found, ""
		}
		allowed = append(allowed, candidate.method)
	}
	slices.Sort(allowed)
	return nil, nil, strings.Join(slices.Compact(allowed), ", ")
}

// matchPath compares a path with a pattern in which {name} stands for one
// segment that is not empty.
func matchPath(pattern, path string) (map[string]string, bool) {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return nil, false
	}
	params := map[string]string{}
	for i, segment := range want {
		switch {
		case strings.HasPrefix(segment, "{") && got[i] != "":
			params[strings.Trim(segment, "{}")] = got[i]
		case segment != got[i]:
			return nil, false
		}
	}
	return params, true
}
