// Command pleo-key-check tells whether a Pleo API key works: in a window, or on
// the command line. Unofficial; not made or endorsed by Pleo.
//
//	pleo-key-check [window]      the window
//	pleo-key-check check         the same check without a window
//	pleo-key-check export        a request for curl, or all of them for Postman
//	pleo-key-check demo-server   the stand-in API, for cURL and Postman demos
//	pleo-key-check remove-everything
//	                             deletes all that this program keeps here
//
// This package is flags and wiring only. With the build tag cli it is a second
// program, pleo-key-check-cli: the same without the window.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// Exit statuses besides those of a verdict (report.ExitStatus).
const (
	exitOK    = 0
	exitError = 1
	exitUsage = 2
)

// version is set when a package is built; otherwise the module's is shown.
var version = ""

func main() {
	log.SetOutput(plainLog{os.Stderr})
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is the program: it returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	command := "window"
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		command, args = args[0], args[1:]
	}
	switch command {
	case "window":
		return runWindow(ctx, args, stdout, stderr)
	case "check":
		return runCheck(ctx, args, stdin, stdout, stderr)
	case "export":
		return runExport(ctx, args, stdout, stderr)
	case "demo-server":
		return runDemoServer(ctx, args, stdout, stderr)
	case "remove-everything":
		return runErase(ctx, args, stdin, stdout, stderr)
	case "help":
		usage(stdout)
		return exitOK
	case "version":
		fmt.Fprintln(stdout, program, versionText())
		return exitOK
	}
	// The word is not repeated: somebody may have put a key there.
	fmt.Fprintln(stderr, program+": there is no such command; "+program+" help lists the commands.")
	fmt.Fprintln(stderr, "A key is never given as an argument: see "+program+" check -h.")
	return exitUsage
}

func usage(w io.Writer) {
	io.WriteString(w, program+` tells whether a Pleo API key works. Unofficial.

`+windowUsage+`  `+program+` check              checks a key without a window
  `+program+` export             writes a request for curl, or all of them for Postman
  `+program+` demo-server        serves the stand-in API, for cURL and Postman demos
  `+program+` remove-everything  deletes all that this program keeps here
  `+program+` version            tells the version

Each takes -h.
`)
}

// parse reads flags. It reports a wrong use itself; then ok is false and
// status is the exit status.
func parse(flags *flag.FlagSet, args []string, stdout, stderr io.Writer) (status int, ok bool) {
	// The package's own messages would repeat a wrong argument, which may be a
	// key in the wrong place.
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(stdout)
		flags.Usage()
		return exitOK, false
	case err != nil:
		return misuse(flags, stderr, "that is not how the flags are used"), false
	case flags.NArg() > 0:
		return misuse(flags, stderr, "it takes no arguments besides its flags; a key is never an argument, use -key-stdin"), false
	}
	return exitOK, true
}

// misuse tells what is wrong with the flags.
func misuse(flags *flag.FlagSet, stderr io.Writer, what string) int {
	fmt.Fprintf(stderr, "%s %s: %s.\nSee %s %s -h.\n", program, flags.Name(), what, program, flags.Name())
	return exitUsage
}

// versionText is the version, as far as it is known.
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// userAgent names the product to the server: both programs send the same.
func userAgent() string { return "pleo-key-check/" + versionText() }
