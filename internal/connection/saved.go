package connection

import (
	"cmp"
	"crypto/rand"
	"reflect"
	"slices"
	"strings"
	"time"
)

// List gives every connection, sorted by name (case aside), then environment.
// It reads the file again: another copy may have written.
func (s *Store) List() ([]Connection, error) {
	if err := s.opened(); err != nil {
		return nil, err
	}
	doc, err := s.load()
	if err != nil {
		return nil, err
	}
	list := make([]Connection, len(doc.entries))
	for i, e := range doc.entries {
		list[i] = e.Connection
	}
	slices.SortFunc(list, func(a, b Connection) int {
		return cmp.Or(
			cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)),
			cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Environment, b.Environment),
			a.CreatedAt.Compare(b.CreatedAt),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return list, nil
}

// Get gives one connection, or ErrNotFound.
func (s *Store) Get(id string) (Connection, error) {
	list, err := s.List()
	if err != nil {
		return Connection{}, err
	}
	i := slices.IndexFunc(list, func(c Connection) bool { return c.ID == id })
	if i < 0 {
		return Connection{}, ErrNotFound
	}
	return list[i], nil
}

// ByName gives the connections of this name, which need not be unique: those
// that match exactly, or else those that match when case is set aside. No match
// is an empty list and no error.
func (s *Store) ByName(name string) ([]Connection, error) {
	list, err := s.List()
	if err != nil {
		return nil, err
	}
	name = cleanText(name, maxName)
	var exact, loose []Connection
	for _, c := range list {
		switch {
		case c.Name == name:
			exact = append(exact, c)
		case strings.EqualFold(c.Name, name):
			loose = append(loose, c)
		}
	}
	if len(exact) > 0 {
		return exact, nil
	}
	return loose, nil
}

// Add saves c under a new random id and the present time, both of which it
// gives back in what was saved. Errors: *InvalidError, ErrBusy, *WriteError and
// those of Open.
func (s *Store) Add(c Connection) (Connection, error) {
	c.CreatedAt = s.now()
	c, err := normalised(c)
	if err != nil {
		return Connection{}, err
	}
	if err := s.opened(); err != nil {
		return Connection{}, err
	}
	if err := s.makeDir(); err != nil {
		return Connection{}, err
	}
	err = s.change(func(doc *document) (bool, error) {
		c.ID = newID()
		for doc.find(c.ID) >= 0 {
			c.ID = newID()
		}
		doc.entries = append(doc.entries, entry{Connection: c})
		return true, nil
	})
	if err != nil {
		return Connection{}, err
	}
	return copied(c), nil
}

// Update lets change alter the connection as it is on disk now, and saves it; id
// and creation time stay as they are. change runs under the lock: it must be
// quick and must not call the Store. Errors as for Add, and ErrNotFound.
func (s *Store) Update(id string, change func(*Connection)) (Connection, error) {
	var saved Connection
	err := s.change(func(doc *document) (bool, error) {
		i := doc.find(id)
		if i < 0 {
			return false, ErrNotFound
		}
		changed, err := doc.entries[i].alter(change)
		saved = copied(doc.entries[i].Connection)
		return changed, err
	})
	if err != nil {
		return Connection{}, err
	}
	return saved, nil
}

// alter lets change alter a connection, but for id and creation time, and reports
// whether it did. Where the outcome cannot be saved, the entry stays as it was.
func (e *entry) alter(change func(*Connection)) (changed bool, err error) {
	after := copied(e.Connection)
	change(&after)
	after.ID, after.CreatedAt = e.ID, e.CreatedAt
	if after, err = normalised(after); err != nil || reflect.DeepEqual(e.Connection, after) {
		return false, err
	}
	if !reflect.DeepEqual(e.LastCheck, after.LastCheck) {
		// What a later version noted of an earlier check is not true of this one.
		e.checkExtra = nil
	}
	e.Connection = after
	return true, nil
}

// Delete removes a connection and its history, the history first: whoever is
// interrupted can delete again. Its key in the keychain is the caller's affair.
// Errors as for Update.
func (s *Store) Delete(id string) error {
	return s.change(func(doc *document) (bool, error) {
		i := doc.find(id)
		if i < 0 {
			return false, ErrNotFound
		}
		if _, _, err := s.eraseLines(func(r Record) bool { return r.ConnectionID == id }); err != nil {
			return false, err
		}
		doc.entries = slices.Delete(doc.entries, i, i+1)
		return true, nil
	})
}

// change is the read-modify-write under the lock that every write goes through.
// f reports whether it changed anything.
func (s *Store) change(f func(*document) (bool, error)) error {
	if err := s.opened(); err != nil {
		return err
	}
	return s.locked(func() error { return s.changeLocked(f) })
}

// changeLocked is change for the holder of the lock.
func (s *Store) changeLocked(f func(*document) (bool, error)) error {
	doc, err := s.loadLocked(true)
	if err != nil {
		return err
	}
	changed, err := f(doc)
	if err != nil || !changed {
		return err
	}
	data, err := doc.encode()
	if err != nil {
		return err
	}
	return s.replaceFile(s.path(connectionsFile), data)
}

func newID() string { return strings.ToLower(rand.Text()) }

// copied shares nothing with c.
func copied(c Connection) Connection {
	if c.LastCheck != nil {
		last := *c.LastCheck
		c.LastCheck = &last
	}
	if c.Permissions != nil {
		c.Permissions = &Permissions{At: c.Permissions.At, Scopes: slices.Clone(c.Permissions.Scopes), Tried: slices.Clone(c.Permissions.Tried)}
	}
	c.Scopes, c.OldKeys = slices.Clone(c.Scopes), slices.Clone(c.OldKeys)
	if c.Leak != nil {
		c.Leak = &Leak{Since: c.Leak.Since, Hint: c.Leak.Hint, Done: slices.Clone(c.Leak.Done)}
	}
	return c
}

// stamp strips what the file does not keep of a time.
func stamp(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Millisecond)
}
