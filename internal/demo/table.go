package demo

import "slices"

// table is all rows of one kind, of every company. The rows are shared between
// requests and never changed.
type table[T any] struct {
	rows     func() []T // made when they are first asked for, and then kept
	id       func(T) string
	company  func(T) string
	resource string // for the 403 of a row out of reach
}

// visible returns the rows of the call's companies that keep accepts; a nil keep
// accepts all.
func (t table[T]) visible(c *call, keep func(T) bool) []T {
	var rows []T
	for _, row := range t.rows() {
		if slices.Contains(c.companies, t.company(row)) && (keep == nil || keep(row)) {
			rows = append(rows, row)
		}
	}
	return rows
}

// one returns the row with the id, or missing where there is none. A row of a
// company out of reach is a 403.
func (t table[T]) one(c *call, id string, missing *problem) (T, *problem) {
	var none T
	rows := t.rows()
	at := slices.IndexFunc(rows, func(row T) bool { return t.id(row) == id })
	if at < 0 {
		return none, missing
	}
	if !c.who.reaches(t.company(rows[at])) {
		return none, accessDenied(t.resource)
	}
	return rows[at], nil
}

// page returns the answer of a paged list: {data: […], pagination: {…}}.
func (t table[T]) page(c *call, rows []T) (any, *problem) {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = t.id(row)
	}
	start, end, info, err := c.page.cut(ids)
	if err != nil {
		return nil, err
	}
	return struct {
		Data       []T      `json:"data"`
		Pagination pageInfo `json:"pagination"`
	}{append([]T{}, rows[start:end]...), info}, nil
}

// wrapped is the answer of an operation that is not paged: {data: …}.
func wrapped(data any) any {
	return struct {
		Data any `json:"data"`
	}{data}
}
