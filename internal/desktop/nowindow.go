package desktop

import (
	"errors"
	"os"
	"runtime"
	"strings"

	"pleokeycheck/internal/message"
)

// noWindow says why there is no window and what to do: where the person looks,
// if that is not the terminal, and as the error of the command.
func noWindow(words *message.Catalogue, id string) error {
	command := "pleo-key-check check --help"
	if runtime.GOOS == "windows" {
		command = "pleo-key-check-cli check --help" // the other program has no terminal
	}
	facts := map[string]string{"Display": os.Getenv("DISPLAY"), "Command": command}
	ids := []string{id, "ui.start.without-window"}
	if id == "ui.start.no-graphics" && runtime.GOOS == "linux" {
		ids = []string{id, "ui.start.no-graphics.linux", "ui.start.without-window"}
	}
	var text []string
	for _, id := range ids {
		text = append(text, words.Text(id, facts))
	}
	all := strings.Join(text, " ")
	notify(words.Text("ui.app.name"), all)
	return errors.New(all)
}
