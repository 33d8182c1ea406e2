package pleoclient

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// route answers by path and query.
func route(t *testing.T, answers map[string]string) *Client {
	t.Helper()
	srv := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := answers[r.URL.RequestURI()]
		if !ok {
			t.Errorf("asked for %s", r.URL.RequestURI())
			http.NotFound(w, r)
			return
		}
		jsonAnswer(200, body)(w, r)
	}))
	return newClient(t, srv.URL)
}

func pageOf(rows, cursors string, more bool) string {
	return fmt.Sprintf(`{"data":[%s],"pagination":{"currentRequestPagination":{"parameters":{}},"hasNextPage":%v,"hasPreviousPage":false%s}}`,
		rows, more, cursors)
}

func TestIntrospect(t *testing.T) {
	c := route(t, map[string]string{"/v1/introspect": `{"data":{"authMethod":"API_KEY","clientId":"demo","scope":" users:read  companies:read",` +
		`"applicationName":null,"SUBJECTurn2":"urn:pleo:company:x","subjectURN":"urn:pleo:company:` + companyID + `","future":[1]}}`})
	got, x, err := c.Introspect(t.Context())
	if err != nil || x.Operation != "introspect" {
		t.Fatal(err)
	}
	want := Introspection{AuthMethod: "API_KEY", ClientID: "demo", Scope: " users:read  companies:read", SubjectURN: "urn:pleo:company:" + companyID}
	if *got != want || !slices.Equal(got.Scopes(), []string{"users:read", "companies:read"}) {
		t.Errorf("%+v", got)
	}
}

func TestEmployees(t *testing.T) {
	c := route(t, map[string]string{
		"/v2/employees?after=ABC%3D&companyId=" + companyID + "&limit=2": pageOf(
			`{"id":"1","companyId":"`+companyID+`","firstName":"Demo","lastName":"Person","email":"demo@example.com","phone":null}`,
			`,"endCursor":"DEF","startCursor":"ABC","total":7`, true),
		"/v2/employees?offset=3": emptyPage,
	})
	op := operation(t, "employees")
	p, problems := ParseParams(op, map[string]string{"limit": "2", "after": "ABC="})
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	p.CompanyID = companyID
	x, err := c.Do(t.Context(), op, p)
	if err != nil {
		t.Fatal(err)
	}
	seven := 7
	want := Pagination{HasNextPage: true, StartCursor: "ABC", EndCursor: "DEF", Total: &seven}
	if page, ok := PaginationOf(op, x.Body); !ok || !reflect.DeepEqual(page, want) || RowCount(x.Body) != 1 {
		t.Errorf("%+v", page)
	}
	p, _ = ParseParams(op, map[string]string{"offset": "3"})
	if x, err = c.Do(t.Context(), op, p); err != nil || RowCount(x.Body) != 0 {
		t.Errorf("%+v, %v", x, err)
	}
	if _, problems = ParseParams(op, map[string]string{"before": "A", "after": "B"}); len(problems) != 1 || problems[0].Code != ParamExclusive {
		t.Errorf("%v", problems)
	}
}

func TestCompanyAndInstallation(t *testing.T) {
	c := route(t, map[string]string{
		"/v1/companies/" + companyID: `{"data":{"id":"` + companyID + `","name":"Demo Ltd","organizationId":"o","address":{"country":"DK"}}}`,
		"/v1/installations/me?company_id=" + companyID: `{"id":"i","applicationId":"a","createdAt":"2026-01-01T00:00:00Z","updatedAt":"",` +
			`"metadata":{"a":"b"},"resource":"urn:pleo:company:1","status":"ACTIVATED"}`,
	})
	company, _, err := c.Company(t.Context(), companyID)
	if err != nil || company.Name != "Demo Ltd" || company.OrganizationID != "o" {
		t.Errorf("%+v, %v", company, err)
	}
	x, err := c.Do(t.Context(), operation(t, "installation"), Params{CompanyID: companyID})
	if err != nil || x.Operation != "installation" || RowCount(x.Body) != 1 {
		t.Errorf("%+v, %v", x, err)
	}
	if _, x, err := c.Company(t.Context(), ""); x != nil {
		t.Errorf("sent without an id: %v", err)
	}
}

