package check

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

func TestDemoStories(t *testing.T) {
	server := httptest.NewServer(demo.Handler(demo.WithSlowDelay(0)))
	defer server.Close()
	for _, story := range demo.Stories() {
		t.Run(story.ID, func(t *testing.T) {
			r := Run(t.Context(), Input{
				Environment: "demo", BaseURL: server.URL, Key: secret.New(story.Key), CompanyID: story.CompanyID,
			}, Options{})
			expect(t, r, Verdict(story.Verdict), Kind(story.Kind), "")
			if r.CompanyID != story.CompanyID || r.BaseURL != server.URL || r.Environment != "demo" {
				t.Errorf("company %q, base URL %q, environment %q", r.CompanyID, r.BaseURL, r.Environment)
			}
			if r.Answer == nil || !slices.Contains(r.Exchanges, r.Answer) {
				t.Error("no answer to show")
			}
			if r.Verdict == Working && r.Finding.RequestID == "" {
				t.Error("no request id")
			}
		})
	}
}

func TestDemoStoriesWithPermissions(t *testing.T) {
	server := httptest.NewServer(demo.Handler(demo.WithSlowDelay(0)))
	defer server.Close()
	for _, story := range demo.Stories() {
		r := Run(t.Context(), Input{
			Environment: "demo", BaseURL: server.URL, Key: secret.New(story.Key), CompanyID: story.CompanyID, Permissions: true,
		}, Options{})
		if string(r.Verdict) != story.Verdict || string(r.Finding.Kind) != story.Kind {
			t.Errorf("%s: %s %s", story.ID, r.Verdict, r.Finding.Kind)
		}
		if (len(r.Permissions) > 0) != (r.Verdict == Working) {
			t.Errorf("%s: %d permissions", story.ID, len(r.Permissions))
		}
	}
}

func TestStepsAreReportedInOrder(t *testing.T) {
	tests := map[string]struct {
		server *standIn
		want   string
	}{
		"all": {
			&standIn{introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID)},
			"input running, input passed, connect running, connect passed, identity running, identity passed, " +
				"company running, company passed, request running, request passed",
		},
		"refused": {
			&standIn{introspect: respondJSON(401, "")},
			"input running, input passed, connect running, connect passed, identity running, identity failed, company skipped, request skipped",
		},
		"confirmed by rows": {
			&standIn{employees: rowsOf(someID)},
			"input running, input passed, connect running, connect passed, identity running, identity warned, " +
				"company running, company warned, request running, company passed, request passed",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			Run(t.Context(), input(serve(t, tt.server)), Options{OnStep: func(s Step) {
				got = append(got, string(s.Name)+" "+string(s.Status))
			}})
			if all := strings.Join(got, ", "); all != tt.want {
				t.Errorf("got  %s\nwant %s", all, tt.want)
			}
		})
	}
}

// TestRowsInAll: one row of many is said to be one of them, where the answer says how many there are.
func TestRowsInAll(t *testing.T) {
	for total, want := range map[string]string{`"total":7`: "7", `"total":1`: "", `"total":null`: "", `"endCursor":"x"`: ""} {
		body := strings.Replace(list(`{"id":"fake","companyId":"`+someID+`"}`), `"hasNextPage"`, total+`,"hasNextPage"`, 1)
		r := Run(t.Context(), input(serve(t, &standIn{introspect: about("company:"+someID, "users:read"), employees: respondJSON(200, body)})), Options{})
		expect(t, r, Working, OK, "")
		if got := r.Finding.Facts[FactTotal]; got != want {
			t.Errorf("%s: %q, want %q", total, got, want)
		}
	}
}

