package house

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"pleokeycheck/pleoclient"
)

// sharedContract lies beside the checkout where somebody put it there. It is
// reference material and no part of the repository.
const sharedContract = "../../../shared/pleo/read-operations.openapi.yaml"

// object is a mapping of the contract.
type object = map[string]any

// contract reads the shared contract; nil where it is not there.
func contract(t *testing.T) object {
	t.Helper()
	data, err := os.ReadFile(sharedContract)
	if errors.Is(err, os.ErrNotExist) {
		t.Logf("%s is not there: the catalogue is not compared", sharedContract)
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var all object
	if err := yaml.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// described is an operation as the contract has it.
type described struct {
	name     string // method and path
	params   map[string]pleoclient.Param
	defaults object // of the fields that a body must have
	company  []string
	required bool // the company is
}

// TestParametersAreThoseOfTheContract: every parameter and every field of a
// body, with its place, kind, values and bounds, and nothing else.
func TestParametersAreThoseOfTheContract(t *testing.T) {
	all := contract(t)
	if all == nil {
		return
	}
	reader := &contractReader{t: t, all: all}
	found := map[string]described{}
	for path, methods := range all["paths"].(object) {
		for method, operation := range methods.(object) {
			d := reader.describe(strings.ToUpper(method)+" "+path, operation.(object))
			found[d.name] = d
		}
	}
	operations := pleoclient.Operations()
	if len(found) != len(operations) || len(found) == 0 {
		t.Errorf("%d operations in the contract, %d in the catalogue", len(found), len(operations))
	}
	for _, op := range operations {
		d, ok := found[op.Method+" "+op.Path]
		if !ok {
			t.Errorf("%s: not in the contract", op.Name)
			continue
		}
		compare(t, op, d)
	}
}

// compare holds an operation of the catalogue against the contract.
func compare(t *testing.T, op pleoclient.Operation, d described) {
	t.Helper()
	ours := map[string]pleoclient.Param{}
	for _, p := range op.Params() {
		if _, twice := ours[p.Name]; twice {
			t.Errorf("%s: %s stands there twice", op.Name, p.Name)
		}
		ours[p.Name] = p
	}
	names := maps.Clone(ours)
	maps.Copy(names, d.params)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if got, want := ours[name], d.params[name]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s, %s:\n%+v, contract\n%+v", op.Name, name, got, want)
		}
	}
	want := map[pleoclient.CompanyParam][]string{
		pleoclient.CompanyNone: nil, pleoclient.CompanyIDCamel: {"query companyId"}, pleoclient.CompanyIDSnake: {"query company_id"},
		pleoclient.CompanyIDPath: {"path companyId"}, pleoclient.CompanyIDBody: {"body companyId"},
	}[op.Company]
	if !slices.Equal(d.company, want) || d.required && !op.CompanyRequired {
		t.Errorf("%s: company at %v, required %v; contract: %v, %v", op.Name, want, op.CompanyRequired, d.company, d.required)
	}
	if len(d.defaults) != len(op.Body) || len(op.Body) > 0 && !reflect.DeepEqual(op.Body, d.defaults) {
		t.Errorf("%s: sends %v, the contract wants %v", op.Name, op.Body, d.defaults)
	}
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
	body, ok := operation["requestBody"].(object)
	if !ok {
		return d
	}
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
