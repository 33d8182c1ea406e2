// Package settings remembers how the window was left: its size, the
// environment that was chosen, its language, appearance and size of text. It never holds anything secret, and a file that
// cannot be read counts as none: nothing in it is worth a question.
package settings

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"
)

// name of the file in the directory of the saved connections.
const name = "window.json"

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
	// TextSize is in percent, 80 to 200; 0 for the normal size.
	TextSize int `json:"textSize,omitempty"`
}

// Sizes outside these bounds are not believed.
const (
	least = 200
	most  = 20000
)

// Load reads the settings in dir.
func Load(dir string) Settings {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return Settings{}
	}
	var s Settings
	if json.Unmarshal(text, &s) != nil {
		return Settings{}
	}
	if !(s.Width >= least && s.Width <= most && s.Height >= least && s.Height <= most) {
		s.Width, s.Height = 0, 0
	}
	if s.TextSize < 80 || s.TextSize > 200 {
		s.TextSize = 0
	}
	if s.Theme != "light" && s.Theme != "dark" {
		s.Theme = ""
	}
	if len(s.Language) > 35 { // as long as a tag may be
		s.Language = ""
	}
	return s
}

// Save writes the settings in dir, which it makes if need be; the file is
// replaced as a whole or not at all.
func Save(dir string, s Settings) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return atomic.WriteFile(filepath.Join(dir, name), bytes.NewReader(append(text, '\n')))
}
