package check

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestFetch(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	known := &Identity{Subject: "company", SubjectID: strings.ToUpper(someID), Scopes: []string{"fake:read"}}
	tests := map[string]struct {
		operation string
		employees http.HandlerFunc // nil: no server
		known     *Identity
		verdict   Verdict
		kind      Kind
		variant   string
		statuses  string
		confirmed bool
	}{
		"a page":               {"employees", rowsOf(someID), known, Inconclusive, OK, "", "passed passed skipped skipped passed", true},
		"nothing is known":     {"employees", rowsOf(someID), nil, Working, OK, "", "passed passed skipped passed passed", true},
		"of another company":   {"employees", rowsOf(someID, otherID), known, Failed, CompanyMismatch, "", "passed passed skipped failed passed", false},
		"not allowed":          {"employees", respondJSON(403, ""), known, Limited, ScopeMissing, "", "passed passed skipped skipped warned", true},
		"not allowed, unknown": {"employees", respondJSON(403, ""), nil, Failed, AccessDenied, "", "passed passed skipped skipped failed", false},
		"refused":              {"employees", respondJSON(401, ""), known, Failed, KeyRejected, "this-request", "passed passed skipped skipped failed", true},
		"refused, unknown":     {"employees", respondJSON(401, ""), nil, Failed, KeyRejected, "", "passed passed skipped skipped failed", false},
		"cannot be sent":       {"accounts", rowsOf(someID), known, Limited, RequestRefused, "bearer-only", "passed failed skipped skipped skipped", true},
		"no connection":        {"employees", nil, known, Inconclusive, ConnectionRefused, "", "passed failed skipped skipped skipped", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			base := gone.URL
			if tt.employees != nil {
				base = serve(t, &standIn{employees: tt.employees})
			}
			in := input(base)
			in.Operation, in.Known = tt.operation, tt.known
			var reported []string
			r := Fetch(t.Context(), in, Options{OnStep: func(s Step) { reported = append(reported, string(s.Name)+" "+string(s.Status)) }})
			expect(t, r, tt.verdict, tt.kind, tt.variant)
			if statuses(r) != tt.statuses || r.Company.Confirmed != tt.confirmed {
				t.Errorf("steps %s, want %s; company %+v", statuses(r), tt.statuses, r.Company)
			}
			if got := strings.Join(reported, ", "); !strings.HasPrefix(got, "input running, input passed, connect running, connect ") {
				t.Errorf("reported %s", got)
			}
		})
	}
}
