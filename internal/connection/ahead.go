package connection

import (
	"sync"
	"sync/atomic"
)

// Ahead is a Store that began to read before somebody asked: the first List and
// the first All of everything give what was read then. What is written meanwhile
// is in what is asked for after it.
type Ahead struct {
	*Store
	list func() ([]Connection, error)
	all  func() ([]Record, error)
}

// ReadAhead begins to read what is saved, on goroutines of its own.
func ReadAhead(s *Store) Ahead {
	return Ahead{s, ahead(s.List), ahead(func() ([]Record, error) { return s.All(0) })}
}

// ahead begins to read. What it returns gives that once, and reads anew after it.
func ahead[T any](read func() (T, error)) func() (T, error) {
	first := sync.OnceValues(read)
	go first()
	var given atomic.Bool
	return func() (T, error) {
		if given.CompareAndSwap(false, true) {
			return first()
		}
		return read()
	}
}

// List is Store.List.
func (a Ahead) List() ([]Connection, error) { return a.list() }

// All is Store.All.
func (a Ahead) All(limit int) ([]Record, error) {
	if limit < 1 {
		return a.all()
	}
	return a.Store.All(limit)
}
