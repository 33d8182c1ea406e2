package arch

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"pleokeycheck/pleoclient"
)

// contractFacts are the facts of Pleo's contract that the catalogue is built
// from, one operation a block, in our own words. They are part of the
// repository, so that the catalogue is always compared; they are compared with
// the contract itself where that is there.
const contractFacts = "testdata/contract.txt"

// sharedContracts are where the contract lies beside a checkout, and beside a
// worktree of one, where somebody put it there. PLEO_CONTRACT names another
// place. It is reference material and no part of the repository.
var sharedContracts = []string{
	"../../../shared/pleo/read-operations.openapi.yaml",
	"../../../../shared/pleo/read-operations.openapi.yaml",
}

// notShared are the operations that the shared contract does not have: their
// facts were read in Pleo's OpenAPI documents of the same version.
var notShared = []string{
	"GET /v0/tags/{tagId}", "GET /v0/tags/{tagId}/dimensions", "GET /v0/tax-codes/{taxCodeId}",
	"GET /v1/accounting-entries/{accountingEntryId}/receipts", "GET /v1/subscriptions/{id}/activities",
}

// eitherNeeded are the operations whose company the contract calls optional
// because organization_id can stand in its place; one of the two is needed.
var eitherNeeded = []string{"tag-groups", "accounting-entries"}

// object is a mapping of the contract.
type object = map[string]any

// described is an operation as the contract has it.
type described struct {
	name     string // method and path
	params   map[string]pleoclient.Param
	defaults object // of the fields that a body must have
	body     bool
	company  []string
	required bool // the company is
	answer   string
	fields   []pleoclient.Field
	scopes   []string
	scope    string // how the scopes are known
	bearer   bool
}

// blocks splits the facts into those of each operation, by its name.
func blocks(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(contractFacts)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		name, _, _ := strings.Cut(block, "\n")
		found[name] = block
	}
	return found
}

// TestTheCatalogueIsThatOfTheContract: every operation with its parameters and
// the fields of its body, with place, kind, values and bounds; where the company
// goes; the permission; the outer shape of the answer and the fields of a row.
func TestTheCatalogueIsThatOfTheContract(t *testing.T) {
	facts := blocks(t)
	operations := pleoclient.Operations()
	if len(facts) != len(operations) || len(facts) < 24 {
		t.Errorf("%d operations in the facts, %d in the catalogue", len(facts), len(operations))
	}
	for _, op := range operations {
		same(t, "the catalogue", ofCatalogue(t, op).String(), facts[op.Method+" "+op.Path])
		identifying := 0
		for _, f := range op.Fields() {
			if f.Identifies {
				identifying++
			}
		}
		if identifying == 0 {
			t.Errorf("%s: nothing identifies a row", op.Name)
		}
	}
	// The contract is no part of the repository; where it is beside the checkout,
	// the facts are held against it.
	if all, at := contract(t); all != nil {
		t.Run("the facts are the contract's", func(t *testing.T) { compareFacts(t, facts, all, at) })
	}
}

// compareFacts holds the facts against the contract, which was read from the file at.
func compareFacts(t *testing.T, facts map[string]string, all object, at string) {
	reader := &contractReader{t: t, all: all}
	for path, methods := range all["paths"].(object) {
		for method, operation := range methods.(object) {
			d := reader.describe(strings.ToUpper(method)+" "+path, operation.(object))
			same(t, filepath.Base(at), d.String(), facts[d.name])
			delete(facts, d.name)
		}
	}
	if left := slices.Sorted(maps.Keys(facts)); !slices.Equal(left, notShared) {
		t.Errorf("facts of %v, which are not in the contract; want %v", left, notShared)
	}
}

// same compares line by line.
func same(t *testing.T, where, got, facts string) {
	t.Helper()
	ours, want := strings.Split(got, "\n"), strings.Split(facts, "\n")
	for _, line := range ours {
		if !slices.Contains(want, line) {
			t.Errorf("%s: %s has %q, which the facts do not have", ours[0], where, line)
		}
	}
	for _, line := range want {
		if !slices.Contains(ours, line) {
			t.Errorf("%s: %s has no %q", ours[0], where, line)
		}
	}
}

