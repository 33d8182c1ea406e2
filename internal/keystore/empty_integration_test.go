//go:build keychain && linux

package keystore

import (
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

// emptyDouble is a secret service in which nothing was made yet. It answers as
// kwalletd5 5.103 and KeePassXC 2.7.4 of Debian 12 were seen to: both know no default
// alias and hold nothing, and differ in how they answer the wish to unlock it.
type emptyDouble struct{ kde bool }

func (emptyDouble) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return dbus.MakeVariant(""), secretPath + "/session/1", nil
}

func (emptyDouble) ReadAlias(string) (dbus.ObjectPath, *dbus.Error) { return "/", nil }

func (d emptyDouble) Unlock([]dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	if d.kde {
		return nil, "/", dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs", []any{"Alias default does not exist"})
	}
	return []dbus.ObjectPath{}, "/", nil
}

func (emptyDouble) SearchItems(map[string]string) (unlocked, locked []dbus.ObjectPath, _ *dbus.Error) {
	return []dbus.ObjectPath{}, []dbus.ObjectPath{}, nil
}

func (emptyDouble) Get(_, _ string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant([]dbus.ObjectPath{}), nil
}

// TestEmptyKeychain: a keychain in which nothing was made is told by the name that
// its owner has on the bus besides, and every operation says what is missing in it.
func TestEmptyKeychain(t *testing.T) {
	for name, tt := range map[string]struct {
		double emptyDouble
		beside string
		same   bool // the secret service and the other name have one owner
		of     Name
		bin    string
		want   error
	}{
		"KDE Wallet 5":           {emptyDouble{kde: true}, "org.kde.kwalletd5", true, KDEWallet, "", ErrNoWallet},
		"KDE Wallet 6":           {emptyDouble{kde: true}, "org.kde.ksecretd", true, KDEWallet, "", ErrNoWallet},
		"KeePassXC":              {emptyDouble{}, "org.keepassxc.KeePassXC.MainWindow", true, KeePassXC, "KeePassXC", ErrNoGroup},
		"another":                {emptyDouble{}, "org.example.Demo", true, Unnamed, "", ErrNoKeyring},
		"another, as KDE Wallet": {emptyDouble{kde: true}, "org.example.Demo", true, Unnamed, "", ErrNoKeyring},
		"KeePassXC beside it":    {emptyDouble{}, "org.keepassxc.KeePassXC.MainWindow", false, Unnamed, "", ErrNoKeyring},
	} {
		t.Run(name, func(t *testing.T) {
			address := startBus(t)
			bus := service(t, address).Conn
			owner := bus
			if !tt.same {
				owner = service(t, address).Conn
			}
			for name, on := range map[string]*dbus.Conn{secretName: bus, tt.beside: owner} {
				if reply, err := on.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
					t.Fatal(reply, err)
				}
			}
			for _, of := range []string{secretService, "org.freedesktop.DBus.Properties"} {
				if err := bus.Export(tt.double, secretPath, of); err != nil {
					t.Fatal(err)
				}
			}
			want := map[string]Kind{"name": Kind(tt.of), "search": Kind("0 found " + tt.bin)}
			for _, op := range []string{"get", "set", "delete", "probe"} {
				want[op] = Unavailable + Kind(": "+tt.want.Error())
			}
			for op, want := range want {
				if got := runChild(t, op, address); got != want {
					t.Errorf("%s: %q, want %q", op, got, want)
				}
			}
		})
	}
}

// TestNameOfARealKeyring: the one of GNOME is told, and a bus that has none, or that
// nobody answers on, is no name and no wait.
func TestNameOfARealKeyring(t *testing.T) {
	address := startBus(t)
	for want, at := range map[Name]string{GNOMEKeyring: address, Unnamed: startBus(t)} {
		if want != Unnamed {
			startKeyring(t, at, t.TempDir(), "")
		}
		if got := runChild(t, "name", at); got != Kind(want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := runChild(t, "name", "unix:path="+deadSocket(t)); strings.TrimSpace(string(got)) != "" {
		t.Errorf("of a bus that is not there: %q", got)
	}
}
