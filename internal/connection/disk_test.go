package connection

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"syscall"
	"testing"
)

// fullDisk is a real disk with room for some bytes more.
type fullDisk struct{ room int }

type fullFile struct {
	*os.File
	disk *fullDisk
}

func (d *fullDisk) open(path string, flag int) (file, error) {
	f, err := os.OpenFile(path, flag, 0o600)
	if err != nil {
		return nil, err
	}
	return &fullFile{f, d}, nil
}

func (f *fullFile) fit(b []byte) ([]byte, error) {
	if len(b) <= f.disk.room {
		f.disk.room -= len(b)
		return b, nil
	}
	b, f.disk.room = b[:f.disk.room], 0
	return b, &fs.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
}

func (f *fullFile) Write(b []byte) (int, error) {
	b, full := f.fit(b)
	n, err := f.File.Write(b)
	return n, errors.Join(err, full)
}

func (f *fullFile) WriteAt(b []byte, at int64) (int, error) {
	b, full := f.fit(b)
	n, err := f.File.WriteAt(b, at)
	return n, errors.Join(err, full)
}

func TestDiskFull(t *testing.T) {
	for _, room := range []int{0, 1, 40} {
		t.Run(fmt.Sprint(room), func(t *testing.T) {
			s := open(t, t.TempDir(), WithHistoryLimit(3))
			c := add(t, s, Connection{Name: "Acme"})
			appendAll(t, s, record(c.ID, 1, "working"), record(c.ID, 2, "working"))
			before := read(t, s.path(connectionsFile)) + read(t, s.path(historyFile))

			for name, f := range map[string]func() error{
				"Add":    func() error { _, err := s.Add(Connection{Name: "B"}); return err },
				"Update": func() error { _, err := s.Update(c.ID, func(c *Connection) { c.Name = "B" }); return err },
				"Delete": func() error { return s.Delete(c.ID) },
				"Append": func() error { return s.Append(record(c.ID, 3, "failed")) },
			} {
				disk := &fullDisk{room: room}
				if name == "Delete" {
					// The history becomes empty; it is the list that does not fit.
					disk.room = min(room, 20)
				}
				s.disk.open = disk.open
				err := f()
				var we *WriteError
				if !errors.Is(err, ErrDiskFull) || errors.Is(err, ErrReadOnly) || !errors.As(err, &we) || !strings.HasPrefix(err.Error(), "cannot write ") {
					t.Errorf("%s: %v", name, err)
				}
				if name == "Delete" {
					// Its history goes first; the connection is still there to be deleted again.
					if _, err := s.Get(c.ID); err != nil {
						t.Errorf("Get after a failed Delete: %v", err)
					}
					s.disk = realDisk()
					write(t, s.path(historyFile), "")
					appendAll(t, s, record(c.ID, 1, "working"), record(c.ID, 2, "working"))
					continue
				}
				if after := read(t, s.path(connectionsFile)) + read(t, s.path(historyFile)); after != before {
					t.Errorf("%s: files are now\n%s\nwant\n%s", name, after, before)
				}
			}
			if got := files(t, s.Dir()); !reflect.DeepEqual(got, []string{connectionsFile, historyFile}) {
				t.Errorf("files %v", got)
			}
			s.disk = realDisk()
			appendAll(t, s, record(c.ID, 3, "failed"))
			if h, err := s.History(c.ID, 0); err != nil || requestIDs(h) != "r3 r2 r1" {
				t.Errorf("History: %v, %v", h, err)
			}
		})
	}
}

func TestCompactionWithoutRoomKeepsTheRecord(t *testing.T) {
	s := open(t, t.TempDir(), WithHistoryLimit(30))
	for n := range 30 {
		appendAll(t, s, record("a", n, "working"))
	}
	s.disk.open = (&fullDisk{room: 1000}).open
	appendAll(t, s, record("a", 30, "working"))
	if h, err := s.History("a", 0); err != nil || len(h) != 31 {
		t.Errorf("History: %d, %v", len(h), err)
	}
	if w := s.Warnings(); len(w) != 1 || !strings.HasPrefix(w[0].Reason, "the history could not be shortened: ") {
		t.Errorf("warnings %v", w)
	}
	s.disk = realDisk()
	appendAll(t, s, record("a", 31, "working"))
	if h, err := s.History("a", 0); err != nil || len(h) != 22 || h[0].RequestID != "r31" {
		t.Errorf("History: %d, %v", len(h), err)
	}
}

func TestReplaceFails(t *testing.T) {
	s := open(t, t.TempDir())
	c := add(t, s, Connection{Name: "Acme"})
	s.disk.replace = func(from, _ string) error {
		return &os.LinkError{Op: "replace", Old: from, Err: fs.ErrPermission}
	}
	if _, err := s.Update(c.ID, func(c *Connection) { c.Name = "B" }); !errors.Is(err, ErrReadOnly) || errors.Is(err, ErrDiskFull) {
		t.Errorf("Update: %v", err)
	}
	if got, err := s.Get(c.ID); err != nil || got.Name != "Acme" {
		t.Errorf("Get: %+v, %v", got, err)
	}
	if got := files(t, s.Dir()); !reflect.DeepEqual(got, []string{connectionsFile}) {
		t.Errorf("files %v", got)
	}
}

func TestLeftoverOfAKilledProcessIsSwept(t *testing.T) {
	s := open(t, t.TempDir())
	c := add(t, s, Connection{Name: "Acme"})
	write(t, s.path(connectionsFile+newSuffix), `{"version":1,"conn`)
	write(t, s.path(historyFile+newSuffix), `{"conn`)
	s = open(t, s.Dir())
	if got := files(t, s.Dir()); !reflect.DeepEqual(got, []string{connectionsFile}) {
		t.Errorf("files %v", got)
	}
	write(t, s.path(connectionsFile+newSuffix), strings.Repeat("x", 1<<16))
	if _, err := s.Update(c.ID, func(c *Connection) { c.Name = "B" }); err != nil {
		t.Fatal(err)
	}
	if list, err := open(t, s.Dir()).List(); err != nil || len(list) != 1 || list[0].Name != "B" {
		t.Errorf("List: %v, %v", list, err)
	}
}
