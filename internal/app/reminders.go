package app

import (
	"slices"
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
)

// moment is when a reminder is due.
type moment struct {
	reminder string
	due      func(State) bool
}

// moments lists the reminders, the most pressing first: a key that others may
// have seen, then where a key is going, then what is at hand, then what is
// always true.
var moments = []moment{
	{message.ReminderLeak, func(s State) bool {
		return s.found(check.CompanyMalformed, check.VariantLooksLikeKey) || s.found(check.NotPleo, "accepts-anything")
	}},
	{message.ReminderNoKeychain, func(s State) bool {
		return s.Saving.Status == SavedSession || s.Saving.Status == Declined && s.Environment != env.Demo || s.Key.Source == Session
	}},
	{message.ReminderCustom, func(s State) bool { return s.Environment == env.Custom }},
	{message.ReminderRotation, func(s State) bool { return s.found(check.KeyExpiredOrRemoved, "") }},
	{message.ReminderUnused, func(s State) bool {
		return s.Rotation.Finished && !s.Rotation.Deleted || s.KeyNote.ID == "ui.key.forgotten"
	}},
	{message.ReminderWriteScopes, func(s State) bool {
		return writes(s.Result) || writes(s.Permissions.Result)
	}},
	{message.ReminderCode, func(s State) bool { return s.KeyNote.KeyInside || s.found(check.KeyMalformed, "curl") }},
	{message.ReminderClipboard, func(s State) bool { return s.ClipboardHolds && s.Result == nil }},
	{message.ReminderStaging, func(s State) bool {
		return s.Environment == env.Production && s.Key.Source == Typed && !slices.ContainsFunc(s.Connections, inStaging)
	}},
	{message.ReminderNoExpiry, func(s State) bool {
		con, ok := s.Selection()
		return ok && s.Saving.Status == Saved && con.ExpiresOn == ""
	}},
	{message.ReminderProduction, func(s State) bool { return s.Environment == env.Production && s.Result == nil }},
	{message.ReminderShare, State.works},
	{message.ReminderAnswer, func(s State) bool { return s.works() && s.Answer.Exchange != nil }},
	{message.ReminderScreen, func(s State) bool { return s.works() && s.Environment == env.Production }},
	{message.ReminderKeychain, func(s State) bool { return s.Saving.Status == Saved || s.Key.Source == Kept }},
	{message.ReminderKey, func(s State) bool { return s.Key.Source == Typed }},
}

// ReminderFor chooses the one security reminder that the moment calls for, of
// those that were not put away; "" for none. After one was put away there is
// none, until something else is done: the next would be nagging.
func ReminderFor(s State) string {
	if s.Quiet {
		return ""
	}
	for _, m := range moments {
		if m.due(s) && !s.Marked(markReminder+m.reminder) {
			return m.reminder
		}
	}
	return ""
}

// PutAwayAny reports whether any reminder was put away.
func (s State) PutAwayAny() bool {
	return slices.ContainsFunc(s.Marks, func(id string) bool { return strings.HasPrefix(id, markReminder) })
}

// found reports whether the last check found this; the variant "" is any.
func (s State) found(kind check.Kind, variant string) bool {
	return s.Result != nil && s.Result.Finding.Kind == kind && (variant == "" || s.Result.Finding.Variant == variant)
}

// works reports whether the last check was a success, of what is in the form.
func (s State) works() bool {
	return s.Result != nil && s.Result.Verdict == check.Working && !s.Outdated
}

func inStaging(con connection.Connection) bool { return con.Environment == env.Staging }

// writes reports whether the key says that it may change something.
func writes(r *check.Result) bool {
	return r != nil && r.Identity != nil && slices.ContainsFunc(r.Identity.Scopes, check.Writes)
}
