package connection

// Note writes what several finished checks found in one go: change may alter
// each of the connections ids that is still saved, and gives the record for its
// history, or nil for none. However many there are, each file is written once.
// The ids that are not saved any more are given back. change runs under the lock:
// it must be quick and must not call the Store. A change that cannot be saved
// (*InvalidError) leaves everything as it was. Other errors as for Update, and
// *TooLargeError.
func (s *Store) Note(ids []string, change func(*Connection) *Record) (gone []string, err error) {
	if err := s.opened(); err != nil {
		return nil, err
	}
	var text []byte
	lines := 0
	note := func(doc *document) (changed bool, err error) {
		for _, id := range ids {
			i := doc.find(id)
			if i < 0 {
				gone = append(gone, id)
				continue
			}
			var r *Record
			altered, err := doc.entries[i].alter(func(c *Connection) { r = change(c) })
			if err != nil {
				return false, err
			}
			changed = changed || altered
			if r == nil {
				continue
			}
			line, err := s.encodeRecord(*r)
			if err != nil {
				return false, err
			}
			text, lines = append(text, line...), lines+1
		}
		return changed, nil
	}
	err = s.locked(func() error {
		if err := s.changeLocked(note); err != nil || lines == 0 {
			return err
		}
		return s.appendLines(text, lines)
	})
	return gone, err
}
