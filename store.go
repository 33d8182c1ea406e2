package main

import (
	"sync"
	"time"

	"pleokeycheck/internal/connection"
)

// lazyStore opens the saved connections when they are first needed, off the
// UI goroutine. If they cannot be opened, every call says why.
type lazyStore struct {
	open func() (*connection.Store, error)
}

func newLazyStore() *lazyStore {
	return &lazyStore{open: sync.OnceValues(openStore)}
}

// openStore opens the saved connections of this person.
func openStore() (*connection.Store, error) {
	dir, err := connection.DefaultDir()
	if err != nil {
		return nil, err
	}
	return connection.Open(dir)
}

func (l *lazyStore) List() ([]connection.Connection, error) {
	s, err := l.open()
	if err != nil {
		return nil, err
	}
	return s.List()
}

func (l *lazyStore) Add(c connection.Connection) (connection.Connection, error) {
	s, err := l.open()
	if err != nil {
		return connection.Connection{}, err
	}
	return s.Add(c)
}

func (l *lazyStore) Update(id string, change func(*connection.Connection)) (connection.Connection, error) {
	s, err := l.open()
	if err != nil {
		return connection.Connection{}, err
	}
	return s.Update(id, change)
}

func (l *lazyStore) Delete(id string) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.Delete(id)
}

func (l *lazyStore) Exclusive(f func() error) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.Exclusive(f)
}

func (l *lazyStore) Append(r connection.Record) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.Append(r)
}

func (l *lazyStore) LastWorked(id string) (time.Time, bool, error) {
	s, err := l.open()
	if err != nil {
		return time.Time{}, false, err
	}
	return s.LastWorked(id)
}

func (l *lazyStore) Warnings() []connection.Warning {
	s, err := l.open()
	if err != nil {
		return nil
	}
	return s.Warnings()
}

func (l *lazyStore) Note(ids []string, change func(*connection.Connection) *connection.Record) ([]string, error) {
	s, err := l.open()
	if err != nil {
		return nil, err
	}
	return s.Note(ids, change)
}

func (l *lazyStore) All(limit int) ([]connection.Record, error) {
	s, err := l.open()
	if err != nil {
		return nil, err
	}
	return s.All(limit)
}

func (l *lazyStore) Erase(r connection.Record) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.Erase(r)
}

func (l *lazyStore) EraseHistory(id string) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.EraseHistory(id)
}

func (l *lazyStore) EraseAll() error {
	s, err := l.open()
	if err != nil {
		return err
	}
	return s.EraseAll()
}
