package connection

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

var (
	// ErrNotFound: there is no connection of this id.
	ErrNotFound = errors.New("no such connection")
	// ErrBusy: another copy of the program held the lock for longer than the
	// wait (WithWait). Nothing was written; trying again is safe.
	ErrBusy = errors.New("the saved connections are in use by another copy of this program")
	// ErrDiskFull matches, with errors.Is, a WriteError for want of space.
	ErrDiskFull = errors.New("the disk is full")
	// ErrReadOnly matches, with errors.Is, a WriteError because the directory
	// may not be written to.
	ErrReadOnly = errors.New("the folder cannot be written to")
)

// InvalidError refuses a value. Nothing was written.
type InvalidError struct {
	// Field is the name as it stands in the file: "name", "baseURL", "expiresOn",
	// "at"; or "dir" for the directory given to Open.
	Field string
	// Reason is "empty", "too-long", "credentials", "not-a-url" or "not-a-date".
	Reason string
}

// Error implements error.
func (e *InvalidError) Error() string { return fmt.Sprintf("%s: %s", e.Field, e.Reason) }

// VersionError refuses a file that a newer version of the program wrote. The
// file is left alone.
type VersionError struct {
	File    string
	Version int
}

// Error implements error.
func (e *VersionError) Error() string {
	return fmt.Sprintf("%s was written by a newer version of this program (format %d, known: %d)",
		filepath.Base(e.File), e.Version, formatVersion)
}

// TooLargeError refuses to read a file over the limit, or to write one. The
// file is left alone. Size and Limit are in bytes.
type TooLargeError struct {
	File        string
	Size, Limit int64
}

// Error implements error.
func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s is too large (%d bytes, limit %d)", filepath.Base(e.File), e.Size, e.Limit)
}

// CorruptError tells of a broken file that could not be renamed aside. The file
// is left alone.
type CorruptError struct {
	File   string
	Reason string
	// Irregular is true where something else stands in the place of the file: a
	// link, a folder, a pipe, a device. It was neither followed nor opened.
	Irregular bool
	// Err says why it could not be moved; nil where that was not tried.
	Err error
}

// Error implements error.
func (e *CorruptError) Error() string {
	return fmt.Sprintf("%s cannot be read: %s", filepath.Base(e.File), e.Reason)
}

// Unwrap gives the reason why the file could not be moved.
func (e *CorruptError) Unwrap() error { return e.Err }

// WriteError tells that something could not be written. What was saved before is
// still there. errors.Is knows ErrDiskFull and ErrReadOnly.
type WriteError struct {
	File string
	Err  error
}

// Error implements error.
func (e *WriteError) Error() string {
	return fmt.Sprintf("cannot write %s: %v", filepath.Base(e.File), e.Err)
}

// Unwrap gives the error of the operating system.
func (e *WriteError) Unwrap() error { return e.Err }

// Is matches ErrDiskFull and ErrReadOnly.
func (e *WriteError) Is(target error) bool {
	switch target {
	case ErrDiskFull:
		return isDiskFull(e.Err)
	case ErrReadOnly:
		return errors.Is(e.Err, fs.ErrPermission) || isReadOnlyDisk(e.Err)
	}
	return false
}
