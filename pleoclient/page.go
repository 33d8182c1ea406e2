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
	HasNextPage     bool   `json:"hasNextPage"`
	HasPreviousPage bool   `json:"hasPreviousPage"`
	StartCursor     string `json:"startCursor"`
	EndCursor       string `json:"endCursor"`
	Total           *int   `json:"total"`
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

// decode reads what fits into v. The outer shape is proven by then; an inner
// field of another type than documented stays empty.
func decode(raw []byte, v any) error {
	err := json.Unmarshal(raw, v)
	if _, ok := err.(*json.UnmarshalTypeError); ok {
		return nil
	}
	return err
}

// decodePage reads a paged list and scrubs each row.
func decodePage[T any](c *Client, x *Exchange, raw []byte, scrub func(*T)) (*Page[T], error) {
	var page Page[T]
	if decode(raw, &page) != nil {
		return nil, &ShapeError{Status: x.Status, Reason: "cannot be decoded"}
	}
	for i := range page.Data {
		scrub(&page.Data[i])
	}
	c.scrubAll(&page.Pagination.StartCursor, &page.Pagination.EndCursor)
	return &page, nil
}

// decodeData reads {data: {...}}.
func decodeData[T any](x *Exchange, raw []byte) (*T, error) {
	var answer struct{ Data T }
	if decode(raw, &answer) != nil {
		return nil, &ShapeError{Status: x.Status, Reason: "cannot be decoded"}
	}
	return &answer.Data, nil
}

// scrubAll scrubs decoded texts: they come from the body as it was sent.
func (c *Client) scrubAll(fields ...*string) {
	for _, f := range fields {
		*f = c.scrub.whole(*f)
	}
}
