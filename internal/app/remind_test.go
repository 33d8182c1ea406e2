package app

import (
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// TestExpiryIsKept: what is a date is kept, also with a key that was kept
// before; what is none changes nothing.
func TestExpiryIsKept(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.ExpiresOn = "next year"
	b.check(f)
	for _, test := range []struct{ typed, want string }{
		{"", ""},
		{" 2027-01-31 ", "2027-01-31"},
		{"2027-02-30", "2027-01-31"},
		{"2027-02-28", "2027-02-28"},
		{" ", ""},
	} {
		b.check(Form{CompanyID: someID, Operation: "companies", ExpiresOn: test.typed})
		if con := b.list()[0]; con.ExpiresOn != test.want || con.Operation != "companies" {
			t.Errorf("%q: %q, operation %q", test.typed, con.ExpiresOn, con.Operation)
		}
	}
	f = story(t, "slow")
	f.ExpiresOn = "2028-01-01"
	b.replace(f)
	if con := b.list()[0]; con.ExpiresOn != "2028-01-01" || con.KeyHint != "0010" {
		t.Errorf("after replacing: %+v", con)
	}
	b.wantNotices()
}

func TestReminderFor(t *testing.T) {
	scopes := func(s ...string) *check.Result { return &check.Result{Identity: &check.Identity{Scopes: s}} }
	for _, test := range []struct {
		name  string
		state State
		want  string
	}{
		{"nothing yet", State{Environment: Staging}, message.ReminderKey},
		{"production", State{Environment: Production}, message.ReminderProduction},
		{"custom", State{Environment: Custom}, message.ReminderCustom},
		{"saved", State{Environment: Demo, Saving: Saving{Status: Saved}}, message.ReminderKeychain},
		{"kept", State{Environment: Staging, Key: KeyState{Source: Kept}}, message.ReminderKeychain},
		{"kept, production", State{Environment: Production, Key: KeyState{Source: Kept}}, message.ReminderProduction},
		{"in memory", State{Environment: Production, Key: KeyState{Source: Session}}, message.ReminderNoKeychain},
		{"just in memory", State{Saving: Saving{Status: SavedSession}, Result: scopes("a:write")}, message.ReminderNoKeychain},
		{"may write", State{Environment: Production, Result: scopes("users:read", "export-jobs:write")}, message.ReminderWriteScopes},
		{"may delete", State{Environment: Staging, Result: scopes("users:delete")}, message.ReminderWriteScopes},
		{"may read", State{Environment: Staging, Result: scopes("users:read", "plain")}, message.ReminderKey},
		{"not described", State{Environment: Staging, Result: &check.Result{}}, message.ReminderKey},
	} {
		if got := ReminderFor(test.state); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
