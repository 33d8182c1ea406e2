package pleoclient

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// shapeProblem is how a body differs from what is documented of an operation's
// answer, "" where it does not: the outer shape, and that each row,
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
	s := op.fields
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
	s, lacks := op.fields, uint64(0)
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

// FieldKind is the JSON type of a field.
type FieldKind string

// The kinds.
const (
	FieldText   FieldKind = "text"
	FieldNumber FieldKind = "number"
	FieldBool   FieldKind = "bool"
	FieldObject FieldKind = "object"
	FieldList   FieldKind = "list"
)

// Field is a documented field of a row, or of the one object that an operation
// answers with (SPEC).
type Field struct {
	Name     string
	Kind     FieldKind
	Required bool // SPEC says that it is always there
	// Identifies is true where an answer without the field, with null or with an
	// empty text in it, is not recognised. It is a choice of ours among the
	// required fields.
	Identifies bool
}

// Fields returns the documented fields of a row of the operation, or of its one
// object. The copy is the caller's.
func (o Operation) Fields() []Field { return slices.Clone(o.fields.all) }

// fieldSet are the fields of an operation, found by name. The bits of a set
// stand for the fields in their order.
type fieldSet struct {
	all                   []Field
	at                    map[string]int
	required, identifying uint64
}

// fields reads a table of fields: a name, ":" and a FieldKind where it is no text,
// and "*" where the field is required or "!" where it identifies.
func fields(table string) fieldSet {
	s := fieldSet{at: map[string]int{}}
	for i, entry := range strings.Fields(table) {
		f := Field{Kind: FieldText}
		f.Identifies = strings.HasSuffix(entry, "!")
		f.Required = f.Identifies || strings.HasSuffix(entry, "*")
		name, kind, other := strings.Cut(strings.TrimRight(entry, "!*"), ":")
		if f.Name = name; other {
			f.Kind = FieldKind(kind)
		}
		if f.Required {
			s.required |= 1 << i
		}
		if f.Identifies {
			s.identifying |= 1 << i
		}
		s.at[name] = i
		s.all = append(s.all, f)
	}
	return s
}

// kindOf is the kind of a JSON value, by its first byte; "" for null.
func kindOf(value []byte) FieldKind {
	switch value[0] {
	case '"':
		return FieldText
	case '{':
		return FieldObject
	case '[':
		return FieldList
	case 't', 'f':
		return FieldBool
	case 'n':
		return ""
	}
	return FieldNumber
}

// check looks at an object of valid JSON. problem is why it is none of these;
// lacks are the required fields that it does not have. null counts as absent:
// servers send it for what may be missing.
func (s fieldSet) check(object []byte) (problem string, lacks uint64) {
	found := uint64(0)
	for name, value := range parts(object) {
		i, known := s.at[string(name[1:len(name)-1])]
		if !known && strings.IndexByte(string(name), '\\') >= 0 {
			i, known = s.at[unquoted(name)]
		}
		if !known {
			continue
		}
		f := &s.all[i]
		switch kind := kindOf(value); {
		case kind == "", f.Identifies && len(value) == len(`""`):
		case kind == f.Kind:
			found |= 1 << i
		case f.Identifies: // as if it were not there
		default:
			return "no " + string(f.Kind) + " in field " + f.Name, 0
		}
	}
	if without := s.identifying &^ found; without != 0 {
		return "no text in field " + s.names(without)[0], 0
	}
	return "", s.required &^ found
}

// names are the fields of a set.
func (s fieldSet) names(set uint64) (names []string) {
	for i, f := range s.all {
		if set&(1<<i) != 0 {
			names = append(names, f.Name)
		}
	}
	return names
}
