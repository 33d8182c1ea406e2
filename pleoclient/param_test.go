package pleoclient

import (
	"strings"
	"testing"
)

func TestParseParams(t *testing.T) {
	id := "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90"
	for _, c := range []struct {
		operation, name, value string
		want                   ParamCode
	}{
		{"employee", "employeeId", "", ParamMissing}, {"employee", "employeeId", "{" + strings.ToUpper(id) + "}", ""},
		{"employee", "employeeId", "x", ParamNotUUID}, {"employees", "limit", "x", ParamNotInteger},
		{"accounting-entries", "limit", "101", ParamOutOfRange}, {"accounting-entries", "limit", "100", ""},
		{"accounting-entries", "offset", "1", ParamUnknown}, {"export-jobs", "offset", "-1", ParamOutOfRange},
		{"export-jobs", "limit", "99999999999999999999", ParamOutOfRange}, {"export-jobs", "statuses", "pending, failed", ""},
		{"export-jobs", "statuses", "gone", ParamNotListed}, {"tag-groups", "include_archived", "maybe", ParamNotBool},
		{"employees", "after", "lower", ParamNotCursor}, {"tags", "after", "lower", ParamMissing},
		{"accounting-entries", "performedAtStart", "2026-02-30", ParamNotDate}, {"accounting-entries", "performedAtEnd", "2026-02-28", ""},
		{"vendors", "codes", strings.Repeat("a,", 101), ParamTooMany}, {"tax-codes", "taxCodeIds", id + "," + id, ParamTwice},
		{"employees", "email", "a\x00b", ParamNotText}, {"employees", "nothing", "1", ParamUnknown},
	} {
		_, problems := ParseParams(operation(t, c.operation), map[string]string{c.name: c.value})
		got := ParamCode("")
		if len(problems) > 0 {
			got = problems[0].Code
		}
		if got != c.want {
			t.Errorf("%s %s=%q: %q, want %q", c.operation, c.name, c.value, got, c.want)
		}
	}
	_, problems := ParseParams(operation(t, "employees"), map[string]string{"after": "AB", "offset": "3"})
	if len(problems) != 1 || problems[0].Code != ParamExclusive {
		t.Errorf("%v", problems)
	}
}

func TestPagesEndWhereTheCursorStays(t *testing.T) {
	op := operation(t, "employees")
	body := []byte(`{"data":[{"id":"demo"}],"pagination":{"currentRequestPagination":{},"hasNextPage":true,"hasPreviousPage":false,"endCursor":"AB"}}`)
	next, ok := NextPage(op, Params{}, body)
	if !ok || next.Query.Get("after") != "AB" {
		t.Fatalf("%v %v", next, ok)
	}
	if _, ok := NextPage(op, next, body); ok {
		t.Error("a cursor that stays leads on")
	}
	if _, ok := PreviousPage(op, next, body); ok {
		t.Error("there is no page before")
	}
}

func FuzzParseParams(f *testing.F) {
	f.Add("performedAtEnd", "9999-12-31")
	f.Add("ids", "a,b;c\nd")
	f.Fuzz(func(t *testing.T, name, value string) {
		for _, op := range Operations() {
			p, problems := ParseParams(op, map[string]string{name: value})
			for _, e := range problems {
				if e.Code == "" || e.Reason == "" {
					t.Errorf("no reason: %+v", e)
				}
			}
			if len(problems) == 0 {
				p.CompanyID = companyID
				c := newClient(t, "https://example.com")
				if _, _, err := c.request(op, p); err != nil {
					t.Errorf("%s %q=%q: %v", op.Name, name, value, err)
				}
			}
		}
	})
}
