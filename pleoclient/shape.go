package pleoclient

import (
	"bytes"
	"encoding/json"
)

// shapeProblem tells how a body differs from the documented outer shape of an
// operation's answer, "" where it does not. Names are compared exactly, and
// fields that are not documented are allowed. It never repeats the body.
func shapeProblem(op Operation, raw []byte) string {
	if !json.Valid(raw) { // also for text after the value and for great depth
		return "broken json"
	}
	top, ok := members(raw)
	if !ok {
		return "not a json object"
	}
	if !op.Wrapped {
		return missingText(top, "id", "resource", "status")
	}
	data, ok := top["data"]
	if !ok {
		return "no field data"
	}
	if !op.List {
		return dataProblem(op, data)
	}
	if !begins(data, '[') {
		return "field data is not a list"
	}
	for row := range array(data) {
		if !begins(row, '{') {
			return "a row of data is not an object"
		}
	}
	if op.Page == PageNone {
		return ""
	}
	return paginationProblem(top["pagination"])
}

// dataProblem checks {data: {...}}.
func dataProblem(op Operation, data json.RawMessage) string {
	fields, ok := members(data)
	if !ok {
		return "field data is not an object"
	}
	if op.Name != "introspect" {
		return ""
	}
	if problem := missingText(fields, "authMethod", "clientId"); problem != "" {
		return problem
	}
	if _, ok := text(fields["scope"]); !ok { // may be empty: a key without permissions
		return "no text in field scope"
	}
	return ""
}

// paginationProblem checks the three fields every pagination has (SPEC).
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
	return ""
}

func missingText(fields map[string]json.RawMessage, names ...string) string {
	for _, name := range names {
		if s, ok := text(fields[name]); !ok || s == "" {
			return "no text in field " + name
		}
	}
	return ""
}
