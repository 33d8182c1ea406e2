package pleoclient

import (
	"encoding/json"
	"net/url"
	"strconv"
)

// PageParams choose a page. Before, After and Offset exclude each other (SPEC);
// zero values are not sent.
type PageParams struct {
	Limit         int
	Before, After string
	Offset        int
}

// Page is one page of a list.
type Page[T any] struct {
	Data       []T
	Pagination Pagination
}

// Pagination tells where a page stands. The cursors and Total are optional
// (SPEC).
type Pagination struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     string
	EndCursor       string
	Total           *int
}

// addTo writes the parameters into a query.
func (p PageParams) addTo(q url.Values, operation string) error {
	given := 0
	for _, is := range []bool{p.Before != "", p.After != "", p.Offset != 0} {
		if is {
			given++
		}
	}
	if given > 1 {
		return &ParamError{Operation: operation, Param: "page", Reason: "before, after and offset exclude each other"}
	}
	if p.Before != "" {
		q.Set("before", p.Before)
	}
	if p.After != "" {
		q.Set("after", p.After)
	}
	if p.Offset != 0 {
		q.Set("offset", strconv.Itoa(p.Offset))
	}
	return nil
}

// reader reads the texts of an object of a proven answer by their exact names,
// "" for what is no text. It scrubs them: they come from the body as it was sent.
func (c *Client) reader(object json.RawMessage) func(name string) string {
	fields, _ := members(object)
	return func(name string) string {
		s, _ := text(fields[name])
		return c.scrub.whole(s)
	}
}

// readPage reads a proven paged list, row by row.
func readPage[T any](c *Client, op Operation, raw []byte, row func(json.RawMessage) T) *Page[T] {
	page := &Page[T]{Data: []T{}}
	for each := range array(member(raw, "data")) {
		page.Data = append(page.Data, row(each))
	}
	page.Pagination, _ = paginationOf(op, raw)
	at := &page.Pagination
	at.StartCursor, at.EndCursor = c.scrub.whole(at.StartCursor), c.scrub.whole(at.EndCursor)
	return page
}
