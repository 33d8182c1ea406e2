//go:build unix && !darwin

package keystore

import (
	"time"

	"github.com/godbus/dbus/v5"
)

// FixedName is the keychain that every system of this kind has.
const FixedName = Unnamed

// askingTakes is how long the start of the program waits for the bus at most.
const askingTakes = 300 * time.Millisecond

// busNames are those that a secret service has on the bus besides its own.
var busNames = []struct {
	name string
	of   Name
}{
	{"org.gnome.keyring", GNOMEKeyring},
	{"org.keepassxc.KeePassXC.MainWindow", KeePassXC},
	{"org.kde.ksecretd", KDEWallet},
	{"org.kde.secretservicecompat", KDEWallet},
	{"org.kde.kwalletd6", KDEWallet},
	{"org.kde.kwalletd5", KDEWallet},
}

// AskName asks the bus which keychain offers the secret service. It starts none, so
// that one that is not running yet is Unnamed; so is one that it does not know.
func AskName() Name {
	if prepare() != nil {
		return Unnamed
	}
	answer := make(chan Name, 1)
	go func() {
		bus, err := dbus.SessionBus() // the shared one, which go-keyring uses later
		if err != nil {
			answer <- Unnamed
			return
		}
		answer <- nameOn(bus)
	}()
	select {
	case name := <-answer:
		return name
	case <-time.After(askingTakes):
		return Unnamed
	}
}

// nameOn is the keychain whose other name on the bus has the same owner as the
// secret service.
func nameOn(bus *dbus.Conn) Name {
	owner := func(name string) (owner string) {
		_ = bus.BusObject().Call("org.freedesktop.DBus.GetNameOwner", 0, name).Store(&owner) // no owner is an answer
		return owner
	}
	of := owner(secretName)
	if of == "" {
		return Unnamed
	}
	for _, b := range busNames {
		if owner(b.name) == of {
			return b.of
		}
	}
	return Unnamed
}
