package pleoclient

import (
	"slices"
	"strings"
	"sync"
)

// FieldKind is the JSON type of a field.
type FieldKind string

// The kinds.
const (
	FieldText   FieldKind = "text"
	FieldNumber FieldKind = "number"
	FieldBool   FieldKind = "bool"
	FieldObject FieldKind = "object"
	FieldList   FieldKind = "list"
)

// Field is a documented field of a row, or of the one object that an operation
// answers with (SPEC).
type Field struct {
	Name     string
	Kind     FieldKind
	Required bool // SPEC says that it is always there
	// Identifies is true where an answer without the field, with null or with an
	// empty text in it, is not recognised. It is a choice of ours among the
	// required fields.
	Identifies bool
}

// Fields returns the documented fields of a row of the operation, or of its one
// object. The copy is the caller's.
func (o Operation) Fields() []Field { return slices.Clone(fieldsOf(o).fields) }

func fieldsOf(op Operation) *fieldSet {
	if s := documented()[op.Name]; s != nil {
		return s
	}
	return &fieldSet{}
}

// fieldTable has a field as its name, ":" and its kind where it is no text, and
// "*" where it is required or "!" where it identifies.
var fieldTable = map[string]string{
	"introspect":   "authMethod! clientId* scope* applicationName subjectURN",
	"installation": "id! resource! status! applicationId* createdAt* updatedAt* metadata:object* errorCode",
	"employees":    employeeFields,
	"employee":     employeeFields,
	"companies":    companyFields,
	"company":      companyFields,
	"export-jobs":  jobFields,
	"export-job":   jobFields,
	"export-job-items": "accountingEntryId! exportJobId* status* exportedAt externalId externalUrl failureReason " +
		"failureReasonType",
	"export-items": "accountingEntryId! _links:object* accountingEntryLines:list* additionalInformation:object* amount:object* " +
		"companyId* date* type* bookkeeping:object contraAccount:object files:list note servicePeriod:object subType " +
		"supplier:object team:object user:object vendor:object",
	"tag-groups":        "id! archived:bool* code* companyId* createdAt* metadata:object* name* updatedAt* totalTagsCount:number",
	"tags":              tagFields,
	"tag":               tagFields,
	"tag-dimensions":    "dimensionId! tagId* value* createdAt* updatedAt*",
	"tax-codes":         taxCodeFields,
	"tax-code":          taxCodeFields,
	"chart-of-accounts": accountFields,
	"accounts":          accountFields,
	"vendors": "id! companyId* defaultCurrency* name* state* accountingSystem code country createdAt externalId " +
		"registrationNumber taxRegistrationNumber updatedAt",
	"subscriptions": "id! createdAt* endpointUrl* eventTypes:list* status* updatedAt* customHeaders:object deletedAt " +
		"deletedBy endpointAuth:object",
	"subscription-activities": "id! actorUrn* createdAt* description* operationType* subscriptionId*",
	"accounting-entries":      entryFields,
	"accounting-entry":        entryFields,
	"receipts":                "id! accountingEntryId* createdAt* fileType* mimeType* sizeInBytes:number* source* url* ocrDocumentId",
}

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

// fieldSet are the fields of an operation, found by name. The bits of a set
// stand for the fields in their order.
type fieldSet struct {
	fields                []Field
	at                    map[string]int
	required, identifying uint64
}

// documented are the fields of every operation, by its name.
var documented = sync.OnceValue(func() map[string]*fieldSet {
	all := map[string]*fieldSet{}
	for operation, table := range fieldTable {
		s := &fieldSet{at: map[string]int{}}
		for i, entry := range strings.Fields(table) {
			f := Field{Kind: FieldText}
			f.Identifies = strings.HasSuffix(entry, "!")
			f.Required = f.Identifies || strings.HasSuffix(entry, "*")
			name, kind, other := strings.Cut(strings.TrimRight(entry, "!*"), ":")
			if f.Name = name; other {
				f.Kind = FieldKind(kind)
			}
			if f.Required {
				s.required |= 1 << i
			}
			if f.Identifies {
				s.identifying |= 1 << i
			}
			s.at[name] = i
			s.fields = append(s.fields, f)
		}
		all[operation] = s
	}
	return all
})

// kindOf is the kind of a JSON value, by its first byte; "" for null.
func kindOf(value []byte) FieldKind {
	switch value[0] {
	case '"':
		return FieldText
	case '{':
		return FieldObject
	case '[':
		return FieldList
	case 't', 'f':
		return FieldBool
	case 'n':
		return ""
	}
	return FieldNumber
}

// check looks at an object of valid JSON. problem is why it is none of these;
// lacks are the required fields that it does not have. null counts as absent:
// servers send it for what may be missing.
func (s *fieldSet) check(object []byte) (problem string, lacks uint64) {
	found := uint64(0)
	for name, value := range parts(object) {
		i, known := s.at[string(name[1:len(name)-1])]
		if !known && strings.IndexByte(string(name), '\\') >= 0 {
			i, known = s.at[unquoted(name)]
		}
		if !known {
			continue
		}
		f := &s.fields[i]
		switch kind := kindOf(value); {
		case kind == "", f.Identifies && len(value) == len(`""`):
		case kind == f.Kind:
			found |= 1 << i
		case f.Identifies: // as if it were not there
		default:
			return "no " + string(f.Kind) + " in field " + f.Name, 0
		}
	}
	if without := s.identifying &^ found; without != 0 {
		return "no text in field " + s.names(without)[0], 0
	}
	return "", s.required &^ found
}

// names are the fields of a set.
func (s *fieldSet) names(set uint64) (names []string) {
	for i, f := range s.fields {
		if set&(1<<i) != 0 {
			names = append(names, f.Name)
		}
	}
	return names
}
