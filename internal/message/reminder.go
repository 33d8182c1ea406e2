package message

// The reminders of careful handling, after Pleo's security guide for
// standalone keys (developers.pleo.io, "Integration design").
const (
	ReminderKey         = "key"          // beside the key field
	ReminderProduction  = "production"   // where Production is chosen; fact Company not needed
	ReminderWriteScopes = "write-scopes" // where the key may change data
	ReminderExpirySoon  = "expiry-soon"  // fact Count: whole days left, 0 for today
	ReminderExpiryPast  = "expiry-past"  // where the noted day is over
	ReminderAnswer      = "answer"       // beside the answer, which holds personal data
	ReminderExport      = "export"       // where a report leaves the app
	ReminderKeychain    = "keychain"     // where a key is kept
	ReminderNoKeychain  = "no-keychain"  // where there is none
	ReminderCustom      = "custom"       // where a custom server is set
	ReminderShare       = "share"        // after a success: before the key is handed over
	ReminderCode        = "code"         // where a command was pasted
	ReminderStaging     = "staging"      // where Production comes before Staging
	ReminderClipboard   = "clipboard"    // while the pasted key may still be there
	ReminderScreen      = "screen"       // where others may be looking
	ReminderNoExpiry    = "no-expiry"    // where a key is kept without its expiry date
	ReminderRotation    = "rotation"     // where a key stopped working
	ReminderUnused      = "unused"       // after a key made way for another
	ReminderLeak        = "leak"         // where a key may have been seen
)

// Reminders lists the reminders.
func Reminders() []string {
	return []string{
		ReminderKey, ReminderProduction, ReminderWriteScopes, ReminderExpirySoon, ReminderExpiryPast,
		ReminderAnswer, ReminderExport, ReminderKeychain, ReminderNoKeychain, ReminderCustom,
		ReminderShare, ReminderCode, ReminderStaging, ReminderClipboard, ReminderScreen,
		ReminderNoExpiry, ReminderRotation, ReminderUnused, ReminderLeak,
	}
}

// Reminder gives the title and the text of a reminder, one of Reminders.
func (c *Catalogue) Reminder(id string, facts ...map[string]string) (title, text string) {
	return c.Text("reminder."+id+".title", facts...), c.Text("reminder."+id+".text", facts...)
}

// ExpirySoon gives the reminder that a key expires in days whole days; 0 is
// today, 1 tomorrow.
func (c *Catalogue) ExpirySoon(days int) (title, text string) {
	id := "reminder." + ReminderExpirySoon
	switch {
	case days <= 0:
		return c.Text(id + ".title.today"), c.Text(id + ".text")
	case days == 1:
		return c.Text(id + ".title.tomorrow"), c.Text(id + ".text")
	default:
		return c.Plural(id+".title", days), c.Text(id + ".text")
	}
}
