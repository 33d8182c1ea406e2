package connection

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestCorruptFileIsSetAside(t *testing.T) {
	for _, tt := range []struct{ name, text, reason string }{
		{"empty", "", "the file is empty"},
		{"byte order mark only", "\ufeff", "the file is empty"},
		{"broken", `{"version":1,"connections":[`, "broken JSON"},
		{"zeros", strings.Repeat("\x00", 4096), "broken JSON"},
		{"more after it", `{"version":1,"connections":[]} {}`, "broken JSON"},
		{"not an object", `[]`, "wrong type"},
		{"null", `null`, "no version"},
		{"no version", `{"connections":[]}`, "no version"},
		{"version 0", `{"version":0}`, "no version"},
		{"version of another type", `{"version":"1"}`, "wrong type"},
		{"version with a fraction", `{"version":1.5}`, "wrong type"},
		{"connections of another type", `{"version":1,"connections":{}}`, "wrong type"},
		{"connection of another type", `{"version":1,"connections":["a"]}`, "wrong type"},
		{"connection null", `{"version":1,"connections":[null]}`, "a connection is null"},
		{"name of another type", `{"version":1,"connections":[{"id":"a","name":1}]}`, "wrong type"},
		{"time that is none", `{"version":1,"connections":[{"id":"a","createdAt":"x"}]}`, "not the expected JSON"},
		{"time out of range", `{"version":1,"connections":[{"id":"a","createdAt":"9999-12-31T23:59:59-23:59"}]}`, "a time is out of range"},
		{"not UTF-8", "{\"version\":1,\"connections\":[{\"id\":\"\xff\"}]}", "not UTF-8 text"},
		{"too deep", `{"version":1,"x":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`, "broken JSON"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, t.TempDir())
			path := s.path(connectionsFile)
			write(t, path, tt.text)
			s = open(t, s.Dir())
			w := s.Warnings()
			if len(w) != 1 || w[0].File != path || w[0].MovedTo != path+".corrupt-20260301T120000Z" || !strings.HasPrefix(w[0].Reason, tt.reason) {
				t.Fatalf("warnings %+v, want one of %q", w, tt.reason)
			}
			if got := read(t, w[0].MovedTo); got != tt.text {
				t.Errorf("set aside is %q", got)
			}
			if list, err := s.List(); err != nil || len(list) != 0 {
				t.Errorf("List: %v, %v", list, err)
			}
			add(t, s, Connection{Name: "Acme"})

			// A second one in the same second takes nobody's name; a write meets it too.
			write(t, path, tt.text)
			add(t, s, Connection{Name: "Beta"})
			if w := s.Warnings(); len(w) != 2 || !strings.HasSuffix(w[1].MovedTo, "Z-2") || read(t, w[1].MovedTo) != tt.text {
				t.Errorf("warnings %+v", w)
			}
			if list, err := s.List(); err != nil || len(list) != 1 {
				t.Errorf("List: %v, %v", list, err)
			}
		})
	}
}

func TestReadable(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       int
	}{
		{"no connections", `{"version":1}`, 0},
		{"null connections", `{"version":1,"connections":null}`, 0},
		{"byte order mark", "\ufeff{\"version\":1,\"connections\":[{\"id\":\"a\",\"name\":\"A\"}]}\r\n", 1},
		{"nulls", `{"version":1,"connections":[{"id":"a","name":"A","keyKept":null,"lastCheck":null,"createdAt":null}]}`, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir+"/"+connectionsFile, tt.text)
			s := open(t, dir)
			add(t, s, Connection{Name: "New"})
			if list, err := s.List(); err != nil || len(list) != tt.want+1 || len(s.Warnings()) != 0 {
				t.Errorf("List: %v, %v, %v", list, err, s.Warnings())
			}
		})
	}
}

