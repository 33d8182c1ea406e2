package cli

import (
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/setup"
)

// languageTags are the languages that --lang takes.
func languageTags() []string {
	return namesOf(message.AllLanguages(), func(l message.Language) string { return l.Tag })
}

// words is the catalogue of the language that the flags ask for, else of the
// system's.
func (f *checkFlags) words() (*message.Catalogue, error) {
	languages := setup.Languages()
	if f.lang != "" {
		languages = []string{f.lang}
	}
	words, err := message.New(languages...)
	if err != nil {
		return nil, err
	}
	return words.WithKeychain(string(keystore.FixedName)), nil
}
