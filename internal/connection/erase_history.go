package connection

import (
	"bytes"
	"errors"
	"io/fs"
	"reflect"
)

// Erase takes one record out of the history: by its id, or by its content where
// it is of a version that gave none. What the connection shows as its last
// check becomes that of the newest record that is left. A record that is not
// there any more is no error. Errors as for Update.
func (s *Store) Erase(r Record) error {
	r = cleanedRecord(r)
	done := false
	return s.erase(func(line Record) bool {
		same := r.ID != "" && line.ID == r.ID || r.ID == "" && line.ID == "" && reflect.DeepEqual(line, r)
		if done || !same {
			return false
		}
		done = true
		return true
	}, func(c Connection) bool { return c.ID == r.ConnectionID })
}

// EraseHistory takes every record of a connection out of the history, and its
// last check with them. The connection stays. Errors as for Update.
func (s *Store) EraseHistory(connectionID string) error {
	return s.erase(func(line Record) bool { return line.ConnectionID == connectionID },
		func(c Connection) bool { return c.ID == connectionID })
}

// EraseAll empties the history, also of lines that cannot be read, and forgets
// the last check of every connection. Errors as for Update.
func (s *Store) EraseAll() error {
	return s.change(func(doc *document) (bool, error) {
		if err := s.replaceFile(s.path(historyFile), nil); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
		changed := false
		for i := range doc.entries {
			changed = doc.entries[i].setLast(nil) || changed
		}
		return changed, nil
	})
}

// erase removes the records for which gone is true, asked from the newest to
// the oldest, and tells the connections concerned what their last check is now.
// The history comes first: whoever is interrupted can erase again.
func (s *Store) erase(gone func(Record) bool, concerned func(Connection) bool) error {
	return s.change(func(doc *document) (bool, error) {
		left, found, err := s.eraseLines(gone)
		if err != nil {
			return false, err
		}
		changed := false
		for i := range doc.entries {
			e := &doc.entries[i]
			if !concerned(e.Connection) || e.LastCheck == nil {
				continue
			}
			last := lastOf(left, e.Connection)
			if found && newerErased(last, e.LastCheck) || last == nil {
				changed = e.setLast(last) || changed
			}
		}
		return changed, nil
	})
}

// eraseLines rewrites the history and gives what is left, newest first. Lines
// that cannot be read stay as they are.
func (s *Store) eraseLines(gone func(Record) bool) (left []Record, found bool, err error) {
	path := s.path(historyFile)
	data, err := s.readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	var kept [][]byte
	for line := range newestFirst(data) {
		var r Record
		if err := decodeLine(line, &r); err != nil {
			if !errors.Is(err, errTorn) {
				kept = append(kept, line)
			}
			continue
		}
		r = cleanedRecord(r)
		if gone(r) {
			found = true
			continue
		}
		kept, left = append(kept, line), append(left, r)
	}
	if !found {
		return left, false, nil
	}
	out := make([]byte, 0, len(data))
	for i := len(kept) - 1; i >= 0; i-- {
		out = append(append(out, bytes.TrimSpace(kept[i])...), '\n')
	}
	return left, true, s.replaceFile(path, out)
}

// newerErased is true where the last check that a connection shows is none of
// those left: a check ends, and is noted, after it began.
func newerErased(left, shown *Summary) bool {
	return left == nil || left.Verdict != shown.Verdict || left.Kind != shown.Kind || left.DurationMs != shown.DurationMs ||
		shown.At.Sub(left.At).Milliseconds() > left.DurationMs+graceMs
}

// graceMs is how long after the end of a check it may have been noted.
const graceMs = 60_000

// lastOf is the last check of a connection by the records, newest first; nil
// without any.
func lastOf(records []Record, c Connection) *Summary {
	var last *Summary
	for _, r := range records {
		if r.ConnectionID != c.ID {
			continue
		}
		if last == nil {
			last = &Summary{At: r.At, Verdict: r.Verdict, Kind: r.Kind, DurationMs: r.DurationMs}
		}
		if worked(r.Verdict) && r.ofKey(c) {
			last.LastWorked = r.At
			break
		}
	}
	return last
}

// setLast changes the last check of an entry, with what a later version noted
// of the earlier one, and reports whether anything changed.
func (e *entry) setLast(last *Summary) bool {
	if reflect.DeepEqual(e.LastCheck, last) {
		return false
	}
	e.LastCheck, e.checkExtra = last, nil
	return true
}
