package connection

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"time"
)

const (
	// keepEach is how many records of each connection outlive a compaction.
	keepEach = 20
	// compactBytes is the size over which the history is compacted whatever the
	// number of its records, so that it never reaches maxFileBytes; a compaction
	// leaves at most targetBytes.
	compactBytes = maxFileBytes / 4 * 3
	targetBytes  = maxFileBytes / 2
)

// counted is the number of lines of history.jsonl as this Store left it.
type counted struct {
	size  int64
	at    time.Time
	lines int
	// atLeast raises the limit where the last compaction had to keep nearly all.
	atLeast int
}

// threshold is the number of lines over which the history is compacted.
func (s *Store) threshold() int { return max(s.limit, s.counted.atLeast) }

// count gives the number of lines, and whether the last one has its end. It
// reads the file only if somebody else has written since this Store did.
func (s *Store) count(f io.ReaderAt, info fs.FileInfo) (lines int, ended bool, err error) {
	if info.Size() == 0 {
		return 0, true, nil
	}
	if info.Size() == s.counted.size && info.ModTime().Equal(s.counted.at) {
		return s.counted.lines, true, nil
	}
	r := io.NewSectionReader(f, 0, info.Size())
	buf := make([]byte, 64<<10)
	last := byte('\n')
	for {
		n, err := r.Read(buf)
		if n > 0 {
			lines += bytes.Count(buf[:n], []byte{'\n'})
			last = buf[n-1]
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, false, err
		}
	}
	if last != '\n' {
		lines++
	}
	return lines, last == '\n', nil
}

// mark is what compaction knows of a line. A line that cannot be read has no
// connection and goes when its time has come, like any other.
type mark struct {
	ConnectionID string `json:"connectionId"`
	Verdict      string `json:"verdict"`
	keep         bool
}

// compact shortens the history to the newest three quarters of the limit, and
// beyond that at least the newest 20 of each connection and its newest one that
// worked. Lines are kept as they are, with what is not known of them here; torn
// ones go. Only where those 20 would not fit into targetBytes are they fewer. The caller holds
// the lock.
func (s *Store) compact() error {
	path := s.path(historyFile)
	data, err := s.readFile(path)
	if err != nil {
		return err
	}
	var lines [][]byte
	var marks []mark
	for line := range newestFirst(data) {
		if len(line) > maxLine {
			// Making room for it would take the records of many checks.
			return &CorruptError{File: path, Reason: "a line of it is too long to be a check"}
		}
		var m mark
		err := decodeLine(line, &m)
		if errors.Is(err, errTorn) {
			continue // never acknowledged, and of no use
		}
		if err != nil {
			m = mark{}
		}
		lines, marks = append(lines, line), append(marks, m)
	}
	size, kept := 0, 0
	for _, each := range []int{keepEach, keepEach / 2, 5, 2, 1, 0} {
		size, kept = choose(lines, marks, each)
		if size <= targetBytes {
			break
		}
	}
	for i := range lines {
		if kept >= s.limit*3/4 || size+len(lines[i])+1 > targetBytes {
			break
		}
		if !marks[i].keep {
			marks[i].keep = true
			size += len(lines[i]) + 1
			kept++
		}
	}
	out := make([]byte, 0, size)
	for i := len(lines) - 1; i >= 0; i-- {
		if marks[i].keep {
			out = append(append(out, lines[i]...), '\n')
		}
	}
	if err := s.replaceFile(path, out); err != nil {
		return err
	}
	s.counted = counted{atLeast: kept + kept/4}
	return nil
}

// choose marks the newest each of every connection, and its newest one that
// worked, and gives the bytes and lines these come to.
func choose(lines [][]byte, marks []mark, each int) (size, kept int) {
	seen, good := map[string]int{}, map[string]bool{}
	for i := range marks {
		m := &marks[i]
		m.keep = seen[m.ConnectionID] < each
		seen[m.ConnectionID]++
		if each > 0 && worked(m.Verdict) && !good[m.ConnectionID] {
			good[m.ConnectionID], m.keep = true, true
		}
		if m.keep {
			size += len(lines[i]) + 1
			kept++
		}
	}
	return size, kept
}
