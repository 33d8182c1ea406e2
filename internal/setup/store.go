package setup

import (
	"sync"
	"time"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/settings"
)

// Store opens the saved connections when they are first needed, off the
// UI goroutine. If they cannot be opened, every call says why.
type Store struct {
	open func() (*connection.Store, error)
}

// NewStore gives the saved connections of this person, not opened yet.
func NewStore() *Store {
	return &Store{open: sync.OnceValues(OpenStore)}
}

// OpenStore opens the saved connections of this person.
func OpenStore() (*connection.Store, error) {
	dir, err := connection.DefaultDir()
	if err != nil {
		return nil, err
	}
	return connection.Open(dir)
}

func (l *Store) List() ([]connection.Connection, error) {
	s, err := l.open()
	if err != nil {
		return nil, err
	}
	return s.List()
}

func (l *Store) Add(c connection.Connection) (connection.Connection, error) {
	s, err := l.open()
	if err != nil {
		return connection.Connection{}, err
	}
	return s.Add(c)
}

func (l *Store) Update(id string, change func(*connection.Connection)) (connection.Connection, error) {
	s, err := l.open()
	if err != nil {
		return connection.Connection{}, err
	}
	return s.Update(id, change)
}

func (l *Store) Delete(id string) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.Delete(id)
}

func (l *Store) Exclusive(f func() error) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.Exclusive(f)
}

func (l *Store) Append(r connection.Record) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.Append(r)
}

func (l *Store) LastWorked(id string) (time.Time, bool, error) {
	s, err := l.open()
	if err != nil {
		return time.Time{}, false, err
	}
	return s.LastWorked(id)
}

func (l *Store) Warnings() []connection.Warning {
	s, err := l.open()
	if err != nil {
		return nil
	}
	return s.Warnings()
}

func (l *Store) Note(ids []string, change func(*connection.Connection) *connection.Record) ([]string, error) {
	s, err := l.open()
	if err != nil {
		return nil, err
	}
	return s.Note(ids, change)
}

func (l *Store) All(limit int) ([]connection.Record, error) {
	s, err := l.open()
	if err != nil {
		return nil, err
	}
	return s.All(limit)
}

func (l *Store) Erase(r connection.Record) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.Erase(r)
}

func (l *Store) EraseHistory(id string) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.EraseHistory(id)
}

func (l *Store) EraseAll() error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.EraseAll()
}

// Everything is all that the program keeps on disk.
type Everything struct{ *Store }

// Traces gives the connections that only the history knows.
func (e Everything) Traces() ([]connection.Connection, error) {
	s, err := e.open()
	if err != nil {
		return nil, err
	}
	return s.Traces()
}

// Erase removes the connections, the history and the settings.
func (e Everything) Erase() (connection.Wiped, error) {
	s, err := e.open()
	if err != nil {
		return connection.Wiped{}, err
	}
	return s.Wipe(settings.Owns)
}
