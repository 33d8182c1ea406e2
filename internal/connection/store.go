package connection

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

const (
	connectionsFile     = "connections.json"
	historyFile         = "history.jsonl"
	defaultHistoryLimit = 10_000
)

// Store is the connections and the history in one directory. It is safe for use
// by several goroutines, and beside other Stores of the same directory, also in
// other processes.
type Store struct {
	findDir func() (string, error)
	once    sync.Once
	openErr error // why it could not be opened

	dir     string
	wait    time.Duration // for another copy of the program
	limit   int           // records over which the history is shortened
	now     func() time.Time
	disk    disk
	writing chan struct{} // holds one element while this Store writes

	mu       sync.Mutex
	warnings []Warning

	// counted is what is known of history.jsonl; only the writer touches it.
	counted counted
}

// Option changes how a Store works.
type Option func(*Store)

// WithWait sets how long a write waits for another copy of the program before
// it gives up with ErrBusy. Default 5 s; 0 tries once.
func WithWait(d time.Duration) Option { return func(s *Store) { s.wait = d } }

// DefaultDir is the folder pleo-key-check in the person's configuration folder.
// It fails where the system names no such folder.
func DefaultDir() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("the configuration folder cannot be found: %w", err)
	}
	return filepath.Join(dir, "pleo-key-check"), nil
}

// Default is the Store of this person. It opens itself when it is first used; if
// it cannot be opened, every call says why.
func Default() *Store { return newStore(DefaultDir) }

func newStore(findDir func() (string, error), opts ...Option) *Store {
	s := &Store{
		findDir: findDir, wait: defaultWait, limit: defaultHistoryLimit,
		now: time.Now, disk: realDisk(), writing: make(chan struct{}, 1),
	}
	for _, o := range opts {
		o(s)
	}
	return s
}

// Open makes dir where it is missing (0700) and looks at what is saved there. A
// corrupt connections.json is renamed to connections.json.corrupt-<time> and
// reported by Warnings. Errors: *VersionError, *TooLargeError (the file is left
// alone), *CorruptError where it could not be renamed, ErrBusy, *WriteError
// where dir cannot be made.
func Open(dir string, opts ...Option) (*Store, error) {
	s := newStore(func() (string, error) { return dir, nil }, opts...)
	if err := s.opened(); err != nil {
		return nil, err
	}
	return s, nil
}

// opened opens the Store when it is called first. Every exported method that
// touches the disk begins with it.
func (s *Store) opened() error {
	s.once.Do(func() { s.openErr = s.open() })
	return s.openErr
}

func (s *Store) open() error {
	dir, err := s.findDir()
	if err != nil {
		return err
	}
	if dir == "" {
		return &InvalidError{Field: "dir", Reason: "empty"}
	}
	if s.dir, err = filepath.Abs(dir); err != nil {
		return fmt.Errorf("open the saved connections: %w", err)
	}
	if err := s.makeDir(); err != nil {
		return err
	}
	if info, err := os.Stat(s.dir); err == nil {
		s.tighten(s.dir, info, 0o700)
	}
	for _, name := range []string{historyFile, lockFile, keysLock} {
		path := s.path(name)
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
			s.tighten(path, info, 0o600)
		}
	}
	if _, err := s.load(); err != nil {
		return err
	}
	s.sweep()
	return nil
}

// makeDir makes the directory where it is missing.
func (s *Store) makeDir() error {
	if info, err := os.Stat(s.dir); err == nil && info.IsDir() {
		return nil
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return &WriteError{File: s.dir, Err: err}
	}
	s.disk.syncDir(filepath.Dir(s.dir))
	return nil
}

// sweep removes what a killed process was in the middle of writing: it may hold
// what has been deleted since. Not being able to is no reason not to open.
func (s *Store) sweep() {
	for _, name := range []string{connectionsFile, historyFile} {
		path := filepath.Join(s.dir, name+newSuffix)
		if _, err := os.Lstat(path); err == nil {
			_ = s.locked(func() error { return s.disk.remove(path) })
		}
	}
}

// Warnings lists what was put right or worked around since Open, oldest first.
// Later calls may list more: every read looks at the files again.
func (s *Store) Warnings() []Warning {
	if s.opened() != nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.warnings)
}

func (s *Store) warn(w Warning) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.warnings, w) {
		s.warnings = append(s.warnings, w)
	}
}

// errCorrupt marks what the decoder refuses; load turns it into a renamed file.
type errCorrupt struct{ reason string }

func (e *errCorrupt) Error() string { return e.reason }

// load reads connections.json without the lock. Where the file is broken it
// takes the lock, looks again, and sets it aside.
func (s *Store) load() (*document, error) {
	doc, err := s.read(false)
	var corrupt *errCorrupt
	if !errors.As(err, &corrupt) {
		return doc, err
	}
	lockErr := s.locked(func() error {
		doc, err = s.loadLocked(false)
		return err
	})
	var write *WriteError
	if errors.As(lockErr, &write) && !errors.As(lockErr, new(*CorruptError)) {
		return nil, &CorruptError{File: s.path(connectionsFile), Reason: corrupt.reason, Err: lockErr}
	}
	return doc, lockErr
}

// loadLocked is load for the holder of the lock.
func (s *Store) loadLocked(full bool) (*document, error) {
	doc, err := s.read(full)
	var corrupt *errCorrupt
	if errors.As(err, &corrupt) {
		if err := s.setAside(s.path(connectionsFile), corrupt.reason); err != nil {
			return nil, err
		}
		return &document{}, nil
	}
	return doc, err
}

func (s *Store) read(full bool) (*document, error) {
	path := s.path(connectionsFile)
	data, err := s.readFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return &document{}, nil
	}
	if err != nil {
		return nil, err
	}
	doc, err := decode(path, data, full)
	if err == nil && doc.repaired {
		s.warn(Warning{File: path, Reason: "connections without an id of their own were given one"})
	}
	return doc, err
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }
