package pleoclient

import "net/http"

// catalogue builds the 24 reading operations afresh. Methods, paths, company
// parameters, paging and bodies are from SPEC; scopes are from DOC where
// ScopeConfirmed is set and from FIELD otherwise.
//
// Two that read are left out: GET /v0/tags is deprecated (SPEC), and GET
// /v1/subscriptions/{id}/secret shows a secret that nobody needs to see here.
func catalogue() []Operation {
	return []Operation{
		{
			Name: "introspect", ID: "introspect",
			Method: http.MethodGet, Path: "/v1/introspect",
			Wrapped: true, BasicAuth: true,
		},
		{
			Name: "installation", ID: "getClientInstallation",
			Method: http.MethodGet, Path: "/v1/installations/me",
			Company:   CompanyIDSnake,
			BasicAuth: true,
		},
		{
			Name: "employees", ID: "searchEmployees",
			Method: http.MethodGet, Path: "/v2/employees",
			Company: CompanyIDCamel,
			Scope:   "users:read", ScopeConfirmed: true,
			Page: PageA, List: true, Wrapped: true, BasicAuth: true,
		},
		{
			Name: "employee", ID: "getEmployeeById",
			Method: http.MethodGet, Path: "/v2/employees/{employeeId}",
			Scope: "users:read", ScopeConfirmed: true,
			Wrapped: true, PathParams: []string{"employeeId"}, BasicAuth: true,
		},
		{
			Name: "companies", ID: "searchCompanies",
			Method: http.MethodGet, Path: "/v1/companies",
			Scope: "companies:read",
			Page:  PageA, List: true, Wrapped: true, BasicAuth: true,
		},
		{
			Name: "company", ID: "getCompanyById",
			Method: http.MethodGet, Path: "/v1/companies/{companyId}",
			Company: CompanyIDPath, CompanyRequired: true,
			Scope:   "companies:read",
			Wrapped: true, BasicAuth: true,
		},
		{
			Name: "export-jobs", ID: "getExportJobsListV3",
			Method: http.MethodGet, Path: "/v3/export-jobs",
			Company: CompanyIDSnake,
			Scope:   "export-jobs:read", ScopeConfirmed: true,
			Page: PageB, List: true, Wrapped: true, BasicAuth: true,
		},
		{
			Name: "export-job", ID: "getExportJobByIdV3",
			Method: http.MethodGet, Path: "/v3/export-jobs/{jobId}",
			Scope: "export-jobs:read", ScopeConfirmed: true,
			Wrapped: true, PathParams: []string{"jobId"}, BasicAuth: true,
		},
		{
			Name: "export-job-items", ID: "getExportJobItemsV3",
			Method: http.MethodGet, Path: "/v3/export-jobs/{jobId}/items",
			Scope: "export-jobs:read", ScopeConfirmed: true,
			Page: PageB, List: true, Wrapped: true, PathParams: []string{"jobId"}, BasicAuth: true,
		},
		{
			Name: "export-items", ID: "getExportItemsV3",
			Method: http.MethodGet, Path: "/v3/export-items",
			Scope: "export-items:read", ScopeConfirmed: true,
			Page: PageB, List: true, Wrapped: true, BasicAuth: true,
		},
		{
			Name: "tag-groups", ID: "getTagGroups",
			Method: http.MethodGet, Path: "/v0/tag-groups",
			Company: CompanyIDSnake, CompanyRequired: true,
			Scope: "tag-group:read", AltScopes: []string{"tag-groups:read"},
			List: true, Wrapped: true, BasicAuth: true,
		},
		{
			Name: "tags", ID: "getTags",
			Method: http.MethodGet, Path: "/v0/tag-groups/{groupId}/tags",
			Scope: "tag-group:read", AltScopes: []string{"tag-groups:read"},
			Page: PageC, List: true, Wrapped: true, PathParams: []string{"groupId"}, BasicAuth: true,
		},
		{
			Name: "tag", ID: "getTag",
			Method: http.MethodGet, Path: "/v0/tags/{tagId}",
			Scope: "tag-group:read", AltScopes: []string{"tag-groups:read"},
			Wrapped: true, PathParams: []string{"tagId"}, BasicAuth: true,
		},
		{
			Name: "tag-dimensions", ID: "getTagDimensionValues",
			Method: http.MethodGet, Path: "/v0/tags/{tagId}/dimensions",
			Scope: "tag-group:read", AltScopes: []string{"tag-groups:read"},
			List: true, Wrapped: true, PathParams: []string{"tagId"}, BasicAuth: true,
		},
		{
			Name: "tax-codes", ID: "getTaxCodes",
			Method: http.MethodPost, Path: "/v0/tax-codes:search",
			Company: CompanyIDSnake,
			Scope:   "tax-codes:read",
			Page:    PageC, List: true, Wrapped: true, BasicAuth: true,
			Body: map[string]any{},
		},
		{
			Name: "tax-code", ID: "getTaxCode",
			Method: http.MethodGet, Path: "/v0/tax-codes/{taxCodeId}",
			Scope:   "tax-codes:read",
			Wrapped: true, PathParams: []string{"taxCodeId"}, BasicAuth: true,
		},
		{
			Name: "chart-of-accounts", ID: "searchAccountsV1",
			Method: http.MethodPost, Path: "/v1/chart-of-accounts:search",
			Company: CompanyIDBody, CompanyRequired: true,
			Scope: "accounts:read", ScopeConfirmed: true,
			Page: PageA, List: true, Wrapped: true, BasicAuth: true,
			Body: map[string]any{"excludeIfAssignedToCategory": false, "excludeIfAssignedToContraAccount": false},
		},
		{
			Name: "accounts", ID: "searchAccountsV4",
			Method: http.MethodPost, Path: "/v1-beta/accounts:search",
			Company: CompanyIDBody, CompanyRequired: true,
			Scope: "accounts:read", ScopeConfirmed: true,
			Page: PageC, List: true, Wrapped: true,
			Body: map[string]any{},
		},
		{
			Name: "vendors", ID: "searchVendors",
			Method: http.MethodPost, Path: "/v1/vendors:search",
			Company: CompanyIDSnake, CompanyRequired: true,
			Scope: "vendors:read", ScopeConfirmed: true,
			Page: PageA, List: true, Wrapped: true, BasicAuth: true,
			Body: map[string]any{},
		},
		{
			Name: "subscriptions", ID: "getSubscriptions",
			Method: http.MethodGet, Path: "/v1/subscriptions",
			Page: PageA, List: true, Wrapped: true, BasicAuth: true, Sensitive: true,
		},
		{
			Name: "subscription-activities", ID: "getSubscriptionActivities",
			Method: http.MethodGet, Path: "/v1/subscriptions/{id}/activities",
			Page: PageA, List: true, Wrapped: true, PathParams: []string{"id"}, BasicAuth: true,
		},
		{
			Name: "accounting-entries", ID: "externalSearchAccountingEntriesV1",
			Method: http.MethodPost, Path: "/v1/accounting-entries:search",
			Company: CompanyIDSnake, CompanyRequired: true,
			Scope: "accounting-entries:read", ScopeConfirmed: true,
			Page: PageD, List: true, Wrapped: true, BasicAuth: true,
			Body: map[string]any{"includeDeleted": false},
		},
		{
			Name: "accounting-entry", ID: "externalGetAccountingEntryV1",
			Method: http.MethodGet, Path: "/v1/accounting-entries/{accountingEntryId}",
			Scope: "accounting-entries:read", ScopeConfirmed: true,
			Wrapped: true, PathParams: []string{"accountingEntryId"}, BasicAuth: true,
		},
		{
			// The links in it open the files for a day, to whoever has them. Nobody
			// names its scope.
			Name: "receipts", ID: "getAllReceiptsV6",
			Method: http.MethodGet, Path: "/v1/accounting-entries/{accountingEntryId}/receipts",
			Page: PageD, List: true, Wrapped: true, PathParams: []string{"accountingEntryId"}, BasicAuth: true, Sensitive: true,
		},
	}
}
