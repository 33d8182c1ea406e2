// Package settings remembers how the window was left (size, environment, page,
// language, appearance, contrast, size of text), and what the person ticked or put away
// in it. It never holds anything secret, and a file that cannot be read counts
// as none: nothing in it is worth a question. Two copies of the program may
// write at once: Update is for that.
package settings

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/natefinch/atomic"

	"pleokeycheck/internal/regular"
)

// Names of the files in the directory of the saved connections.
const (
	name     = "window.json"
	lockName = "window.lock"
)

// lockWait is how long a copy of the program waits for another.
const lockWait = 3 * time.Second

// Settings are what is remembered. The zero value stands for the defaults.
type Settings struct {
	// Width and Height are those of the window's content, in
	// device-independent pixels.
	Width  float32 `json:"width,omitempty"`
	Height float32 `json:"height,omitempty"`
	// Environment is the one that was chosen last.
	Environment string `json:"environment,omitempty"`
	// Language is the tag of the language that was chosen; "" for the system's.
	Language string `json:"language,omitempty"`
	// Theme is "light" or "dark"; "" for the system's.
	Theme string `json:"theme,omitempty"`
	// Contrast is "normal" or "high"; "" for the system's.
	Contrast string `json:"contrast,omitempty"`
	// TextSize is in percent, 80 to 200; 0 for the normal size.
	TextSize int `json:"textSize,omitempty"`
	// Tab is the page of the details that was chosen last.
	Tab string `json:"tab,omitempty"`
	// Folder is where a file was saved last.
	Folder string `json:"folder,omitempty"`
	// Marks are what was ticked, read or put away, by the ids of package app.
	Marks []string `json:"marks,omitempty"`
}

// Mark sets or takes away marks.
func (s *Settings) Mark(on bool, ids ...string) {
	rest := slices.DeleteFunc(slices.Clone(s.Marks), func(id string) bool { return slices.Contains(ids, id) })
	if on {
		rest = append(rest, ids...)
	}
	s.Marks = validMarks(rest)
}

// Sizes outside these bounds are not believed.
const (
	leastSize = 200
	mostSize  = 20_000
)

// Load reads the settings in dir.
func Load(dir string) Settings {
	text, err := read(filepath.Join(dir, name))
	if err != nil {
		return Settings{}
	}
	var s Settings
	if json.Unmarshal(text, &s) != nil {
		return Settings{}
	}
	if !(s.Width >= leastSize && s.Width <= mostSize && s.Height >= leastSize && s.Height <= mostSize) {
		s.Width, s.Height = 0, 0
	}
	if s.TextSize < 80 || s.TextSize > 200 {
		s.TextSize = 0
	}
	if s.Theme != "light" && s.Theme != "dark" {
		s.Theme = ""
	}
	if s.Contrast != "normal" && s.Contrast != "high" {
		s.Contrast = ""
	}
	if len(s.Language) > 35 { // as long as a tag may be
		s.Language = ""
	}
	if !filepath.IsAbs(s.Folder) || len(s.Folder) > longestPath {
		s.Folder = ""
	}
	s.Marks = validMarks(s.Marks)
	if !isMark(s.Tab) {
		s.Tab = ""
	}
	return s
}

// longestPath is as long as a path may be on any system.
const longestPath = 32 << 10

// mostBytes is many times what the settings can come to.
const mostBytes = 1 << 20

// read reads an ordinary file, no further than settings can reach.
func read(path string) ([]byte, error) {
	f, err := regular.Open(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // read only: nothing to lose
	return io.ReadAll(io.LimitReader(f, mostBytes))
}

// mostMarks is more than there are.
const mostMarks = 500

// isMark reports whether a text has the form of a mark, as of the id of a text.
func isMark(text string) bool {
	return text != "" && len(text) <= 80 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789.-") == ""
}

// validMarks are marks in order, each once, without what cannot be one.
func validMarks(marks []string) []string {
	marks = slices.DeleteFunc(slices.Clone(marks), func(id string) bool { return !isMark(id) })
	slices.Sort(marks)
	marks = slices.Compact(marks)
	return marks[:min(len(marks), mostMarks)]
}

// Update changes the settings in dir as they are now, under a lock that all
// copies of the program share, and returns what they are then. It does not make
// dir: where another copy removed everything, nothing of it comes back.
func Update(dir string, change func(*Settings)) (Settings, error) {
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	lock, err := regular.Lock(ctx, filepath.Join(dir, lockName))
	if err != nil {
		return Settings{}, fmt.Errorf("lock the settings: %w", err)
	}
	defer lock.Close() // closing the file frees the lock whatever it answers
	s := Load(dir)
	change(&s)
	return s, Save(dir, s)
}

// Owns reports whether a file of this name in the folder is one of this package:
// the settings, their lock, or what a killed process left of a write.
func Owns(file string) bool {
	number, ours := strings.CutPrefix(file, name)
	return file == lockName || ours && strings.Trim(number, "0123456789") == ""
}

// Save writes the settings in dir, which it makes if need be; the file is
// replaced as a whole or not at all. What another copy of the program wrote
// meanwhile is gone: see Update.
func Save(dir string, s Settings) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(dir, name)
	if err := regular.Check(path); err != nil {
		return err
	}
	return atomic.WriteFile(path, bytes.NewReader(append(text, '\n')))
}
