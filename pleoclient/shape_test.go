package pleoclient

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// whole is a row of an operation, or its one object, with every documented
// field; change alters the value of a field, "" leaves it out.
func whole(op Operation, change map[string]string) string {
	values := map[FieldKind]string{FieldText: `"demo"`, FieldNumber: "1", FieldBool: "true", FieldObject: "{}", FieldList: "[]"}
	var fields []string
	for _, f := range op.Fields() {
		value := values[f.Kind]
		if other, changed := change[f.Name]; changed {
			value = other
		}
		if value != "" {
			fields = append(fields, fmt.Sprintf("%q:%s", f.Name, value))
		}
	}
	return "{" + strings.Join(fields, ",") + "}"
}

// answerOf wraps an object as the operation answers.
func answerOf(op Operation, object string) string {
	switch {
	case !op.Wrapped:
		return object
	case op.List && op.Page == PageNone:
		return `{"data":[` + whole(op, nil) + "," + object + `]}`
	case op.List:
		return pageOf(whole(op, nil)+","+object, "", false)
	}
	return `{"data":` + object + `}`
}

// TestNoFalseGreen: what is no row of the operation makes none of its answers
// good; counted for every operation of the catalogue.
func TestNoFalseGreen(t *testing.T) {
	wrong := map[FieldKind][]string{
		FieldText:   {"1", "true", "{}", "[]"},
		FieldNumber: {`"1"`, "true", "{}", "[]"},
		FieldBool:   {`"true"`, "1", "{}", "[]"},
		FieldObject: {`"demo"`, "1", "true", "[]"},
		FieldList:   {`"demo"`, "1", "true", "{}"},
	}
	refused := 0
	for _, op := range Operations() {
		refuse := func(object string) {
			if problem, _ := shapeProblem(op, []byte(answerOf(op, object))); problem == "" {
				t.Errorf("%s takes %s", op.Name, object)
			}
			refused++
		}
		for _, object := range []string{
			`{}`, `{"error":"unauthorized","code":401}`, `{"status":401,"message":"Unauthorized"}`, `{"ID":"demo"}`, `{"Id":"demo","_id":"demo"}`,
		} {
			refuse(object)
		}
		for _, f := range op.Fields() {
			for _, value := range wrong[f.Kind] {
				refuse(whole(op, map[string]string{f.Name: value}))
			}
			if f.Identifies {
				for _, value := range []string{"", "null", `""`} {
					refuse(whole(op, map[string]string{f.Name: value}))
				}
			}
			refuse(strings.TrimSuffix(whole(op, nil), "}") + fmt.Sprintf(",%q:null}", f.Name))                  // twice
			refuse(strings.TrimSuffix(whole(op, nil), "}") + fmt.Sprintf(",%q:null}", strings.ToUpper(f.Name))) // in another spelling
		}
	}
	if refused < 1000 {
		t.Errorf("%d answers were tried", refused)
	}
	t.Logf("%d answers refused", refused)
}

// TestNoFalseRed: live servers drift from their contracts, and that is no fault
// of a key.
func TestNoFalseRed(t *testing.T) {
	taken := 0
	for _, op := range Operations() {
		take := func(object string, missing ...string) {
			t.Helper()
			problem, lacks := shapeProblem(op, []byte(answerOf(op, object)))
			if problem != "" || !slices.Equal(lacks, missing) {
				t.Errorf("%s, %s: %q, without %v, want without %v", op.Name, object, problem, lacks, missing)
			}
			taken++
		}
		take(whole(op, nil))
		take(strings.TrimSuffix(whole(op, nil), "}") + `,"future":{"a":[1,{"b":null}]},"metadata2":null,"é":1}`)
		for _, f := range op.Fields() {
			switch {
			case f.Identifies:
			case f.Required:
				take(whole(op, map[string]string{f.Name: ""}), f.Name)
				take(whole(op, map[string]string{f.Name: "null"}), f.Name)
			default:
				take(whole(op, map[string]string{f.Name: ""}))
				take(whole(op, map[string]string{f.Name: "null"}))
			}
			if f.Kind == FieldText && !f.Identifies {
				take(whole(op, map[string]string{f.Name: `""`}))
			}
			if f.Kind == FieldNumber {
				take(whole(op, map[string]string{f.Name: "-0.25e3"}))
			}
			if f.Kind == FieldObject {
				take(whole(op, map[string]string{f.Name: `{"deep":{"X-Demo":1,"x_demo":2}}`}))
			}
		}
	}
	if taken < 300 {
		t.Errorf("%d answers were tried", taken)
	}
	t.Logf("%d answers taken", taken)
}