func TestNewerVersionIsRefused(t *testing.T) {
	for _, text := range []string{
		`{"version":2,"connections":[]}`,
		`{"version":7,"connections":{"of":"another shape"},"more":1}`,
	} {
		s := open(t, t.TempDir())
		c := add(t, s, Connection{Name: "Acme"})
		write(t, s.path(connectionsFile), text)
		_, errOpen := Open(s.Dir())
		_, errList := s.List()
		_, errGet := s.Get(c.ID)
		_, errName := s.ByName("Acme")
		_, errAdd := s.Add(Connection{Name: "B"})
		_, errUpdate := s.Update(c.ID, func(c *Connection) { c.Name = "C" })
		errDelete := s.Delete(c.ID)
		for i, err := range []error{errOpen, errList, errGet, errName, errAdd, errUpdate, errDelete} {
			var ve *VersionError
			if !errors.As(err, &ve) || ve.File != s.path(connectionsFile) || ve.Version < 2 || !strings.Contains(err.Error(), "newer version") {
				t.Errorf("call %d: %v", i, err)
			}
		}
		if got := read(t, s.path(connectionsFile)); got != text {
			t.Errorf("file is now %q", got)
		}
		if got := files(t, s.Dir()); !reflect.DeepEqual(got, []string{connectionsFile}) {
			t.Errorf("files %v", got)
		}
	}
}

