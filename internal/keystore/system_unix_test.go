//go:build unix && !darwin

package keystore

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/godbus/dbus/v5"
)

func TestBusErrors(t *testing.T) {
	tests := []struct {
		name string
		want Kind
	}{
		{"org.freedesktop.DBus.Error.ServiceUnknown", Unavailable},
		{"org.freedesktop.DBus.Error.Spawn.ChildExited", Unavailable},
		{"org.freedesktop.DBus.Error.NoReply", TimedOut},
		{"org.freedesktop.DBus.Error.AccessDenied", Denied},
		{"org.freedesktop.Secret.Error.IsLocked", Locked},
		{"org.freedesktop.DBus.Error.Failed", Other},
	}
	for _, tt := range tests {
		for _, err := range []error{*dbus.NewError(tt.name, nil), fmt.Errorf("demo: %w", *dbus.NewError(tt.name, []any{"demo"}))} {
			if got := classify(err); got != tt.want {
				t.Errorf("classify(%v) = %q, want %q", err, got, tt.want)
			}
		}
	}
	if got := classify(dbus.ErrClosed); got != Unavailable {
		t.Errorf("closed: %q", got)
	}
}

// What godbus itself says of addresses that are none.
func TestBusAddressErrors(t *testing.T) {
	for _, address := range []string{"nonsense", "canary:path=/x", "unix:canary=x", "unix:path=/nonexistent"} {
		if _, err := dbus.Dial(address); err == nil || classify(err) != Unavailable {
			t.Errorf("Dial(%q) = %v, kind %q", address, err, classify(err))
		}
	}
}

// Without a bus go-keyring is not called, so that nothing starts a daemon.
func TestPrepare(t *testing.T) {
	withSocket, withFile, empty := t.TempDir(), t.TempDir(), t.TempDir()
	listener, err := net.Listen("unix", filepath.Join(withSocket, "bus"))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if err := os.WriteFile(filepath.Join(withFile, "bus"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, address, dir, want string }{
		{"address", "unix:path=/nonexistent", empty, "unix:path=/nonexistent"},
		{"nothing", "", empty, ""},
		{"no directory", "", "", ""},
		{"relative directory", "", ".", ""},
		{"a file that is no socket", "", withFile, ""},
		{"a socket", "", withSocket, "unix:path=" + dbus.EscapeBusAddressValue(filepath.Join(withSocket, "bus"))},
		{"autolaunch", "autolaunch:", empty, ""},
		{"autolaunch with a scope", "autolaunch:scope=*user", empty, ""},
		{"autolaunch and a socket", "autolaunch:", withSocket, "unix:path=" + dbus.EscapeBusAddressValue(filepath.Join(withSocket, "bus"))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv(busVariable, tt.address)
			t.Setenv("XDG_RUNTIME_DIR", tt.dir)
			err := prepare()
			if (err == nil) != (tt.want != "") || err == nil && os.Getenv(busVariable) != tt.want {
				t.Errorf("prepare() = %v, address %q, want %q", err, os.Getenv(busVariable), tt.want)
			}
			if err == nil {
				return
			}
			k := New()
			if _, err := k.Get(t.Context(), slot); KindOf(err) != Unavailable {
				t.Errorf("Get() = %v", err)
			}
			if err := k.Delete(t.Context(), slot); KindOf(err) != Unavailable {
				t.Errorf("Delete() = %v", err)
			}
			if err := (system{}).Set(Service, "demo/canary", "fake"); err == nil {
				t.Error("Set() without a bus")
			}
		})
	}
}
