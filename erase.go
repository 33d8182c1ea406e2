package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/settings"
)

// exitUnproven is the exit status where it is not known what the keychain holds:
// that of a check that could not tell.
const exitUnproven = 3

// exitCancelled is the exit status after a no.
const exitCancelled = 130

// everything is all that the program keeps on disk.
type everything struct{ *lazyStore }

// Traces gives the connections that only the history knows.
func (e everything) Traces() ([]connection.Connection, error) {
	s, err := e.open()
	if err != nil {
		return nil, err
	}
	return s.Traces()
}

// Erase removes the connections, the history and the settings.
func (e everything) Erase() (connection.Wiped, error) {
	s, err := e.open()
	if err != nil {
		return connection.Wiped{}, err
	}
	return s.Wipe(settings.Owns)
}

// runErase removes everything that this program keeps, after a yes.
func runErase(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("remove-everything", flag.ContinueOnError)
	yes := flags.Bool("yes", false, "do not ask")
	flags.Usage = func() {
		io.WriteString(flags.Output(), program+` remove-everything deletes what this program keeps on this computer:
all its keys in the keychain, the saved connections, the history and the settings.
The keys go first; if the keychain keeps one, nothing else is deleted.
In Pleo the keys stay valid until they are deleted there.
Exit status: 0 everything is gone, 1 something is left, 2 wrong use,
3 the files are gone and the keychain could not be searched, 130 not agreed to.

`)
		flags.PrintDefaults()
	}
	if status, ok := parse(flags, args, stdout, stderr); !ok {
		return status
	}
	if !*yes {
		file, ok := stdin.(*os.File)
		if !ok || !term.IsTerminal(int(file.Fd())) {
			return misuse(flags, stderr, "without a terminal to ask on, -yes says that it is meant")
		}
		if !agreed(stdin, stdout) {
			fmt.Fprintln(stdout, "Nothing was removed.")
			return exitCancelled
		}
	}
	words, err := message.New("en")
	if err != nil {
		fmt.Fprintln(stderr, program+" remove-everything:", err)
		return exitError
	}
	report := app.EraseEverything(ctx, keystore.New(), everything{newLazyStore()})
	title, lines := report.Words(words)
	fmt.Fprintln(stdout, title+".")
	for _, line := range lines {
		fmt.Fprintln(stdout, "-", line)
	}
	switch {
	case !report.Everything():
		return exitError
	case !report.Proven():
		return exitUnproven
	}
	return exitOK
}

// agreed asks once, and takes only a clear yes for one.
func agreed(stdin io.Reader, stdout io.Writer) bool {
	fmt.Fprint(stdout, "Remove all keys, connections, history and settings of this program? [y/N] ")
	answer, _ := bufio.NewReader(stdin).ReadString('\n')
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes"
}
