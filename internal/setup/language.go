package setup

import "github.com/jeandeaual/go-locale"

// Languages are those of the system, most wanted first: from LC_ALL,
// LC_MESSAGES, LANG and LANGUAGE on Linux, from the settings elsewhere.
func Languages() []string {
	all, err := locale.GetLocales()
	if err != nil {
		return nil // English
	}
	return all
}
