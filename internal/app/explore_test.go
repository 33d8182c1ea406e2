package app

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/keystore"
)

// TestTurnPages goes through a list, one row a page, and back.
func TestTurnPages(t *testing.T) {
	b, f, _ := ready(t)
	const pages = 7 // the company of the demo has seven employees
	result := b.State().Result
	seen := map[string]bool{}
	for page := 1; page <= pages; page++ {
		s := b.State()
		if s.Pages.Number != page || s.Pages.Rows != 1 || s.Pages.Previous != (page > 1) || s.Pages.Next != (page < pages) {
			t.Fatalf("page %d: %+v", page, s.Pages)
		}
		body := string(s.Answer.Exchange.Body)
		if seen[body] {
			t.Errorf("page %d was there before", page)
		}
		seen[body] = true
		if s.Result.Verdict != check.Working || s.Result.Finding.Kind != check.OK || len(s.Result.Exchanges) != len(result.Exchanges)+page-1 {
			t.Errorf("page %d: %s, %d exchanges", page, s.Result.Verdict, len(s.Result.Exchanges))
		}
		b.Explore.NextPage(f)
		b.run()
	}
	for page := pages; page >= 1; page-- {
		s := b.State()
		if s.Pages.Number != page || !seen[string(s.Answer.Exchange.Body)] && page == pages {
			t.Errorf("back on page %d: %+v", page, s.Pages)
		}
		b.Explore.PreviousPage(f)
		b.run()
	}
	if len(b.State().Result.Exchanges) != len(result.Exchanges)+2*(pages-1) {
		t.Errorf("%d exchanges", len(b.State().Result.Exchanges))
	}
	b.noKeyOnDisk()
}

// turned answers the next page with a body of the test's own.
func turned(b *bench, f Form, body string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, body)
	}))
	defer server.Close()
	b.d.Fetch = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		in.BaseURL = server.URL
		return check.Fetch(ctx, in, o)
	}
	b.Explore.NextPage(f)
	b.run()
	b.d.Fetch = check.Fetch
}

func page(company, start, end string) string {
	return fmt.Sprintf(`{"data":[{"id":"demo","companyId":%q}],"pagination":{"currentRequestPagination":{},`+
		`"hasNextPage":true,"hasPreviousPage":true,"startCursor":%q,"endCursor":%q}}`, company, start, end)
}

// A cursor that does not move on ends the list, so that nobody turns forever.
func TestCursorThatStays(t *testing.T) {
	b, f, _ := ready(t)
	turned(b, f, page(someID, "AAAA", "BBBB"))
	if p := b.State().Pages; !p.Next || p.Number != 2 {
		t.Fatalf("%+v", p)
	}
	turned(b, f, page(someID, "AAAA", "BBBB"))
	if p := b.State().Pages; p.Next || !p.Previous || p.Number != 3 {
		t.Errorf("%+v", p)
	}
	b.Explore.NextPage(f)
	if len(b.work) != 0 {
		t.Error("one more page is asked for")
	}
}

// Rows of another company take back what the check said, and are shown.
func TestPageOfAnotherCompany(t *testing.T) {
	b, f, _ := ready(t)
	before := b.State()
	turned(b, f, page(otherID, "AAAA", "BBBB"))
	s := b.State()
	if s.Result.Verdict != check.Failed || s.Result.Finding.Kind != check.CompanyMismatch || s.Pages != (Pages{}) {
		t.Errorf("%s %s, %+v", s.Result.Verdict, s.Result.Finding.Kind, s.Pages)
	}
	if s.Result.Company.Confirmed || !before.Result.Company.Confirmed {
		t.Errorf("company %+v, before %+v", s.Result.Company, before.Result.Company)
	}
	if s.Answer.Exchange == before.Answer.Exchange || !strings.Contains(string(s.Answer.Exchange.Body), otherID) {
		t.Error("the answer that shows it is not on the screen")
	}
	for _, steps := range [][]check.Step{s.Steps, s.Result.Steps} {
		for _, step := range steps {
			if step.Name == check.StepCompany && (step.Status != check.StepFailed || step.Finding.Kind != check.CompanyMismatch) {
				t.Errorf("company step %+v", step)
			}
		}
	}
	for _, step := range before.Result.Steps {
		if step.Status != check.Passed {
			t.Errorf("the result of before was changed: %+v", step)
		}
	}
	b.Explore.NextPage(f)
	b.Explore.PreviousPage(f)
	if len(b.work) != 0 {
		t.Error("another page of another company is asked for")
	}
}

