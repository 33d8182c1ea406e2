//go:build !unix || darwin

package desktop

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui"
)

// serveReaders has nothing to do where there is no accessibility bus.
func serveReaders(fyne.App, *gui.Window, func(func())) (end func()) { return func() {} }
