package message

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"pleokeycheck/internal/expiry"
)

// head is what a translation says of its language in its first lines. It is read
// without the rest, for every language.
type head struct {
	name   string
	months [12]string // the names of each month, as in a date first
}

// head reads that of a translation. What is missing is empty.
func (t *translations) head(tag language.Tag) (h head, err error) {
	file, err := t.files.Open(tag.String() + ".json")
	if err != nil {
		return h, err
	}
	defer func() { _ = file.Close() }() // it was only read
	fields := map[string]*string{"language.name": &h.name}
	for i := range h.months {
		fields["month."+strconv.Itoa(i+1)] = &h.months[i]
	}
	d := json.NewDecoder(file)
	_, err = d.Token() // the brace
	for err == nil && d.More() && len(fields) > 0 {
		var id json.Token
		var text any
		if id, err = d.Token(); err == nil {
			err = d.Decode(&text)
		}
		name, _ := id.(string)
		if to := fields[name]; to != nil {
			*to, _ = text.(string)
			delete(fields, name)
		}
	}
	return h, err
}

// languages are those of the translations, in the order of their names.
func (t *translations) languages() []Language {
	var all []Language
	for _, tag := range t.tags {
		h, err := t.head(tag)
		if err != nil {
			continue // it cannot be chosen either
		}
		if h.name == "" {
			h.name = tag.String()
		}
		all = append(all, Language{tag.String(), h.name})
	}
	slices.SortFunc(all, func(a, b Language) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// typedMonths are the names of the months in every language of the program.
var typedMonths = sync.OnceValue(func() expiry.Months {
	t, err := builtIn()
	if err != nil {
		return expiry.NewMonths()
	}
	var names [][12]string
	for _, tag := range t.tags {
		if h, err := t.head(tag); err == nil {
			names = append(names, h.months)
		}
	}
	return expiry.NewMonths(names...)
})

// ReadDay reads a date as people type it, see expiry.Read, with the month by its
// name in every language of the program.
func ReadDay(text string) (time.Time, expiry.Problem) { return expiry.Read(text, typedMonths()) }
