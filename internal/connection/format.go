package connection

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// formatVersion is the version of connections.json that this program writes and
// the highest it reads.
const formatVersion = 1

// fields are members of an object that this version does not know, as they are.
type fields map[string]json.RawMessage

// document is connections.json. The extra fields are there only if it was
// decoded in full.
type document struct {
	entries  []entry
	extra    fields
	repaired bool // ids were given or changed
}

type entry struct {
	Connection
	extra      fields
	checkExtra fields // of lastCheck
}

func (d *document) find(id string) int {
	return slices.IndexFunc(d.entries, func(e entry) bool { return e.ID == id })
}

// decode reads connections.json. Anything that is no document of this format is
// *errCorrupt; one of a newer version *VersionError, whatever else it holds. full
// also gathers what is not known here, which only a write needs.
func decode(path string, data []byte, full bool) (*document, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors add one
	switch {
	case len(data) == 0:
		return nil, &errCorrupt{"the file is empty"}
	case !utf8.Valid(data):
		return nil, &errCorrupt{"not UTF-8 text"}
	}
	var top struct {
		Version     *int
		Connections json.RawMessage
	}
	if err := json.Unmarshal(data, &top); err != nil {
		return nil, &errCorrupt{jsonReason(err)}
	}
	switch {
	case top.Version == nil || *top.Version < 1:
		return nil, &errCorrupt{"no version"}
	case *top.Version > formatVersion:
		return nil, &VersionError{File: path, Version: *top.Version}
	}
	var objects []*Connection
	if len(top.Connections) > 0 {
		if err := json.Unmarshal(top.Connections, &objects); err != nil {
			return nil, &errCorrupt{jsonReason(err)}
		}
	}
	doc := &document{entries: make([]entry, len(objects))}
	for i, c := range objects {
		if c == nil {
			return nil, &errCorrupt{"a connection is null"}
		}
		if hasUnwritable(*c) {
			// Readable, as it is in its own zone, but not in UTC as it would be written.
			return nil, &errCorrupt{"a time is out of range"}
		}
		doc.entries[i].Connection = cleaned(*c)
	}
	doc.repairIDs()
	if full {
		if err := doc.gather(data, top.Connections); err != nil {
			return nil, &errCorrupt{jsonReason(err)}
		}
	}
	return doc, nil
}

// gather takes up the fields that are not known here.
func (d *document) gather(data, connections []byte) error {
	if err := json.Unmarshal(data, &d.extra); err != nil {
		return err
	}
	d.extra.drop("version", "connections")
	if len(connections) == 0 {
		return nil
	}
	var objects []fields
	if err := json.Unmarshal(connections, &objects); err != nil {
		return err
	}
	for i, o := range objects {
		e := &d.entries[i]
		for name, raw := range o {
			if strings.EqualFold(name, "lastCheck") && e.LastCheck != nil {
				if err := json.Unmarshal(raw, &e.checkExtra); err != nil {
					return err
				}
				e.checkExtra.drop(summaryFields()...)
			}
		}
		o.drop(connectionFields()...)
		e.extra = o
	}
	return nil
}

// repairIDs makes every id usable and unique, in the same way each time until
// the next write keeps the outcome. A connection whose id another one has is a
// copy: the key in the keychain belongs to the first.
func (d *document) repairIDs() {
	taken := make(map[string]bool, len(d.entries))
	var wrong []int
	for i := range d.entries {
		id := d.entries[i].ID
		if id == "" || taken[id] || id != cleanText(id, maxID) {
			wrong = append(wrong, i)
			continue
		}
		taken[id] = true
	}
	for _, i := range wrong {
		e := &d.entries[i]
		base := cleanText(e.ID, maxID-8)
		if base == "" {
			base = "connection"
		}
		n := 2
		for taken[fmt.Sprintf("%s-%d", base, n)] {
			n++
		}
		e.ID, e.KeyKept = fmt.Sprintf("%s-%d", base, n), false
		taken[e.ID] = true
		d.repaired = true
	}
}

// encode gives the whole file, indented for people who look.
func (d *document) encode() ([]byte, error) {
	list := make([]json.RawMessage, len(d.entries))
	for i, e := range d.entries {
		c, extra := e.Connection, e.extra
		if c.LastCheck != nil && len(e.checkExtra) > 0 {
			last, err := object(c.LastCheck, e.checkExtra)
			if err != nil {
				return nil, err
			}
			extra = maps.Clone(extra)
			if extra == nil {
				extra = fields{}
			}
			extra["lastCheck"], c.LastCheck = last, nil
		}
		raw, err := object(c, extra)
		if err != nil {
			return nil, err
		}
		list[i] = raw
	}
	raw, err := object(struct {
		Version     int               `json:"version"`
		Connections []json.RawMessage `json:"connections"`
	}{formatVersion, list}, d.extra)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", "  "); err != nil {
		return nil, fmt.Errorf("encode %s: %w", connectionsFile, err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// object encodes known, a struct with at least one field in its encoding, and
// after it the extra fields.
func object(known any, extra fields) (json.RawMessage, error) {
	raw, err := json.Marshal(known)
	if err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	if len(extra) == 0 {
		return raw, nil
	}
	raw = raw[:len(raw)-1]
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		key, err := json.Marshal(name)
		if err != nil {
			return nil, fmt.Errorf("encode: %w", err)
		}
		if len(raw) > 1 {
			raw = append(raw, ',')
		}
		raw = append(append(append(raw, key...), ':'), extra[name]...)
	}
	return append(raw, '}'), nil
}

// drop takes out the fields of these names. Like package json it does not look
// at case: a "Name" left beside our "name" would win when read again.
func (f fields) drop(known ...string) {
	for _, name := range known {
		delete(f, name)
	}
	for name := range f {
		if slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, name) }) {
			delete(f, name)
		}
	}
}

var (
	connectionFields = sync.OnceValue(fieldNames[Connection])
	summaryFields    = sync.OnceValue(fieldNames[Summary])
)

func fieldNames[T any]() []string {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if f.Anonymous {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// jsonReason says what is wrong without quoting the file.
func jsonReason(err error) string {
	switch e := err.(type) {
	case *json.SyntaxError:
		return fmt.Sprintf("broken JSON at byte %d", e.Offset)
	case *json.UnmarshalTypeError:
		return fmt.Sprintf("wrong type at byte %d", e.Offset)
	}
	return "not the expected JSON"
}
