package app

import (
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

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
