package app

import (
	"slices"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// DaysUntil counts the days from today, in local time, to a day of ExpiryDate;
// negative when day is over.
func DaysUntil(day, now time.Time) int {
	midnight := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(day).Sub(midnight(now.Local())) / (24 * time.Hour))
}

// ExpiryDate reads an expiry date as it is typed and kept, or says false. The
// day is its midnight in UTC, whatever the local zone: there are zones where
// some days have no midnight.
func ExpiryDate(text string) (time.Time, bool) {
	day, err := time.Parse(time.DateOnly, strings.TrimSpace(text))
	return day, err == nil
}

// ReminderFor chooses the one security reminder that the moment calls for.
func ReminderFor(s State) string {
	switch {
	case s.Saving.Status == SavedSession, s.Key.Source == Session:
		return message.ReminderNoKeychain
	case writes(s.Result), writes(s.Permissions.Result):
		return message.ReminderWriteScopes
	case s.Environment == Custom:
		return message.ReminderCustom
	case s.Environment == Production:
		return message.ReminderProduction
	case s.Saving.Status == Saved, s.Key.Source == Kept:
		return message.ReminderKeychain
	}
	return message.ReminderKey
}

// writes tells whether the key says that it may change something.
func writes(r *check.Result) bool {
	return r != nil && r.Identity != nil && slices.ContainsFunc(r.Identity.Scopes, check.Writes)
}
