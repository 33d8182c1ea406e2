package pleoclient

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
)

// NextPage gives the parameters of the page after an answer to op with p, or
// false where there is none, none can be asked for, or the cursor did not
// advance. What p holds is not changed.
func NextPage(op Operation, p Params, body []byte) (Params, bool) {
	at, ok := paginationOf(op, body)
	if !ok || !at.HasNextPage {
		return Params{}, false
	}
	if cursor := at.EndCursor; cursor != "" {
		if cursor == p.Query.Get("after") || !suits(op, "after", cursor) {
			return Params{}, false
		}
		return turned(p, "after", cursor), true
	}
	rows := RowCount(body)
	if op.Page == PageD || rows == 0 {
		return Params{}, false
	}
	return turned(p, "offset", strconv.Itoa(offsetOf(p)+rows)), true
}

// PreviousPage is NextPage in the other direction.
func PreviousPage(op Operation, p Params, body []byte) (Params, bool) {
	at, ok := paginationOf(op, body)
	if !ok || !at.HasPreviousPage {
		return Params{}, false
	}
	if cursor := at.StartCursor; cursor != "" {
		if cursor == p.Query.Get("before") || !suits(op, "before", cursor) {
			return Params{}, false
		}
		return turned(p, "before", cursor), true
	}
	offset := offsetOf(p)
	if op.Page == PageD || offset <= 0 {
		return Params{}, false
	}
	size := p.Limit
	if n, err := strconv.Atoi(p.Query.Get("limit")); err == nil {
		size = n
	}
	return turned(p, "offset", strconv.Itoa(max(offset-max(size, 1), 0))), true
}

// PaginationOf reads where an answer to op stands; false where it does not say.
func PaginationOf(op Operation, body []byte) (Pagination, bool) { return paginationOf(op, body) }

func paginationOf(op Operation, body []byte) (Pagination, bool) {
	if op.Page == PageNone {
		return Pagination{}, false
	}
	top, ok := object(body)
	if !ok || paginationProblem(top["pagination"]) != "" {
		return Pagination{}, false
	}
	fields, _ := members(top["pagination"])
	var at Pagination
	at.HasNextPage = string(fields["hasNextPage"]) == "true"
	at.HasPreviousPage = string(fields["hasPreviousPage"]) == "true"
	at.StartCursor, _ = text(fields["startCursor"])
	at.EndCursor, _ = text(fields["endCursor"])
	var total *int
	if json.Unmarshal(fields["total"], &total) == nil {
		at.Total = total
	}
	return at, true
}

// suits reports whether a cursor of the server's can be sent back.
func suits(op Operation, name, cursor string) bool {
	p, ok := op.Param(name)
	if !ok {
		return false
	}
	_, code := p.parse(p.Kind, cursor)
	return code == ""
}

// turned is p with another place to begin at.
func turned(p Params, name, value string) Params {
	q := url.Values{}
	for k, v := range p.Query {
		q[k] = slices.Clone(v)
	}
	q.Del("before")
	q.Del("after")
	q.Del("offset")
	q.Set(name, value)
	p.Query = q
	return p
}

func offsetOf(p Params) int {
	n, err := strconv.Atoi(p.Query.Get("offset"))
	if err != nil {
		return 0
	}
	return n
}
