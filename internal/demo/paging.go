package demo

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// pageClass is how an operation pages; the classes are those of the project's
// notes on the API.
type pageClass int

const (
	notPaged pageClass = iota
	pageA              // before, after (base32), offset, limit
	pageB              // the same; offset and limit are documented as 0 or more
	pageC              // the same without a pattern for cursors
	pageD              // before, after, limit 1-100, no offset
)

// Default sizes of a page. That of class D is documented; the other is ours.
const (
	defaultLimit  = 100
	defaultLimitD = 20
	maxLimitD     = 100
)

var (
	cursorPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z2-7=~]+$`) })
	pageOrders    = []string{"ASC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC", "DESC_NULLS_FIRST", "DESC_NULLS_LAST"}
	entrySorting  = []string{"settledAt", "performedAt", "id", "bookkeepingDate"}
)

// pageRequest is the paging part of a request. It is echoed in the answer
// (CursorPageCurrentRequestInfo).
type pageRequest struct {
	After        string              `json:"after,omitempty"`
	Before       string              `json:"before,omitempty"`
	Limit        *int64              `json:"limit,omitempty"`
	Offset       *int64              `json:"offset,omitempty"`
	Parameters   map[string][]string `json:"parameters"`
	SortingKeys  []string            `json:"sortingKeys,omitempty"`
	SortingOrder []string            `json:"sortingOrder,omitempty"`

	class pageClass
}

// pageInfo is the paging part of an answer (CursorPageInfo).
type pageInfo struct {
	CurrentRequestPagination pageRequest `json:"currentRequestPagination"`
	EndCursor                string      `json:"endCursor,omitempty"`
	HasNextPage              bool        `json:"hasNextPage"`
	HasPreviousPage          bool        `json:"hasPreviousPage"`
	StartCursor              string      `json:"startCursor,omitempty"`
	Total                    *int        `json:"total,omitempty"`
}

// parsePage reads and checks the paging parameters. Of the other parameters
// those in echo are repeated in the answer.
func parsePage(class pageClass, query url.Values, echo []string) (pageRequest, *problem) {
	p := pageRequest{class: class, Parameters: map[string][]string{}}
	if class == notPaged {
		return p, nil
	}
	exclusive := 0
	for _, name := range []string{"before", "after", "offset"} {
		if query.Has(name) && (name != "offset" || class != pageD) {
			exclusive++
		}
	}
	if exclusive > 1 {
		return p, badRequest("Parameters 'before', 'after' and 'offset' exclude each other.")
	}
	for name, field := range map[string]*string{"before": &p.Before, "after": &p.After} {
		if !query.Has(name) {
			continue
		}
		*field = query.Get(name)
		if *field == "" || class <= pageB && !cursorPattern().MatchString(*field) {
			return p, badRequest("Parameter '%s' is not a cursor.", name)
		}
	}
	var err *problem
	if class != pageD {
		if p.Offset, err = number(query, "offset", 0, math.MaxInt64); err != nil {
			return p, err
		}
	}
	low, high := int64(0), int64(math.MaxInt32)
	if class == pageD {
		low, high = 1, maxLimitD
	}
	if p.Limit, err = number(query, "limit", low, high); err != nil {
		return p, err
	}
	for _, name := range echo {
		if values := query[name]; len(values) > 0 {
			p.Parameters[name] = values
		}
	}
	return p, p.parseSorting(query)
}

// parseSorting checks sorting_keys and sorting_order. They are echoed; the rows
// keep their one order.
func (p *pageRequest) parseSorting(query url.Values) *problem {
	p.SortingKeys, p.SortingOrder = query["sorting_keys"], query["sorting_order"]
	if len(p.SortingOrder) > 0 && len(p.SortingOrder) != len(p.SortingKeys) {
		return badRequest("Parameters 'sorting_keys' and 'sorting_order' must have the same length.")
	}
	for _, order := range p.SortingOrder {
		if !slices.Contains(pageOrders, order) {
			return badRequest("Parameter 'sorting_order' has an unknown value.")
		}
	}
	for _, key := range p.SortingKeys {
		if p.class == pageD && !slices.Contains(entrySorting, key) {
			return badRequest("Parameter 'sorting_keys' has an unknown value.")
		}
	}
	return nil
}

// number reads a whole number between low and high; nil where it is absent.
func number(query url.Values, name string, low, high int64) (*int64, *problem) {
	if !query.Has(name) {
		return nil, nil
	}
	n, err := strconv.ParseInt(query.Get(name), 10, 64)
	if err != nil || n < low || n > high {
		return nil, badRequest("Parameter '%s' must be a whole number between %d and %d.", name, low, high)
	}
	return &n, nil
}

// size is the number of rows that the page may hold.
func (p pageRequest) size() int {
	switch {
	case p.Limit != nil:
		return int(*p.Limit)
	case p.class == pageD:
		return defaultLimitD
	}
	return defaultLimit
}

// cut finds the part of the rows that the page holds, given their ids.
func (p pageRequest) cut(ids []string) (start, end int, info pageInfo, _ *problem) {
	size := p.size()
	end = len(ids)
	switch {
	case p.Before != "":
		at := slices.Index(ids, p.rowOf(p.Before))
		if at < 0 {
			return 0, 0, info, badRequest("Parameter 'before' is not a cursor of this list.")
		}
		start, end = max(0, at-size), at
	case p.After != "":
		at := slices.Index(ids, p.rowOf(p.After))
		if at < 0 {
			return 0, 0, info, badRequest("Parameter 'after' is not a cursor of this list.")
		}
		start = at + 1
	case p.Offset != nil:
		start = int(min(*p.Offset, int64(len(ids))))
	}
	if p.Before == "" {
		end = min(end, start+min(size, len(ids)))
	}
	info = pageInfo{CurrentRequestPagination: p, HasNextPage: end < len(ids), HasPreviousPage: start > 0}
	if start < end {
		info.StartCursor, info.EndCursor = p.cursorOf(ids[start]), p.cursorOf(ids[end-1])
	}
	if p.class != pageD {
		total := len(ids)
		info.Total = &total
	}
	return start, end, info, nil
}

// cursorOf returns the cursor of a row: its id, in an alphabet of the class.
func (p pageRequest) cursorOf(id string) string {
	raw, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil {
		panic("demo: a row's id is not a uuid: " + id)
	}
	if p.class <= pageB {
		return base32.StdEncoding.EncodeToString(raw)
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// rowOf returns the id in a cursor, or "" where there is none in it.
func (p pageRequest) rowOf(cursor string) string {
	decode := base64.RawURLEncoding.DecodeString
	if p.class <= pageB {
		decode = base32.StdEncoding.DecodeString
	}
	raw, err := decode(cursor)
	if err != nil || len(raw) != 16 {
		return ""
	}
	return formatUUID([16]byte(raw))
}
