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
	all = append(all, o.filters...)
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
	limit := Param{Name: "limit", Kind: KindInteger, Min: math.MinInt32, Max: math.MaxInt32, Paging: true}
	offset := Param{Name: "offset", Kind: KindInteger, Min: math.MinInt64, Max: math.MaxInt64, Paging: true}
	before, after := Param{Name: "before", Paging: true}, Param{Name: "after", Paging: true}
	switch o.Page {
	case PageB:
		limit.Min, offset.Min = 0, 0
		fallthrough
	case PageA:
		before.Pattern, after.Pattern = CursorPattern, CursorPattern
	case PageD:
		limit.Min, limit.Max = 1, 100
	}
	all := []Param{limit, before, after}
	if o.Page != PageD {
		all = append(all, offset)
	}
	keys := Param{Name: "sorting_keys", Kind: KindList, Item: KindText, Paging: true}
	if o.sortingKeys != nil {
		keys.Item, keys.Enum = KindEnum, o.sortingKeys
	}
	return append(all, keys, Param{Name: "sorting_order", Kind: KindList, Item: KindEnum, Enum: sortOrders, Paging: true})
}

// one is a parameter of the catalogue with one value.
func one(in ParamIn, name string, kind ParamKind, enum ...string) Param {
	return Param{Name: name, In: in, Kind: kind, Enum: enum}
}

// list is a parameter of the catalogue with several values, at most most of them;
// 0 for any number.
func list(in ParamIn, name string, item ParamKind, most int, enum ...string) Param {
	return Param{Name: name, In: in, Kind: KindList, Item: item, MaxItems: most, Enum: enum}
}

func unique(p Param) Param { p.Unique = true; return p }
