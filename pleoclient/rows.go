package pleoclient

import (
	"encoding/json"
	"iter"
	"strings"
)

// RowCompanyIDs returns the companyId of every row of a {data: [...]} or
// {data: {...}} answer that has one, in lower case and in order. Rows of one
// company give one entry each.
func RowCompanyIDs(body []byte) []string {
	var ids []string
	for row := range rows(body) {
		if id, ok := text(member(row, "companyId")); ok && id != "" {
			ids = append(ids, strings.ToLower(id))
		}
	}
	return ids
}

// RowCount returns the number of rows of {data: [...]}, 1 for {data: {...}} or
// another object, and 0 for anything else.
func RowCount(body []byte) int {
	top, ok := object(body)
	if !ok {
		return 0
	}
	data, ok := top["data"]
	if !ok {
		return 1
	}
	count := 0
	for range rowsOf(data) {
		count++
	}
	return count
}

// rows are the elements of data, or data itself where it is an object.
func rows(body []byte) iter.Seq[json.RawMessage] {
	top, _ := object(body)
	return rowsOf(top["data"])
}

func rowsOf(data json.RawMessage) iter.Seq[json.RawMessage] {
	if begins(data, '{') {
		return func(yield func(json.RawMessage) bool) { yield(data) }
	}
	return array(data)
}
