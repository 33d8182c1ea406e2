package service

import (
	"reflect"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
)

const (
	someID  = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"
	otherID = "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"
)

func TestNameFor(t *testing.T) {
	company := &check.Company{ID: someID, Name: "Fake Company"}
	identity := &check.Identity{ApplicationName: "Fake app"}
	for _, test := range []struct {
		result check.Result
		want   string
	}{
		{check.Result{Company: company, Identity: identity, CompanyID: someID}, "Fake Company"},
		{check.Result{Company: &check.Company{ID: someID}, Identity: identity, CompanyID: someID}, "Fake app"},
		{check.Result{Identity: &check.Identity{}, CompanyID: someID, Environment: env.Staging}, someID[:8]},
		{check.Result{Environment: env.Staging}, env.Staging},
	} {
		if got := nameFor(&test.result); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestLearn: the name of one company is never shown with the id of another.
func TestLearn(t *testing.T) {
	for _, test := range []struct {
		about       string
		con         connection.Connection
		result      check.Result
		name, known string
	}{
		{"first time", connection.Connection{}, check.Result{CompanyID: someID, Company: &check.Company{Name: "A"}}, "A", "A"},
		{"same company", connection.Connection{Name: "A", CompanyName: "A", CompanyID: someID}, check.Result{CompanyID: someID}, "A", "A"},
		{"company renamed", connection.Connection{Name: "A", CompanyName: "A", CompanyID: someID}, check.Result{CompanyID: someID, Company: &check.Company{Name: "B"}}, "B", "B"},
		{"own name", connection.Connection{Name: "Mine", CompanyName: "A", CompanyID: someID}, check.Result{CompanyID: someID, Company: &check.Company{Name: "B"}}, "Mine", "B"},
		{"another company", connection.Connection{Name: "A", CompanyName: "A", CompanyID: someID}, check.Result{CompanyID: otherID, Verdict: check.Working, Company: &check.Company{Confirmed: true}}, otherID[:8], ""},
		{"another company, own name", connection.Connection{Name: "Mine", CompanyName: "A", CompanyID: someID}, check.Result{CompanyID: otherID, Verdict: check.Limited, Company: &check.Company{Confirmed: true}}, "Mine", ""},
		{"company in capitals", connection.Connection{Name: "A", CompanyName: "A", CompanyID: strings.ToUpper(someID)}, check.Result{CompanyID: someID}, "A", "A"},
	} {
		updateCompany(&test.con, &test.result)
		if test.con.Name != test.name || test.con.CompanyName != test.known || test.con.CompanyID != test.result.CompanyID {
			t.Errorf("%s: %+v", test.about, test.con)
		}
	}
	// A company that was not proven takes no other's place.
	for _, r := range []check.Result{
		{CompanyID: otherID, Verdict: check.Limited, Company: &check.Company{Name: "B"}},
		{CompanyID: otherID, Verdict: check.Working},
		{CompanyID: otherID, Verdict: check.Inconclusive, Company: &check.Company{Name: "B", Confirmed: true}},
	} {
		before := connection.Connection{Name: "A", CompanyName: "A", CompanyID: someID}
		con := before
		if updateCompany(&con, &r); !reflect.DeepEqual(con, before) {
			t.Errorf("%+v: %+v", r, con)
		}
	}
}