func TestAllCompanies(t *testing.T) {
	const first = "/v1/companies?organization_id=o"
	tests := []struct {
		name    string
		answers map[string]string
		want    []string
		fails   bool
	}{
		{"two pages", map[string]string{
			first: pageOf(`{"id":"1"},{"id":"2"}`, `,"endCursor":"A"`, true),
			"/v1/companies?after=A&organization_id=o": pageOf(`{"id":"3"}`, `,"endCursor":"B"`, false),
		}, []string{"1", "2", "3"}, false},
		{"no cursor", map[string]string{first: pageOf(`{"id":"1"}`, "", true)}, []string{"1"}, true},
		{"the same cursor", map[string]string{
			first: pageOf(`{"id":"1"}`, `,"endCursor":"A"`, true),
			"/v1/companies?after=A&organization_id=o": pageOf(`{"id":"1"}`, `,"endCursor":"A"`, true),
		}, []string{"1", "1"}, true},
		{"a circle", map[string]string{
			first: pageOf(`{"id":"1"}`, `,"endCursor":"A"`, true),
			"/v1/companies?after=A&organization_id=o": pageOf(`{"id":"2"}`, `,"endCursor":"B"`, true),
			"/v1/companies?after=B&organization_id=o": pageOf(`{"id":"3"}`, `,"endCursor":"A"`, true),
		}, []string{"1", "2", "3"}, true},
		{"broken second page", map[string]string{
			first: pageOf(`{"id":"1"}`, `,"endCursor":"A"`, true),
			"/v1/companies?after=A&organization_id=o": `{"data":`,
		}, []string{"1"}, true},
	}
	for _, test := range tests {
		c := route(t, test.answers)
		var got []string
		errs := 0
		for company, err := range c.AllCompanies(t.Context(), "o") {
			if err != nil {
				wantError[*ShapeError](t, err)
				errs++
				continue // nothing may follow
			}
			got = append(got, company.ID)
		}
		if !slices.Equal(got, test.want) || (errs == 1) != test.fails || errs > 1 {
			t.Errorf("%s: %v, %d errors", test.name, got, errs)
		}
	}
	for company := range route(t, tests[0].answers).AllCompanies(t.Context(), "o") {
		if company.ID == "2" {
			break
		}
	}
}

func TestParseSubject(t *testing.T) {
	tests := map[string]Subject{
		"urn:pleo:company:" + companyID:                           {"company", companyID},
		" URN:Pleo:COMPANY:AAAAAAAA-2222-3333-4444-555555555555 ": {"company", "aaaaaaaa-2222-3333-4444-555555555555"},
		"urn:pleo:organisation:" + companyID:                      {"organisation", companyID},
		"urn:pleo:organization:" + companyID:                      {"organisation", companyID},
		"urn:pleo:employee:" + companyID:                          {},
		"urn:other:company:" + companyID:                          {},
		"urn:pleo:company:" + companyID + ":more":                 {},
		"urn:pleo:company:not-a-uuid":                             {},
		"urn:pleo:company:111111112222-3333-4444-5555-55555555":   {},
		"": {},
	}
	for urn, want := range tests {
		if got := ParseSubject(urn); got != want {
			t.Errorf("%q = %+v", urn, got)
		}
	}
}

func TestRowCount(t *testing.T) {
	for body, want := range map[string]int{
		`{"data":[{"companyId":"AA"},{"id":"1"},3]}`: 3, `{"data":{"companyId":"AA"}}`: 1, `{"data":{}}`: 1, `{"data":[]}`: 0,
		`{"data":null}`: 0, `{"id":"1","companyId":"AA"}`: 1, `[1,2]`: 0, `{"data":[`: 0, ``: 0,
	} {
		if n := RowCount([]byte(body)); n != want {
			t.Errorf("%s: %d, want %d", body, n, want)
		}
	}
}

func TestIsUUID(t *testing.T) {
	const id = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"
	for s, want := range map[string]bool{
		id: true, strings.ToUpper(id): true, "": false, id[1:]: false, id + "0": false, strings.ReplaceAll(id, "-", ""): false,
		"g" + id[1:]: false, strings.Replace(id, "-", "0", 1): false, "-" + id[1:]: false, "\x10" + id[1:]: false, "é" + id[2:]: false, "{" + id[1:]: false,
	} {
		if IsUUID(s) != want || IsUUID([]byte(s)) != want {
			t.Errorf("IsUUID(%q) is not %v", s, want)
		}
	}
}
