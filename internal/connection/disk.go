package connection

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/natefinch/atomic"

	"pleokeycheck/internal/regular"
)

// maxFileBytes is the size over which a file is neither read nor written.
const maxFileBytes = 16 << 20

// newSuffix ends the name of a file that is being written and will replace
// another. Only the holder of the lock writes one, so a fixed name is enough,
// and what a killed process leaves is overwritten by the next.
const newSuffix = ".new"

// file is what the store needs of an *os.File.
type file interface {
	io.Writer
	io.WriterAt
	io.ReaderAt
	Stat() (fs.FileInfo, error)
	Truncate(size int64) error
	Sync() error
	Close() error
}

// disk is how the store writes; tests put a recording or a failing one in its
// place.
type disk struct {
	open    func(path string, flag int) (file, error)
	replace func(from, to string) error
	rename  func(from, to string) error // to a name that is not taken
	remove  func(path string) error
	// syncDir makes what was created, replaced or renamed in a directory outlast
	// a crash of the machine. Not every file system can; what is in the directory
	// is sound either way.
	syncDir func(dir string)
}

func realDisk() disk {
	return disk{
		open: func(path string, flag int) (file, error) {
			f, err := openRegular(path, flag)
			if err != nil {
				return nil, err // not f: an interface that holds a nil *os.File is not nil
			}
			return f, nil
		},
		replace: func(from, to string) error {
			return persistent(func() error { return atomic.ReplaceFile(from, to) })
		},
		rename:  func(from, to string) error { return persistent(func() error { return os.Rename(from, to) }) },
		remove:  func(path string) error { return persistent(func() error { return os.Remove(path) }) },
		syncDir: syncDir,
	}
}

// openRegular opens a regular file and nothing else.
func openRegular(path string, flag int) (f *os.File, err error) {
	err = persistent(func() (err error) {
		f, err = regular.Open(path, flag, 0o600)
		return err
	})
	return f, err
}

// refused is what the store says of a file that could not be opened for
// writing, or replaced.
func refused(path string, err error) error {
	if errors.Is(err, regular.ErrNotRegular) {
		return &CorruptError{File: path, Reason: regular.ErrNotRegular.Error(), Irregular: true}
	}
	return &WriteError{File: path, Err: err}
}

// replaceFile puts data in place of path, whole or not at all; the caller holds
// the lock. Once it returns, also a crash of the machine does not bring the
// earlier content back. atomic.WriteFile would pass on the mode of the old
// file, however loose, and drops the cause of an error.
func (s *Store) replaceFile(path string, data []byte) error {
	if len(data) > maxFileBytes {
		return &TooLargeError{File: path, Size: int64(len(data)), Limit: maxFileBytes}
	}
	if err := regular.Check(path); err != nil {
		return refused(path, err)
	}
	next := path + newSuffix
	if err := s.disk.remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &WriteError{File: path, Err: err}
	}
	err := s.writeNew(next, data)
	if err == nil {
		err = s.disk.replace(next, path)
	}
	if err != nil {
		// The leftover is harmless and the next write removes it too.
		_ = s.disk.remove(next)
		return &WriteError{File: path, Err: err}
	}
	s.disk.syncDir(s.dir)
	return nil
}

// writeNew writes a file that is not there yet: what somebody put in its place
// is neither followed nor written to.
func (s *Store) writeNew(path string, data []byte) error {
	f, err := s.disk.open(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		// Without this a crash of the machine may leave an empty file behind.
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// readFile reads a whole file of at most maxFileBytes. A missing file is
// fs.ErrNotExist, what is no file *CorruptError. A mode that lets others read is
// put right on the way.
func (s *Store) readFile(path string) ([]byte, error) {
	f, err := openRegular(path, os.O_RDONLY)
	switch {
	case errors.Is(err, regular.ErrNotRegular):
		return nil, refused(path, err)
	case err != nil:
		return nil, readError(path, err)
	}
	defer f.Close() // read only: nothing to lose
	info, err := f.Stat()
	if err != nil {
		return nil, readError(path, err)
	}
	if info.Size() > maxFileBytes {
		return nil, &TooLargeError{File: path, Size: info.Size(), Limit: maxFileBytes}
	}
	s.tighten(path, info, 0o600)
	var data bytes.Buffer
	data.Grow(int(info.Size()) + bytes.MinRead)
	err = persistent(func() error {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		data.Reset()
		_, err := data.ReadFrom(io.LimitReader(f, maxFileBytes+1))
		return err
	})
	if err != nil {
		return nil, readError(path, err)
	}
	if data.Len() > maxFileBytes {
		return nil, &TooLargeError{File: path, Size: int64(data.Len()), Limit: maxFileBytes}
	}
	return data.Bytes(), nil
}

func readError(path string, err error) error {
	return fmt.Errorf("read %s: %w", filepath.Base(path), err)
}

// tighten takes away what others may do with path. Windows has no such bits:
// there the directory inherits the rights of the person's profile.
func (s *Store) tighten(path string, info fs.FileInfo, mode fs.FileMode) {
	if runtime.GOOS == "windows" || info.Mode().Perm()&^mode == 0 {
		return
	}
	if err := os.Chmod(path, info.Mode().Perm()&mode); err != nil {
		s.warn(Warning{File: path, Reason: "others may read this, and that could not be changed"})
	}
}

// setAside renames a broken file to a name that is not taken and warns; the
// caller holds the lock.
func (s *Store) setAside(path, reason string) error {
	base := path + ".corrupt-" + s.now().UTC().Format("20060102T150405Z")
	to := base
	for n := 2; ; n++ {
		_, err := os.Lstat(to)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return &CorruptError{File: path, Reason: reason, Err: err}
		}
		to = fmt.Sprintf("%s-%d", base, n)
	}
	if err := s.disk.rename(path, to); err != nil {
		return &CorruptError{File: path, Reason: reason, Err: &WriteError{File: path, Err: err}}
	}
	s.disk.syncDir(s.dir)
	s.warn(Warning{File: path, MovedTo: to, Reason: reason})
	return nil
}
