package pleoclient

import "slices"

// CompanyParam is how an operation wants the company ID. The wrong spelling is
// ignored or refused by the server (FIELD).
type CompanyParam int

// The ways of giving the company ID.
const (
	CompanyNone    CompanyParam = iota // the operation takes no company
	CompanyIDCamel                     // query parameter companyId
	CompanyIDSnake                     // query parameter company_id
	CompanyIDPath                      // placeholder {companyId} in the path
	CompanyIDBody                      // field companyId of the JSON body
)

// PageClass is which paging parameters an operation takes (SPEC). before,
// after and offset exclude each other.
type PageClass int

// The classes of paging.
const (
	PageNone PageClass = iota // the answer is not paged
	PageA                     // before, after (cursor alphabet A-Z2-7=~), offset, limit
	PageB                     // as PageA; offset and limit from 0
	PageC                     // as PageA, no alphabet documented for cursors
	PageD                     // before, after, limit 1 to 100 (default 20, of receipts 10); no offset
)

// Operation is one entry of the catalogue: a request that only reads.
type Operation struct {
	// Name is ours, stable, and used in flags and reports: "employees".
	Name string
	// Method is GET, or POST for the searches, which only read.
	Method string
	// Path begins after the base URL and holds placeholders in braces.
	Path string
	// Company is where the company ID goes.
	Company CompanyParam
	// CompanyRequired is true where the server refuses the operation without a
	// company ID; for tag-groups and accounting-entries the query parameter
	// organization_id can take its place.
	CompanyRequired bool
	// Scope is the permission the operation needs, "" where none is documented.
	Scope string
	// AltScopes are other known spellings of Scope.
	AltScopes []string
	// ScopeConfirmed is true where Pleo itself documents the scope, false
	// where only third parties name it or no scope is known.
	ScopeConfirmed bool
	// Page is the class of paging.
	Page PageClass
	// List is true where the answer is {data: [...]}.
	List bool
	// Wrapped is true where the answer is {data: ...}.
	Wrapped bool
	// PathParams names the placeholders of Path other than the company's.
	PathParams []string
	// Body is the JSON body to send besides companyId; nil means no body.
	Body map[string]any
	// BasicAuth is false where Pleo takes a Bearer token only, so that the
	// operation cannot be used with a standalone key.
	BasicAuth bool
	// Sensitive is true where the answer may hold credentials.
	Sensitive bool

	// fields are the documented fields of a row, or of the one object: a name,
	// ":" and a FieldKind where it is no text, and "*" where the field is
	// required or "!" where it identifies, see Field.
	fields string
	// filters are the parameters that neither name what is read nor choose the
	// page, in the order in which they are worth asking for.
	filters []Param
	// sortingKeys are what the rows can be sorted by; nil for any text.
	sortingKeys []string
}

// NeedsID reports whether the operation reads one thing whose id must be given
// in [Params].Path.
func (o Operation) NeedsID() bool { return len(o.PathParams) > 0 }

// NeedsOnlyCompany reports whether a standalone key can call the operation with
// nothing but the company: it takes Basic auth and no further id.
func (o Operation) NeedsOnlyCompany() bool { return o.BasicAuth && !o.NeedsID() }

// AsksOneCompany reports whether a request with p is about the one company of
// Params.CompanyID: the operation takes it, and p does not ask for a whole
// organisation in its place.
func (o Operation) AsksOneCompany(p Params) bool {
	return o.Company != CompanyNone && p.Query.Get("organization_id") == ""
}

// CoveredBy reports whether the scopes allow the operation. An operation
// without a documented scope is covered by any.
func (o Operation) CoveredBy(scopes []string) bool {
	if o.Scope == "" || slices.Contains(scopes, o.Scope) {
		return true
	}
	return slices.ContainsFunc(o.AltScopes, func(s string) bool { return slices.Contains(scopes, s) })
}
