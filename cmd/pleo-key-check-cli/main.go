// Command pleo-key-check-cli is pleo-key-check without the window: built without
// Fyne and without C, it starts at once and needs no libraries of the system.
package main

import (
	"os"

	"pleokeycheck/internal/cli"
)

func main() {
	os.Exit(cli.Program{Name: "pleo-key-check-cli"}.Main())
}
