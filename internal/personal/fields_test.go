package personal

import (
	"fmt"
	"strings"
	"testing"
)

const someUUID = `"5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08"`

// contract is every field of Pleo's contract that holds a text or a number, and
// what is shown of it: the operation, the object in a row that it stands in, the
// field, a value as Pleo sends it.
var contract = []struct {
	operation, in, fields, value string
	shown                        bool
}{
	{"", "", "id accountId accountIds accountingEntryId accountingEntryLineId applicationId attendableId clientId companyId createdBy deletedBy employeeId employeeIds exportJobId groupId ids organizationId receiptIds reconciliationId reconciledEntries tagGroupId tagGroupIdsUnset tagId tagRowIds taxCodeId taxCodeIds teamId teamIds foreignExtensionId foreignExtensionIds", someUUID, true},
	{"", "", "id clientId foreignExtensionId", `"ext-20417"`, true},
	{"", "", "id clientId employeeId userId", `"anna"`, false},
	{"", "", "id clientId employeeId userId", `"anna.eksempel@example.com"`, false},
	{"", "", "id companyId", `"+45 12 34 56 78"`, false},
	{"", "", "id accountId", `"DK5000400440116243"`, false},
	{"", "", "id", `17`, true},
	{"", "", "resource subjectURN deletedBy", `"urn:pleo:company:3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"`, true},
	{"", "", "resource subjectURN", `"urn:pleo:user:anna"`, false},
	{"", "", "bookkeepingDate bookkeepingDateEnd bookkeepingDateStart completedAt createdAt date deletedAt dueDate expiredAt exportedAt from invoiceDate lastUpdatedAt paymentDate performedAt performedAtEnd performedAtStart settledAt settledAtEnd settledAtStart startedAt to updatedAt", `"2026-09-02T08:00:00Z"`, true},
	{"", "", "createdAt", `"2026-09-02T08:00:00.123456+02:00"`, true},
	{"", "", "createdAt", `"2026-09-02"`, true},
	{"", "", "createdAt", `"Anna"`, false},
	{"", "", "birthDate dateOfBirth", `"1980-09-02"`, false},
	{"", "", "authMethod attendableType documentType errorCode exportStatus families family reviewStatus state states status subFamilies subFamily type sortingOrder order", `"IN_STORE"`, true},
	{"", "", "accountingIntegrationSystem accountingSystem accountingSystems", `"NETSUITE"`, true},
	{"", "", "failureReasonType subType type status method", `"card_purchase"`, true},
	{"", "", "type status", `"Anna Eksempel"`, false},
	{"", "", "type status", `"Anna"`, false},
	{"", "", "type", `"application/pdf"`, true},
	{"subscriptions", "", "eventTypes", `"v1.export-job.created"`, true},
	{"introspect", "", "scope", `"export:read users:write expense:read"`, true},
	{"introspect", "", "scope", `"Anna Eksempel"`, false},
	{"introspect", "", "applicationName", `"Netsuite"`, true},
	{"employees", "", "applicationName", `"Netsuite"`, false},
	{"introspect", "", "applicationName", `"anna@example.com"`, false},
	{"", "", "sortingKeys", `"settledAt"`, true},
	{"", "", "currency defaultCurrency transactionValueCurrencies", `"EUR"`, true},
	{"", "", "currency", `"Anna"`, false},
	{"", "", "country countries", `"DK"`, true},
	{"", "", "country", `"Ann"`, false},
	{"", "", "after before endCursor startCursor", `"GEZDGNBVGY3TQOI="`, true},
	{"", "", "expiresIn limit minors numberOfItems offset size total totalTagsCount", `123456789`, true},
	{"", "", "rate value", `-0.25`, true},
	{"", "", "accountCode categoryCode", `"5999"`, true},
	{"chart-of-accounts", "", "code externalId taxCodeExternalId", `"5999"`, true},
	{"chart-of-accounts", "", "name", `"Meals and Entertainment"`, true},
	{"accounts", "", "name", `"Meals and Entertainment"`, true},
	{"tax-codes", "", "name", `"Purchase tax 25%"`, true},
	{"tax-codes", "", "code ingoingTaxAccount outgoingTaxAccount", `"I25"`, true},
	{"export-items", "account", "name", `"Meals and Entertainment"`, true},
	{"export-items", "contraAccount", "name", `"Pleo GBP Account"`, true},
	{"export-items", "contraAccount", "identifier code", `"2001"`, true},
	{"export-items", "tax", "code ingoingTaxAccount outgoingTaxAccount", `"I25"`, true},
	{"export-items", "tax", "name", `"I25"`, true},
	{"export-items", "user", "name", `"John Doe"`, false},
	{"export-items", "user", "code", `"JD"`, false},
	{"export-items", "team", "name code", `"Annas team"`, false},
	{"export-items", "tags", "name code groupCode", `"T1"`, false},
	{"export-items", "vendor", "name code registrationNumber taxRegistrationNumber externalId", `"V1"`, false},
	{"export-items", "supplier", "name account code taxIdentifier", `"GOOGLE*ADS8693645259"`, false},
	{"export-items", "supplier", "country", `"DK"`, true},
	{"accounting-entries", "supplier", "cif documentNumber externalAccountNumber externalSupplierId", `"B12345674"`, false},
	{"export-items", "supplierBankAccount", "accountNumber bankCode bankName bic iban", `"DABADKKK"`, false},
	{"export-items", "supplierBankAccount", "accountNumber bankCode", `123`, false},
	{"export-items", "", "note failureReason identifier invoiceNumber", `"dinner"`, false},
	{"export-items", "additionalInformation", "attendees", `"Anna Eksempel"`, false},
	{"export-items", "files", "url", `"https://file.example.com/receipt?sig=1"`, false},
	{"export-items", "web", "href self", `"https://app.pleo.io/x"`, false},
	{"export-items", "mobile", "href", `"pleo://x"`, false},
	{"export-items", "api", "href", `"https://external.pleo.io/x"`, false},
	{"export-job-items", "", "externalId", `"bill-20417"`, true},
	{"export-job-items", "", "externalUrl", `"https://books.example.com/bill/1"`, false},
	{"vendors", "", "name code codes externalId externalIds registrationNumber taxRegistrationNumber taxRegistrationNumbers", `"V01"`, false},
	{"vendors", "", "name", `12`, false},
	{"companies", "", "name", `"Nordhavn Bageri ApS"`, true},
	{"company", "", "name", `"Nordhavn Bageri ApS"`, true},
	{"companies", "address", "name", `"Anna"`, false},
	{"companies", "address", "addressLine1 addressLine2 locality postalCode region", `"Eksempelby"`, false},
	{"companies", "address", "postalCode", `2100`, false},
	{"companies", "", "registrationNumber", `"DEMO-DK-0001"`, false},
	{"employees", "", "firstName lastName jobTitle email phone code", `"Anna"`, false},
	{"employees", "", "firstName lastName jobTitle email phone code", `17`, false},
	{"employees", "", "email", `"anna.eksempel@example.com"`, false},
	{"employees", "", "phone", `4512345678`, false},
	{"tag-groups", "", "name code", `"SHOP"`, false},
	{"tag-groups", "metadata", "owner", `"Anna"`, false},
	{"tags", "", "name code", `"S1"`, false},
	{"subscriptions", "", "endpointUrl", `"https://hooks.example.com/demo"`, false},
	{"subscriptions", "credentials", "username password token", `"demo-hook"`, false},
	{"subscriptions", "credentials", "id", someUUID, false},
	{"subscriptions", "customHeaders", "X-Api-Id Authorization", `"abc-123"`, false},
	{"subscription-activities", "", "actorUrn", `"urn:pleo:organisation:c5b07e19-f2a4-4836-9d5e-80e13b6a47fc"`, true},
	{"subscription-activities", "", "subscriptionId", someUUID, true},
	{"subscription-activities", "", "operationType", `"UPDATE"`, true},
	{"subscription-activities", "", "description", `"Anna changed it"`, false},
	{"tag-dimensions", "", "dimensionId", someUUID, true},
	{"tag-dimensions", "", "value", `"Annas project"`, false},
	{"tax-code", "", "name code", `"I25"`, true},
	{"receipts", "", "ocrDocumentId", someUUID, true},
	{"receipts", "", "fileType source", `"ORIGINAL"`, true},
	{"receipts", "", "sizeInBytes", `20417`, true},
	{"receipts", "", "url", `"https://files.example.com/receipt?sig=1"`, false},
	{"employees", "parameters", "email", `"anna@example.com"`, false},
	{"employees", "parameters", "companyId", someUUID, true},
	// What the contract does not know.
	{"employees", "", "cvr taxNumber nickname workLocation", `"12"`, false},
	{"employees", "", "cpr age salary", `42`, false},
	{"employees", "", "whatever", `42`, true},
	{"employees", "", "whatever", `12345678`, false},
	{"employees", "", "whatever", `"ANNA"`, false},
	{"employees", "", "whatever", `"CARD_PURCHASE"`, true},
	{"employees", "", "whatever", someUUID, true},
	{"employees", "", "whatever", `"2026-11-25"`, true},
	{"employees", "", "whatever", `"application/json"`, true},
	{"employees", "", "whatever archived", `true`, true},
	{"employees", "", "whatever name", `null`, true},
	{"employees", "", "whatever name", `""`, true},
	{"employees", "", "message", `"Anna is ill"`, false}, // in a row
}

func TestFieldsOfTheContract(t *testing.T) {
	tested := map[string]bool{}
	for _, tt := range contract {
		for field := range strings.FieldsSeq(tt.fields) {
			tested[field] = true
			for _, form := range []string{`%s`, `[%s,1]`} {
				member := fmt.Sprintf(`{"%s":`+form+`}`, field, tt.value)
				if tt.in != "" {
					member = fmt.Sprintf(`{"%s":%s,"x":[]}`, tt.in, member)
				}
				body := `{"data":[` + member + `]}`
				got, _ := Hide(tt.operation, []byte(body))
				if shown := strings.Contains(string(got), tt.value); shown != tt.shown {
					t.Errorf("%s: %s is shown: %v, want %v: %s", tt.operation, body, shown, tt.shown, got)
				}
			}
		}
	}
	places := []string{"data", "account", "contraAccount", "tax", "taxCode", "credentials", "customHeaders", "message", "company_id", "job_id", "organization_id"}
	for field := range fields() {
		if !tested[field] && !strings.Contains(" "+strings.Join(places, " ")+" ", " "+field+" ") {
			t.Errorf("the field %s is in no test", field)
		}
	}
}
