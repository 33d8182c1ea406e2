package connection

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// fullFolder is a store with everything that can be in its folder.
func fullFolder(t *testing.T) (*Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pleo-key-check")
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Add(Connection{Name: "Nordhavn", Environment: "demo"})
	if err == nil {
		err = s.Append(Record{ConnectionID: c.ID, Environment: "demo", Verdict: "working"})
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"connections.json.corrupt-20261123T093005Z", "connections.json.corrupt-20261123T093005Z-2", "history.jsonl.new", "window.json"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return s, dir
}

func window(name string) bool { return name == "window.json" }

func TestWipe(t *testing.T) {
	s, dir := fullFolder(t)
	out, err := s.Wipe(window)
	if err != nil || len(out.Left) != 0 || len(out.Others) != 0 || !out.Folder {
		t.Fatalf("%+v, %v", out, err)
	}
	if len(out.Removed) != 7 {
		t.Errorf("removed %q", out.Removed)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder: %v", err)
	}
	// Once more there is nothing to do, and the store goes on working.
	if out, err := s.Wipe(window); err != nil || !reflect.DeepEqual(out, Wiped{Folder: true}) {
		t.Errorf("again: %+v, %v", out, err)
	}
	if _, err := s.Add(Connection{Name: "New", Environment: "demo"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(Record{Verdict: "working", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	list, err := s.List()
	if err != nil || len(list) != 1 {
		t.Errorf("afterwards: %v, %v", list, err)
	}
}

// TestWipeLeavesOthersAlone: what looks like ours and is not stays, and with
// it the folder.
func TestWipeLeavesOthersAlone(t *testing.T) {
	s, dir := fullFolder(t)
	others := []string{"connections.json.bak", "connections.json.corrupt-mine", "notes.txt", "photos"}
	for _, name := range others[:3] {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "photos"), 0o700); err != nil {
		t.Fatal(err)
	}
	out, err := s.Wipe(window)
	if err != nil || len(out.Left) != 0 || out.Folder || !slices.Equal(out.Others, others) {
		t.Fatalf("%+v, %v", out, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, others) {
		t.Errorf("there is %q, want %q", names, others)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "notes.txt")); err != nil || string(data) != "mine" {
		t.Errorf("%q, %v", data, err)
	}
}

// TestWipeStopsHalfWay: while something of ours stays, so does the list.
func TestWipeStopsHalfWay(t *testing.T) {
	s, dir := fullFolder(t)
	history := filepath.Join(dir, historyFile)
	if err := os.Remove(history); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(history, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	out, err := s.Wipe(window)
	if err != nil || out.Folder || len(out.Left) != 1 || out.Left[0].Name != historyFile || out.Left[0].Reason == "" {
		t.Fatalf("%+v, %v", out, err)
	}
	if list, err := s.List(); err != nil || len(list) != 1 {
		t.Errorf("the list is gone: %v, %v", list, err)
	}
	if err := os.RemoveAll(history); err != nil {
		t.Fatal(err)
	}
	if out, err := s.Wipe(window); err != nil || !out.Folder {
		t.Errorf("trying again: %+v, %v", out, err)
	}
}

func TestWipeWaitsForNobodyForEver(t *testing.T) {
	s, dir := fullFolder(t)
	s.wait = 20 * time.Millisecond
	lock := flock.New(filepath.Join(dir, lockFile))
	if ok, err := lock.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	defer lock.Close()
	if out, err := s.Wipe(window); !errors.Is(err, ErrBusy) || len(out.Removed) != 0 {
		t.Errorf("%+v, %v", out, err)
	}
}

func TestTraces(t *testing.T) {
	s, _ := fullFolder(t)
	for _, r := range []Record{
		{ConnectionID: "gone", Environment: "staging"}, {ConnectionID: "gone", Environment: "staging"},
		{ConnectionID: "gone", Environment: "demo"}, {Environment: "staging"}, {ConnectionID: "nowhere"},
	} {
		if err := s.Append(r); err != nil {
			t.Fatal(err)
		}
	}
	traces, err := s.Traces()
	want := []Connection{{ID: "gone", Environment: "demo"}, {ID: "gone", Environment: "staging"}}
	if err != nil || !reflect.DeepEqual(traces, want) {
		t.Errorf("%+v, %v, want %+v", traces, err, want)
	}
}

// TestTracesOfFilesPutAside: a damaged list still tells what a key may be kept
// for, as far as it can be read.
func TestTracesOfFilesPutAside(t *testing.T) {
	const one = `{"id":"one","name":"Nordhavn \"ApS\"","environment":"staging","keyKept":true}`
	const two = `{"id": "two", "environment": "custom", "baseURL": "https://gw.example.com", "keyKept": false}`
	first := Connection{ID: "one", Name: `Nordhavn "ApS"`, Environment: "staging", KeyKept: true}
	second := Connection{ID: "two", Environment: "custom", BaseURL: "https://gw.example.com"}
	for name, tt := range map[string]struct {
		text string
		want []Connection
	}{
		"cut off":        {`{"version":1,"connections":[` + one + "," + two[:len(two)-12], []Connection{first, second}},
		"in the middle":  {one[20:] + "," + two, []Connection{second}},
		"zeros":          {one + strings.Repeat("\x00", 4096) + two, []Connection{first, second}},
		"not UTF-8":      {one + "\xff\xfe", []Connection{first}},
		"no environment": {`{"id":"three"}`, nil},
		"nothing":        {"", nil},
		"no list":        {`{"id":true,"environment":["demo"]}`, nil},
	} {
		s, err := Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(s.path(connectionsFile), []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		traces, err := s.Traces() // reads the list, and so puts it aside
		if err != nil || !reflect.DeepEqual(traces, tt.want) {
			t.Errorf("%s: %+v, %v, want %+v", name, traces, err, tt.want)
		}
	}
}
