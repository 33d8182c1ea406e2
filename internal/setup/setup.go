// Package setup holds what the window and the command line both start from: the
// version, the saved connections, how requests go out, the demo server, and the
// languages of the system.
package setup

import (
	"runtime/debug"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/settings"
)

// version is set when a package is built (-ldflags -X); otherwise the module's
// is shown.
var version = ""

// Version is the version of the program, as far as it is known.
func Version() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// userAgent names the product to the server: both programs send the same.
func userAgent() string { return "pleo-key-check/" + Version() }

// Window is how the window begins.
type Window struct {
	// Environment is the one that is chosen first; empty for that of the last time.
	Environment string
	// BaseURL is the address of another server that speaks Pleo's API.
	BaseURL string
	// Story is the demo key that is filled in.
	Story string
	// Greet shows a welcome to who opens the window for the first time.
	Greet bool
}

// Everything is all that the program keeps on disk.
type Everything struct{ *connection.Store }

// Erase removes the connections, the history and the settings.
func (e Everything) Erase() (connection.Wiped, error) { return e.Wipe(settings.Owns) }