func TestFactsAndClock(t *testing.T) {
	now := time.Now().Add(3 * time.Hour)
	s := &standIn{introspect: about("company:"+someID, "users:read companies:read"), company: aCompany(someID, orgID), employees: rowsOf(someID)}
	s.introspect = withHeader(s.introspect, "Date", time.Now().Add(-3*time.Hour).UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT"))
	base := serve(t, s)
	r := Run(t.Context(), input(base), Options{Now: func() time.Time { return now }})
	expect(t, r, Working, OK, "")
	if r.Company.Name != "Fake Company" || r.Finding.Facts[FactCompany] != "Fake Company" {
		t.Errorf("company %+v, facts %v", r.Company, r.Finding.Facts)
	}
	for fact, want := range map[string]string{
		FactEnvironment: "custom", FactCompanyID: someID, FactOperation: "employees", FactStatus: "200", FactCount: "1",
		FactHost: strings.TrimSuffix(strings.TrimPrefix(base, "http://"), "/base"),
	} {
		if got := r.Finding.Facts[fact]; got != want {
			t.Errorf("%s is %q, want %q", fact, got, want)
		}
	}
	if r.Finding.Detail != "GET employees: 200 OK; documented fields that the answer lacks: email, firstName, lastName" {
		t.Errorf("detail %q", r.Finding.Detail)
	}
	clock := stepOf(r, StepConnect).Finding.Facts[FactClock]
	if d, err := time.ParseDuration(clock); err != nil || d < 3*time.Hour-time.Minute || !strings.HasPrefix(clock, "+") {
		t.Errorf("clock %q", clock)
	}
	if !r.StartedAt.Equal(now) || r.KeyHint != "cdef" || r.Operation != "employees" {
		t.Errorf("started %v, hint %q, operation %q", r.StartedAt, r.KeyHint, r.Operation)
	}
	if id := r.Identity; id.ApplicationName != "Fake app" || id.Subject != "company" || id.SubjectID != someID || len(id.Scopes) != 2 {
		t.Errorf("identity %+v", id)
	}
}

func TestInput(t *testing.T) {
	s := &standIn{}
	base := serve(t, s)
	tests := map[string]struct {
		change        func(*Input)
		kind, variant string
		companyID     string
	}{
		"no key":              {func(in *Input) { in.Key = secret.Key{} }, "key-missing", "", someID},
		"masked key":          {func(in *Input) { in.Key = secret.New("••••••••") }, "key-malformed", "masked", someID},
		"company ID as key":   {func(in *Input) { in.Key = secret.New(otherID) }, "key-is-company-id", "", someID},
		"sample company":      {func(in *Input) { in.CompanyID = sampleIDs[0] }, "company-is-sample", "", ""},
		"key as company":      {func(in *Input) { in.CompanyID = fakeKey }, "company-malformed", "looks-like-key", ""},
		"nothing at all":      {func(in *Input) { *in = Input{Environment: "custom"} }, "key-missing", "", ""},
		"unknown operation":   {func(in *Input) { in.Operation = "fake" }, "request-refused", "unknown-operation", someID},
		"base URL missing":    {func(in *Input) { in.BaseURL = "" }, "request-refused", "base-url", someID},
		"base URL not secure": {func(in *Input) { in.BaseURL = "http://example.com" }, "request-refused", "base-url", someID},
		"demo needs base URL": {func(in *Input) { in.Environment, in.BaseURL = "demo", "" }, "request-refused", "base-url", someID},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			in := input(base)
			tt.change(&in)
			r := Run(t.Context(), in, Options{})
			expect(t, r, Failed, Kind(tt.kind), tt.variant)
			if statuses(r) != "failed skipped skipped skipped skipped" || r.CompanyID != tt.companyID || len(r.Exchanges) != 0 || r.Answer != nil {
				t.Errorf("%s, company %q, %d exchanges", statuses(r), r.CompanyID, len(r.Exchanges))
			}
		})
	}
	if sent := s.requests(); len(sent) != 0 {
		t.Errorf("sent %v", sent)
	}
}

func TestBaseURLOfEnvironments(t *testing.T) {
	for environment, want := range map[string]string{
		"staging": "https://external.staging.pleo.io", "production": "https://external.pleo.io",
	} {
		r := Run(t.Context(), Input{Environment: environment, BaseURL: "http://127.0.0.1:1"}, Options{})
		if r.BaseURL != want {
			t.Errorf("%s: %s", environment, r.BaseURL)
		}
		if other := r.Finding.Facts[FactOtherEnvironment]; other == "" || other == environment {
			t.Errorf("%s: other environment %q", environment, other)
		}
	}
}

func TestUnstarted(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	r := Unstarted(Input{Environment: "staging", CompanyID: someID}, Finding{Kind: KeychainLocked, Detail: "fake"}, now)
	expect(t, r, Inconclusive, KeychainLocked, "")
	if r.CompanyID != someID || !r.StartedAt.Equal(now) || r.BaseURL == "" || statuses(r) != "skipped skipped skipped skipped skipped" {
		t.Errorf("%+v", r)
	}
	expect(t, Unstarted(Input{}, Finding{Kind: Cancelled}, now), Stopped, Cancelled, "")
}

func TestIdentify(t *testing.T) {
	server := httptest.NewServer(demo.Handler(demo.WithSlowDelay(0)))
	defer server.Close()
	tests := map[string]struct {
		verdict Verdict
		kind    Kind
		subject string
		choices int
	}{
		"full-access":  {Limited, OK, "company", 0},
		"organisation": {Inconclusive, CompanyUntold, "organisation", 2},
		"expired":      {Failed, KeyRejected, "", 0},
		"html":         {Inconclusive, NotPleo, "", 0},
	}
	for _, story := range demo.Stories() {
		tt, ok := tests[story.ID]
		if !ok {
			continue
		}
		t.Run(story.ID, func(t *testing.T) {
			r := Identify(t.Context(), Input{Environment: "demo", BaseURL: server.URL, Key: secret.New(story.Key)}, Options{})
			variant := ""
			if tt.choices > 0 {
				variant = variantSeveral
			}
			expect(t, r, tt.verdict, tt.kind, variant)
			if len(r.Choices) != tt.choices || r.Accepted != (tt.kind == OK || tt.choices > 0) {
				t.Errorf("choices %v, accepted %v", r.Choices, r.Accepted)
			}
			if tt.subject != "" && (r.Identity == nil || r.Identity.Subject != tt.subject) {
				t.Errorf("identity %+v", r.Identity)
			}
			for _, c := range r.Choices {
				if c.Name == "" || !pleoclient.IsUUID(c.ID) || c.ID != strings.ToLower(c.ID) || c.Confirmed {
					t.Errorf("choice %+v", c)
				}
			}
		})
	}
}

