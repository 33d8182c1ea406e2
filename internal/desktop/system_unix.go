//go:build unix && !darwin

package desktop

import (
	"context"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"

	"pleokeycheck/gui/kit"
)

// Names of the desktop's portal, which passes the settings of the system on.
const (
	portal         = "org.freedesktop.portal.Desktop"
	portalPath     = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	portalSettings = "org.freedesktop.portal.Settings"

	appearanceNamespace = "org.freedesktop.appearance"
	gnomeNamespace      = "org.gnome.desktop.interface"
)

// followSystem hands over the settings of the system when they were read, and
// whenever they change. What it returns ends that, and returns when it has ended.
// What the settings say of light and dark is Fyne's; of motion there is none.
func followSystem(_ fyne.App, show func(kit.System)) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		watchSystem(ctx, show)
	}()
	return func() {
		cancel()
		<-done
	}
}

// watchSystem returns when ctx or the session bus ends, or where there is none.
func watchSystem(ctx context.Context, show func(kit.System)) {
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer bus.Close()
	changes := make(chan *dbus.Signal, 16)
	bus.Signal(changes)
	if bus.AddMatchSignal(dbus.WithMatchObjectPath(portalPath), dbus.WithMatchInterface(portalSettings)) != nil {
		return
	}
	for open := true; open; _, open = <-changes {
		if s, ok := readSystem(ctx, bus); ok {
			show(s)
		}
	}
}

// readSystem asks the portal, and reports whether it answered.
func readSystem(ctx context.Context, bus *dbus.Conn) (s kit.System, ok bool) {
	var all map[string]map[string]dbus.Variant
	call := bus.Object(portal, portalPath).CallWithContext(ctx, portalSettings+".ReadAll", 0, []string{appearanceNamespace, gnomeNamespace})
	if call.Store(&all) != nil {
		return kit.System{}, false
	}
	contrast, _ := all[appearanceNamespace]["contrast"].Value().(uint32)
	size, _ := all[gnomeNamespace]["text-scaling-factor"].Value().(float64)
	return kit.System{HighContrast: contrast == 1, TextSize: float32(size)}, true
}
