package check

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
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

// othersGet answers the right key with h and any other with other.
func othersGet(h, other http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if user, _, _ := r.BasicAuth(); user != fakeKey {
			other(w, r)
			return
		}
		h(w, r)
	}
}

// TestDeepCheck: a wrong key that gets 401 is the only control that passes.
// With any other answer nothing is proven, whatever the right key got.
func TestDeepCheck(t *testing.T) {
	known := about("company:"+someID, "users:read")
	resets := func(w http.ResponseWriter, _ *http.Request) {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			reset(conn)
		}
	}
	tests := map[string]struct {
		wrong   http.HandlerFunc
		kind    Kind
		variant string
		deep    DeepCheck
	}{
		"401":                {respondJSON(401, `{"type":"UNAUTHORIZED"}`), OK, "", DeepPassed},
		"401 without a body": {respond(401, "", ""), OK, "", DeepPassed},
		"the same answer":    {nil, NotPleo, "accepts-anything", DeepFailed},
		"200, empty data":    {respondJSON(200, `{"data":{}}`), WrongKeyNotRefused, "", DeepFailed},
		"200, empty list":    {respondJSON(200, list("")), WrongKeyNotRefused, "", DeepFailed},
		"200, a problem":     {respondJSON(200, `{"type":"UNAUTHORIZED"}`), WrongKeyNotRefused, "", DeepFailed},
		"200, a web page":    {respond(200, "text/html", page), WrongKeyNotRefused, "", DeepFailed},
		"204":                {respond(204, "", ""), WrongKeyNotRefused, "", DeepFailed},
		"302":                {respond(302, "", "", "Location", "/fake"), WrongKeyNotRefused, "", DeepFailed},
		"400":                {respondJSON(400, ""), WrongKeyNotRefused, "", DeepFailed},
		"403":                {respondJSON(403, `{"type":"ACCESS_DENIED"}`), WrongKeyNotRefused, "", DeepFailed},
		"403, a web page":    {respond(403, "text/html", page, "request-Id", ""), WrongKeyNotRefused, "", DeepFailed},
		"404":                {respondJSON(404, ""), WrongKeyNotRefused, "", DeepFailed},
		"407":                {respondJSON(407, ""), WrongKeyNotRefused, "", DeepFailed},
		"429":                {respond(429, "application/json", "", "Retry-After", "20"), WrongKeyNotRefused, "not-made", DeepUnknown},
		"500":                {respondJSON(500, ""), WrongKeyNotRefused, "not-made", DeepUnknown},
		"503":                {respondJSON(503, ""), WrongKeyNotRefused, "not-made", DeepUnknown},
		"reset":              {resets, WrongKeyNotRefused, "not-made", DeepUnknown},
	}
	for name, tt := range tests {
		for how, s := range map[string]*standIn{
			"introspection":    {introspect: known, employees: rowsOf(someID)},
			"no introspection": {employees: rowsOf(someID)},
			"only the company": {company: aCompany(someID, ""), employees: respondJSON(403, "")},
		} {
			if name == "200, empty list" && how == "no introspection" || name == "200, empty data" && how == "only the company" {
				continue // this answer has the documented shape here, which is the row “the same answer”
			}
			t.Run(name+", "+how, func(t *testing.T) {
				asked, step := "/v1/introspect", StepIdentity
				guarded := map[string]*http.HandlerFunc{"introspection": &s.introspect, "no introspection": &s.employees, "only the company": &s.company}[how]
				if tt.wrong != nil {
					*guarded = othersGet(*guarded, tt.wrong)
				}
				switch how {
				case "no introspection":
					asked, step = "/v2/employees", StepRequest
				case "only the company":
					asked, step = "/v1/companies/"+someID, StepCompany
				}
				r := check(t, s, func(in *Input) { in.Deep, in.Permissions = true, true })
				if r.Deep != tt.deep {
					t.Errorf("deep check is %q, want %q", r.Deep, tt.deep)
				}
				if tt.deep == DeepPassed {
					if verdict, kind := Working, tt.kind; how == "only the company" {
						expect(t, r, Limited, AccessDenied, "")
					} else {
						expect(t, r, verdict, kind, "")
					}
					if r.Finding.Facts[FactDeep] == "" || !r.Accepted || !r.Company.Confirmed {
						t.Errorf("facts %v, accepted %v, company %+v", r.Finding.Facts, r.Accepted, r.Company)
					}
					return
				}
				expect(t, r, Inconclusive, tt.kind, tt.variant)
				all := s.requests()
				if last := all[len(all)-1]; !strings.HasSuffix(last, asked) {
					t.Errorf("the last request was %q, want %s", last, asked)
				}
				if r.Accepted || r.Company.Confirmed || stepOf(r, StepCompany).Status == Passed || stepOf(r, step).Status != StepFailed {
					t.Errorf("accepted %v, company %+v, steps %s", r.Accepted, r.Company, statuses(r))
				}
				if r.Permissions != nil {
					t.Error("permissions of what proves nothing")
				}
				if _, there := r.Finding.Facts[FactDeep]; there {
					t.Error("says that the wrong key was refused")
				}
			})
		}
	}
}

