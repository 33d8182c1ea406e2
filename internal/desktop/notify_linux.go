package desktop

import (
	"context"
	"os"

	"github.com/godbus/dbus/v5"
	"golang.org/x/term"
)

// notify shows a text as a notification of the desktop, where nobody started the
// program in a terminal. Standard error has the text in any case.
func notify(title, text string) {
	if term.IsTerminal(int(os.Stderr.Fd())) {
		return
	}
	leaveBusAlone()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer bus.Close()
	bus.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications").CallWithContext(ctx,
		"org.freedesktop.Notifications.Notify", 0,
		title, uint32(0), "io.github.pleokeycheck", title, text, []string{}, map[string]dbus.Variant{}, int32(0))
}
