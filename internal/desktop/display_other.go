//go:build !linux

package desktop

// displayAnswers assumes a screen, as there is on a desktop system.
func displayAnswers() error { return nil }

// leaveBusAlone has nothing to do where there is no D-Bus.
func leaveBusAlone() {}
