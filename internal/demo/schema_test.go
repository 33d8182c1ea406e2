package demo

import (
	"fmt"
	"strings"
)

// schema is what an answer must hold: the fields that Pleo's OpenAPI documents
// require, and the schema of fields that are objects ("Name") or lists of them
// ("[]Name").
type schema struct {
	required []string
	fields   map[string]string
}

// schemas is written by hand from the documents, not taken from the code.
var schemas = map[string]schema{
	"CursorPageInfo": {
		[]string{"currentRequestPagination", "hasNextPage", "hasPreviousPage"},
		map[string]string{"currentRequestPagination": "CursorPageCurrentRequestInfo"},
	},
	"CursorPageCurrentRequestInfo": {[]string{"parameters"}, nil},

	"ExternalClientModel":           {[]string{"authMethod", "clientId", "scope"}, nil},
	"InstallationResponse":          {[]string{"applicationId", "createdAt", "id", "metadata", "resource", "status", "updatedAt"}, nil},
	"ExternalEmployeeResponseModel": {[]string{"companyId", "email", "firstName", "id", "lastName"}, nil},
	"ExternalCompanyResponseModel":  {[]string{"address", "id", "name"}, nil},

	"ExportJobV3": {
		[]string{"companyId", "createdAt", "expiresIn", "id", "isInteractive", "numberOfItems", "status", "vendorBasedBookkeeping"}, nil,
	},
	"ExportJobItemV3": {[]string{"accountingEntryId", "exportJobId", "status"}, nil},
	"ExportItemV3": {
		[]string{"_links", "accountingEntryId", "accountingEntryLines", "additionalInformation", "amount", "companyId", "date", "type"},
		map[string]string{
			"accountingEntryLines": "[]ExportItemLineV3", "additionalInformation": "ExportItemAdditionalInformationV3",
			"amount": "ExportItemAmountV3", "user": "ExportItemUserV3",
		},
	},
	"ExportItemLineV3": {
		[]string{"accountingEntryLineId", "lineAmount", "netAmount"},
		map[string]string{"account": "AccountV3", "lineAmount": "ExportItemAmountV3", "netAmount": "ExportItemAmountV3"},
	},
	"ExportItemAdditionalInformationV3": {[]string{"reconciliationId"}, nil},
	"ExportItemAmountV3": {
		[]string{"inSupplierCurrency", "inWalletCurrency"},
		map[string]string{"inSupplierCurrency": "MoneyModel", "inWalletCurrency": "MoneyModel"},
	},
	"ExportItemUserV3": {[]string{"id", "name"}, nil},
	"AccountV3":        {[]string{"id", "name"}, nil},
	"MoneyModel":       {[]string{"currency", "value"}, nil},

	"TagGroupModel":                 {[]string{"archived", "code", "companyId", "createdAt", "id", "metadata", "name", "updatedAt"}, nil},
	"TagModel":                      {[]string{"archived", "code", "createdAt", "groupId", "id", "updatedAt"}, nil},
	"TaxCodeModel":                  {[]string{"archived", "companyId", "createdAt", "id", "name", "rate", "type", "updatedAt"}, nil},
	"BookkeepingAccountRestModelV1": {[]string{"archived", "companyId", "externalId", "id", "name"}, nil},
	"VendorResponse":                {[]string{"companyId", "defaultCurrency", "id", "name", "state"}, nil},
	"TagDimensionValueModel":        {[]string{"createdAt", "dimensionId", "tagId", "updatedAt", "value"}, nil},
	"SubscriptionActivityModel":     {[]string{"actorUrn", "createdAt", "description", "id", "operationType", "subscriptionId"}, nil},
	"ReceiptModel":                  {[]string{"accountingEntryId", "createdAt", "fileType", "id", "mimeType", "sizeInBytes", "source", "url"}, nil},
	"SubscriptionModel":             {[]string{"createdAt", "endpointUrl", "eventTypes", "id", "status", "updatedAt"}, nil},

	"AccountingEntryV1": {
		[]string{
			"attendees", "companyId", "createdAt", "exportStatus", "family", "id", "performedAt", "receiptIds", "reviewStatus",
			"splitItems", "status", "tags", "transactionValue", "updatedAt",
		},
		map[string]string{"attendees": "[]AttendeeV1", "splitItems": "[]SplitItemV1", "tags": "[]AccountingEntryTagV1", "transactionValue": "Money"},
	},
	"AttendeeV1":           {[]string{"attendableId", "attendableType", "id"}, nil},
	"SplitItemV1":          {[]string{"createdAt", "id", "tags", "updatedAt"}, map[string]string{"transactionValue": "Money", "tags": "[]AccountingEntryTagV1"}},
	"AccountingEntryTagV1": {[]string{"tagGroupId"}, nil},
	"Money":                {[]string{"currency", "minors"}, nil},
}

// violations lists where value does not satisfy the named schema.
func violations(value any, name, at string) []string {
	if element, ok := strings.CutPrefix(name, "[]"); ok {
		list, ok := value.([]any)
		if !ok {
			return []string{at + " is not a list"}
		}
		var found []string
		for i, one := range list {
			found = append(found, violations(one, element, fmt.Sprintf("%s[%d]", at, i))...)
		}
		return found
	}
	want, known := schemas[name]
	if !known {
		return []string{"no schema " + name}
	}
	object, ok := value.(map[string]any)
	if !ok {
		return []string{at + " is not an object"}
	}
	var found []string
	for _, field := range want.required {
		if object[field] == nil {
			found = append(found, at+"."+field+" is missing")
		}
	}
	for field, of := range want.fields {
		if inner, ok := object[field]; ok {
			found = append(found, violations(inner, of, at+"."+field)...)
		}
	}
	return found
}
