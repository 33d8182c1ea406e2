package message

import (
	"fmt"
	"io/fs"
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

// edition is a language that was read, with English below it.
type edition struct {
	localizer *i18n.Localizer
	ids       map[string]bool
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
	bundle := i18n.NewBundle(language.English)
	e := &edition{ids: map[string]bool{}}
	below := []language.Tag{language.English, tag}
	if tag == language.English {
		below = below[:1]
	}
	for _, t := range below {
		name := t.String() + ".json"
		text, err := fs.ReadFile(s.files, name)
		if err != nil {
			return nil, fmt.Errorf("read the translation %s: %w", name, err)
		}
		parsed, err := bundle.ParseMessageFileBytes(text, name)
		if err != nil {
			return nil, fmt.Errorf("parse the translation %s: %w", name, err)
		}
		for _, m := range parsed.Messages {
			e.ids[m.ID] = true
		}
	}
	e.localizer = i18n.NewLocalizer(bundle, tag.String())
	s.read[tag] = e
	return e, nil
}
