package personal

import (
	"bytes"
	"strings"
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

// fields are the fields of Pleo's contract (SPEC), and of answers that say what
// went wrong. What is not here is shown only for its shape.
var fields = map[string]rule{
	"data": ruleTop,

	"id": ruleID, "accountId": ruleID, "accountIds": ruleID, "accountingEntryId": ruleID, "accountingEntryLineId": ruleID,
	"applicationId": ruleID, "attendableId": ruleID, "clientId": ruleID, "companyId": ruleID, "company_id": ruleID,
	"createdBy": ruleID, "deletedBy": ruleID, "employeeId": ruleID, "employeeIds": ruleID, "exportJobId": ruleID,
	"foreignExtensionId": ruleID, "foreignExtensionIds": ruleID, "groupId": ruleID, "ids": ruleID, "job_id": ruleID,
	"organizationId": ruleID, "organization_id": ruleID, "receiptIds": ruleID, "reconciliationId": ruleID,
	"reconciledEntries": ruleID, "resource": ruleID, "subjectURN": ruleID, "tagGroupId": ruleID, "tagGroupIdsUnset": ruleID,
	"tagId": ruleID, "tagRowIds": ruleID, "taxCodeId": ruleID, "taxCodeIds": ruleID, "teamId": ruleID, "teamIds": ruleID,
	"actorUrn": ruleID, "dimensionId": ruleID, "ocrDocumentId": ruleID, "subscriptionId": ruleID,
	"externalId": ruleUnknown, "externalIds": ruleUnknown, "externalSupplierId": ruleHide,

	"accountingIntegrationSystem": ruleEnum, "accountingSystem": ruleEnum, "accountingSystems": ruleEnum,
	"attendableType": ruleEnum, "authMethod": ruleEnum, "documentType": ruleEnum, "errorCode": ruleEnum,
	"eventTypes": ruleEnum, "exportStatus": ruleEnum, "failureReasonType": ruleEnum, "families": ruleEnum, "family": ruleEnum,
	"method": ruleEnum, "reviewStatus": ruleEnum, "state": ruleEnum, "states": ruleEnum, "status": ruleEnum,
	"subFamilies": ruleEnum, "subFamily": ruleEnum, "sortingOrder": ruleEnum, "subType": ruleEnum, "type": ruleEnum, "order": ruleEnum,
	"fileType": ruleEnum, "operationType": ruleEnum, "source": ruleEnum,
	"scope": ruleWords, "sortingKeys": ruleField,

	"currency": ruleCurrency, "defaultCurrency": ruleCurrency, "transactionValueCurrencies": ruleCurrency,
	"country": ruleCountry, "countries": ruleCountry,
	"after": ruleCursor, "before": ruleCursor, "endCursor": ruleCursor, "startCursor": ruleCursor,
	"expiresIn": ruleNumber, "limit": ruleNumber, "minors": ruleNumber, "numberOfItems": ruleNumber, "offset": ruleNumber,
	"rate": ruleNumber, "size": ruleNumber, "sizeInBytes": ruleNumber, "total": ruleNumber, "totalTagsCount": ruleNumber, "value": ruleNumber,
	"accountCode": ruleBooks, "categoryCode": ruleBooks,

	"account": ruleLedger, "contraAccount": ruleLedger, "tax": ruleLedger, "taxCode": ruleLedger,
	"credentials": ruleSecret, "customHeaders": ruleSecret,

	"accountNumber": ruleHide, "addressLine1": ruleHide, "addressLine2": ruleHide, "applicationName": ruleHide,
	"attendees": ruleUnknown, "bankCode": ruleHide, "bankName": ruleHide, "bic": ruleHide, "cif": ruleHide, "code": ruleHide,
	"codes": ruleHide, "documentNumber": ruleHide, "email": ruleHide, "endpointUrl": ruleHide, "externalAccountNumber": ruleHide,
	"externalUrl": ruleHide, "failureReason": ruleHide, "firstName": ruleHide, "groupCode": ruleHide, "iban": ruleHide,
	"identifier": ruleHide, "ingoingTaxAccount": ruleHide, "invoiceNumber": ruleHide, "jobTitle": ruleHide, "lastName": ruleHide,
	"locality": ruleHide, "message": ruleHide, "name": ruleHide, "note": ruleHide, "outgoingTaxAccount": ruleHide,
	"password": ruleHide, "phone": ruleHide, "postalCode": ruleHide, "region": ruleHide, "registrationNumber": ruleHide,
	"taxCodeExternalId": ruleUnknown, "taxIdentifier": ruleHide, "taxRegistrationNumber": ruleHide,
	"taxRegistrationNumbers": ruleHide, "token": ruleHide, "url": ruleHide, "username": ruleHide,
}

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

// words make a field of an unknown name personal: its numbers and times too.
var words = map[string]bool{
	"account": true, "address": true, "age": true, "bank": true, "birth": true, "birthday": true, "born": true, "card": true,
	"city": true, "comment": true, "contact": true, "cpr": true, "cvr": true, "description": true, "dob": true, "email": true,
	"fax": true, "firstname": true, "fullname": true, "gender": true, "iban": true, "initials": true, "key": true,
	"lastname": true, "latitude": true, "login": true, "longitude": true, "mail": true, "mobile": true, "msisdn": true,
	"name": true, "national": true, "note": true, "pan": true, "passport": true, "password": true, "person": true,
	"personal": true, "phone": true, "phonenumber": true, "pin": true, "postal": true, "postcode": true, "salary": true,
	"secret": true, "sex": true, "signature": true, "social": true, "ssn": true, "street": true, "surname": true, "tel": true,
	"telephone": true, "title": true, "token": true, "username": true, "vat": true, "zip": true, "zipcode": true,
}

// rules are those of one operation.
type rules struct{ row map[string]rule }

func rulesOf(operation string) rules { return rules{operations[operation]} }

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
		if found, known := r.row[string(name)]; known {
			return found
		}
		if depth == 1 && (string(name) == "message" || string(name) == "error") {
			return ruleMessage
		}
	}
	if found, known := fields[string(name)]; known {
		return found
	}
	return guess(name)
}

// guess is the rule for a field that the contract does not know: by the words
// of its name.
func guess(name []byte) rule {
	var last string
	for word := range wordsOf(name) {
		if last = word; words[last] {
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
