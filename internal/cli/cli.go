// Package cli is the command line of both programs: the commands, a file each,
// with their flags, their help and their exit statuses.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/setup"
)

// Exit statuses besides those of a verdict (report.ExitStatus). 1 means that
// Pleo refused the key, and nothing else.
const (
	exitOK        = 0
	exitUsage     = 2
	exitTrouble   = 5
	exitCancelled = 130
)

// statuses is the part of the help that says what each exit status means. Lines
// that begin with four spaces keep their form in the manual.
const statuses = `Exit status:

    0    the key works
    1    Pleo refused the key, or what was asked with it
    2    wrong use of the command line, or no whole key or company ID:
         nothing was sent
    3    nobody could tell: network, proxy, certificate, rate limit,
         or an answer that is not Pleo's
    4    the key works, with limits
    5    this computer stood in the way: keychain, saved connections, disk
         or screen; standard error says what
    130  cancelled`

// surroundings is the part of the help about variables and files.
const surroundings = `Environment:

    HTTPS_PROXY, NO_PROXY   through which proxy a request goes
    FYNE_SCALE, FYNE_THEME  size of the window's text; light or dark

Saved connections, history and settings lie in the folder pleo-key-check of
your configuration folder (on Linux ~/.config); keys lie in the keychain only.`

// Program is one of the two programs.
type Program struct {
	// Name is what it is called by.
	Name string
	// Window opens the window and returns when it is closed; nil in the program
	// that has none.
	Window func(context.Context, setup.Window) error
}

// Main runs the program with what the system gave it, and returns the exit
// status.
func (p Program) Main() int {
	log.SetOutput(plainLog{os.Stderr})
	// While somebody listens for it, a write to a closed pipe returns an error
	// instead of ending the program.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends it the hard way
	if len(os.Args) > 1 && strings.HasPrefix(os.Args[1], cobra.ShellCompRequestCmd) {
		// What cannot be completed is repeated there, and may be a key.
		os.Stderr, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	}
	return p.run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// run is the program: it returns the exit status.
func (p Program) run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := p.Command(stdin, stdout, stderr)
	root.SetArgs(append([]string{}, args...)) // nil would be those of the process
	command, err := root.ExecuteContextC(ctx)
	var status exitStatus
	var wrong usageError
	switch {
	case err == nil || isClosedPipe(err):
		return exitOK
	case errors.As(err, &status):
		return int(status)
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "%s: %s.\nSee %s --help.\n", command.CommandPath(), wrong, command.CommandPath())
		return exitUsage
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return exitCancelled
	}
	say(command, err)
	return exitTrouble
}

// say writes what stood in the way to standard error.
func say(command *cobra.Command, err error) {
	fmt.Fprintf(command.ErrOrStderr(), "%s: %v.\n", command.CommandPath(), err)
}

// exitStatus ends a command that has said all there is to say.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// usageError is a wrong use of the command line, in words that repeat nothing
// that might be a key.
type usageError string

func (e usageError) Error() string { return string(e) }

// Command is the root of the commands. Help, completion and the manual are made
// from it.
func (p Program) Command(stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	// On Windows, cobra would keep a program from starting that was
	// double-clicked.
	cobra.MousetrapHelpText = ""
	root := p.windowCommand()
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.Use, root.Args, root.DisableFlagParsing = p.Name, noArguments, false
	root.Short = "reports whether a Pleo API key works"
	root.Long = p.Name + ` reports whether a Pleo API key works, for which company, and what to do if it does not.
A key is never an argument or an environment variable: others who use the computer can see those.
An independent tool, not made or endorsed by Pleo.

` + statuses + "\n\n" + surroundings
	root.Example = `  ` + p.Name + ` demo-server --stories
  printf '%s' "$KEY" | ` + p.Name + ` check --env demo --company-id ID --key-stdin`
	root.SilenceErrors, root.SilenceUsage = true, true // cobra's messages repeat what was given
	root.SetFlagErrorFunc(p.flagError)
	root.SetVersionTemplate(p.Name + " " + setup.Version() + "\n")
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	window := p.windowCommand()
	window.Hidden = p.Window == nil
	root.AddCommand(window, checkCommand(p.Name), exportCommand(p.Name), demoServerCommand(), eraseCommand(p.Name), versionCommand())
	root.SetHelpCommand(helpCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	everyCommand(root, func(c *cobra.Command) {
		c.Version = setup.Version()
		c.InitDefaultHelpFlag()
		c.InitDefaultVersionFlag()
		if c.Args == nil || strings.HasPrefix(c.CommandPath(), p.Name+" completion") {
			c.Args = noArguments // cobra's own repeats them
		}
		if !c.Runnable() { // completion, without a shell
			c.Short = "prints what makes a shell complete the commands"
			c.RunE = func(*cobra.Command, []string) error {
				return usageError("name the shell: bash, zsh, fish or powershell")
			}
		}
	})
	return root
}

// everyCommand calls f with a command and all below it.
func everyCommand(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, below := range c.Commands() {
		everyCommand(below, f)
	}
}

// noArguments refuses arguments without repeating them: somebody may have put a
// key there.
func noArguments(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case !c.HasParent() && c.Flags().NFlag() == 0:
		return usageError("there is no such command; a key is never given as an argument")
	}
	return usageError("it takes no arguments besides its flags; a key is never an argument, use check --key-stdin")
}
