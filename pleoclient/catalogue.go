package pleoclient

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Operations returns the reading operations, in the order of the catalogue. The
// copy is the caller's.
func Operations() []Operation {
	all := slices.Clone(catalogue())
	for i := range all {
		all[i] = all[i].clone()
	}
	return all
}

// LookupOperation finds an operation by its name.
func LookupOperation(name string) (Operation, bool) {
	i := slices.IndexFunc(catalogue(), func(o Operation) bool { return o.Name == name })
	if i < 0 {
		return Operation{}, false
	}
	return catalogue()[i].clone(), true
}

// mustOperation finds an operation that the package itself names.
func mustOperation(name string) Operation {
	o, ok := LookupOperation(name)
	if !ok {
		panic("pleoclient: no operation named " + name)
	}
	return o
}

func (o Operation) clone() Operation {
	o.AltScopes, o.PathParams, o.Body = slices.Clone(o.AltScopes), slices.Clone(o.PathParams), maps.Clone(o.Body)
	return o
}

// The fields that the operations on one thing and on several have in common. The
// notation is that of the function fields.
const (
	employeeFields = "id! companyId* email* firstName* lastName* code jobTitle phone"
	companyFields  = "id! address:object* name* organizationId registrationNumber"
	jobFields      = "id! companyId* createdAt* expiresIn:number* isInteractive:bool* numberOfItems:number* status* " +
		"vendorBasedBookkeeping:bool* completedAt createdBy expiredAt failureReason failureReasonType lastUpdatedAt startedAt"
	tagFields     = "id! archived:bool* code* createdAt* groupId* updatedAt* name"
	taxCodeFields = "id! archived:bool* companyId* createdAt* name* rate:number* type* updatedAt* accountingIntegrationSystem " +
		"code ingoingTaxAccount outgoingTaxAccount"
	accountFields = "id! archived:bool* companyId* externalId* name* code metadata:object taxCodeExternalId"
	entryFields   = "id! attendees:list* companyId* createdAt* exportStatus* family* performedAt* receiptIds:list* reviewStatus* " +
		"splitItems:list* status* tags:list* transactionValue:object* updatedAt* accountCode accountId bookkeepingDate deletedAt " +
		"employeeId foreignExtensionId note settledAt subFamily supplier:object taxCodeId teamId totalBillValue:object"
)

// maxFilter is how many entries Pleo takes in most filters that are lists (SPEC).
const maxFilter = 100

