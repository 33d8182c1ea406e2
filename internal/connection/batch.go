package connection

import "reflect"

// Note writes what several finished checks found in one go: change may alter
// each of the connections ids that is still saved, and gives the record for its
// history, or nil for none. However many there are, connections.json is written
// once and history.jsonl is appended to once. Those that are gone are given
// back. change runs under the lock: it must be quick and must not call the
// Store. A change that cannot be saved (*InvalidError) leaves everything as it
// was. Other errors as for Update and Append.
func (s *Store) Note(ids []string, change func(*Connection) *Record) (gone []string, err error) {
	var text []byte
	lines := 0
	err = s.locked(func() error {
		doc, err := s.loadLocked(true)
		if err != nil {
			return err
		}
		changed := false
		for _, id := range ids {
			i := doc.find(id)
			if i < 0 {
				gone = append(gone, id)
				continue
			}
			e := &doc.entries[i]
			before, after := e.Connection, copied(e.Connection)
			r := change(&after)
			after.ID, after.CreatedAt = before.ID, before.CreatedAt
			if after, err = normalised(after); err != nil {
				return err
			}
			if !reflect.DeepEqual(before.LastCheck, after.LastCheck) {
				e.checkExtra = nil
			}
			changed = changed || !reflect.DeepEqual(before, after)
			e.Connection = after
			if r == nil {
				continue
			}
			line, err := s.encodeRecord(*r)
			if err != nil {
				return err
			}
			text, lines = append(text, line...), lines+1
		}
		if changed {
			data, err := doc.encode()
			if err != nil {
				return err
			}
			if err := s.replaceFile(s.path(connectionsFile), data); err != nil {
				return err
			}
		}
		if lines == 0 {
			return nil
		}
		return s.appendLocked(text, lines)
	})
	return gone, err
}
