//go:build foreign

package foreign

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// permissionRounds is how often each combination below is checked.
const permissionRounds = 3

// seen is an answer that Prism gave.
type seen struct {
	status int
	media  string
	body   []byte
}

func (s seen) String() string { return fmt.Sprintf("%d %s %s", s.status, s.media, s.body) }

// witness stands between the program and Prism. It asks Prism for answers that
// the program cannot ask for itself, and remembers what came.
type witness struct {
	proxy *httputil.ReverseProxy
	// subject is whose key it is, as introspection tells; "" leaves that to
	// Prism.
	subject string

	mu     sync.Mutex
	random *rand.Rand
	codes  []int // to be asked for; 0 for whatever Prism chooses, less for another status over that
	came   map[string][]seen
}

// instead is where the status stands that the witness gives.
type instead struct{}

func newWitness(t *testing.T, mock, subject string, seed uint64, codes ...int) (*witness, string) {
	t.Helper()
	to, err := url.Parse(mock)
	if err != nil {
		t.Fatal(err)
	}
	w := &witness{subject: subject, codes: codes, random: rand.New(rand.NewPCG(seed, 1)), came: map[string][]seen{}}
	w.proxy = &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Header.Del("Accept-Encoding")
		w.mu.Lock()
		defer w.mu.Unlock()
		code := w.codes[w.random.IntN(len(w.codes))]
		switch {
		case code > 0:
			r.Out.Header.Set("Prefer", "code="+strconv.Itoa(code))
		case w.random.IntN(4) == 0: // the example of the document in place of a random body
			r.Out.Header.Set("Prefer", "dynamic=false")
		}
		if code < 0 {
			r.Out = r.Out.WithContext(context.WithValue(r.Out.Context(), instead{}, -code))
		}
	}, ErrorLog: log.New(io.Discard, "", 0), ModifyResponse: func(r *http.Response) error {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		if code, ok := r.Request.Context().Value(instead{}).(int); ok {
			r.StatusCode = code
		}
		w.note(r.Request, seen{r.StatusCode, r.Header.Get("Content-Type"), body})
		return nil
	}}
	s := httptest.NewServer(w)
	t.Cleanup(s.Close)
	return w, s.URL
}

func (w *witness) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/v1/introspect" || w.subject == "" {
		w.proxy.ServeHTTP(out, r)
		return
	}
	body := `{"data":{"authMethod":"API_KEY","clientId":"demo","scope":"users:read vendors:write","subjectURN":"urn:pleo:` + w.subject + `"}}`
	w.note(r, seen{http.StatusOK, "application/json", []byte(body)})
	out.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(out, body)
}

func (w *witness) note(r *http.Request, s seen) {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := r.Method + " " + r.URL.Path
	w.came[name] = append(w.came[name], s)
}

// of is what came for an operation.
func (w *witness) of(op pleoclient.Operation, company string) []seen {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.came[op.Method+" "+strings.ReplaceAll(op.Path, "{companyId}", company)]
}

// proves reports whether an answer shows that the key may use an operation. It
// is written from the contract, and knows nothing of how the program judges.
func (s seen) proves(op pleoclient.Operation, subject, company string) bool {
	media, _, err := mime.ParseMediaType(s.media)
	if s.status != http.StatusOK || err != nil || media != "application/json" {
		return false
	}
	var answer struct {
		ID, Resource, Status *string
		ErrorCode            *string
		Data                 json.RawMessage
		Pagination           *struct {
			CurrentRequestPagination     *map[string]any
			HasNextPage, HasPreviousPage *bool
		}
	}
	var whole any
	if json.Unmarshal(s.body, &answer) != nil || json.Unmarshal(s.body, &whole) != nil || twoSpellings(whole, 3) {
		return false
	}
	if op.Name == "installation" {
		works := !slices.Contains([]string{"ERROR", "INACTIVE", "NOT_ENTITLED"}, deref(answer.Status)) && deref(answer.ErrorCode) == ""
		return answer.ID != nil && answer.Resource != nil && answer.Status != nil && works
	}
	var rows []map[string]any
	if op.List {
		if json.Unmarshal(answer.Data, &rows) != nil || rows == nil {
			return false
		}
		paged, p := op.Page != pleoclient.PageNone, answer.Pagination
		if paged && (p == nil || p.CurrentRequestPagination == nil || p.HasNextPage == nil || p.HasPreviousPage == nil) {
			return false
		}
	} else {
		var one map[string]any
		if json.Unmarshal(answer.Data, &one) != nil || one == nil {
			return false
		}
		rows = append(rows, one)
	}
	if op.Company == pleoclient.CompanyNone && !strings.HasPrefix(subject, "company:") {
		return true // rows of several companies are what such a key is for
	}
	if op.Name == "companies" && len(rows) > 0 && !*answer.Pagination.HasNextPage && !*answer.Pagination.HasPreviousPage &&
		!slices.ContainsFunc(rows, func(row map[string]any) bool { return row["id"] == company }) {
		return false // the whole list, and a company's key reads at least its own
	}
	for _, row := range rows {
		field := "companyId"
		if op.Name == "company" {
			field = "id"
		}
		if id, ok := row[field].(string); ok && !strings.EqualFold(id, company) {
			return false
		}
	}
	return true
}

