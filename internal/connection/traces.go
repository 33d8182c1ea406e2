package connection

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"sync"
)

// Traces gives what a key may be kept for besides the saved connections: those
// that only the history knows, and those in files that were put aside because they
// could not be read. No more of them is set than id and environment, and, of those
// put aside, what leads to the place of a key. Errors are those of List.
func (s *Store) Traces() ([]Connection, error) {
	list, err := s.List()
	if err != nil {
		return nil, err
	}
	type place struct{ environment, baseURL, id string }
	seen := map[place]bool{}
	for _, c := range list {
		seen[place{c.Environment, c.BaseURL, c.ID}] = true
		seen[place{c.Environment, "", c.ID}] = true // the history knows no address
	}
	var traces []Connection
	add := func(c Connection) {
		at := place{c.Environment, c.BaseURL, c.ID}
		if c.ID == "" || c.Environment == "" || seen[at] {
			return
		}
		seen[at] = true
		traces = append(traces, c)
	}
	entries, err := os.ReadDir(s.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, readError(s.dir, err)
	}
	for _, e := range entries {
		name := e.Name()
		list := strings.HasPrefix(name, connectionsFile) && name != connectionsFile
		if !owns(name) || !list && !strings.HasPrefix(name, historyFile) {
			continue
		}
		data, err := s.readFile(s.path(name))
		if err != nil { // what cannot be read leads nowhere, and keeps nothing from going
			continue
		}
		if list {
			for _, c := range brokenConnections(data) {
				add(c)
			}
			continue
		}
		for line := range newestFirst(data) {
			var r Record
			if decodeLine(line, &r) == nil {
				add(Connection{ID: r.ConnectionID, Environment: r.Environment})
			}
		}
	}
	return traces, nil
}

// brokenField finds the fields of a broken connections.json that lead to keys.
var brokenField = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`"(id|name|environment|baseURL|keyKept)"\s*:\s*("(?:[^"\\]|\\.)*"|true)`)
})

// brokenConnections reads what is left of the connections in a broken file: each
// begins with its id.
func brokenConnections(data []byte) (list []Connection) {
	for _, field := range brokenField().FindAllSubmatch(data, -1) {
		var text string
		_ = json.Unmarshal(field[2], &text) // true is no text
		name := string(field[1])
		if name == "id" {
			list = append(list, Connection{ID: text})
			continue
		}
		if len(list) == 0 {
			continue
		}
		switch c := &list[len(list)-1]; name {
		case "name":
			c.Name = text
		case "environment":
			c.Environment = text
		case "baseURL":
			c.BaseURL = text
		case "keyKept":
			c.KeyKept = text == ""
		}
	}
	for i, c := range list {
		list[i] = cleaned(c)
	}
	return list
}