// catalogue are the 24 reading operations. Methods, paths, company parameters,
// filters, paging, bodies and fields are from SPEC; scopes are from DOC where
// ScopeConfirmed is set and from FIELD otherwise. To add one, write an entry
// here, and its texts in assets/translations.
//
// Two that read are left out: GET /v0/tags is deprecated (SPEC), and GET
// /v1/subscriptions/{id}/secret shows a secret that nobody needs to see here.
var catalogue = sync.OnceValue(func() []Operation {
	all := []Operation{
		{
			Name: "introspect", Method: http.MethodGet, Path: "/v1/introspect",
			Wrapped: true, BasicAuth: true,
			fields: fields("authMethod! clientId* scope* applicationName subjectURN"),
		},
		{
			Name: "installation", Method: http.MethodGet, Path: "/v1/installations/me",
			Company: CompanyIDSnake, BasicAuth: true,
			fields: fields("id! resource! status! applicationId* createdAt* updatedAt* metadata:object* errorCode"),
		},
		{
			Name: "employees", Method: http.MethodGet, Path: "/v2/employees",
			Company: CompanyIDCamel, Scope: "users:read", ScopeConfirmed: true,
			Page: PageA, List: true, Wrapped: true, BasicAuth: true,
			fields:  fields(employeeFields),
			filters: []Param{one(InQuery, "email", KindText), one(InQuery, "code", KindText)},
		},
		{
			Name: "employee", Method: http.MethodGet, Path: "/v2/employees/{employeeId}",
			Scope: "users:read", ScopeConfirmed: true, Wrapped: true, BasicAuth: true,
			fields: fields(employeeFields),
		},
		{
			Name: "companies", Method: http.MethodGet, Path: "/v1/companies",
			Scope: "companies:read", Page: PageA, List: true, Wrapped: true, BasicAuth: true,
			fields:  fields(companyFields),
			filters: []Param{one(InQuery, "organization_id", KindUUID)},
		},
		{
			Name: "company", Method: http.MethodGet, Path: "/v1/companies/{companyId}",
			Company: CompanyIDPath, CompanyRequired: true, Scope: "companies:read", Wrapped: true, BasicAuth: true,
			fields: fields(companyFields),
		},
		{
			Name: "export-jobs", Method: http.MethodGet, Path: "/v3/export-jobs",
			Company: CompanyIDSnake, Scope: "export-jobs:read", ScopeConfirmed: true,
			Page: PageB, List: true, Wrapped: true, BasicAuth: true,
			fields:  fields(jobFields),
			filters: []Param{list(InQuery, "statuses", KindEnum, 0, "pending", "in_progress", "failed", "completed", "completed_with_errors")},
		},
		{
			Name: "export-job", Method: http.MethodGet, Path: "/v3/export-jobs/{jobId}",
			Scope: "export-jobs:read", ScopeConfirmed: true, Wrapped: true, BasicAuth: true,
			fields: fields(jobFields),
		},
		{
			Name: "export-job-items", Method: http.MethodGet, Path: "/v3/export-jobs/{jobId}/items",
			Scope: "export-jobs:read", ScopeConfirmed: true, Page: PageB, List: true, Wrapped: true, BasicAuth: true,
			fields:  fields("accountingEntryId! exportJobId* status* exportedAt externalId externalUrl failureReason failureReasonType"),
			filters: []Param{one(InQuery, "status", KindEnum, "pending", "in_progress", "failed", "successful", "abandoned")},
		},
		{
			Name: "export-items", Method: http.MethodGet, Path: "/v3/export-items",
			Scope: "export-items:read", ScopeConfirmed: true, Page: PageB, List: true, Wrapped: true, BasicAuth: true,
			fields: fields("accountingEntryId! _links:object* accountingEntryLines:list* additionalInformation:object* amount:object* " +
				"companyId* date* type* bookkeeping:object contraAccount:object files:list note servicePeriod:object subType " +
				"supplier:object team:object user:object vendor:object"),
			filters: []Param{one(InQuery, "job_id", KindUUID)},
		},
		{
			Name: "tag-groups", Method: http.MethodGet, Path: "/v0/tag-groups",
			Company: CompanyIDSnake, CompanyRequired: true, Scope: "tag-group:read", AltScopes: []string{"tag-groups:read"},
			List: true, Wrapped: true, BasicAuth: true,
			fields: fields("id! archived:bool* code* companyId* createdAt* metadata:object* name* updatedAt* totalTagsCount:number"),
			filters: []Param{
				one(InQuery, "organization_id", KindUUID), one(InQuery, "include_archived", KindBool), one(InQuery, "include_tags_count", KindBool),
			},
		},
		{
			Name: "tags", Method: http.MethodGet, Path: "/v0/tag-groups/{groupId}/tags",
			Scope: "tag-group:read", AltScopes: []string{"tag-groups:read"},
			Page: PageC, List: true, Wrapped: true, BasicAuth: true,
			fields:  fields(tagFields),
			filters: []Param{one(InQuery, "include_archived", KindBool)},
		},
		{
			Name: "tag", Method: http.MethodGet, Path: "/v0/tags/{tagId}",
			Scope: "tag-group:read", AltScopes: []string{"tag-groups:read"}, Wrapped: true, BasicAuth: true,
			fields: fields(tagFields),
		},
		{
			Name: "tag-dimensions", Method: http.MethodGet, Path: "/v0/tags/{tagId}/dimensions",
			Scope: "tag-group:read", AltScopes: []string{"tag-groups:read"}, List: true, Wrapped: true, BasicAuth: true,
			fields: fields("dimensionId! tagId* value* createdAt* updatedAt*"),
		},
		{
			Name: "tax-codes", Method: http.MethodPost, Path: "/v0/tax-codes:search",
			Company: CompanyIDSnake, Scope: "tax-codes:read",
			Page: PageC, List: true, Wrapped: true, BasicAuth: true, Body: map[string]any{},
			fields: fields(taxCodeFields),
			filters: []Param{
				one(InBody, "code", KindText), one(InBody, "type", KindEnum, "inclusive", "exclusive", "reverse"),
				one(InBody, "archived", KindBool), unique(list(InBody, "taxCodeIds", KindUUID, 0)),
			},
		},
		{
			Name: "tax-code", Method: http.MethodGet, Path: "/v0/tax-codes/{taxCodeId}",
			Scope: "tax-codes:read", Wrapped: true, BasicAuth: true,
			fields: fields(taxCodeFields),
		},
		{
			Name: "chart-of-accounts", Method: http.MethodPost, Path: "/v1/chart-of-accounts:search",
			Company: CompanyIDBody, CompanyRequired: true, Scope: "accounts:read", ScopeConfirmed: true,
			Page: PageA, List: true, Wrapped: true, BasicAuth: true,
			Body:   map[string]any{"excludeIfAssignedToCategory": false, "excludeIfAssignedToContraAccount": false}, // required
			fields: fields(accountFields),
			filters: []Param{
				one(InBody, "name", KindText), one(InBody, "code", KindText), unique(list(InBody, "codes", KindText, 0)),
				one(InBody, "externalId", KindText), unique(list(InBody, "ids", KindUUID, 0)), one(InBody, "archived", KindBool),
				one(InBody, "excludeIfAssignedToCategory", KindBool), one(InBody, "excludeIfAssignedToContraAccount", KindBool),
			},
		},
		{
			Name: "accounts", Method: http.MethodPost, Path: "/v1-beta/accounts:search",
			Company: CompanyIDBody, CompanyRequired: true, Scope: "accounts:read", ScopeConfirmed: true,
			Page: PageC, List: true, Wrapped: true, Body: map[string]any{},
			fields: fields(accountFields),
			filters: []Param{
				one(InBody, "name", KindText), one(InBody, "code", KindText), one(InBody, "externalId", KindText),
				unique(list(InBody, "ids", KindUUID, 0)), one(InBody, "archived", KindBool),
			},
		},
		{
			Name: "vendors", Method: http.MethodPost, Path: "/v1/vendors:search",
			Company: CompanyIDSnake, CompanyRequired: true, Scope: "vendors:read", ScopeConfirmed: true,
			Page: PageA, List: true, Wrapped: true, BasicAuth: true, Body: map[string]any{},
			fields: fields("id! companyId* defaultCurrency* name* state* accountingSystem code country createdAt externalId " +
				"registrationNumber taxRegistrationNumber updatedAt"),
			filters: []Param{
				one(InBody, "name", KindText), list(InBody, "states", KindEnum, 4, "DRAFT", "ACTIVE", "ARCHIVED"),
				list(InBody, "codes", KindText, maxFilter), list(InBody, "countries", KindEnum, maxFilter, strings.Fields(countries)...),
				list(InBody, "taxRegistrationNumbers", KindText, maxFilter), list(InBody, "accountingSystems", KindText, maxFilter),
				list(InBody, "externalIds", KindText, maxFilter), list(InBody, "ids", KindUUID, maxFilter),
			},
		},
		{
			Name: "subscriptions", Method: http.MethodGet, Path: "/v1/subscriptions",
			Page: PageA, List: true, Wrapped: true, BasicAuth: true, Sensitive: true,
			fields: fields("id! createdAt* endpointUrl* eventTypes:list* status* updatedAt* customHeaders:object deletedAt " +
				"deletedBy endpointAuth:object"),
			filters: []Param{one(InQuery, "status", KindText), unique(list(InQuery, "event_types", KindText, 0))},
		},
		{
			Name: "subscription-activities", Method: http.MethodGet, Path: "/v1/subscriptions/{id}/activities",
			Page: PageA, List: true, Wrapped: true, BasicAuth: true,
			fields:  fields("id! actorUrn* createdAt* description* operationType* subscriptionId*"),
			filters: []Param{unique(list(InQuery, "operation_types", KindEnum, 0, "CREATE", "UPDATE", "DELETE"))},
		},
		{
			Name: "accounting-entries", Method: http.MethodPost, Path: "/v1/accounting-entries:search",
			Company: CompanyIDSnake, CompanyRequired: true, Scope: "accounting-entries:read", ScopeConfirmed: true,
			Page: PageD, List: true, Wrapped: true, BasicAuth: true, Body: map[string]any{"includeDeleted": false}, // required
			fields: fields(entryFields),
			filters: []Param{
				one(InBody, "performedAtStart", KindDateTime), one(InBody, "performedAtEnd", KindDateTime),
				one(InBody, "bookkeepingDateStart", KindDateTime), one(InBody, "bookkeepingDateEnd", KindDateTime),
				one(InBody, "settledAtStart", KindDateTime), one(InBody, "settledAtEnd", KindDateTime),
				list(InBody, "status", KindEnum, 0, "DRAFT", "PENDING", "COMPLETED", "COMPLETED_EXTERNALLY", "CANCELLED", "REJECTED", "ERROR"),
				list(InBody, "reviewStatus", KindEnum, 0, "NOT_OK", "NOT_REQUIRED", "NOT_SET", "OK", "WAITING_FOR_EXPENSE_OWNER",
					"WAITING_FOR_REVIEWER", "WAITING_FOR_COMPANY_REVIEWER", "WAITING_FOR_TEAM_REVIEWER", "WAITING_FOR_TAG_REVIEWER"),
				list(InBody, "exportStatus", KindEnum, 0, "CREATED", "EXPORTED", "EXPORTING", "NOT_CREATED", "NOT_EXPORTED", "QUEUED"),
				list(InBody, "families", KindEnum, 0, "BALANCE_AMENDMENT", "BILL_INVOICE", "CARD_PURCHASE", "CASHBACK", "CREDIT_NOTE", "MILEAGE",
					"OUT_OF_POCKET", "OVERDRAFT", "PER_DIEM", "PLEO_INVOICE", "REIMBURSEMENT", "WALLET", "BILL_INVOICE_PAYMENT"),
				list(InBody, "subFamilies", KindEnum, 0, "ATM", "IN_STORE", "ONLINE", "PLEO_INVOICE", "PLEO_INVOICE_REFUND",
					"REIMBURSEMENT_TO_COMPANY", "REIMBURSEMENT_TO_EMPLOYEE", "REIMBURSEMENT_TO_EMPLOYEE_REFUND", "LOAD", "UNLOAD", "WITHDRAWAL",
					"FEE", "INTEREST", "BILL_INVOICE_PAYMENT_RETURNED", "BILL_INVOICE_PAYMENT_RECEIVED"),
				one(InBody, "hasAccount", KindBool), one(InBody, "hasBookkeepingDate", KindBool), one(InBody, "hasNote", KindBool),
				one(InBody, "settled", KindBool), one(InBody, "includeDeleted", KindBool),
				list(InBody, "employeeIds", KindUUID, maxFilter), list(InBody, "teamIds", KindUUID, maxFilter),
				list(InBody, "accountIds", KindUUID, maxFilter), list(InBody, "tagRowIds", KindUUID, maxFilter),
				list(InBody, "tagGroupIdsUnset", KindUUID, maxFilter), unique(list(InBody, "taxCodeIds", KindUUID, maxFilter)),
				list(InBody, "transactionValueCurrencies", KindText, maxFilter), list(InBody, "foreignExtensionIds", KindText, maxFilter),
				one(InQuery, "organization_id", KindUUID),
			},
			sortingKeys: []string{"settledAt", "performedAt", "id", "bookkeepingDate"},
		},
		{
			Name: "accounting-entry", Method: http.MethodGet, Path: "/v1/accounting-entries/{accountingEntryId}",
			Scope: "accounting-entries:read", ScopeConfirmed: true, Wrapped: true, BasicAuth: true,
			fields:  fields(entryFields),
			filters: []Param{one(InQuery, "include_deleted", KindBool)},
		},
		{
			// The links in it open the files for a day, to whoever has them. Nobody
			// names its scope.
			Name: "receipts", Method: http.MethodGet, Path: "/v1/accounting-entries/{accountingEntryId}/receipts",
			Page: PageD, List: true, Wrapped: true, BasicAuth: true, Sensitive: true,
			fields: fields("id! accountingEntryId* createdAt* fileType* mimeType* sizeInBytes:number* source* url* ocrDocumentId"),
			filters: []Param{
				list(InQuery, "source", KindEnum, 0, "APP_SHARE", "BOLT", "CAMERA", "CASHBACK", "EMAIL_FETCHING", "EMAIL_FETCHING_BATCHED",
					"EMAIL_FORWARDING", "GENERATED_RECEIPT", "LOST_RECEIPT", "ROGER", "STOREBOX", "STRIPE", "TRAVELPERK", "USER"),
				one(InQuery, "file_type", KindEnum, "EMBED", "ORIGINAL", "THUMBNAIL", "PREVIEW"),
			},
			sortingKeys: []string{"createdAt", "id", "size"},
		},
	}
	for i := range all {
		all[i].PathParams = placeholders(all[i].Path)
	}
	return all
})

// placeholders are the names in braces in a path, but for the company's.
func placeholders(path string) (names []string) {
	for part := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok && name != "companyId}" {
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return names
}

// countries are the values that vendors can be searched by (SPEC).
const countries = `UNDEFINED
AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BU BV BW BY BZ CA CC CD
CF CG CH CI CK CL CM CN CO CP CR CS CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA
GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI
KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC
NE NF NG NI NL NO NP NR NT NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SF SG SH SI SJ SK
SL SM SN SO SR SS ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA UG UK UM US UY UZ VA VC VE VG VI VN
VU WF WS XI XU XK YE YT YU ZA ZM ZR ZW`
