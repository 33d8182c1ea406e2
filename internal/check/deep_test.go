package check

import (
	"net/http"
	"strings"
	"testing"
)

// keyOnly answers the right key with h and any other with 401.
func keyOnly(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if user, _, _ := r.BasicAuth(); user != fakeKey {
			respondJSON(401, `{"type":"UNAUTHORIZED"}`)(w, r)
			return
		}
		h(w, r)
	}
}

func TestDeepCheck(t *testing.T) {
	deep := func(in *Input) { in.Deep = true }
	known := about("company:"+someID, "users:read")
	tests := []struct {
		name    string
		server  *standIn
		change  func(*Input)
		verdict Verdict
		kind    Kind
		variant string
		deep    DeepCheck
		asked   string // path that the wrong key is sent to
	}{
		{"wrong key refused", &standIn{introspect: keyOnly(known), employees: keyOnly(rowsOf(someID))}, deep, Working, OK, "", DeepPassed, "/v1/introspect"},
		{"not asked for", &standIn{introspect: known, employees: rowsOf(someID)}, func(*Input) {}, Working, OK, "", "", ""},
		{"anything is accepted", &standIn{introspect: known, employees: rowsOf(someID)}, deep, Inconclusive, NotPleo, "accepts-anything", DeepFailed, "/v1/introspect"},
		{"anything is accepted, no introspection", &standIn{employees: rowsOf(someID)}, deep, Inconclusive, NotPleo, "accepts-anything", DeepFailed, "/v2/employees"},
		{"another answer", &standIn{introspect: known, employees: rowsOf(someID), others: map[string]http.HandlerFunc{
			"/v1/introspect": func(w http.ResponseWriter, r *http.Request) {
				if user, _, _ := r.BasicAuth(); user != fakeKey {
					respondJSON(503, "")(w, r)
					return
				}
				known(w, r)
			},
		}}, deep, Working, OK, "", DeepUnknown, "/v1/introspect"},
		{"refused key is not asked about", &standIn{introspect: respondJSON(401, "")}, deep, Failed, KeyRejected, "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := check(t, tt.server, tt.change)
			expect(t, r, tt.verdict, tt.kind, tt.variant)
			if r.Deep != tt.deep {
				t.Errorf("deep check is %q, want %q", r.Deep, tt.deep)
			}
			if got := r.Finding.Facts[FactDeep]; (got != "") != (tt.deep == DeepPassed) {
				t.Errorf("the fact is %q", got)
			}
			all := tt.server.requests()
			if last := all[len(all)-1]; tt.asked != "" && !strings.HasSuffix(last, tt.asked) {
				t.Errorf("the last request was %q, want %s", last, tt.asked)
			}
			if tt.deep == DeepFailed && r.Accepted {
				t.Error("still counts as accepted")
			}
		})
	}
}
