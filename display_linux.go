package main

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

// answers tells whether something listens on a Unix socket.
func answers(socket string) bool {
	conn, err := net.DialTimeout("unix", socket, 2*time.Second)
	if err != nil {
		return false
	}
	return conn.Close() == nil
}