func TestDeepCheckNotMade(t *testing.T) {
	known := about("company:"+someID, "users:read")
	r := check(t, &standIn{introspect: known, employees: rowsOf(someID)})
	expect(t, r, Working, OK, "")
	if r.Deep != "" || r.Finding.Facts[FactDeep] != "" {
		t.Errorf("not asked for: %q, facts %v", r.Deep, r.Finding.Facts)
	}
	s := &standIn{introspect: respondJSON(401, "")}
	r = check(t, s, func(in *Input) { in.Deep = true })
	expect(t, r, Failed, KeyRejected, "")
	if r.Deep != "" || len(s.requests()) != 1 {
		t.Errorf("a refused key is not asked about: %q, %v", r.Deep, s.requests())
	}
	wait := check(t, &standIn{introspect: othersGet(known, respond(429, "application/json", "", "Retry-After", "20")), employees: rowsOf(someID)},
		func(in *Input) { in.Deep = true })
	if wait.Finding.RetryAfter != 20*time.Second || wait.Finding.Facts[FactWait] != "20" {
		t.Errorf("wait %v, facts %v", wait.Finding.RetryAfter, wait.Finding.Facts)
	}
}

// A check whose time is over when the wrong key's turn comes proves as little as
// one whose wrong key got no answer; one that is cancelled is just that.
func TestDeepCheckThatEndsEarly(t *testing.T) {
	known := about("company:"+someID, "users:read")
	for name, tt := range map[string]struct {
		ends    func(context.Context) (context.Context, func())
		verdict Verdict
		kind    Kind
		variant string
	}{
		"cancelled": {func(c context.Context) (context.Context, func()) { return context.WithCancel(c) }, Stopped, Cancelled, ""},
		"deadline": {func(c context.Context) (context.Context, func()) {
			d := &deadline{Context: c, done: make(chan struct{})}
			return d, d.reach
		}, Inconclusive, WrongKeyNotRefused, "not-made"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, end := tt.ends(t.Context())
			s := &standIn{introspect: othersGet(known, func(_ http.ResponseWriter, r *http.Request) {
				end()
				<-r.Context().Done()
			}), employees: rowsOf(someID)}
			in := input(serve(t, s))
			in.Deep = true
			r := Run(ctx, in, Options{})
			expect(t, r, tt.verdict, tt.kind, tt.variant)
			if r.Deep != DeepUnknown {
				t.Errorf("deep check is %q", r.Deep)
			}
		})
	}
}

// deadline is a context whose time is over when a test says so.
type deadline struct {
	context.Context
	done chan struct{}
	once sync.Once
}

func (d *deadline) reach()                { d.once.Do(func() { close(d.done) }) }
func (d *deadline) Done() <-chan struct{} { return d.done }
func (d *deadline) Err() error {
	select {
	case <-d.done:
		return context.DeadlineExceeded
	default:
		return nil
	}
}

// What a step was reported with does not change later.
func TestDeepCheckLeavesReportedStepsAlone(t *testing.T) {
	in := input(serve(t, &standIn{introspect: keyOnly(about("company:"+someID, "users:read")), employees: rowsOf(someID)}))
	in.Deep = true
	var reported []Step
	r := Run(t.Context(), in, Options{OnStep: func(s Step) { reported = append(reported, s) }})
	expect(t, r, Working, OK, "")
	for _, s := range reported {
		if _, changed := s.Finding.Facts[FactDeep]; changed {
			t.Errorf("the facts of %s were changed after it was reported", s.Name)
		}
	}
}
