package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/setup"
	"pleokeycheck/pleoclient"
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
		switch {
		case begin.Environment != "" && begin.BaseURL != "":
			return errTwoPlaces
		case begin.Environment != "" && !slices.Contains(environments, begin.Environment):
			return oneOf("env", environments)
		case begin.Story != "" && (begin.Environment != env.Demo || !slices.Contains(storyIDs(), begin.Story)):
			return usageError("--story goes with --env demo and names one of its keys; demo-server --stories lists them")
		}
		if begin.BaseURL != "" {
			if _, err := pleoclient.ParseBaseURL(begin.BaseURL); err != nil {
				return usageError("--base-url: " + baseURLTrouble(err))
			}
		}
		begin.Greet = c.Flags().NFlag() == 0
		return p.Window(c.Context(), begin)
	}
	return c
}

func storyIDs() []string {
	var ids []string
	for _, s := range demo.Stories() {
		ids = append(ids, s.ID)
	}
	return ids
}