func TestIdentifyWithoutIntrospection(t *testing.T) {
	listed := &standIn{others: map[string]http.HandlerFunc{"/v1/companies": respondJSON(200, list(`{"id":"`+someID+`","name":"Fake Company"}`))}}
	r := Identify(t.Context(), input(serve(t, listed)), Options{})
	expect(t, r, Limited, OK, "")
	if !r.Accepted || len(r.Choices) != 0 || r.Company == nil || *r.Company != (Company{ID: someID, Name: "Fake Company"}) {
		t.Errorf("company %v, choices %v", r.Company, r.Choices)
	}
	r = Identify(t.Context(), input(serve(t, &standIn{})), Options{})
	expect(t, r, Inconclusive, CompanyUntold, "")
	if r.Accepted {
		t.Error("accepted without proof")
	}
}

// A list that Pleo does not give to its end says so.
func TestAListOfCompaniesThatHasNoEnd(t *testing.T) {
	more := func(rows, cursor string) string {
		return strings.Replace(list(rows), `"hasNextPage":false`, `"hasNextPage":true`+cursor, 1)
	}
	row := `{"id":"` + someID + `","name":"Fake Company"}`
	full := row + strings.Repeat(","+row, maxChoices-1)
	for name, tt := range map[string]struct {
		pages   []string // the last one again and again
		choices int
		partial bool
	}{
		"whole, of one":        {[]string{list(row)}, 0, false},
		"whole, in two pages":  {[]string{more(row, `,"endCursor":"AB"`), list(row)}, 2, false},
		"no cursor":            {[]string{more(row, "")}, 1, true},
		"the same cursor":      {[]string{more(row, `,"endCursor":"AB"`)}, 2, true},
		"a broken second page": {[]string{more(row, `,"endCursor":"AB"`), `{"data":[{}]}`}, 1, true},
		"as many as are shown": {[]string{list(full)}, maxChoices, false},
		"more than are shown":  {[]string{list(full + "," + row)}, maxChoices, true},
		"broken at once":       {[]string{`{"data":[{}]}`}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			s := &standIn{introspect: about("organisation:"+orgID, "companies:read"), others: map[string]http.HandlerFunc{
				"/v1/companies": func(w http.ResponseWriter, r *http.Request) {
					respondJSON(200, tt.pages[min(asked, len(tt.pages)-1)])(w, r)
					asked++
				},
			}}
			r := Identify(t.Context(), input(serve(t, s)), Options{})
			if len(r.Choices) != tt.choices || r.ChoicesPartial != tt.partial {
				t.Errorf("%d choices, partial %v", len(r.Choices), r.ChoicesPartial)
			}
		})
	}
}

// withHeader adds a header to an answer.
func withHeader(h http.HandlerFunc, name, value string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(name, value)
		h(w, r)
	}
}

// TestDoubtIsAskedFor: a key that may be another one in coded form is not sent
// where it was just pasted, and is sent where the person said so.
func TestDoubtIsAskedFor(t *testing.T) {
	server := &standIn{introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID)}
	in := input(serve(t, server))
	in.Key, in.Ask = secret.New(b64(fakeKey)), true
	r := Run(t.Context(), in, Options{})
	expect(t, r, Failed, KeyMalformed, VariantCoded)
	if len(r.Exchanges) != 0 {
		t.Errorf("%d requests", len(r.Exchanges))
	}
	in.Ask = false
	expect(t, Run(t.Context(), in, Options{}), Working, OK, "")
}

// Only the companies of the key's organisation are asked for.
func TestIdentifyAsksForTheOrganisation(t *testing.T) {
	for subject, want := range map[string]string{"organisation:" + orgID: orgID, "": ""} {
		asked := "not asked"
		s := &standIn{introspect: about(subject, ""), others: map[string]http.HandlerFunc{"/v1/companies": func(w http.ResponseWriter, r *http.Request) {
			asked = r.URL.Query().Get("organization_id")
			respondJSON(200, list(`{"id":"`+someID+`","name":"Fake Company"}`))(w, r)
		}}}
		r := Identify(t.Context(), input(serve(t, s)), Options{})
		if asked != want || r.CompanyID != someID {
			t.Errorf("%q: asked for %q, company %q", subject, asked, r.CompanyID)
		}
	}
}