func TestUnknownFieldsAreKept(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/"+connectionsFile, `{"version":1,"theme":{"a":[1,2.50,"<x>"]},"big":12345678901234567890,
"connections":[
 {"id":"a","name":"A","environment":"demo","colour":"red","tags":["x",null],"lastCheck":{"verdict":"working","score":9}},
 {"id":"b","name":"B","environment":"demo","Name":"B2","lastCheck":{"verdict":"failed","score":1}}]}`)
	s := open(t, dir)
	if _, err := s.Update("a", func(c *Connection) { c.Name = "A2" }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Update("b", func(c *Connection) { c.Name, c.LastCheck = "B3", &Summary{Verdict: "working"} }); err != nil {
		t.Fatal(err)
	}
	c := add(t, s, Connection{Name: "C"})
	if err := s.Delete(c.ID); err != nil {
		t.Fatal(err)
	}
	got := read(t, s.path(connectionsFile))
	want := `{
		"version": 1,
		"connections": [
			{"id":"a","name":"A2","environment":"demo","keyKept":false,"colour":"red",
			 "lastCheck":{"verdict":"working","score":9},"tags":["x",null]},
			{"id":"b","name":"B3","environment":"demo","keyKept":false,"lastCheck":{"verdict":"working"}}],
		"big": 12345678901234567890,
		"theme": {"a":[1,2.50,"<x>"]}}`
	if canonical(t, got) != canonical(t, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func canonical(t *testing.T, text string) string {
	t.Helper()
	var v any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestDuplicateAndMissingIDs(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/"+connectionsFile, `{"version":1,"connections":[
{"id":"a","name":"1","keyKept":true},{"id":"a","name":"2","keyKept":true,"x":1},{"id":"a-2","name":"3","keyKept":true},
{"id":"","name":"4"},{"name":"5"},{"id":"b\u202e","name":"6"},{"id":"a","name":"7"}]}`)
	want := map[string]string{"1": "a", "2": "a-3", "3": "a-2", "4": "connection-2", "5": "connection-3", "6": "b-2", "7": "a-4"}
	s := open(t, dir)
	check := func(when string) {
		t.Helper()
		list, err := s.List()
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, c := range list {
			got[c.Name] = c.ID
			if again, err := s.Get(c.ID); err != nil || again.Name != c.Name {
				t.Errorf("%s: Get(%q) is %+v, %v", when, c.ID, again, err)
			}
			// The key in the keychain is that of the first of an id.
			if c.KeyKept != (c.ID == "a" || c.ID == "a-2") {
				t.Errorf("%s: keyKept of %q is %v", when, c.ID, c.KeyKept)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: ids %v, want %v", when, got, want)
		}
	}
	check("read")
	if w := s.Warnings(); len(w) != 1 || w[0].MovedTo != "" {
		t.Errorf("warnings %+v", w)
	}
	if _, err := s.Update("a-3", func(c *Connection) { c.CompanyID = "c" }); err != nil {
		t.Fatal(err)
	}
	check("written")
	if w := open(t, dir).Warnings(); len(w) != 0 {
		t.Errorf("warnings after writing %+v", w)
	}
}

func TestHugeFileIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{connectionsFile, historyFile} {
		if err := os.WriteFile(dir+"/"+name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(dir+"/"+name, maxFileBytes+1); err != nil {
			t.Fatal(err)
		}
	}
	isTooLarge := func(err error, name string) bool {
		var e *TooLargeError
		return errors.As(err, &e) && strings.HasSuffix(e.File, name) && e.Limit == 16<<20 && e.Size > e.Limit
	}
	if _, err := Open(dir); !isTooLarge(err, connectionsFile) {
		t.Errorf("Open: %v", err)
	}
	if err := os.Remove(dir + "/" + connectionsFile); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	c := add(t, s, Connection{Name: "Acme"})
	if _, err := s.History(c.ID, 0); !isTooLarge(err, historyFile) {
		t.Errorf("History: %v", err)
	}
	if err := s.Append(record(c.ID, 1, "working")); !isTooLarge(err, historyFile) {
		t.Errorf("Append: %v", err)
	}
	if err := s.Delete(c.ID); !isTooLarge(err, historyFile) {
		t.Errorf("Delete: %v", err)
	}
	if info, err := os.Stat(dir + "/" + historyFile); err != nil || info.Size() != maxFileBytes+1 {
		t.Errorf("history: %v, %v", info, err)
	}
	if err := s.replaceFile(s.path(connectionsFile), make([]byte, maxFileBytes+1)); !isTooLarge(err, connectionsFile) {
		t.Errorf("write: %v", err)
	}
	if _, err := s.Get(c.ID); err != nil {
		t.Errorf("Get: %v", err)
	}
}

func TestNotARegularFile(t *testing.T) {
	for _, name := range []string{connectionsFile, historyFile} {
		dir := t.TempDir()
		if err := os.Mkdir(dir+"/"+name, 0o700); err != nil {
			t.Fatal(err)
		}
		var ce *CorruptError
		s, err := Open(dir)
		if name == historyFile {
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.History("a", 0); !errors.As(err, &ce) {
				t.Errorf("History: %v", err)
			}
			err = s.Append(record("a", 1, "working"))
		}
		if !errors.As(err, &ce) || ce.Reason != "not a regular file" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNoteKeepsUnknownFieldsOfTheLastCheck: what a newer version wrote beside a
// check stays while that check is the last, and goes with it.
func TestNoteKeepsUnknownFieldsOfTheLastCheck(t *testing.T) {
	for name, change := range map[string]func(*Connection){
		"another name":  func(c *Connection) { c.Name = "Beta" },
		"another check": func(c *Connection) { c.LastCheck = &Summary{At: noon, Verdict: "failed", Kind: "key-rejected"} },
	} {
		s := open(t, t.TempDir())
		con := add(t, s, Connection{Name: "Acme", LastCheck: &Summary{At: noon, Verdict: "working", Kind: "ok"}})
		path := s.path(connectionsFile)
		text := strings.Replace(read(t, path), `"verdict":`, `"mood": "fine", "verdict":`, 1)
		write(t, path, text)
		if _, err := s.Note([]string{con.ID}, func(c *Connection) *Record { change(c); return nil }); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(read(t, path), `"mood"`); got != (name == "another name") || !strings.Contains(text, `"mood"`) {
			t.Errorf("%s: the field stayed: %v\n%s", name, got, read(t, path))
		}
	}
}
