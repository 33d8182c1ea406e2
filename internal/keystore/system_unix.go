//go:build unix && !darwin

package keystore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

const busVariable = "DBUS_SESSION_BUS_ADDRESS"

// prepare makes sure that there is a session bus before go-keyring looks for one:
// without an address godbus runs dbus-launch, which starts a daemon and leaves it
// behind. Where the address is not set but the bus socket of the login session is
// there, its address is set for this process, as godbus does itself; godbus would
// look for the socket under /run/user only.
func prepare() error {
	if address := os.Getenv(busVariable); address != "" && !strings.HasPrefix(address, "autolaunch:") {
		return nil
	}
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if !filepath.IsAbs(dir) {
		return errNoBus
	}
	socket := filepath.Join(dir, "bus")
	info, err := os.Stat(socket)
	if err != nil || info.Mode().Type() != fs.ModeSocket {
		return errNoBus
	}
	return os.Setenv(busVariable, "unix:path="+dbus.EscapeBusAddressValue(socket))
}

// explain tells a default keyring that is locked from one that does not exist. For
// both go-keyring has the same words; KDE Wallet calls the question a wrong one, and
// KeePassXC unlocks nothing.
func explain(err error) error {
	var answer dbus.Error
	if !isDefaultNotUnlocked(err) && !(errors.As(err, &answer) && answer.Name == "org.freedesktop.DBus.Error.InvalidArgs") {
		return err
	}
	bus, busErr := dbus.SessionBus() // the shared one that go-keyring has just used
	if busErr != nil {
		return err
	}
	var path dbus.ObjectPath
	service := bus.Object(secretName, secretPath)
	if service.Call(secretService+".ReadAlias", 0, "default").Store(&path) == nil && path == "/" {
		return fmt.Errorf("%w: %w", noPlace(nameOn(bus)), err)
	}
	return err
}

func classifySystem(err error) Kind {
	var bus dbus.Error
	switch {
	case errors.Is(err, dbus.ErrClosed):
		return Unavailable
	case !errors.As(err, &bus):
		return ""
	case strings.HasPrefix(bus.Name, busSpawnErrors):
		return Unavailable
	default:
		return busErrors[bus.Name]
	}
}
