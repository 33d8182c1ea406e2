package keystore

import "strings"

// phrases holds the sentences by which go-keyring v0.2.8 and godbus v5.2.2 tell
// what they have no type for. Nowhere else in the program is an error read by its
// text.
var phrases = []struct {
	text string
	kind Kind
}{
	{phraseNotUnlocked, Locked}, // prompt dismissed, wrong password, or no display to ask on
	{"not provided by any .service files", Unavailable},
	{"invalid bus address", Unavailable},
	{"couldn't determine address of session bus", Unavailable},
	{"dbus: invalid address", Unavailable},
	{"dbus: authentication failed", Unavailable},
	{"dbus: authentication protocol error", Unavailable},
}

const (
	phraseNotUnlocked  = "failed to unlock correct collection"
	phraseDefaultAlias = "/aliases/default'"
)

// kindOfPhrase returns "" for a text that it does not know.
func kindOfPhrase(text string) Kind {
	for _, p := range phrases {
		if strings.Contains(text, p.text) {
			return p.kind
		}
	}
	return ""
}

// isDefaultNotUnlocked reports whether the default collection, found by its alias,
// could not be unlocked. go-keyring says so as well where there is no collection.
func isDefaultNotUnlocked(err error) bool {
	return err != nil && strings.Contains(err.Error(), phraseNotUnlocked) && strings.Contains(err.Error(), phraseDefaultAlias)
}
