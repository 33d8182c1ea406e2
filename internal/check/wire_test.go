package check

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// The demo server refuses a body on GET, as gateways do. Each operation is
// chosen by name, with typed parameters, and its pages are turned.
func TestNoOperationIsRefusedByAGateway(t *testing.T) {
	server := httptest.NewServer(demo.Handler())
	defer server.Close()
	story := demo.Stories()[0]
	turned := 0
	for _, op := range pleoclient.Operations() {
		if !op.NeedsOnlyCompany() {
			continue
		}
		typed := map[string]string{}
		if op.Page != pleoclient.PageNone {
			typed["limit"] = "1"
		}
		params, problems := pleoclient.ParseParams(op, typed)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", op.Name, problems[0])
		}
		in := Input{Environment: "demo", BaseURL: server.URL, Key: secret.New(story.Key), CompanyID: story.CompanyID, Operation: op.Name, Params: params}
		r := Run(t.Context(), in, Options{})
		if r.Verdict != Working {
			t.Errorf("%s with typed parameters: %s %s %s", op.Name, r.Verdict, r.Finding.Kind, r.Finding.Detail)
			continue
		}
		if strings.Contains(r.Finding.Detail, "lacks") {
			t.Errorf("%s: the demo server leaves something out: %s", op.Name, r.Finding.Detail)
		}
		params.CompanyID = story.CompanyID
		next, ok := pleoclient.NextPage(op, params, r.Answer.Body)
		if !ok {
			continue
		}
		turned++
		in.Params = next
		if r := Fetch(t.Context(), in, Options{}); r.Finding.Kind != OK {
			t.Errorf("%s, the next page: %s %s", op.Name, r.Finding.Kind, r.Finding.Detail)
		}
	}
	if turned < 5 {
		t.Errorf("%d pages were turned", turned)
	}
}

// What the contract calls required and an answer lacks is noted, and refuses
// nothing.
func TestWhatAnAnswerLacksIsNoted(t *testing.T) {
	s := &standIn{introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID)}
	r := check(t, s)
	expect(t, r, Working, OK, "")
	if f := stepOf(r, StepRequest).Finding; !strings.HasSuffix(f.Detail, "lacks: email, firstName, lastName") {
		t.Errorf("detail %q", f.Detail)
	}
}

// Where a person asks for an organisation, the company is not sent, and rows of
// its other companies are what was asked for; of one company's key they are not.
func TestTheRowsOfAnOrganisation(t *testing.T) {
	var sent url.Values
	s := &standIn{
		introspect: about("organisation:"+orgID, "tag-group:read"), company: aCompany(someID, orgID),
		others: map[string]http.HandlerFunc{"/v0/tag-groups": func(w http.ResponseWriter, r *http.Request) {
			sent = r.URL.Query()
			respondJSON(200, fmt.Sprintf(`{"data":[{"id":"1","companyId":%q},{"id":"2","companyId":%q}]}`, someID, otherID))(w, r)
		}},
	}
	whole := func(in *Input) {
		in.Operation, in.Params = "tag-groups", pleoclient.Params{Query: url.Values{"organization_id": {orgID}}}
	}
	r := check(t, s, whole)
	expect(t, r, Working, OK, "")
	if sent.Has("company_id") || sent.Get("organization_id") != orgID || r.Finding.Facts[FactScoped] != "" {
		t.Errorf("sent %v, facts %v", sent, r.Finding.Facts)
	}
	s.introspect = about("company:"+someID, "tag-group:read")
	expect(t, check(t, s, whole), Failed, CompanyMismatch, "")
	s.introspect = about("organisation:"+orgID, "tag-group:read")
	expect(t, check(t, s, func(in *Input) { in.Operation = "tag-groups" }), Failed, CompanyMismatch, "")
}
