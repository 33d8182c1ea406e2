//go:build !windows && !linux

package desktop

// notify has nothing to do: standard error has the text.
func notify(title, text string) {}
