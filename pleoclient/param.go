package pleoclient

import "math"

// ParamIn is where a parameter goes.
type ParamIn int

// The places.
const (
	InQuery ParamIn = iota
	InPath
	InBody
)

// ParamKind is what a parameter, or each entry of a list, has to be.
type ParamKind int

// The kinds.
const (
	KindText ParamKind = iota
	KindUUID
	KindInteger
	KindBool
	KindEnum
	KindDateTime // a moment, or a day as a person writes it
	KindList     // of Param.Item
)

// Param is one parameter of an operation as SPEC has it, without the company
// parameter, which [Params].CompanyID gives.
type Param struct {
	Name     string
	In       ParamIn
	Kind     ParamKind
	Item     ParamKind // of the entries of a list
	Required bool
	// Enum are the values of KindEnum, of the parameter or its entries.
	Enum []string
	// Min and Max bound an integer, both included.
	Min, Max int64
	// Pattern is a regular expression that the whole value has to match.
	Pattern string
	// MaxItems bounds the entries of a list; 0 for any number.
	MaxItems int
	// Unique is true where the entries of a list have to differ.
	Unique bool
	// Paging is true for what chooses the page and its order.
	Paging bool
}

// CursorPattern is the alphabet of cursors (SPEC, page classes A and B).
const CursorPattern = `^[A-Z2-7=~]+$`

// sortOrders are the directions of sorting.
var sortOrders = []string{"ASC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC", "DESC_NULLS_FIRST", "DESC_NULLS_LAST"}

// Params returns the parameters of the operation: ids of the path, filters,
// paging, in the order in which they are worth asking for.
func (o Operation) Params() []Param {
	var all []Param
	for _, name := range o.PathParams {
		all = append(all, Param{Name: name, In: InPath, Kind: KindUUID, Required: true})
	}
	all = append(all, filters(o.Name)...)
	return append(all, o.pageParams()...)
}

// Param finds a parameter by its name.
func (o Operation) Param(name string) (Param, bool) {
	for _, p := range o.Params() {
		if p.Name == name {
			return p, true
		}
	}
	return Param{}, false
}

// pageParams are those of the operation's page class, and of its order.
func (o Operation) pageParams() []Param {
	if o.Page == PageNone {
		return nil
	}
	least, offset := int64(math.MinInt32), int64(math.MinInt64)
	limit := Param{Name: "limit", Kind: KindInteger, Min: least, Max: math.MaxInt32, Paging: true}
	cursor := Param{Kind: KindText, Paging: true}
	switch o.Page {
	case PageA:
		cursor.Pattern = CursorPattern
	case PageB:
		cursor.Pattern = CursorPattern
		limit.Min, offset = 0, 0
	case PageD:
		limit.Min, limit.Max = 1, 100
	}
	before, after := cursor, cursor
	before.Name, after.Name = "before", "after"
	all := []Param{limit, before, after}
	if o.Page != PageD {
		all = append(all, Param{Name: "offset", Kind: KindInteger, Min: offset, Max: math.MaxInt64, Paging: true})
	}
	keys := Param{Name: "sorting_keys", Kind: KindList, Item: KindText, Paging: true}
	switch o.Name {
	case "accounting-entries":
		keys.Item, keys.Enum = KindEnum, []string{"settledAt", "performedAt", "id", "bookkeepingDate"}
	case "receipts":
		keys.Item, keys.Enum = KindEnum, []string{"createdAt", "id", "size"}
	}
	return append(all, keys, Param{Name: "sorting_order", Kind: KindList, Item: KindEnum, Enum: sortOrders, Paging: true})
}

// Short forms for the tables of filters.
func inQuery(name string, kind ParamKind) Param { return Param{Name: name, In: InQuery, Kind: kind} }
func inBody(name string, kind ParamKind) Param  { return Param{Name: name, In: InBody, Kind: kind} }

func oneOf(p Param, values ...string) Param {
	p.Enum = values
	return p
}

