package connection

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Wiped is what Wipe did with the directory.
type Wiped struct {
	// Removed are the names of the files that were there and, read again, are not
	// there any more.
	Removed []string
	// Left are the names of our files that are still there, with the reason.
	Left []LeftFile
	// Others are the names of what is not of this program. It was left alone.
	Others []string
	// Folder is true where the directory itself is gone.
	Folder bool
}

// LeftFile is a file that could not be removed.
type LeftFile struct {
	Name   string
	Reason string // technical English, lower case
}

// asideForm is the name of a broken file that was put aside.
var asideForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(connections\.json|history\.jsonl)\.corrupt-\d{8}T\d{6}Z(-\d+)?$`)
})

// owns reports whether a file of this name in the directory is one of ours.
func owns(name string) bool {
	return slices.Contains([]string{connectionsFile, historyFile, lockFile, keysLock}, strings.TrimSuffix(name, newSuffix)) || asideForm().MatchString(name)
}

// Wipe removes every file of this package in the directory, and those that
// also names, then the directory if it is empty. The list of connections goes
// last of what is kept, so that whoever is interrupted can begin again. What
// belongs to neither is left alone. The error is ErrBusy or *WriteError, and then
// nothing was removed; what could not be removed is in Wiped.
func (s *Store) Wipe(also func(name string) bool) (Wiped, error) {
	if err := s.opened(); err != nil {
		return Wiped{}, err
	}
	if _, err := os.Stat(s.dir); errors.Is(err, fs.ErrNotExist) {
		return Wiped{Folder: true}, nil
	}
	var out Wiped
	err := s.locked(func() error {
		entries, err := os.ReadDir(s.dir)
		if err != nil {
			return &WriteError{File: s.dir, Err: err}
		}
		var last []string
		for _, e := range entries {
			switch name := e.Name(); {
			case name == lockFile:
			case name == connectionsFile:
				last = append(last, name)
			case owns(name) || also(name):
				s.wipeFile(name, &out)
			default:
				out.Others = append(out.Others, name)
			}
		}
		if len(out.Left) > 0 {
			last = nil // the list still leads to what is left
		}
		for _, name := range last {
			s.wipeFile(name, &out)
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	if len(out.Left) == 0 {
		// An open file cannot be removed everywhere: the lock goes when it is free.
		s.wipeFile(lockFile, &out)
		out.Folder = os.Remove(s.dir) == nil
	}
	return out, nil
}

// wipeFile removes a file and looks whether it is gone.
func (s *Store) wipeFile(name string, out *Wiped) {
	path := filepath.Join(s.dir, name)
	err := persistent(func() error { return os.Remove(path) })
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if _, still := os.Lstat(path); err == nil && !errors.Is(still, fs.ErrNotExist) {
		err = errors.New("it is still there")
	}
	if err != nil {
		var reason *fs.PathError
		if errors.As(err, &reason) {
			err = reason.Err // without the path, which names the person
		}
		out.Left = append(out.Left, LeftFile{name, err.Error()})
		return
	}
	out.Removed = append(out.Removed, name)
}
