//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// story is a demo key with what a check of it has to find.
type story struct{ id, key, company, kind, verdict string }

// stories asks the program for its demo keys.
func (w *world) stories() []story {
	w.t.Helper()
	var all []story
	for line := range strings.Lines(w.tool("", w.binary, "demo-server", "--stories")) {
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

// keep saves connections and their keys as the program does, so that a story
// can begin where another ended.
func (w *world) keep(connections ...map[string]any) {
	w.t.Helper()
	for _, con := range connections {
		key := fmt.Sprint(con["key"])
		delete(con, "key")
		con["environment"], con["keyKept"], con["keyHint"] = "demo", true, key[len(key)-4:]
		w.tool(key, "secret-tool", "store", "--label=probe", "service", service, "username", fmt.Sprint("demo/", con["id"]))
	}
	text, err := json.Marshal(map[string]any{"version": 1, "connections": connections})
	must(w.t, err)
	must(w.t, os.MkdirAll(w.config, 0o700))
	must(w.t, os.WriteFile(filepath.Join(w.config, "connections.json"), text, 0o600))
}

// kept makes one connection for keep. Its id is made of its number.
func (s story) kept(number int, name string) map[string]any {
	return map[string]any{
		"id": fmt.Sprintf("%08d-0000-4000-8000-000000000000", number), "name": name, "companyId": s.company, "key": s.key,
		"createdAt": "2026-01-01T10:00:00Z",
	}
}

// forget takes away what the program keeps on disk, as on a new computer.
func (w *world) forget() {
	w.t.Helper()
	must(w.t, os.RemoveAll(w.config))
}
