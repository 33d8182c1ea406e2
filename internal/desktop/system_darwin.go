package desktop

import (
	"context"
	"os/exec"
	"strings"
	"time"

	"pleokeycheck/gui/kit"
)

// readSystem reads whether more contrast is asked for. macOS has no size of text
// for all programs.
func readSystem() kit.System {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	answer, err := exec.CommandContext(ctx, "/usr/bin/defaults", "read", "com.apple.universalaccess", "increaseContrast").Output()
	return kit.System{HighContrast: err == nil && strings.TrimSpace(string(answer)) == "1"}
}