// An answer that can be read in two ways proves nothing.
func TestTwoReadings(t *testing.T) {
	var many strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&many, `"n%d":0,`, i)
	}
	ours, other := `{"id":"ours","name":"Demo"}`, `{"id":"other","name":"Demo"}`
	for _, test := range []struct {
		body string
		two  bool
	}{
		{`{"data":` + other + `,"DATA":` + ours + `}`, true},
		{`{"data":` + other + `,"data":` + ours + `}`, true},
		{`{"data":` + other + `,"d\u0061ta":` + ours + `}`, true},
		{`{"data":` + other + `,"_data":` + ours + `}`, true},
		{`{"data":{"id":"ours","ID":"other"}}`, true},
		{`{"data":{"id":"ours","i-d":"other"}}`, true},
		{`{"data":{"companyId":"ours","company_id":"other"}}`, true},
		{`{"data":{"subjectURN":"urn:pleo:company:a","SubjectUrn":"urn:pleo:company:b"}}`, true},
		{`{"data":{"clientId":"a","clıentId":"b"}}`, false}, // a dotless i is another letter
		{`{"data":{"scope":"a","\u017fcope":"b"}}`, true},   // a long s is an s, to those who ignore case
		{`{"data":{"kind":"a","\u212Aind":"b"}}`, true},     // as is the sign of Kelvin a k
		{`{"data":[{"id":"1"},{"id":"2"},{"id":"3","id":"4"}]}`, true},
		{`{"data":[{"id":"1"},{"id":"2"},{"ID":"3"}]}`, false},
		{`{"data":{"company":{"id":"ours","Id":"other"}}}`, true},
		{`{"data":{"a":{"b":{"id":"1","ID":"2"}}}}`, false}, // too deep for what is read
		{`{"data":{"a":{"b":{"id":"1","id":"2"}}}}`, true},
		{`{"data":{"metadata":{"key":"1","KEY":"2"},"customHeaders":{"X-A":"1","XA":"2"}}}`, false}, // names of somebody's
		{`{"data":{"metadata":{"key":"1","key":"2"}}}`, true},
		{`{"data":{"metadata":[{"key":"1","KEY":"2"}],"a":{"b":1,"B":2}}}`, true},
		{`{"pagination":{"hasNextPage":true,"has_next_page":false}}`, true},
		{`{"pagination":{"currentRequestPagination":{"parameters":{"companyId":["1"],"company_id":["2"]}}}}`, false},
		{`{"a":"{\"a\":1,\"a\":2}","b":["a","a",{"a":"a"}],"c":"a"}`, false},
		{`{"data":{` + many.String() + `"last":1}}`, false},
		{`{"data":{` + many.String() + `"n7":1}}`, true},
		{`{"data":{` + many.String() + `"N_4999":1}}`, true},
		{`{"data":{` + many.String() + `"a":{"n7":1,"n8":2}},"n9":3}`, false},
		{`{}`, false}, {`[]`, false}, {`{"":1,"_":2}`, true}, {`[[{"a":1}],{"a":1}]`, false},
	} {
		if got := ambiguous([]byte(test.body)); got != test.two {
			t.Errorf("%s: %v, want %v", test.body[:min(len(test.body), 120)], got, test.two)
		}
	}
	// And what comes of it.
	srv := newServer(t, http.HandlerFunc(jsonAnswer(200, `{"data":{"id":"`+companyID+`"},"DATA":{"id":"other"}}`)))
	_, err := newClient(t, srv.URL).Do(t.Context(), operation(t, "company"), Params{CompanyID: companyID})
	if e := wantError[*ShapeError](t, err); !strings.Contains(e.Reason, "twice") {
		t.Error(e)
	}
}

// Only the documented spelling of a name is read.
func TestNamesAreReadInOneSpelling(t *testing.T) {
	c := route(t, map[string]string{
		"/v1/introspect":             `{"data":{"authMethod":"API_KEY","clientId":"demo","scope":"","SubjectUrn":"urn:pleo:company:` + companyID + `"}}`,
		"/v1/companies/" + companyID: `{"data":{"id":"` + companyID + `","NAME":"Demo","OrganizationId":"o","Address":{"country":"DK"}}}`,
	})
	about, _, err := c.Introspect(t.Context())
	if err != nil || about.SubjectURN != "" {
		t.Errorf("%+v, %v", about, err)
	}
	company, x, err := c.Company(t.Context(), companyID)
	if err != nil || *company != (Company{ID: companyID}) || !slices.Equal(x.Missing, []string{"address", "name"}) {
		t.Errorf("%+v, %v, without %v", company, err, x.Missing)
	}
}
