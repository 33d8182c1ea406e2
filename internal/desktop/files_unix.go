//go:build unix && !darwin

package desktop

import (
	"context"
	"net/url"
	"path/filepath"

	"github.com/godbus/dbus/v5"
)

// openFile opens a file with the program that the desktop has for it.
func openFile(path string) error { return start("xdg-open", path) }

// showFile has the file manager show a file in its folder; where none answers, the
// folder is opened.
func showFile(path string) error {
	if showItem(path) == nil {
		return nil
	}
	return start("xdg-open", filepath.Dir(path))
}

func showItem(path string) error {
	leaveBusAlone()
	ctx, cancel := context.WithTimeout(context.Background(), startPatience)
	defer cancel()
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer bus.Close()
	file := url.URL{Scheme: "file", Path: path}
	return bus.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1").
		CallWithContext(ctx, "org.freedesktop.FileManager1.ShowItems", 0, []string{file.String()}, "").Err
}
