package app

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones, whatever the computer has

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// inZone makes a zone the local one for the time of a test.
func inZone(t *testing.T, name string) {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	before := time.Local
	time.Local = zone
	t.Cleanup(func() { time.Local = before })
}

func TestDaysUntil(t *testing.T) {
	for _, test := range []struct {
		zone, now, day string
		want           int
	}{
		{"UTC", "2026-11-23T10:00:00Z", "2026-11-23", 0},
		{"UTC", "2026-11-23T23:59:59Z", "2026-11-24", 1},
		{"UTC", "2026-11-24T00:00:00Z", "2026-11-24", 0},
		{"UTC", "2026-11-25T00:00:00Z", "2026-11-24", -1},
		{"UTC", "2027-12-31T12:00:00Z", "2028-03-01", 61}, // a leap year
		// The clocks go forward and back: 23 and 25 hours to the next midnight.
		{"Europe/Copenhagen", "2026-03-28T23:30:00+01:00", "2026-03-29", 1},
		{"Europe/Copenhagen", "2026-03-29T00:30:00+01:00", "2026-03-30", 1},
		{"Europe/Copenhagen", "2026-03-29T23:30:00+02:00", "2026-03-30", 1},
		{"Europe/Copenhagen", "2026-10-25T00:30:00+02:00", "2026-10-26", 1},
		{"Europe/Copenhagen", "2026-10-25T23:30:00+01:00", "2026-10-26", 1},
		{"Europe/Copenhagen", "2026-10-01T12:00:00+02:00", "2026-11-01", 31},
		// Days without a midnight.
		{"America/Sao_Paulo", "2018-11-03T23:30:00-03:00", "2018-11-04", 1},
		{"America/Sao_Paulo", "2018-11-04T01:30:00-02:00", "2018-11-04", 0},
		{"Africa/Cairo", "2026-04-24T12:00:00+03:00", "2026-04-24", 0},
		// The local day counts, not that of UTC.
		{"Pacific/Kiritimati", "2026-11-23T11:00:00Z", "2026-11-24", 0},
		{"Pacific/Pago_Pago", "2026-11-23T10:00:00Z", "2026-11-23", 1},
	} {
		t.Run(test.zone+" "+test.now, func(t *testing.T) {
			inZone(t, test.zone)
			now, err := time.Parse(time.RFC3339, test.now)
			if err != nil {
				t.Fatal(err)
			}
			day, ok := ExpiryDate(test.day)
			if got := DaysUntil(day, now); !ok || got != test.want {
				t.Errorf("%d days until %s, want %d", got, test.day, test.want)
			}
		})
	}
}

func TestExpiryDate(t *testing.T) {
	for text, ok := range map[string]bool{
		"2026-11-23": true, " 2026-11-23\n": true, "2028-02-29": true,
		"": false, "2027-02-29": false, "2026-13-01": false, "26-11-23": false, "23.11.2026": false,
		"2026-11-23T00:00:00Z": false, "2026-1-2": false, "tomorrow": false,
	} {
		if _, got := ExpiryDate(text); got != ok {
			t.Errorf("%q: %v", text, got)
		}
	}
}

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
	b.ReplaceKey()
	f = story(t, "slow")
	f.ExpiresOn = "2028-01-01"
	b.check(f)
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
