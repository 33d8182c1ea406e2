package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/connection"
)

// errDamaged tells that the connection may have been in a file that cannot be
// read.
var errDamaged = errors.New("there is no saved connection to check: the file that held them is damaged")

// sayWarnings writes to standard error what is wrong with the saved connections.
func (f *checkFlags) sayWarnings(c *cobra.Command) {
	if f.store == nil {
		return
	}
	for _, w := range f.store.Warnings() {
		if w.MovedTo != "" {
			say(c, fmt.Errorf("%s is damaged (%s). It was kept as %s, and what was saved in it has to be saved again in the window",
				filepath.Base(w.File), w.Reason, filepath.Base(w.MovedTo)))
			continue
		}
		say(c, fmt.Errorf("%s: %s", filepath.Base(w.File), w.Reason))
	}
}

// isDamaged reports whether a file was found damaged and put aside.
func isDamaged(store *connection.Store) bool {
	return slices.ContainsFunc(store.Warnings(), func(w connection.Warning) bool { return w.MovedTo != "" })
}
