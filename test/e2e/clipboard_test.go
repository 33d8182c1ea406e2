//go:build e2e && linux

package e2e

import (
	"path/filepath"
	"strings"
)

// clipboard is what the clipboard holds.
func (w *world) clipboard() string {
	w.t.Helper()
	return w.run("", "xclip", "-selection", "clipboard", "-out").stdout
}

// copied waits until the clipboard holds what is right, and returns it.
func (w *world) copied(what string, right func(text string) bool) string {
	w.t.Helper()
	var text string
	w.eventually("the clipboard holds "+what, func() bool {
		text = w.clipboard()
		return right(text)
	})
	return text
}

// found waits for a file of the home folder whose name has this ending, and
// returns its path and what it holds.
func (w *world) found(pattern string) (path, text string) {
	w.t.Helper()
	w.eventually("a file "+pattern, func() bool {
		for _, folder := range []string{"", "Downloads", "Documents", "Desktop"} {
			paths, err := filepath.Glob(filepath.Join(w.home, folder, pattern))
			must(w.t, err)
			if len(paths) == 1 {
				path, text = paths[0], w.file(paths[0])
			}
		}
		return text != ""
	})
	return path, text
}

// personal are pieces of the made-up people of the demo.
var personal = []string{"@example.com"}

// assertImpersonal fails the test where a text names people.
func (w *world) assertImpersonal(where, text string) {
	w.t.Helper()
	for _, piece := range personal {
		if strings.Contains(text, piece) {
			w.t.Errorf("%s holds personal data (%s)", where, piece)
		}
	}
}
