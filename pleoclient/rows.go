package pleoclient

import "strings"

// RowCompanyIDs returns the companyId of every row of a {data: [...]} or
// {data: {...}} answer that has one, in lower case and in order. Rows of one
// company give one entry each.
func RowCompanyIDs(body []byte) []string {
	var ids []string
	for _, row := range rows(body) {
		fields, _ := object(row)
		if id, ok := text(fields["companyId"]); ok && id != "" {
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
	return len(rowsOf(data))
}

// rows are the elements of data, or data itself where it is an object.
func rows(body []byte) [][]byte {
	top, _ := object(body)
	return rowsOf(top["data"])
}

func rowsOf(data []byte) [][]byte {
	if _, ok := object(data); ok {
		return [][]byte{data}
	}
	list, _ := array(data)
	out := make([][]byte, 0, len(list))
	for _, row := range list {
		out = append(out, row)
	}
	return out
}
