package app

import (
	"slices"
	"strings"

	"pleokeycheck/internal/message"
)

// ReminderFor chooses the one security reminder that the moment calls for.
func ReminderFor(s State) string {
	switch {
	case s.Saving.Status == SavedSession, s.Key.Source == Session:
		return message.ReminderNoKeychain
	case s.Result != nil && s.Result.Identity != nil && slices.ContainsFunc(s.Result.Identity.Scopes, writes):
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

// writes tells whether a scope may change data.
func writes(scope string) bool {
	_, action, found := strings.Cut(scope, ":")
	return found && action != "read"
}