// A page that does not come leaves everything as it was, and can be asked for
// once more.
func TestPageThatDoesNotCome(t *testing.T) {
	var b *bench
	for name, test := range map[string]struct {
		fetch func(context.Context, check.Input, check.Options) *check.Result
		keys  keystore.Kind
		want  check.Kind // "": nothing to say
	}{
		"cancelled": {fetch: func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			b.Cancel()
			return check.Fetch(ctx, in, o)
		}},
		"refused": {fetch: func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			in.BaseURL = "http://127.0.0.1:1"
			return check.Fetch(ctx, in, o)
		}, want: check.ConnectionRefused},
		"keychain": {fetch: check.Fetch, keys: keystore.Locked, want: check.KeychainLocked},
	} {
		t.Run(name, func(t *testing.T) {
			var f Form
			b, f, _ = ready(t)
			before := b.State()
			b.d.Fetch = test.fetch
			if test.keys != "" {
				refuseAll(b.keys, test.keys)
			}
			b.Explore.NextPage(f)
			if s := b.State(); s.Activity != TurningPage || s.Result != before.Result {
				t.Errorf("activity %d", s.Activity)
			}
			b.run()
			s := b.State()
			if s.Activity != Idle || s.Result.Verdict != check.Working || s.Answer.Exchange != before.Answer.Exchange || s.Pages.Number != 1 || !s.Pages.Next {
				t.Errorf("activity %d, %s, %+v", s.Activity, s.Result.Verdict, s.Pages)
			}
			if got := s.Pages.Finding; (got == nil) != (test.want == "") || got != nil && got.Kind != test.want {
				t.Errorf("finding %+v, want %q", got, test.want)
			}
			b.d.Fetch, b.keys.get = check.Fetch, nil
			b.Explore.NextPage(f)
			b.run()
			if p := b.State().Pages; p.Number != 2 || p.Finding != nil {
				t.Errorf("once more: %+v", p)
			}
		})
	}
}

// TestPageOfSomethingElse: a page that is on its way is dropped with the key,
// the company and the connection that it is about.
func TestPageOfSomethingElse(t *testing.T) {
	for name, leave := range leaving {
		for _, late := range []bool{false, true} {
			t.Run(fmt.Sprint(name, " ", late), func(t *testing.T) {
				b, f, other := ready(t)
				before := len(b.State().Result.Exchanges)
				b.Explore.NextPage(f)
				if late {
					b.doWork()
				}
				leave(b, other)
				b.run()
				s := b.State()
				if s.Pages != (Pages{}) || s.Activity != Idle || s.Result != nil && len(s.Result.Exchanges) != before {
					t.Errorf("activity %d, %+v", s.Activity, s.Pages)
				}
				b.Explore.NextPage(f)
				if len(b.work) != 0 {
					t.Error("the next page of something else is asked for")
				}
			})
		}
	}
}

func TestParamEdited(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.Operation, f.Params = "export-job-items", map[string]string{"limit": "many"}
	b.check(f)
	s := b.State()
	if len(s.ParamProblems) != 2 || s.ParamProblems["jobId"] == nil || s.ParamProblems["limit"] == nil {
		t.Fatalf("%+v", s.ParamProblems)
	}
	if s.Result.Finding.Kind != check.RequestRefused || s.Result.Finding.Variant != check.VariantParams || len(s.Result.Exchanges) != 0 {
		t.Errorf("%+v", s.Result.Finding)
	}
	shown := b.shown
	b.Form.ParamEdited("status")
	if b.shown != shown {
		t.Error("shown although nothing changed")
	}
	b.Form.ParamEdited("limit")
	if now := b.State().ParamProblems; len(now) != 1 || now["jobId"] == nil || b.shown != shown+1 {
		t.Errorf("%+v", now)
	}
	if len(s.ParamProblems) != 2 {
		t.Error("a state that was shown changed")
	}
}

// Values of parameters may be personal: they are sent, and kept nowhere.
func TestParamsAreNotKept(t *testing.T) {
	const value = "personal-canary@example.com"
	const id = "5af3c18e-0d72-4b69-9e15-c64b80a7d2f1"
	b := newBench(t)
	b.save("full-access")
	f := story(t, "full-access")
	for operation, params := range map[string]map[string]string{
		"employees": {"email": value, "code": value}, "employee": {"employeeId": id},
		"accounting-entries": {"employeeIds": id, "transactionValueCurrencies": value},
	} {
		f.Operation, f.Params = operation, params
		b.check(f)
		sent := false
		for _, e := range b.State().Result.Exchanges {
			text := e.URL + string(e.RequestBody)
			sent = sent || strings.Contains(text, id) || strings.Contains(text, "personal-canary")
		}
		if !sent {
			t.Errorf("%s: not sent: %+v", operation, b.State().Result.Finding)
		}
	}
	con, _ := b.State().Selection()
	if con.Operation == "employee" {
		t.Error("an operation that needs an id is kept")
	}
	err := filepath.WalkDir(b.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), "personal-canary") || strings.Contains(string(data), id) {
			t.Errorf("a parameter is in %s", d.Name())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