func listOf(p Param, item ParamKind, most int) Param {
	p.Kind, p.Item, p.MaxItems = KindList, item, most
	return p
}

func unique(p Param) Param { p.Unique = true; return p }

// filters are the parameters of an operation that neither name what it reads
// nor choose the page.
func filters(operation string) []Param {
	const hundred = 100
	switch operation {
	case "employees":
		return []Param{inQuery("email", KindText), inQuery("code", KindText)}
	case "companies":
		return []Param{inQuery("organization_id", KindUUID)}
	case "export-jobs":
		return []Param{oneOf(listOf(inQuery("statuses", KindList), KindEnum, 0), "pending", "in_progress", "failed", "completed", "completed_with_errors")}
	case "export-job-items":
		return []Param{oneOf(inQuery("status", KindEnum), "pending", "in_progress", "failed", "successful", "abandoned")}
	case "export-items":
		return []Param{inQuery("job_id", KindUUID)}
	case "tag-groups":
		return []Param{inQuery("organization_id", KindUUID), inQuery("include_archived", KindBool), inQuery("include_tags_count", KindBool)}
	case "tags":
		return []Param{inQuery("include_archived", KindBool)}
	case "tax-codes":
		return []Param{
			inBody("code", KindText), oneOf(inBody("type", KindEnum), "inclusive", "exclusive", "reverse"),
			inBody("archived", KindBool), unique(listOf(inBody("taxCodeIds", KindList), KindUUID, 0)),
		}
	case "chart-of-accounts":
		return []Param{
			inBody("name", KindText), inBody("code", KindText), unique(listOf(inBody("codes", KindList), KindText, 0)),
			inBody("externalId", KindText), unique(listOf(inBody("ids", KindList), KindUUID, 0)), inBody("archived", KindBool),
			// The server wants these two; the catalogue's body has them.
			inBody("excludeIfAssignedToCategory", KindBool), inBody("excludeIfAssignedToContraAccount", KindBool),
		}
	case "accounts":
		return []Param{
			inBody("name", KindText), inBody("code", KindText), inBody("externalId", KindText),
			unique(listOf(inBody("ids", KindList), KindUUID, 0)), inBody("archived", KindBool),
		}
	case "vendors":
		return []Param{
			inBody("name", KindText), oneOf(listOf(inBody("states", KindList), KindEnum, 4), "DRAFT", "ACTIVE", "ARCHIVED"),
			listOf(inBody("codes", KindList), KindText, hundred), oneOf(listOf(inBody("countries", KindList), KindEnum, hundred), countries()...),
			listOf(inBody("taxRegistrationNumbers", KindList), KindText, hundred), listOf(inBody("accountingSystems", KindList), KindText, hundred),
			listOf(inBody("externalIds", KindList), KindText, hundred), listOf(inBody("ids", KindList), KindUUID, hundred),
		}
	case "subscriptions":
		return []Param{inQuery("status", KindText), unique(listOf(inQuery("event_types", KindList), KindText, 0))}
	case "subscription-activities":
		return []Param{unique(oneOf(listOf(inQuery("operation_types", KindList), KindEnum, 0), "CREATE", "UPDATE", "DELETE"))}
	case "accounting-entries":
		return entryFilters()
	case "accounting-entry":
		return []Param{inQuery("include_deleted", KindBool)}
	case "receipts":
		return []Param{
			oneOf(listOf(inQuery("source", KindList), KindEnum, 0), "APP_SHARE", "BOLT", "CAMERA", "CASHBACK", "EMAIL_FETCHING",
				"EMAIL_FETCHING_BATCHED", "EMAIL_FORWARDING", "GENERATED_RECEIPT", "LOST_RECEIPT", "ROGER", "STOREBOX", "STRIPE",
				"TRAVELPERK", "USER"),
			oneOf(inQuery("file_type", KindEnum), "EMBED", "ORIGINAL", "THUMBNAIL", "PREVIEW"),
		}
	}
	return nil
}
