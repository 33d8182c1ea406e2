package connection

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
)

// hastyDisk does not wait for the disk: fuzzing is about content.
func hastyDisk() disk {
	d := realDisk()
	d.open = func(path string, flag int) (file, error) {
		f, err := os.OpenFile(path, flag, 0o600)
		if err != nil {
			return nil, err
		}
		return hastyFile{f}, nil
	}
	return d
}

type hastyFile struct{ *os.File }

func (hastyFile) Sync() error { return nil }

// FuzzOpen holds that whatever stands in the files is read, set aside as it was,
// or refused as it is; and that writing on keeps what was read.
func FuzzOpen(f *testing.F) {
	for _, seed := range [][2]string{
		{``, ``},
		{`{"version":1,"connections":[{"id":"a","name":"A","x":1,"lastCheck":{"at":"2026-01-02T03:04:05Z","y":2}}],"z":[]}`, `{"connectionId":"a","verdict":"working"}` + "\n"},
		{`{"version":1,"connections":[{"id":"a"},{"id":"a"},{}]}`, `{"connectionId":"a"`},
		{`{"version":1,"connections":[{"createdAt":"9999-12-31T23:59:59-23:59"}]}`, "{\"at\":1}\n"},
		{`{"version":2}`, "null\n{}\n[]\n"},
		{`{"version":1,"connections":[null]}`, "\x00\x00"},
		{"\ufeff{\"version\":1}", "\xff\n{\"connectionId\":\"a\"}"},
		{`{"version":1,"Version":2,"Connections":[{"ID":"a","iD":"b"}]}`, `{"connectionId":"a","at":"9999-12-31T23:59:59-23:59"}`},
	} {
		f.Add([]byte(seed[0]), []byte(seed[1]))
	}
	f.Fuzz(func(t *testing.T, connections, history []byte) {
		dir := t.TempDir()
		write(t, dir+"/"+connectionsFile, string(connections))
		write(t, dir+"/"+historyFile, string(history))
		s, err := Open(dir, WithClock(fixedClock), func(s *Store) { s.disk = hastyDisk() })
		if err != nil {
			if !errors.As(err, new(*VersionError)) {
				t.Errorf("Open: %v", err)
			}
			if read(t, dir+"/"+connectionsFile) != string(connections) || len(files(t, dir)) != 2 {
				t.Error("a refused file was touched")
			}
			return
		}
		moved := len(files(t, dir)) > 1 && !has(t, dir, connectionsFile)
		if moved {
			if len(s.Warnings()) == 0 || aside(t, dir, connectionsFile) != string(connections) {
				t.Errorf("set aside: %v", s.Warnings())
			}
		} else if read(t, dir+"/"+connectionsFile) != string(connections) {
			t.Error("opening changed the file")
		}

		list, err := s.List()
		if err != nil {
			t.Fatalf("List: %v", err)
		}
		old := map[string]Connection{}
		for _, c := range list {
			old[c.ID] = c
		}
		if len(old) != len(list) {
			t.Errorf("ids are not unique: %v", list)
		}
		h, err := s.History("a", 0)
		if err != nil {
			t.Fatalf("History: %v", err)
		}
		if _, _, err := s.LastWorked("a"); err != nil {
			t.Fatalf("LastWorked: %v", err)
		}

		// Writing keeps it all.
		saved, err := s.Add(Connection{Name: "New"})
		if err != nil {
			t.Fatalf("Add: %v", err)
		}
		appendAll(t, s, record("a", 1, "working"))
		after, err := s.List()
		if err != nil || len(after) != len(list)+1 {
			t.Fatalf("List after Add: %v, %v; before %v", after, err, list)
		}
		for _, c := range after {
			if c.ID != saved.ID && !same(c, old[c.ID]) {
				t.Errorf("%+v has become %+v", old[c.ID], c)
			}
		}
		if h2, err := s.History("a", 0); err != nil || len(h2) != len(h)+1 {
			t.Errorf("History after Append: %v, %v; before %v", h2, err, h)
		}
		if now := read(t, dir+"/"+historyFile); !strings.HasPrefix(now, string(history)) {
			t.Errorf("the history does not begin with what was there: %q", now)
		}
		if !moved {
			keptFields(t, connections, []byte(read(t, dir+"/"+connectionsFile)))
		}
	})
}

// keptFields sees that no top-level field is gone.
func keptFields(t *testing.T, before, after []byte) {
	t.Helper()
	var a, b map[string]any
	if err := json.Unmarshal([]byte(strings.TrimPrefix(string(before), "\ufeff")), &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(after, &b); err != nil {
		t.Fatal(err)
	}
	for name := range a {
		if _, ok := b[name]; !ok && !strings.EqualFold(name, "version") && !strings.EqualFold(name, "connections") {
			t.Errorf("field %q is gone", name)
		}
	}
}

func has(t *testing.T, dir, name string) bool {
	t.Helper()
	_, err := os.Lstat(dir + "/" + name)
	return err == nil
}

func same(a, b Connection) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
