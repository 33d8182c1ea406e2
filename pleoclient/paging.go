package pleoclient

import (
	"encoding/json"
	"strconv"
)

// Pagination is where a page stands in its list. The cursors and Total are
// optional (SPEC).
type Pagination struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     string
	EndCursor       string
	Total           *int
}

// PaginationOf reads where an answer to op stands; false where it does not say.
func PaginationOf(op Operation, body []byte) (at Pagination, ok bool) {
	if op.Page == PageNone {
		return at, false
	}
	top, ok := object(body)
	if !ok || paginationProblem(top["pagination"]) != "" {
		return at, false
	}
	fields, _ := members(top["pagination"])
	at.HasNextPage = string(fields["hasNextPage"]) == "true"
	at.HasPreviousPage = string(fields["hasPreviousPage"]) == "true"
	at.StartCursor, _ = text(fields["startCursor"])
	at.EndCursor, _ = text(fields["endCursor"])
	if json.Unmarshal(fields["total"], &at.Total) != nil {
		at.Total = nil
	}
	return at, true
}

// NextPage gives the parameters of the page after an answer to op with p, or
// false where there is none, none can be asked for, or the cursor did not
// advance. What p holds is not changed.
func NextPage(op Operation, p Params, body []byte) (Params, bool) {
	at, ok := PaginationOf(op, body)
	if !ok || !at.HasNextPage {
		return Params{}, false
	}
	rows := RowCount(body)
	return p.pageAt(op, "after", at.EndCursor, p.offset()+rows, rows > 0)
}

// PreviousPage is NextPage in the other direction.
func PreviousPage(op Operation, p Params, body []byte) (Params, bool) {
	at, ok := PaginationOf(op, body)
	if !ok || !at.HasPreviousPage {
		return Params{}, false
	}
	size := p.Limit
	if n, err := strconv.Atoi(p.Query.Get("limit")); err == nil {
		size = n
	}
	offset := p.offset()
	return p.pageAt(op, "before", at.StartCursor, max(offset-max(size, 1), 0), offset > 0)
}

// pageAt is p for the page at a cursor, or at an offset where the server gave no
// cursor and the operation takes offsets.
func (p Params) pageAt(op Operation, name, cursor string, offset int, useful bool) (Params, bool) {
	value := cursor
	if cursor == "" {
		name, value = "offset", strconv.Itoa(offset)
	} else {
		useful = cursor != p.Query.Get(name)
	}
	param, known := op.Param(name)
	if !useful || !known {
		return Params{}, false
	}
	if _, code := param.parse(param.Kind, value); code != "" {
		return Params{}, false
	}
	q := cloned(p.Query)
	for _, other := range []string{"before", "after", "offset"} {
		q.Del(other)
	}
	q.Set(name, value)
	p.Query = q
	return p, true
}

// offset is 0 where none is given.
func (p Params) offset() int {
	n, err := strconv.Atoi(p.Query.Get("offset"))
	if err != nil {
		return 0
	}
	return n
}
