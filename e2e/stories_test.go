//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"path/filepath"
	"strings"
)

// story is a demo key with what a check of it has to find.
type story struct{ id, key, company, kind, verdict string }

// stories asks the program for its demo keys.
func (w *world) stories() []story {
	w.t.Helper()
	var all []story
	for line := range strings.Lines(w.tool("", w.binary, "demo-server", "-stories")) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 5 {
			w.t.Fatalf("a story has %d fields, want 5: %q", len(f), line)
		}
		all = append(all, story{f[0], f[1], f[2], f[3], f[4]})
	}
	return all
}

// story is the demo key of that name.
func (w *world) story(id string) story {
	w.t.Helper()
	for _, s := range w.stories() {
		if s.id == id {
			return s
		}
	}
	w.t.Fatalf("there is no story %q", id)
	return story{}
}

// saved is a connection as it stands on disk.
type saved struct {
	ID, Name, Environment, CompanyID, KeyHint string
	KeyKept                                   bool
}

// connections are those on disk.
func (w *world) connections() []saved {
	w.t.Helper()
	text := w.file(filepath.Join(w.config, "connections.json"))
	if text == "" {
		return nil
	}
	var file struct{ Connections []saved }
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		w.t.Fatalf("connections.json: %v", err)
	}
	return file.Connections
}

// connection is the only one on disk.
func (w *world) connection() saved {
	w.t.Helper()
	all := w.connections()
	if len(all) != 1 {
		w.t.Fatalf("%d connections are saved, want 1", len(all))
	}
	return all[0]
}
