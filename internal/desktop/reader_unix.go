//go:build unix && !darwin

package desktop

import (
	"context"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui"
	"pleokeycheck/internal/access"
	"pleokeycheck/internal/atspi"
	"pleokeycheck/internal/setup"
)

// serveReaders lets screen readers read and use the window, from when one is
// there. What it returns ends that, and returns when it has ended.
func serveReaders(a fyne.App, w *gui.Window, do func(func())) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	reader := w.Reader()
	server := atspi.Start(ctx, atspi.Program{
		Name: a.Metadata().Name, Version: setup.Version(), Do: do,
		Look: func() []*access.Node { return []*access.Node{reader.Read()} },
	})
	w.OnFrame(server.Changed)
	w.OnTold(server.Now)
	used := func(on bool) func() {
		return func() { reader.Active = on; server.Changed() }
	}
	a.Lifecycle().SetOnEnteredForeground(used(true))
	a.Lifecycle().SetOnExitedForeground(used(false))
	return func() {
		cancel()
		server.Wait()
	}
}
