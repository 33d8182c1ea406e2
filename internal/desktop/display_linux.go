package desktop

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// displayAnswers looks for a screen: without one, Fyne's driver would panic.
func displayAnswers() error {
	if name := os.Getenv("WAYLAND_DISPLAY"); name != "" {
		socket := name
		if !filepath.IsAbs(name) {
			socket = filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), name)
		}
		if answers(socket) {
			return nil
		}
	}
	display := os.Getenv("DISPLAY")
	if display == "" {
		return errors.New("neither DISPLAY nor WAYLAND_DISPLAY leads to one")
	}
	host, number, found := strings.Cut(display, ":")
	if !found || (host != "" && host != "unix") {
		return nil // another computer's, or a form that X knows better
	}
	number, _, _ = strings.Cut(number, ".")
	socket := "/tmp/.X11-unix/X" + number
	if answers(socket) || answers("@"+socket) {
		return nil
	}
	return fmt.Errorf("DISPLAY is %q, and nothing answers there", display)
}

// answers reports whether something listens on a Unix socket.
func answers(socket string) bool {
	conn, err := net.DialTimeout("unix", socket, 2*time.Second)
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// leaveBusAlone keeps libraries from starting a D-Bus daemon where there is no
// session bus: Fyne looks there for the system's theme, by a call that starts
// one and leaves it behind.
func leaveBusAlone() {
	const variable = "DBUS_SESSION_BUS_ADDRESS"
	if os.Getenv(variable) != "" {
		return
	}
	for _, dir := range []string{os.Getenv("XDG_RUNTIME_DIR"), fmt.Sprintf("/run/user/%d", os.Getuid())} {
		if _, err := os.Stat(filepath.Join(dir, "bus")); dir != "" && err == nil {
			return
		}
	}
	_ = os.Setenv(variable, "unix:path=/dev/null")
}
