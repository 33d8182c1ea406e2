package message_test

import (
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/expiry"
)

func TestExpiry(t *testing.T) {
	// The day is that of the calendar in whatever zone the words are for.
	c := english(t).In(time.FixedZone("west", -11*3600))
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local)
	for kept, want := range map[string]string{
		"": "", "2026-12-31": "31 December 2026, in 38 days", "2026-11-25": "25 November 2026, in 2 days",
		"2026-11-24": "24 November 2026, tomorrow", "2026-11-23": "23 November 2026, today",
		"2026-11-22": "22 November 2026, passed yesterday", "2026-11-13": "13 November 2026, passed 10 days ago",
	} {
		if got := c.Expiry(expiry.Of(kept, now)); got != want {
			t.Errorf("%s: %q, want %q", kept, got, want)
		}
	}
	if got := c.DayOf("2026-11-22"); got != "22 November 2026" {
		t.Errorf("DayOf = %q", got)
	}
	if got := c.DayOf("soon"); got != "" {
		t.Errorf("DayOf = %q", got)
	}
}

func TestExpiryRemark(t *testing.T) {
	c := english(t)
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local)
	for _, tt := range []struct {
		name, on string
		accepted bool
		kind     check.Kind
		want     string // a part
	}{
		{"far", "2027-11-23", true, check.OK, ""},
		{"30 days", "2026-12-23", true, check.OK, "expires in 30 days"},
		{"7 days", "2026-11-30", true, check.OK, "expires in 7 days"},
		{"1 day", "2026-11-24", true, check.OK, "expires tomorrow"},
		{"today", "2026-11-23", true, check.ScopeMissing, "expires today"},
		{"near and not accepted", "2026-11-24", false, check.Offline, ""},
		{"over and accepted", "2026-11-22", true, check.OK, "seems to be wrong"},
		{"over and refused", "2026-11-22", false, check.KeyRejected, "most likely expired"},
		{"over, and worked before", "2026-11-22", false, check.KeyExpiredOrRemoved, "most likely expired"},
		{"over and untold", "2026-11-22", false, check.PleoUnavailable, ""},
		{"no date", "", true, check.OK, ""},
	} {
		r := &check.Result{StartedAt: at, ExpiresOn: tt.on, Accepted: tt.accepted, Finding: check.Finding{Kind: tt.kind}}
		if got := strings.Join(c.ExpiryRemark(r), "\n"); (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
