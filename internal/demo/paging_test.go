package demo

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// list is a paged operation with its rows, for walking through.
type list struct {
	name, method, path, body string
	class                    pageClass
	total                    int
}

func lists() []list {
	return []list{
		{"A", "GET", "/v2/employees?", "", pageA, 12},
		{"B", "GET", "/v3/export-jobs?company_id=" + nordhavnID + "&", "", pageB, 4},
		{"C", "POST", "/v0/tax-codes:search?", "{}", pageC, 6},
		{"D", "POST", "/v1/accounting-entries:search?organization_id=" + nordicOrgID + "&", `{"includeDeleted":true}`, pageD, 31},
	}
}

type pageReply struct {
	ids        []string
	pagination map[string]any
}

func (l list) fetch(t *testing.T, s demoServer, query url.Values) pageReply {
	t.Helper()
	got := s.send(t, l.method, l.path+query.Encode(), organisationKey, l.body)
	if got.status != http.StatusOK {
		t.Fatalf("%v: status %d: %s", query, got.status, got.body)
	}
	p := pageReply{pagination: got.json(t)["pagination"].(map[string]any)}
	for _, row := range got.rows(t) {
		p.ids = append(p.ids, row["id"].(string))
	}
	return p
}

func TestWalkForwardAndBack(t *testing.T) {
	s := serve(t, Handler(withOrganisationKey()))
	for _, l := range lists() {
		t.Run(l.name, func(t *testing.T) {
			var forward []string
			query := url.Values{"limit": {"3"}}
			for {
				p := l.fetch(t, s, query)
				if p.pagination["hasPreviousPage"] != (len(forward) > 0) {
					t.Errorf("hasPreviousPage %v after %d rows", p.pagination["hasPreviousPage"], len(forward))
				}
				forward = append(forward, p.ids...)
				if len(p.ids) == 0 || len(forward) > l.total {
					t.Fatalf("%d rows, want %d", len(forward), l.total)
				}
				if p.pagination["hasNextPage"] == false {
					break
				}
				cursor := p.pagination["endCursor"].(string)
				if (l.class <= pageB) != cursorPattern().MatchString(cursor) {
					t.Errorf("cursor %q of class %s", cursor, l.name)
				}
				query.Set("after", cursor)
			}
			if len(forward) != l.total || len(slices.Compact(slices.Sorted(slices.Values(forward)))) != l.total {
				t.Errorf("%d rows, want %d different ones", len(forward), l.total)
			}
			// From the end back to the first row: a page before its own end cursor.
			query.Set("limit", "3")
			backward := l.fetch(t, s, query).ids
			for {
				p := l.fetch(t, s, query)
				query = url.Values{"limit": {"3"}, "before": {p.pagination["startCursor"].(string)}}
				if p.pagination["hasPreviousPage"] == false {
					break
				}
				p = l.fetch(t, s, query)
				if p.pagination["hasNextPage"] != true {
					t.Error("a page before another one has no next page")
				}
				backward = append(slices.Clone(p.ids), backward...)
			}
			if !slices.Equal(backward, forward) {
				t.Errorf("backward %d rows, forward %d, or another order", len(backward), len(forward))
			}
		})
	}
}

func TestPageSizes(t *testing.T) {
	s := serve(t, Handler(withOrganisationKey()))
	l := lists()
	for _, test := range []struct {
		list           list
		query          string
		rows           int
		next, previous bool
		echo           string // of the paging inputs
	}{
		{l[0], "", 12, false, false, "map[parameters:map[]]"},
		{l[0], "limit=0", 0, true, false, "map[limit:0 parameters:map[]]"},
		{l[0], "limit=2147483647", 12, false, false, "map[limit:2.147483647e+09 parameters:map[]]"},
		{l[0], "offset=10&limit=5", 2, false, true, "map[limit:5 offset:10 parameters:map[]]"},
		{l[0], "offset=9223372036854775807", 0, false, true, "map[offset:9.223372036854776e+18 parameters:map[]]"},
		{l[0], "code=N01&demo=1", 1, false, false, "map[parameters:map[code:[N01]]]"},
		{l[0], "sorting_keys=email&sorting_order=ASC", 12, false, false, "map[parameters:map[] sortingKeys:[email] sortingOrder:[ASC]]"},
		{l[1], "offset=1&limit=1", 1, true, true, "map[limit:1 offset:1 parameters:map[company_id:[" + nordhavnID + "]]]"},
		{l[3], "", 20, true, false, "map[parameters:map[organization_id:[" + nordicOrgID + "]]]"},
		{l[3], "limit=100", 31, false, false, "map[limit:100 parameters:map[organization_id:[" + nordicOrgID + "]]]"},
		{l[3], "offset=7", 20, true, false, "map[parameters:map[organization_id:[" + nordicOrgID + "]]]"}, // class D has no offset
	} {
		query, err := url.ParseQuery(test.query)
		if err != nil {
			t.Fatal(err)
		}
		p := test.list.fetch(t, s, query)
		if len(p.ids) != test.rows || p.pagination["hasNextPage"] != test.next || p.pagination["hasPreviousPage"] != test.previous {
			t.Errorf("%s %s: %d rows, %v", test.list.name, test.query, len(p.ids), p.pagination)
		}
		if echo := fmt.Sprint(p.pagination["currentRequestPagination"]); echo != test.echo {
			t.Errorf("%s %s: echo %s, want %s", test.list.name, test.query, echo, test.echo)
		}
		if (p.pagination["startCursor"] == nil) != (test.rows == 0) {
			t.Errorf("%s %s: start cursor %v", test.list.name, test.query, p.pagination["startCursor"])
		}
		if total := p.pagination["total"]; (total == nil) != (test.list.class == pageD) {
			t.Errorf("%s %s: total %v", test.list.name, test.query, total)
		}
	}
}

func TestPagingRefusals(t *testing.T) {
	s := serve(t, Handler(withOrganisationKey()))
	for _, l := range lists() {
		queries := []string{
			"before=AAAA&after=AAAA", "before=", "after=AAAA", "before=not!a!cursor", "limit=-1", "limit=x", "limit=", "limit=2147483648",
			"sorting_order=ASC", "sorting_keys=id&sorting_order=UP", "sorting_keys=id&sorting_order=ASC&sorting_order=ASC",
		}
		if l.class == pageD {
			queries = append(queries, "limit=0", "limit=101", "sorting_keys=demo")
		} else {
			queries = append(queries, "before=AAAA&offset=1", "after=AAAA&offset=0", "offset=-1", "offset=x")
		}
		if l.class <= pageB {
			queries = append(queries, "after=lower", "after=A1")
		}
		for _, query := range queries {
			got := s.send(t, l.method, l.path+query, organisationKey, l.body)
			if kind, message := got.problem(t); got.status != http.StatusBadRequest || kind != "BAD_REQUEST" || message == "" {
				t.Errorf("%s %s: status %d: %s", l.name, query, got.status, got.body)
			}
		}
	}
	// A cursor of one list is none of another.
	cursor := pageRequest{class: pageA}.cursorOf(employeesOf(granliID)[0])
	got := s.get(t, "/v2/employees?after="+url.QueryEscape(cursor), organisationKey)
	if _, message := got.problem(t); got.status != http.StatusBadRequest || !strings.Contains(message, "not a cursor of this list") {
		t.Errorf("foreign cursor: status %d: %s", got.status, got.body)
	}
}
