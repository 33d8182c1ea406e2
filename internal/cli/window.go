package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/setup"
)

// errNoWindow says that there is no window here, and where there is one.
const errNoWindow = usageError("this program has no window; pleo-key-check has one")

// windowCommand opens the window. It is also what the program does without a
// command.
func (p Program) windowCommand() *cobra.Command {
	var begin setup.Window
	c := &cobra.Command{Use: "window", Short: "opens the window"}
	if p.Window == nil {
		c.DisableFlagParsing = true
		c.Args = cobra.ArbitraryArgs // they are not looked at
		c.RunE = func(*cobra.Command, []string) error { return errNoWindow }
		return c
	}
	environmentFlag(c, &begin.Environment, "environment to begin with")
	baseURLFlag(c, &begin.BaseURL)
	textFlag(c, &begin.Story, "story", "name", "demo key to begin with; goes with --env demo", storyIDs()...)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := validPlace(begin.Environment, begin.BaseURL); err != nil {
			return err
		}
		if begin.Story != "" && (begin.Environment != env.Demo || !slices.Contains(storyIDs(), begin.Story)) {
			return usageError("--story goes with --env demo and names one of its keys; demo-server --stories lists them")
		}
		begin.Greet = c.Flags().NFlag() == 0
		return p.Window(c.Context(), begin)
	}
	return c
}

func storyIDs() []string { return namesOf(demo.Stories(), func(s demo.Story) string { return s.ID }) }
