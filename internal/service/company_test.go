package service

import (
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
)

// TestOtherCompanyOtherPermissions: what trying everything showed for one company is
// not what it showed for another.
func TestOtherCompanyOtherPermissions(t *testing.T) {
	const one, other = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"
	con := connection.Connection{CompanyID: one, Permissions: &connection.Permissions{At: time.Unix(1, 0)}}
	r := &check.Result{Verdict: check.Working, CompanyID: one, Company: &check.Company{ID: one, Confirmed: true}}
	updateCompany(&con, r)
	if RecallPermissions(con) == nil {
		t.Error("those of this company are gone")
	}
	r.CompanyID, r.Company.ID = other, other
	updateCompany(&con, r)
	if con.CompanyID != other || RecallPermissions(con) != nil {
		t.Errorf("%+v", con)
	}
}

// TestEnteredCompanyStaysEntered: a key that names the company that a person entered
// before takes nothing from that.
func TestEnteredCompanyStaysEntered(t *testing.T) {
	const one, other = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"
	for _, c := range []struct {
		before    string
		named, by bool // the company before, and that of the check, by the key
		want      bool
	}{
		{before: "", by: true, want: true},
		{before: one, by: true, want: false},
		{before: one, named: true, by: true, want: true},
		{before: one, named: true, by: false, want: false},
		{before: other, by: true, want: true},
	} {
		con := connection.Connection{CompanyID: c.before, CompanyFromKey: c.named}
		updateCompany(&con, &check.Result{Verdict: check.Working, CompanyID: one, CompanyFromKey: c.by, Company: &check.Company{ID: one, Confirmed: true}})
		if con.CompanyID != one || con.CompanyFromKey != c.want || InputOf(con).CompanyFromKey != c.want {
			t.Errorf("%+v: %v", c, con.CompanyFromKey)
		}
	}
}
