package message

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// shelf is where the translations stand. Each is read when it is first chosen:
// reading all of them takes longer than everything else before the first
// window. It is safe for use by several goroutines.
type shelf struct {
	files fs.FS
	tags  []language.Tag // of the translations that are there, English first

	mu   sync.Mutex
	read map[language.Tag]*edition
}

// edition is a language that was read, with English below it. A text is made
// into a template when it is first asked for: of the many, a check needs few.
type edition struct {
	pages []page // English first

	mu        sync.Mutex
	bundle    *i18n.Bundle
	localizer *i18n.Localizer
	ready     map[string]bool // the ids that are in the bundle
}

// page is what a translation file holds: by id a text, or an object with a text
// for each plural form.
type page struct {
	tag   language.Tag
	texts map[string]any
}

// has reports whether there is a text with this id.
func (e *edition) has(id string) bool {
	return slices.ContainsFunc(e.pages, func(p page) bool { return p.texts[id] != nil })
}

// ids are those of all texts, sorted.
func (e *edition) ids() []string {
	all := map[string]any{}
	for _, p := range e.pages {
		maps.Copy(all, p.texts)
	}
	return slices.Sorted(maps.Keys(all))
}

// localize gives a text. The bundle may not be changed while it is read.
func (e *edition) localize(config *i18n.LocalizeConfig) (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if id := config.MessageID; !e.ready[id] {
		for _, p := range e.pages {
			if p.texts[id] == nil {
				continue
			}
			m, err := i18n.NewMessage(p.texts[id])
			if err != nil {
				return "", err
			}
			m.ID = id
			if err := e.bundle.AddMessages(p.tag, m); err != nil {
				return "", err
			}
		}
		e.ready[id] = true
	}
	return e.localizer.Localize(config)
}

func newShelf(files fs.FS) (*shelf, error) {
	s := &shelf{files: files, tags: []language.Tag{language.English}, read: map[language.Tag]*edition{}}
	all, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, fmt.Errorf("list the translations: %w", err)
	}
	for _, f := range all {
		tag, err := language.Parse(strings.TrimSuffix(f.Name(), ".json"))
		if err != nil {
			return nil, fmt.Errorf("tell the language of the translation %s: %w", f.Name(), err)
		}
		if tag != language.English {
			s.tags = append(s.tags, tag)
		}
	}
	return s, nil
}

// edition gives a language, one of tags.
func (s *shelf) edition(tag language.Tag) (*edition, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.read[tag]; e != nil {
		return e, nil
	}
	e := &edition{bundle: i18n.NewBundle(language.English), ready: map[string]bool{}}
	below := []language.Tag{language.English, tag}
	if tag == language.English {
		below = below[:1]
	}
	for _, t := range below {
		texts, err := s.texts(t.String() + ".json")
		if err != nil {
			return nil, err
		}
		e.pages = append(e.pages, page{t, texts})
	}
	e.localizer = i18n.NewLocalizer(e.bundle, tag.String())
	s.read[tag] = e
	return e, nil
}

// texts reads a translation file.
func (s *shelf) texts(name string) (map[string]any, error) {
	data, err := fs.ReadFile(s.files, name)
	if err != nil {
		return nil, fmt.Errorf("read the translation %s: %w", name, err)
	}
	texts := make(map[string]any, 2048)
	if err := json.Unmarshal(data, &texts); err != nil {
		return nil, fmt.Errorf("parse the translation %s: %w", name, err)
	}
	for id, text := range texts {
		switch text.(type) {
		case string, map[string]any:
		default:
			return nil, fmt.Errorf("parse the translation %s: %s is no text", name, id)
		}
	}
	return texts, nil
}
