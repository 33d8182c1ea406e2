package pleoclient

import (
	"bytes"
	"encoding/json"
)

// shapeProblem tells how a body differs from what is documented of an
// operation's answer, "" where it does not: the outer shape, and that each row,
// or the one object, is recognised by the field that identifies it and has no
// documented field of another type. missing names the required fields that were
// not there: live servers drift from their contracts, and that refuses nothing.
// Names are compared exactly, and fields that are not documented are allowed.
// It never repeats the body.
func shapeProblem(op Operation, raw []byte) (problem string, missing []string) {
	if !json.Valid(raw) { // also for text after the value and for great depth
		return "broken json", nil
	}
	top, ok := members(raw)
	if !ok {
		return "not a json object", nil
	}
	if ambiguous(raw) {
		return "a name stands twice in an object, or in two spellings", nil
	}
	if !op.Wrapped {
		return objectProblem(op, raw)
	}
	data, ok := top["data"]
	switch {
	case !ok:
		return "no field data", nil
	case op.List:
		return listProblem(op, data, top["pagination"])
	case !begins(data, '{'):
		return "field data is not an object", nil
	}
	return objectProblem(op, data)
}

// objectProblem checks the one object of an answer.
func objectProblem(op Operation, object json.RawMessage) (problem string, missing []string) {
	s := fieldsOf(op)
	problem, lacks := s.check(object)
	if problem != "" {
		return problem, nil
	}
	return "", s.names(lacks)
}

// listProblem checks {data: [...], pagination: {...}}.
func listProblem(op Operation, data, pagination json.RawMessage) (problem string, missing []string) {
	if !begins(data, '[') {
		return "field data is not a list", nil
	}
	s, lacks := fieldsOf(op), uint64(0)
	for row := range array(data) {
		if !begins(row, '{') {
			return "a row of data is not an object", nil
		}
		problem, without := s.check(row)
		if problem != "" {
			return "in a row, " + problem, nil
		}
		lacks |= without
	}
	if op.Page != PageNone {
		if problem := paginationProblem(pagination); problem != "" {
			return problem, nil
		}
	}
	return "", s.names(lacks)
}

// paginationProblem checks the three fields every pagination has (SPEC), and
// the type of the others.
func paginationProblem(raw json.RawMessage) string {
	fields, ok := members(raw)
	if !ok {
		return "no object in field pagination"
	}
	if _, ok := members(fields["currentRequestPagination"]); !ok {
		return "no object in field currentRequestPagination"
	}
	for _, name := range []string{"hasNextPage", "hasPreviousPage"} {
		switch string(bytes.TrimSpace(fields[name])) {
		case "true", "false":
		default:
			return "no true or false in field " + name
		}
	}
	for name, kind := range map[string]FieldKind{"endCursor": FieldText, "startCursor": FieldText, "total": FieldNumber} {
		if value, ok := fields[name]; ok && kindOf(value) != kind && kindOf(value) != "" {
			return "no " + string(kind) + " in field " + name
		}
	}
	return ""
}
