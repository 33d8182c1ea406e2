//go:build keychain && linux

package keystore

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
	ss "github.com/zalando/go-keyring/secret_service"

	"pleokeycheck/internal/secret"
)

// service connects to the secret service of the bus at address; "" is that of
// this process.
func service(t *testing.T, address string) *ss.SecretService {
	t.Helper()
	if address != "" {
		bus, err := dbus.Connect(address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = bus.Close() })
		return &ss.SecretService{Conn: bus}
	}
	bus, err := ss.NewSecretService()
	if err != nil {
		t.Fatal(err)
	}
	return bus
}

// put writes an item into a collection, as another program, or an earlier version,
// may have done.
func put(t *testing.T, bus *ss.SecretService, collection dbus.BusObject, service, user string) {
	t.Helper()
	var none dbus.Variant
	var session dbus.ObjectPath
	if err := bus.Object(secretName, secretPath).Call(secretService+".OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&none, &session); err != nil {
		t.Fatal(err)
	}
	attributes := map[string]string{"service": service, "username": user}
	if err := bus.CreateItem(collection, "demo", attributes, ss.NewSecret(session, oldKey)); err != nil {
		t.Fatal(err)
	}
}

// addCollection adds a keyring with a password, and locks it.
func addCollection(t *testing.T, bus *ss.SecretService, fill func(dbus.BusObject)) {
	t.Helper()
	object := bus.Object(secretName, secretPath)
	var none dbus.Variant
	var session, path dbus.ObjectPath
	if err := object.Call(secretService+".OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&none, &session); err != nil {
		t.Fatal(err)
	}
	label := map[string]dbus.Variant{"org.freedesktop.Secret.Collection.Label": dbus.MakeVariant("demo")}
	err := object.Call("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.CreateWithMasterPassword", 0, label, ss.NewSecret(session, "demo password")).Store(&path)
	if err != nil {
		t.Fatal(err)
	}
	fill(bus.Object(secretName, path))
	if err := object.Call(secretService+".Lock", 0, []dbus.ObjectPath{path}).Err; err != nil {
		t.Fatal(err)
	}
}

// TestSearchOfTheRealKeychain: everything of this program is found and can be
// removed, in whichever collection, and nothing of others.
func TestSearchOfTheRealKeychain(t *testing.T) {
	k, ctx, bus := New(), t.Context(), service(t, "")
	for _, s := range []Slot{{Environment: "demo", Connection: "one"}, {Environment: "custom", Server: ServerName("https://gw.example.com"), Connection: "two"}} {
		if err := k.Set(ctx, s, secret.New(oldKey)); err != nil {
			t.Fatal(err)
		}
	}
	login, temporary := bus.GetLoginCollection(), bus.GetCollection("session")
	put(t, bus, login, Service, "custom/earlier")
	put(t, bus, login, Service, "made by hand")
	put(t, bus, temporary, Service, "demo/one") // there twice
	put(t, bus, temporary, Service, "staging/elsewhere")
	put(t, bus, login, "another program", "demo/one")
	t.Cleanup(func() { _ = exec.Command("secret-tool", "clear", "service", "another program").Run() })

	found, err := k.Search(ctx)
	if err != nil || len(found.Slots) != 5 || found.Bin != "" {
		t.Fatalf("Search() = %+v, %v", found, err)
	}
	for _, s := range found.Slots {
		if err := k.Delete(ctx, s); err != nil {
			t.Errorf("Delete(%+v) = %v", s, err)
		}
	}
	if found, err := k.Search(ctx); err != nil || len(found.Slots) != 0 {
		t.Errorf("afterwards: %+v, %v", found, err)
	}
	out, _ := exec.CommandContext(ctx, "secret-tool", "search", "--all", "service", Service).CombinedOutput() // finds nothing
	if strings.Contains(string(out), "username") {
		t.Errorf("secret-tool finds %s", out)
	}
	if out, err := exec.CommandContext(ctx, "secret-tool", "lookup", "service", "another program").Output(); err != nil || string(out) != oldKey {
		t.Errorf("another program's key: %v", err)
	}
}

// TestSearchIsNotSatisfiedWithHalf: while one keyring of several stays locked, it
// is not known what the keychain holds.
func TestSearchIsNotSatisfiedWithHalf(t *testing.T) {
	address := startBus(t)
	startKeyring(t, address, t.TempDir(), "demo password")
	if got := runChild(t, "search", address); got != "0 found " {
		t.Fatalf("before: %q", got)
	}
	bus := service(t, address)
	for name, fill := range map[string]func(dbus.BusObject){
		"with a key": func(c dbus.BusObject) { put(t, bus, c, Service, "demo/locked away") },
		"empty":      func(dbus.BusObject) {},
	} {
		addCollection(t, bus, fill)
		if got := runChild(t, "search", address); got != Locked && got != TimedOut {
			t.Errorf("%s: %q", name, got)
		}
	}
}
