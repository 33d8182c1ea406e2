package main

import (
	"github.com/jeandeaual/go-locale"

	"pleokeycheck/internal/message"
)

// systemLanguages are those of the system, most wanted first: from LC_ALL,
// LC_MESSAGES, LANG and LANGUAGE on Linux, from the settings elsewhere.
func systemLanguages() []string {
	all, err := locale.GetLocales()
	if err != nil {
		return nil // English
	}
	return all
}

// languageTags are the languages that -lang takes.
func languageTags() []string {
	var tags []string
	for _, l := range message.AllLanguages() {
		tags = append(tags, l.Tag)
	}
	return tags
}

// words is the catalogue of the language that the flags ask for, else of the
// system's.
func (f *checkFlags) words() (*message.Catalogue, error) {
	if f.lang != "" {
		return message.New(f.lang)
	}
	return message.New(systemLanguages()...)
}
