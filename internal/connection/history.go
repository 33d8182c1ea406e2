package connection

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"time"
)

// encodeRecord is the line of r, which gets an id and a time where it has none.
func (s *Store) encodeRecord(r Record) ([]byte, error) {
	if r.At.IsZero() {
		r.At = s.now()
	}
	if r.ID == "" {
		r.ID = newID()
	}
	r = cleanedRecord(r)
	if unwritable(r.At) {
		return nil, &InvalidError{Field: "at", Reason: "not-a-date"}
	}
	line, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode a record: %w", err)
	}
	return append(line, '\n'), nil
}

// appendLines adds whole lines, n of them, to the history and shortens it where
// that is due. The caller holds the lock. After an error the history is as it was.
func (s *Store) appendLines(text []byte, n int) error {
	lines, size, err := s.writeLines(text, n)
	if err != nil || lines <= s.threshold() && size <= compactBytes {
		return err
	}
	if err := s.compact(); err != nil {
		// The record is safe; the next one tries again.
		s.warn(Warning{File: s.path(historyFile), Reason: "the history could not be shortened: " + err.Error()})
	}
	return nil
}

// writeLines writes n lines at the end and gives lines and bytes of the file
// then. What a killed process left of a line is ended first, so that it spoils no
// other.
func (s *Store) writeLines(line []byte, n int) (lines int, size int64, err error) {
	path := s.path(historyFile)
	f, err := s.disk.open(path, os.O_CREATE|os.O_RDWR)
	if err != nil {
		return 0, 0, refused(path, err)
	}
	defer func() {
		if e := f.Close(); e != nil && err == nil {
			err = &WriteError{File: path, Err: e}
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return 0, 0, &WriteError{File: path, Err: err}
	}
	s.tighten(path, info, 0o600)
	end := info.Size()
	if end+int64(len(line))+1 > maxFileBytes {
		return 0, 0, &TooLargeError{File: path, Size: end, Limit: maxFileBytes}
	}
	lines, ended, err := s.count(f, info)
	if err != nil {
		return 0, 0, readError(path, err)
	}
	if !ended {
		line = append([]byte{'\n'}, line...)
	}
	if _, err = f.WriteAt(line, end); err == nil {
		err = f.Sync()
	}
	if err != nil {
		// A part that stays is no more than a torn line.
		_ = f.Truncate(end)
		return 0, 0, &WriteError{File: path, Err: err}
	}
	if end == 0 {
		s.disk.syncDir(s.dir) // the file may be new
	}
	if info, err := f.Stat(); err == nil {
		s.counted.size, s.counted.at, s.counted.lines = info.Size(), info.ModTime(), lines+n
	}
	return lines + n, end + int64(len(line)), nil
}

// All gives the records of every connection, the last appended first; all of
// them where limit is under 1. A torn last line is left out, other unreadable
// lines also warned of.
func (s *Store) All(limit int) ([]Record, error) { return first(limit, s.records("", true)) }

// first gives so many records, or all where limit is under 1.
func first(limit int, records iter.Seq2[Record, error]) ([]Record, error) {
	var list []Record
	for r, err := range records {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
		if len(list) == limit {
			break
		}
	}
	return list, nil
}

// LastWorked gives when a connection's key last worked, false if it never did: as
// noted with its last check, else by the newest record with the verdict working or
// limited, of the environment and the key that the saved connection has now, so
// that a replaced key does not inherit it. The history keeps the newest such
// record when it is shortened.
func (s *Store) LastWorked(connectionID string) (time.Time, bool, error) {
	c, err := s.Get(connectionID)
	saved := err == nil
	if err != nil && !errors.Is(err, ErrNotFound) {
		return time.Time{}, false, err
	}
	if c.LastCheck != nil && !c.LastCheck.LastWorked.IsZero() {
		return c.LastCheck.LastWorked, true, nil
	}
	for r, err := range s.records(connectionID, false) {
		if err != nil {
			return time.Time{}, false, err
		}
		if worked(r.Verdict) && (!saved || r.ofKey(c)) {
			return r.At, true, nil
		}
	}
	return time.Time{}, false, nil
}

// ofKey reports whether a record is of the key that c has now, as far as that was
// noted: earlier versions gave no KeyID.
func (r Record) ofKey(c Connection) bool {
	return r.Environment == c.Environment && r.KeyHint == c.KeyHint && (r.KeyID == c.KeyID || r.KeyID == "" || c.KeyID == "")
}

// worked reports whether Pleo accepted the key, by the verdict of a check.
func worked(verdict string) bool { return verdict == "working" || verdict == "limited" }

// records goes through the records of one connection, or of all, newest first.
func (s *Store) records(id string, all bool) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if err := s.opened(); err != nil {
			yield(Record{}, err)
			return
		}
		path := s.path(historyFile)
		data, err := s.readFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return
		}
		if err != nil {
			yield(Record{}, err)
			return
		}
		// Most lines are of other connections: leave out those that cannot be of
		// this one without decoding them.
		quick, needle := !all && id != "" && isPlain(id), []byte(id)
		for line := range newestFirst(data) {
			if quick && line[0] == '{' && line[len(line)-1] == '}' &&
				!bytes.Contains(line, needle) && bytes.IndexByte(line, '\\') < 0 {
				continue
			}
			var r Record
			if err := decodeLine(line, &r); err != nil {
				if !errors.Is(err, errTorn) {
					s.warn(Warning{File: path, Reason: "lines of the history cannot be read; they are left out and left alone"})
				}
				continue
			}
			if (all || r.ConnectionID == id) && !yield(cleanedRecord(r), nil) {
				return
			}
		}
	}
}

// newestFirst gives the lines from the last to the first, without the white
// space around them and without empty ones.
func newestFirst(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(data) > 0 {
			i := bytes.LastIndexByte(data, '\n')
			line := bytes.TrimSpace(data[i+1:])
			data = data[:max(i, 0)]
			if len(line) > 0 && !yield(line) {
				return
			}
		}
	}
}

var (
	errTorn = errors.New("the line breaks off")
	errLine = errors.New("the line is no record")
)

// maxLine is far more bytes than a record can have, also one of a later version.
const maxLine = 1 << 20

// decodeLine reads one line into a struct. errTorn is the beginning of an
// object: what a killed process leaves. No acknowledged record is lost with it.
func decodeLine(line []byte, into any) error {
	if len(line) == 0 || len(line) > maxLine || line[0] != '{' {
		return errLine
	}
	if json.Unmarshal(line, into) == nil {
		return nil
	}
	var raw json.RawMessage
	if err := json.NewDecoder(bytes.NewReader(line)).Decode(&raw); errors.Is(err, io.ErrUnexpectedEOF) {
		return errTorn
	}
	return errLine
}
