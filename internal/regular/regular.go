// Package regular opens, and locks, ordinary files and nothing else: no symbolic link is
// followed, and no directory, device, pipe or socket is opened in the place of
// a file. So nobody can make this program read without end, wait for ever, or
// write somewhere else by what they put into its folder.
package regular

import (
	"errors"
	"io/fs"
	"os"
)

// ErrNotRegular matches what Open and Check answer where something else stands
// in the place of a file.
var ErrNotRegular = errors.New("not a regular file")

// Check returns nil where path is a regular file or where there is nothing,
// ErrNotRegular in an *fs.PathError where there is something else.
func Check(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	return regular(path, info)
}

func regular(path string, info fs.FileInfo) error {
	if info.Mode().IsRegular() {
		return nil
	}
	return &fs.PathError{Op: "open", Path: path, Err: ErrNotRegular}
}

// Open is os.OpenFile for regular files. It never waits for the other end of a
// pipe, also not where one is put there while it looks.
func Open(path string, flag int, perm fs.FileMode) (*os.File, error) {
	if err := Check(path); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, flag|Flags, perm)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		err = regular(path, info)
	}
	if err != nil {
		f.Close() // nothing was written
		return nil, err
	}
	return f, nil
}
