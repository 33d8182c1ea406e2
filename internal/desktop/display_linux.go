package desktop

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// patience is how long a screen may take to answer. A server that is there
// answers within milliseconds.
const patience = 2 * time.Second

// The first request of each kind of client, which every server answers: the
// set-up of X11, and wl_display.sync of Wayland.
var (
	hello   = []byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	syncing = []byte{1, 0, 0, 0, 0, 0, 12, 0, 2, 0, 0, 0}
)

// findDisplay looks for a screen that answers: without one, Fyne's driver panics
// or waits for ever. A Wayland screen that does not answer is taken out of the
// environment, so that the driver takes the X screen.
func findDisplay() bool {
	if wayland := os.Getenv("WAYLAND_DISPLAY"); wayland != "" {
		socket := wayland
		if !filepath.IsAbs(wayland) {
			socket = filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), wayland)
		}
		if answers(socket, syncing) {
			return true
		}
		_ = os.Unsetenv("WAYLAND_DISPLAY")
	}
	return xAnswers(os.Getenv("DISPLAY"))
}

// xAnswers reports whether an X server answers. What only X can find, such as a
// server on another computer, is left to it.
func xAnswers(display string) bool {
	if display == "" {
		return false
	}
	host, number, found := strings.Cut(display, ":")
	if !found || host != "" && host != "unix" {
		return true
	}
	number, _, _ = strings.Cut(number, ".")
	socket := "/tmp/.X11-unix/X" + number
	return answers(socket, hello) || answers("@"+socket, hello)
}

// answers reports whether a server on a Unix socket answers a first request.
func answers(socket string, request []byte) bool {
	conn, err := net.DialTimeout("unix", socket, patience)
	if err != nil {
		return false
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(patience))
	if _, err := conn.Write(request); err != nil {
		return false
	}
	_, err = conn.Read(make([]byte, 1))
	return err == nil
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
