package message

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// Language is a language that the app can be in.
type Language struct {
	Tag  string // BCP 47
	Name string // in the language itself
}

// AllLanguages are those that are built into the program, in the order of their
// names.
func AllLanguages() []Language {
	t, err := builtIn()
	if err != nil {
		return nil
	}
	return t.languages()
}

// Languages are those whose translation is there, in the order of their names.
func (c *Catalogue) Languages() []Language { return c.translations.languages() }

// Language is the tag of the language that the texts are in.
func (c *Catalogue) Language() string { return c.tag.String() }

// For returns the catalogue in another language, which may have a region. ""
// stands for what the catalogue was first asked for: the languages of the
// system. A translation that cannot be read leaves the language as it is.
func (c *Catalogue) For(lang string) *Catalogue {
	d, err := c.in(lang)
	if err != nil {
		same := *c
		return &same
	}
	return d
}

// in is For, with the reason why a translation cannot be read.
func (c *Catalogue) in(lang string) (*Catalogue, error) {
	wanted := c.wanted
	if lang != "" {
		wanted = append([]string{lang}, c.wanted...)
	}
	d := *c
	d.tag, d.region = c.translations.choose(wanted)
	var err error
	if d.texts, err = c.translations.translation(d.tag); err != nil {
		return nil, err
	}
	return &d, nil
}

// choose finds the first of the wanted languages that there are texts for, and
// the region whose way of writing numbers goes with it. What is close counts
// as the same: every Norwegian is written as bokmål, Brazilian Portuguese as
// Portuguese.
func (t *translations) choose(wanted []string) (texts, region language.Tag) {
	for _, w := range wanted {
		asked, err := language.Parse(languageTag(w))
		if err != nil {
			continue
		}
		name := baseOf(asked)
		for _, tag := range t.tags {
			if baseOf(tag) != name {
				continue
			}
			if base, _ := asked.Base(); base.String() != name {
				return tag, tag // no, nn: numbers as in bokmål
			}
			return tag, asked
		}
	}
	return language.English, language.English
}

// baseOf is the language without its region and script.
func baseOf(tag language.Tag) string {
	base, _ := tag.Base()
	switch s := base.String(); s {
	case "no", "nn":
		return "nb"
	default:
		return s
	}
}

// languageTag turns the form of the LANG variable into a BCP 47 tag.
func languageTag(s string) string {
	s, _, _ = strings.Cut(s, ".")
	s, _, _ = strings.Cut(s, "@")
	return strings.ReplaceAll(s, "_", "-")
}

// Known reports whether lang is the tag of a language that is built in, or of a
// region of one.
func Known(lang string) bool {
	tag, err := language.Parse(languageTag(lang))
	if err != nil {
		return false
	}
	for _, l := range AllLanguages() {
		if l.Tag == baseOf(tag) {
			return true
		}
	}
	return false
}

// Upper is s in capitals, as the language writes them.
func (c *Catalogue) Upper(s string) string { return cases.Upper(c.tag).String(s) }
