//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"pleokeycheck/internal/connection"
)

const (
	manyConnections = 1000
	manyChecks      = 10000
)

// fill writes saved connections and a history of their checks into a folder.
func fill(dir string) error {
	store, err := connection.Open(dir)
	if err != nil {
		return err
	}
	first, err := store.Add(connection.Connection{Name: "Company 0", Environment: "production", CompanyID: demoKey().CompanyID})
	if err != nil {
		return err
	}
	// The rest goes into the file at once: a thousand additions would be a
	// thousand files.
	path := filepath.Join(dir, "connections.json")
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		return err
	}
	ids := []string{first.ID}
	list, ok := doc["connections"].([]any)
	if !ok {
		return fmt.Errorf("%s holds no connections", path)
	}
	for i := 1; i < manyConnections; i++ {
		c := first
		c.ID, c.Name = fmt.Sprintf("%026d", i), fmt.Sprintf("Company %d", i)
		list, ids = append(list, c), append(ids, c.ID)
	}
	doc["connections"] = list
	if text, err = json.Marshal(doc); err != nil {
		return err
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return err
	}
	n := 0
	began := time.Now().Add(-manyChecks * time.Minute)
	for range manyChecks / manyConnections {
		_, err := store.Note(ids, func(c *connection.Connection) *connection.Record {
			n++
			at := began.Add(time.Duration(n) * time.Minute)
			c.LastCheck = &connection.Summary{At: at, Verdict: "working", Kind: "ok", DurationMs: 250, LastWorked: at}
			return &connection.Record{
				ConnectionID: c.ID, Environment: c.Environment, CompanyID: c.CompanyID, At: at, Verdict: "working", Kind: "ok", DurationMs: 250,
				Timing: map[string]int64{"dns": 2, "connect": 20, "tls": 40, "wait": 150, "download": 3}, Status: 200,
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// configs are two configuration folders: with much that is saved, and with nothing.
func (s *setup) configs() (full, empty string, err error) {
	full, empty = filepath.Join(s.dir, "full"), filepath.Join(s.dir, "empty")
	saved := filepath.Join(full, "pleo-key-check")
	if _, err := os.Stat(saved); err == nil { // another group made them
		return full, empty, nil
	}
	for _, dir := range []string{saved, empty} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return "", "", err
		}
	}
	return full, empty, fill(saved)
}

// historyRows measure the window with much that is saved beside the same window
// with nothing.
func historyRows(s *setup) ([]row, error) {
	sc, err := s.newScreen()
	if err != nil {
		return nil, err
	}
	defer sc.close()
	full, empty, err := s.configs()
	if err != nil {
		return nil, err
	}
	said := map[string][]float64{}
	open := func(dir string, connections int, steps ...string) turn {
		return func() (float64, error) {
			w, err := s.openWindow(sc, "-config", dir, "-connections", fmt.Sprint(connections))
			if err != nil {
				return 0, err
			}
			defer func() {
				w.end()
				sc.blank(s)
			}()
			at, err := sc.painted(s, there...)
			if err != nil {
				return 0, err
			}
			for _, step := range steps {
				v, err := w.do(step)
				if err != nil {
					return 0, err
				}
				said[step] = append(said[step], v)
			}
			return inMilliseconds(at.Sub(w.began)), nil
		}
	}
	took, err := s.inTurn(open(full, manyConnections, "select", "history"), open(empty, 0))
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("%d connections, %d checks", manyConnections, manyChecks)
	ours := func(step, how string) row {
		return below(what+", "+step, milliseconds, said[step][1:], 50, how)
	}
	return []row{
		atMost(what+", start to painted list", milliseconds, took[0], "nothing saved", took[1], 1.1, "the window until list and history are on the screen"),
		ours("select", "what choosing a connection takes of the goroutine of the UI"),
		ours("history", "the same for opening the history of all"),
	}, nil
}
