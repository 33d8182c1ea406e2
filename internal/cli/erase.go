package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/service"
	"pleokeycheck/internal/setup"
)

// exitUnproven is the exit status where it is not known what the keychain holds:
// that of a check that could not tell.
const exitUnproven = 3

// eraseCommand removes everything that this program keeps, after a yes.
func eraseCommand(program string) *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use:   "remove-everything",
		Short: "deletes all that this program keeps here",
		Long: program + ` remove-everything deletes what this program keeps on this computer:
all its keys in the keychain, the saved connections, the history and the settings.
The keys go first; if the keychain keeps one, nothing else is deleted.
In Pleo the keys stay valid until they are deleted there.

Exit status: 0 everything is gone, 2 wrong use, 3 the files are gone and the keychain
could not be searched, 5 something is left, 130 not agreed to.`,
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	c.RunE = func(c *cobra.Command, _ []string) error { return runErase(c, yes) }
	return c
}

func runErase(c *cobra.Command, yes bool) error {
	ctx, stdout := c.Context(), c.OutOrStdout()
	if !yes {
		file, ok := terminal(c.InOrStdin())
		if !ok {
			return usageError("without a terminal to ask on, --yes says that it is meant")
		}
		meant, err := agreed(ctx, file, stdout)
		if err != nil && ctx.Err() == nil {
			return fmt.Errorf("the answer could not be read: %w", err)
		}
		if !meant {
			fmt.Fprintln(stdout, "Nothing was removed.")
			return exitStatus(exitCancelled)
		}
	}
	words, err := message.New("en")
	if err != nil {
		return err
	}
	done := service.EraseEverything(ctx, openKeychain(), setup.Everything{Store: connection.Default()})
	title, lines := report.Erased(done, words)
	fmt.Fprintln(stdout, title+".")
	for _, line := range lines {
		fmt.Fprintln(stdout, "-", line)
	}
	switch {
	case !done.Everything():
		return exitStatus(exitTrouble)
	case !done.Proven():
		return exitStatus(exitUnproven)
	}
	return nil
}
