// Command pleo-key-check reports whether a Pleo API key works: in a window, or on
// the command line. Unofficial; not made or endorsed by Pleo.
//
//	pleo-key-check [window]      the window
//	pleo-key-check check         the same check without a window
//	pleo-key-check export        a request for curl, or all of them for Postman
//	pleo-key-check demo-server   the stand-in API, for cURL and Postman demos
//	pleo-key-check remove-everything
//	                             deletes all that this program keeps here
package main

import (
	"os"

	"pleokeycheck/internal/cli"
	"pleokeycheck/internal/desktop"
)

func main() {
	os.Exit(cli.Program{Name: "pleo-key-check", Window: desktop.Run}.Main())
}
