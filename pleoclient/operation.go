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
	Name            string       // ours, stable, and used in flags and reports: "employees"
	Method          string       // GET, or POST for the searches, which only read
	Path            string       // begins after the base URL and holds placeholders in braces
	PathParams      []string     // the placeholders of Path other than the company's
	Company         CompanyParam // where the company ID goes
	CompanyRequired bool         // refused without one, or, where Pleo takes it, organization_id in its place
	Scope           string       // the permission that it needs, "" where none is documented
	AltScopes       []string     // other known spellings of Scope
	ScopeConfirmed  bool         // Pleo itself documents Scope; else only third parties name it, if anybody does
	Page            PageClass
	List            bool           // the answer is {data: [...]}
	Wrapped         bool           // the answer is {data: ...}
	Body            map[string]any // JSON to send besides companyId; nil means no body
	BasicAuth       bool           // false where Pleo takes a Bearer token only: of no use with a standalone key
	Sensitive       bool           // the answer may hold credentials

	fields      fieldSet // the documented fields of a row, or of the one object
	filters     []Param  // what neither names what is read nor chooses the page, as it is worth asking for
	sortingKeys []string // what the rows can be sorted by; nil for any text
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
