package personal

import (
	"bytes"
	"strings"
	"sync"
)

// rule says when a value is shown. It fits into seven bits.
type rule byte

const (
	ruleUnknown rule = iota // where its shape is technical
	ruleHide                // never
	ruleMessage             // a sentence of Pleo's: shown through HideText
	ruleID                  // an identifier
	ruleEnum                // a word in one case: a status, a type
	ruleWords               // several such words: scopes
	ruleField               // the name of a field, to sort by
	ruleCurrency
	ruleCountry
	ruleCursor
	ruleNumber // an amount, a count, a page
	ruleBooks  // of the books, not of a person: an account, a tax code
	ruleOpen   // shown as it is, where it does not look personal

	// The places: what the fields of an object belong to.
	ruleTop    // the answer, its data, its rows
	ruleLedger // an account or a tax inside a row
	ruleSecret // what opens an endpoint: nothing in it is shown
)

// place is where the fields of an object are that stands under the rule.
func (r rule) place() rule {
	switch r {
	case ruleTop, ruleLedger, ruleSecret:
		return r
	}
	return ruleUnknown
}

// byName gives the rule for each of the names, which are listed by rule.
func byName(lists map[rule]string) func() map[string]rule {
	return sync.OnceValue(func() map[string]rule {
		all := map[string]rule{}
		for of, names := range lists {
			for name := range strings.FieldsSeq(names) {
				all[name] = of
			}
		}
		return all
	})
}

// fields are the fields of Pleo's contract (SPEC), and of answers that say what
// went wrong. What is not here is shown only for its shape.
var fields = byName(map[rule]string{
	ruleUnknown: "attendees externalId externalIds taxCodeExternalId",
	ruleHide: `accountNumber addressLine1 addressLine2 applicationName bankCode bankName bic cif code codes documentNumber email
		endpointUrl externalAccountNumber externalSupplierId externalUrl failureReason firstName groupCode iban identifier
		ingoingTaxAccount invoiceNumber jobTitle lastName locality message name note outgoingTaxAccount password phone
		postalCode region registrationNumber taxIdentifier taxRegistrationNumber taxRegistrationNumbers token url username`,
	ruleID: `accountId accountIds accountingEntryId accountingEntryLineId actorUrn applicationId attendableId clientId companyId
		company_id createdBy deletedBy dimensionId employeeId employeeIds exportJobId foreignExtensionId foreignExtensionIds
		groupId id ids job_id ocrDocumentId organizationId organization_id receiptIds reconciledEntries reconciliationId
		resource subjectURN subscriptionId tagGroupId tagGroupIdsUnset tagId tagRowIds taxCodeId taxCodeIds teamId teamIds`,
	ruleEnum: `accountingIntegrationSystem accountingSystem accountingSystems attendableType authMethod documentType errorCode
		eventTypes exportStatus failureReasonType families family fileType method operationType order reviewStatus
		sortingOrder source state states status subFamilies subFamily subType type`,
	ruleWords:    "scope",
	ruleField:    "sortingKeys",
	ruleCurrency: "currency defaultCurrency transactionValueCurrencies",
	ruleCountry:  "countries country",
	ruleCursor:   "after before endCursor startCursor",
	ruleNumber:   "expiresIn limit minors numberOfItems offset rate size sizeInBytes total totalTagsCount value",
	ruleBooks:    "accountCode categoryCode",
	ruleTop:      "data",
	ruleLedger:   "account contraAccount tax taxCode",
	ruleSecret:   "credentials customHeaders",
})

// ledger are the fields that say nothing of a person where they belong to an
// account or a tax code.
var ledger = map[string]rule{
	"name": ruleOpen, "code": ruleBooks, "identifier": ruleBooks, "externalId": ruleID, "taxCodeExternalId": ruleID,
	"ingoingTaxAccount": ruleBooks, "outgoingTaxAccount": ruleBooks,
}

// operations are the fields that a row of an operation shows in addition.
var operations = map[string]map[string]rule{
	"introspect":        {"applicationName": ruleOpen},
	"companies":         {"name": ruleOpen},
	"company":           {"name": ruleOpen},
	"tax-codes":         ledger,
	"tax-code":          ledger,
	"chart-of-accounts": ledger,
	"accounts":          ledger,
	"export-job-items":  {"externalId": ruleID},
}

// personalWords make a field of an unknown name personal: its numbers and times too.
var personalWords = byName(map[rule]string{ruleHide: `account address age bank birth birthday born card city comment contact cpr cvr description dob email fax firstname
	fullname gender iban initials key lastname latitude login longitude mail mobile msisdn name national note pan passport
	password person personal phone phonenumber pin postal postcode salary secret sex signature social ssn street surname tel
	telephone title token username vat zip zipcode`})

// rules are the fields that a row shows because of its operation.
type rules map[string]rule

// of is the rule for a field, by the place of its object and its depth.
func (r rules) of(place rule, depth int, name []byte) rule {
	switch {
	case place == ruleSecret:
		return ruleSecret
	case place == ruleLedger:
		if found, known := ledger[string(name)]; known {
			return found
		}
	case place == ruleTop:
		if found, known := r[string(name)]; known {
			return found
		}
		if depth == 1 && (string(name) == "message" || string(name) == "error") {
			return ruleMessage
		}
	}
	if found, known := fields()[string(name)]; known {
		return found
	}
	return guess(name)
}

// guess is the rule for a field that the contract does not know: by the words
// of its name.
func guess(name []byte) rule {
	var last string
	for word := range wordsOf(name) {
		if last = word; personalWords()[last] == ruleHide {
			return ruleHide
		}
	}
	if last == "id" || last == "ids" || last == "uuid" {
		return ruleID
	}
	return ruleUnknown
}

// wordsOf splits a name at its capitals and at what is no letter, in lower
// case.
func wordsOf(name []byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(name); i++ {
			letter := i < len(name) && isLetter(name[i])
			if letter && i > start && (!isUpper(name[i]) || isUpper(name[i-1])) {
				continue
			}
			if i > start && !yield(strings.ToLower(string(bytes.TrimRight(name[start:i], "0123456789")))) {
				return
			}
			if start = i; !letter {
				start++
			}
		}
	}
}
