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

// translations are the files of a folder. Each is read when it is first chosen:
// reading all of them takes longer than everything else before the first
// window. It is safe for use by several goroutines.
type translations struct {
	files fs.FS
	tags  []language.Tag // of the translations that are there, English first

	mu   sync.Mutex
	read map[language.Tag]*translation
}

// translation is a language that was read, with English below it. A text is made
// into a template when it is first asked for: of the many, a check needs few.
type translation struct {
	sources []source // English first

	mu        sync.Mutex
	bundle    *i18n.Bundle
	localizer *i18n.Localizer
	ready     map[string]bool // the ids that are in the bundle
}

// source is what a translation file holds: by id a text, or an object with a text
// for each plural form.
type source struct {
	tag   language.Tag
	texts map[string]any
}

// has reports whether there is a text with this id.
func (t *translation) has(id string) bool {
	return slices.ContainsFunc(t.sources, func(s source) bool { return s.texts[id] != nil })
}

// ids are those of all texts, sorted.
func (t *translation) ids() []string {
	all := map[string]any{}
	for _, s := range t.sources {
		maps.Copy(all, s.texts)
	}
	return slices.Sorted(maps.Keys(all))
}

// localize gives a text. The bundle may not be changed while it is read.
func (t *translation) localize(config *i18n.LocalizeConfig) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if id := config.MessageID; !t.ready[id] {
		for _, s := range t.sources {
			if s.texts[id] == nil {
				continue
			}
			m, err := i18n.NewMessage(s.texts[id])
			if err != nil {
				return "", err
			}
			m.ID = id
			if err := t.bundle.AddMessages(s.tag, m); err != nil {
				return "", err
			}
		}
		t.ready[id] = true
	}
	return t.localizer.Localize(config)
}

func newTranslations(files fs.FS) (*translations, error) {
	t := &translations{files: files, tags: []language.Tag{language.English}, read: map[language.Tag]*translation{}}
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
			t.tags = append(t.tags, tag)
		}
	}
	return t, nil
}

// translation gives a language, one of tags.
func (t *translations) translation(tag language.Tag) (*translation, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if one := t.read[tag]; one != nil {
		return one, nil
	}
	one := &translation{bundle: i18n.NewBundle(language.English), ready: map[string]bool{}}
	for _, tag := range slices.Compact([]language.Tag{language.English, tag}) {
		texts, err := t.texts(tag.String() + ".json")
		if err != nil {
			return nil, err
		}
		one.sources = append(one.sources, source{tag, texts})
	}
	one.localizer = i18n.NewLocalizer(one.bundle, tag.String())
	t.read[tag] = one
	return one, nil
}

// texts reads a translation file.
func (t *translations) texts(name string) (map[string]any, error) {
	data, err := fs.ReadFile(t.files, name)
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