// twoSpellings reports whether names in one object, of those in the first few
// levels, differ in case, "_" and "-" only: programs read such an answer
// differently, so it proves nothing. Prism makes up names such as "aliquip8" and
// "aliquip_8". Where names are somebody's data, each is its own.
func twoSpellings(v any, levels int) bool {
	if levels == 0 {
		return false
	}
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, func(v any) bool { return twoSpellings(v, levels) })
	case map[string]any:
		seen := map[string]bool{}
		for name, value := range v {
			folded := strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
			free := slices.Contains([]string{"metadata", "customHeaders", "parameters"}, name)
			if seen[folded] || !free && twoSpellings(value, levels-1) {
				return true
			}
			seen[folded] = true
		}
	}
	return false
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Nothing is called allowed that Prism's answers do not prove, whatever they
// are: random bodies, the examples, every status.
func TestPermissionsAreNeverMoreThanProven(t *testing.T) {
	s := contractStory
	subjects := map[string]string{
		"company": "company:" + s.CompanyID, "organisation": "organisation:5af3c18e-0d72-4b69-9e15-c64b80a7d2f1", "unknown": "",
	}
	codes := map[string][]int{
		"as it likes": {0}, "200": {200}, "400": {400}, "403": {403}, "503": {503},
		"all":     {0, 200, 200, 201, 204, 302, 400, 401, 403, 404, 422, 500, 503},
		"another": {0, -201, -206, -302, -400, -401, -403, -404, -422, -500, -503}, "limit": {0, 0, 0, -429},
	}
	for name, document := range contracts(t) {
		t.Run(name, func(t *testing.T) {
			mock := startPrism(t, document, "--dynamic")
			access := map[check.Access]int{}
			for _, code := range slices.Sorted(maps.Keys(codes)) {
				for _, subject := range subjects {
					for range permissionRounds {
						seed := rand.Uint64()
						w, base := newWitness(t, mock, subject, seed, codes[code]...)
						r := permissions(t, base, s)
						w.judge(t, fmt.Sprintf("status %s, key of %q, seed %d", code, subject, seed), r, s, access)
					}
				}
			}
			t.Logf("%v", access)
			for _, a := range []check.Access{check.Allowed, check.Denied, check.Unknown} {
				if access[a] == 0 {
					t.Errorf("never %s", a)
				}
			}
		})
	}
}

// permissions asks for them as the window does.
func permissions(t *testing.T, base string, s demo.Story) *check.Result {
	t.Helper()
	return check.Permissions(t.Context(), check.Input{
		Environment: "custom", BaseURL: base, Key: secret.New(s.Key), CompanyID: s.CompanyID,
	}, check.Options{Client: []pleoclient.Option{pleoclient.WithLimits(limits)}})
}

// judge holds the permissions against what came.
func (w *witness) judge(t *testing.T, about string, r *check.Result, s demo.Story, access map[check.Access]int) {
	t.Helper()
	if r.Verdict == check.Working {
		t.Errorf("%s: working, although no check was made", about)
	}
	if r.Permissions == nil && w.subject != "" {
		t.Errorf("%s: nothing tried: %s", about, r.Finding.Detail)
	}
	subject := w.subject
	if subject == "" && r.Identity != nil { // Prism said it
		subject = r.Identity.Subject + ":" + r.Identity.SubjectID
	}
	for _, p := range r.Permissions {
		op, ok := pleoclient.LookupOperation(p.Operation)
		if !ok {
			if p.Access != check.NotTested || !p.Claimed {
				t.Errorf("%s: claim %s is %s", about, p.Scope, p.Access)
			}
			continue
		}
		access[p.Access]++
		came := w.of(op, s.CompanyID)
		if len(came) > 1 {
			t.Errorf("%s: %s was asked %d times", about, op.Name, len(came))
		}
		proven := len(came) == 1 && came[0].proves(op, subject, s.CompanyID)
		if (p.Access == check.Allowed) != proven && !(op.Name == "introspect" && w.subject == "") {
			t.Errorf("%s: %s is %s (%s, status %d: %s), proven %v: %.20000s", about, op.Name, p.Access, p.Finding.Kind, p.Status, p.Finding.Detail, proven, fmt.Sprint(came))
		}
		if p.Access == check.Denied && came[0].status != http.StatusForbidden {
			t.Errorf("%s: %s is denied by status %d", about, op.Name, came[0].status)
		}
		if !op.NeedsOnlyCompany() && (p.Access != check.NotTested || len(came) > 0) {
			t.Errorf("%s: %s is %s, asked %d times", about, op.Name, p.Access, len(came))
		}
	}
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	text, err := report.JSON(r, words)
	if err != nil {
		t.Fatalf("%s: %v", about, err)
	}
	hidden(t, s.Key, string(text))
	hidden(t, s.Key, fmt.Sprintf("%+v", r))
	var got printed
	if err := json.Unmarshal(text, &got); err != nil || len(got.Permissions) != len(r.Permissions) {
		t.Fatalf("%s: %d permissions in the report, want %d (%v)", about, len(got.Permissions), len(r.Permissions), err)
	}
	for i, p := range r.Permissions {
		if in := got.Permissions[i]; in.Operation != p.Operation || in.Access != string(p.Access) || in.Status != p.Status {
			t.Errorf("%s: reported as %+v, found %s %s", about, in, p.Operation, p.Access)
		}
	}
}

// The program says the same, in its own process.
func TestProgramAgainstPrismsStatuses(t *testing.T) {
	s := contractStory
	mock := startPrism(t, ownContract, "--dynamic")
	for _, code := range []int{0, 200, 403, 429, 503} {
		w, base := newWitness(t, mock, "company:"+s.CompanyID, uint64(code), code)
		p := program(t, nil, base, s, "--permissions")
		for _, each := range p.Permissions {
			op, ok := pleoclient.LookupOperation(each.Operation)
			if !ok {
				continue
			}
			came := w.of(op, s.CompanyID)
			proven := len(came) == 1 && came[0].proves(op, w.subject, s.CompanyID)
			if (each.Access == string(check.Allowed)) != proven {
				t.Errorf("status %d: %s is %s, proven %v: %.2000s", code, op.Name, each.Access, proven, fmt.Sprint(came))
			}
		}
	}
}
