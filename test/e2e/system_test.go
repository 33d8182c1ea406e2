//go:build e2e && linux

package e2e

import (
	"testing"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/test/screen"
)

// portal stands in for the desktop's, which passes the settings of the system on.
type portal struct {
	bus *dbus.Conn
	all map[string]map[string]dbus.Variant
}

const (
	portalPath     = "/org/freedesktop/portal/desktop"
	portalSettings = "org.freedesktop.portal.Settings"
)

// ReadAll answers with all that there is, as real ones may.
func (p *portal) ReadAll([]string) (map[string]map[string]dbus.Variant, *dbus.Error) {
	return p.all, nil
}

// ReadOne answers with one value.
func (p *portal) ReadOne(namespace, key string) (dbus.Variant, *dbus.Error) {
	value, ok := p.all[namespace][key]
	if !ok {
		return value, dbus.NewError("org.freedesktop.portal.Error.NotFound", nil)
	}
	return value, nil
}

// set changes a setting, and tells.
func (p *portal) set(t *testing.T, namespace, key string, value any) {
	t.Helper()
	p.all[namespace] = map[string]dbus.Variant{key: dbus.MakeVariant(value)}
	must(t, p.bus.Emit(portalPath, portalSettings+".SettingChanged", namespace, key, dbus.MakeVariant(value)))
}

// TestSystemSettings: contrast and size of text are those of the system, from the
// start and when they change.
func TestSystemSettings(t *testing.T) {
	w := newWorld(t).withScreen().withBus()
	bus, err := dbus.Connect(w.vars["DBUS_SESSION_BUS_ADDRESS"])
	must(t, err)
	t.Cleanup(func() { _ = bus.Close() })
	p := &portal{bus, map[string]map[string]dbus.Variant{
		"org.freedesktop.appearance":  {"contrast": dbus.MakeVariant(uint32(1))},
		"org.gnome.desktop.interface": {"text-scaling-factor": dbus.MakeVariant(1.5)},
	}}
	must(t, bus.Export(p, portalPath, portalSettings))
	_, err = bus.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue)
	must(t, err)

	a := w.open("--env", "demo")
	w.eventually("the ground is white", func() bool { return a.corner() == 0xff })
	a.picture("high-contrast")
	var large int
	high := func(s *screen.Window) (height int) {
		if label := s.Find("ui.form.company.text"); label != nil {
			at, _ := a.screen.Place(label)
			height = at.Dy()
		}
		return height
	}
	a.await("label", func(s *screen.Window) bool { large = high(s); return large > 0 })
	p.set(t, "org.gnome.desktop.interface", "text-scaling-factor", 1.0)
	a.await("smaller label", func(s *screen.Window) bool { small := high(s); return small > 0 && small < large })
	p.set(t, "org.freedesktop.appearance", "contrast", uint32(0))
	w.eventually("the ground is paper again", func() bool { return a.corner() < 0xff })
	a.quit()
}