// contract reads the shared contract; nil where it is not there.
func contract(t *testing.T) (all object, at string) {
	t.Helper()
	places := sharedContracts
	if named := os.Getenv("PLEO_CONTRACT"); named != "" {
		places = []string{named}
	}
	for _, at = range places {
		data, err := os.ReadFile(at)
		if errors.Is(err, os.ErrNotExist) && os.Getenv("PLEO_CONTRACT") == "" {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
		return all, at
	}
	return nil, ""
}

// ofCatalogue is an operation as our catalogue has it.
func ofCatalogue(t *testing.T, op pleoclient.Operation) described {
	t.Helper()
	d := described{
		name: op.Method + " " + op.Path, params: map[string]pleoclient.Param{}, defaults: op.Body, body: op.Body != nil,
		required: op.CompanyRequired && !slices.Contains(eitherNeeded, op.Name), answer: "an object", fields: op.Fields(), bearer: !op.BasicAuth,
	}
	for _, p := range op.Params() {
		if _, twice := d.params[p.Name]; twice {
			t.Errorf("%s: %s stands there twice", op.Name, p.Name)
		}
		d.params[p.Name] = p
	}
	d.company = map[pleoclient.CompanyParam][]string{
		pleoclient.CompanyIDCamel: {"query companyId"}, pleoclient.CompanyIDSnake: {"query company_id"},
		pleoclient.CompanyIDPath: {"path companyId"}, pleoclient.CompanyIDBody: {"body companyId"},
	}[op.Company]
	switch {
	case op.List && op.Page != pleoclient.PageNone:
		d.answer = "a list in data, with pagination"
	case op.List:
		d.answer = "a list in data"
	case op.Wrapped:
		d.answer = "an object in data"
	}
	if op.Scope != "" {
		d.scopes, d.scope = append([]string{op.Scope}, op.AltScopes...), "reported by others"
		if op.ScopeConfirmed {
			d.scope = "documented"
		}
	}
	return d
}

// String writes the facts, one a line.
func (d described) String() string {
	lines := []string{d.name}
	add := func(format string, args ...any) { lines = append(lines, "  "+fmt.Sprintf(format, args...)) }
	for _, c := range d.company {
		if d.required {
			c += ", required"
		}
		add("company: %s", c)
	}
	if len(d.scopes) > 0 {
		add("scope: %s, %s", strings.Join(d.scopes, " or "), d.scope)
	}
	if d.bearer {
		add("not with an API key")
	}
	for _, name := range slices.Sorted(maps.Keys(d.params)) {
		add("%s", paramText(d.params[name]))
	}
	if d.body {
		add("sends a body")
	}
	for _, name := range slices.Sorted(maps.Keys(d.defaults)) {
		add("sends %s: %v", name, d.defaults[name])
	}
	add("answers %s", d.answer)
	var fields []string
	for _, f := range d.fields {
		line := fmt.Sprintf("  field %s: %s", f.Name, f.Kind)
		if f.Required {
			line += ", required"
		}
		fields = append(fields, line)
	}
	slices.Sort(fields)
	return strings.Join(append(lines, fields...), "\n")
}

func paramText(p pleoclient.Param) string {
	kinds := map[pleoclient.ParamKind]string{
		pleoclient.KindText: "text", pleoclient.KindUUID: "uuid", pleoclient.KindInteger: "integer", pleoclient.KindBool: "bool",
		pleoclient.KindEnum: "one of", pleoclient.KindDateTime: "moment", pleoclient.KindList: "list of",
	}
	places := map[pleoclient.ParamIn]string{pleoclient.InQuery: "query", pleoclient.InPath: "path", pleoclient.InBody: "body"}
	text := places[p.In] + " " + p.Name + ": " + kinds[p.Kind]
	if p.Kind == pleoclient.KindList {
		text += " " + kinds[p.Item]
	}
	if len(p.Enum) > 0 {
		text += " " + strings.Join(p.Enum, " ")
	}
	if p.Kind == pleoclient.KindInteger {
		text += fmt.Sprintf(" %d to %d", p.Min, p.Max)
	}
	if p.Pattern != "" {
		text += ", " + p.Pattern
	}
	if p.MaxItems > 0 {
		text += fmt.Sprintf(", at most %d", p.MaxItems)
	}
	if p.Unique {
		text += ", unique"
	}
	if p.Paging {
		text += ", for paging"
	}
	if p.Required {
		text += ", required"
	}
	return text
}

type contractReader struct {
	t   *testing.T
	all object
}

// follow gives what a reference names.
func (r *contractReader) follow(o object) object {
	for o["$ref"] != nil {
		at := r.all
		for _, step := range strings.Split(strings.TrimPrefix(o["$ref"].(string), "#/"), "/") {
			at = at[step].(object)
		}
		o = at
	}
	return o
}

func (r *contractReader) describe(name string, operation object) described {
	d := described{name: name, params: map[string]pleoclient.Param{}, defaults: object{}}
	list, _ := operation["parameters"].([]any)
	for _, each := range list {
		each := r.follow(each.(object))
		name, in := each["name"].(string), each["in"].(string)
		required, _ := each["required"].(bool)
		d.put(in, name, required, r.param(name, each["schema"].(object)))
	}
	r.describeAnswer(&d, operation["responses"].(object))
	if security, ok := operation["security"].([]any); ok {
		d.bearer = !slices.ContainsFunc(security, func(s any) bool { return s.(object)["basicAuth"] != nil })
	}
	if scopes, ok := operation["x-required-scopes"].([]any); ok {
		d.scopes, d.scope = texts(scopes), "documented"
	} else if unconfirmed, ok := operation["x-scope-unconfirmed"].(object); ok {
		d.scopes, d.scope = texts(unconfirmed["scopes"].([]any)), "reported by others"
	}
	body, ok := operation["requestBody"].(object)
	if !ok {
		return d
	}
	d.body = true
	for _, media := range body["content"].(object) {
		schema := r.follow(media.(object)["schema"].(object))
		required, _ := schema["required"].([]any)
		for field, each := range schema["properties"].(object) {
			needed := slices.Contains(required, any(field))
			if needed && field != "companyId" {
				d.defaults[field] = each.(object)["default"]
			}
			// A body's field that is needed has its default: nobody has to type it.
			d.put("body", field, field == "companyId" && needed, r.param(field, each.(object)))
		}
	}
	return d
}

// describeAnswer notes the shape of a good answer, and the fields of a row.
func (r *contractReader) describeAnswer(d *described, responses object) {
	good, ok := responses["200"].(object)
	if !ok {
		good = responses["default"].(object)
	}
	for _, media := range good["content"].(object) {
		schema := r.follow(media.(object)["schema"].(object))
		d.answer = "an object"
		properties := schema["properties"].(object)
		if data, wrapped := properties["data"].(object); wrapped {
			d.answer, schema = "an object in data", r.follow(data)
			if schema["type"] == "array" {
				d.answer, schema = "a list in data", r.follow(schema["items"].(object))
			}
			if properties["pagination"] != nil {
				d.answer += ", with pagination"
			}
		}
		required, _ := schema["required"].([]any)
		for name, each := range schema["properties"].(object) {
			kind, known := map[any]pleoclient.FieldKind{
				"string": pleoclient.FieldText, "integer": pleoclient.FieldNumber, "number": pleoclient.FieldNumber,
				"boolean": pleoclient.FieldBool, "object": pleoclient.FieldObject, "array": pleoclient.FieldList,
			}[r.follow(each.(object))["type"]]
			if !known {
				r.t.Errorf("%s, field %s: its type is not known to the catalogue", d.name, name)
			}
			d.fields = append(d.fields, pleoclient.Field{Name: name, Kind: kind, Required: slices.Contains(required, any(name))})
		}
	}
}

func texts(list []any) (out []string) {
	for _, each := range list {
		out = append(out, each.(string))
	}
	return out
}

// put notes a parameter, or that it is the company's.
func (d *described) put(in, name string, required bool, p pleoclient.Param) {
	if name == "companyId" || name == "company_id" {
		d.company = append(d.company, in+" "+name)
		d.required = d.required || required
		return
	}
	p.Required = required
	p.In = map[string]pleoclient.ParamIn{"query": pleoclient.InQuery, "path": pleoclient.InPath, "body": pleoclient.InBody}[in]
	d.params[name] = p
}

// param is what a schema says of a value.
func (r *contractReader) param(name string, schema object) pleoclient.Param {
	schema = r.follow(schema)
	p := pleoclient.Param{Name: name}
	p.Paging = slices.Contains([]string{"limit", "before", "after", "offset", "sorting_keys", "sorting_order"}, name)
	if schema["type"] == "array" {
		item := r.param(name, schema["items"].(object))
		p.Kind, p.Item, p.Enum, p.Pattern = pleoclient.KindList, item.Kind, item.Enum, item.Pattern
		p.MaxItems, _ = schema["maxItems"].(int)
		p.Unique, _ = schema["uniqueItems"].(bool)
		if least, given := schema["minItems"]; given && least != 0 {
			r.t.Errorf("%s: minItems %v is not known to the catalogue", name, least)
		}
		r.known(name, schema, "items", "maxItems", "minItems", "uniqueItems")
		return p
	}
	p.Pattern, _ = schema["pattern"].(string)
	switch kind := fmt.Sprint(schema["type"], " ", schema["format"]); {
	case schema["enum"] != nil:
		p.Kind = pleoclient.KindEnum
		for _, value := range schema["enum"].([]any) {
			p.Enum = append(p.Enum, value.(string))
		}
	case kind == "string uuid":
		p.Kind = pleoclient.KindUUID
	case kind == "string date-time":
		p.Kind = pleoclient.KindDateTime
	case kind == "string <nil>":
	case kind == "boolean <nil>":
		p.Kind = pleoclient.KindBool
	case kind == "integer int32":
		p.Kind, p.Min, p.Max = pleoclient.KindInteger, math.MinInt32, math.MaxInt32
	case kind == "integer int64":
		p.Kind, p.Min, p.Max = pleoclient.KindInteger, math.MinInt64, math.MaxInt64
	default:
		r.t.Errorf("%s: %s is not known to the catalogue", name, kind)
	}
	if least, ok := schema["minimum"].(int); ok {
		p.Min = int64(least)
	}
	if most, ok := schema["maximum"].(int); ok {
		p.Max = int64(most)
	}
	r.known(name, schema, "format", "enum", "pattern", "minimum", "maximum")
	return p
}

// known fails for a word of the contract that was not looked at.
func (r *contractReader) known(name string, schema object, words ...string) {
	words = append(words, "type", "nullable", "default", "description", "example", "deprecated")
	for word := range schema {
		if !slices.Contains(words, word) && !strings.HasPrefix(word, "x-") {
			r.t.Errorf("%s: %s is not compared", name, word)
		}
	}
}
