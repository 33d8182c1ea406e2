package setup

import (
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/settings"
)

// Everything is all that the program keeps on disk.
type Everything struct{ *connection.Store }

// Erase removes the connections, the history and the settings.
func (e Everything) Erase() (connection.Wiped, error) { return e.Wipe(settings.Owns) }
