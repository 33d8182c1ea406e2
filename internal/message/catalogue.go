package message

import (
	"fmt"
	"io/fs"
	"sync"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"

	"pleokeycheck/assets"
)

// Catalogue holds the texts of one language, with English for whatever that
// language lacks. It is safe for use by several goroutines.
type Catalogue struct {
	translations *translations
	texts        *translation
	parser       template.Parser
	zone         *time.Location
	wanted       []string     // what New was asked for: the languages of the system
	keychain     string       // what the system has for a keychain: the end of an id
	tag          language.Tag // of the texts
	region       language.Tag // how numbers are written
}

// New chooses the best of the translations that are built into the program for
// langs, most wanted first. It takes BCP 47 tags ("da-DK") and the form of LANG
// ("da_DK.UTF-8"); what it does not understand, it passes over. Without a match
// the texts are English. The error is about a translation file that cannot be
// read, never about langs.
func New(langs ...string) (*Catalogue, error) {
	t, err := builtIn()
	if err != nil {
		return nil, err
	}
	return t.catalogue(langs)
}

// builtIn are the translations inside the program.
var builtIn = sync.OnceValues(func() (*translations, error) {
	files, err := fs.Sub(assets.Translations, "translations")
	if err != nil {
		return nil, fmt.Errorf("find the translations: %w", err)
	}
	return newTranslations(files)
})

// Read is New for the translations in files: one JSON file a language, named
// by its tag. Only English and the language that is chosen are read.
func Read(files fs.FS, langs ...string) (*Catalogue, error) {
	t, err := newTranslations(files)
	if err != nil {
		return nil, err
	}
	return t.catalogue(langs)
}

func (t *translations) catalogue(langs []string) (*Catalogue, error) {
	c := &Catalogue{
		translations: t,
		parser:       &template.TextParser{Option: "missingkey=zero"},
		zone:         time.Local,
		wanted:       langs,
	}
	return c.in("")
}

// In returns a catalogue that shows times in zone instead of the local zone of
// this computer.
func (c *Catalogue) In(zone *time.Location) *Catalogue {
	d := *c
	d.zone = zone
	return &d
}

// WithKeychain returns a catalogue whose texts call the keychain by its own name as
// well, for which there is the text "keychain." and name; "" is one without a name.
func (c *Catalogue) WithKeychain(name string) *Catalogue {
	d := *c
	d.keychain = name
	return &d
}

// Has reports whether there is a text with this id.
func (c *Catalogue) Has(id string) bool { return c.texts.has(id) }

// IDs lists the ids of all texts, sorted.
func (c *Catalogue) IDs() []string { return c.texts.ids() }

// Text gives the text with this id, its placeholders filled with facts; a later
// map wins over an earlier one. Values are passed through Clean and otherwise
// used as they are. A placeholder without a fact is empty. An unknown id gives
// the id itself, so that a missing text is seen rather than a blank.
func (c *Catalogue) Text(id string, facts ...map[string]string) string {
	return c.render(id, nil, facts)
}

// Plural is Text for a text whose wording depends on the number n, which is
// also the fact Count, as the language writes it, unless facts hold one.
func (c *Catalogue) Plural(id string, n int, facts ...map[string]string) string {
	count := map[string]string{"Count": c.Number(n)}
	return c.render(id, n, append([]map[string]string{count}, facts...))
}

// render looks the text up and fills it. count is nil or an int. A language
// that lacks a plural form falls back to its form "other".
func (c *Catalogue) render(id string, count any, facts []map[string]string) string {
	data := make(map[string]string)
	if c.keychain != "" {
		data[factKeychain] = c.WithKeychain("").Text("keychain." + c.keychain)
	}
	for _, m := range facts {
		for k, v := range m {
			data[k] = Clean(v)
		}
	}
	text, err := c.texts.localize(&i18n.LocalizeConfig{
		MessageID:      id,
		TemplateData:   data,
		PluralCount:    count,
		TemplateParser: c.parser,
	})
	if err != nil && text == "" {
		return id
	}
	return text
}

// first gives the first of ids that has a text, or the last of ids.
func (c *Catalogue) first(ids ...string) string {
	for _, id := range ids {
		if c.texts.has(id) {
			return id
		}
	}
	return ids[len(ids)-1]
}
