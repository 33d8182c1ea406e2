//go:build unix && !darwin

package keystore

import (
	"cmp"

	"github.com/godbus/dbus/v5"
	ss "github.com/zalando/go-keyring/secret_service"
)

const (
	secretName    = "org.freedesktop.secrets"
	secretPath    = "/org/freedesktop/secrets"
	secretService = "org.freedesktop.Secret.Service"
)

// search looks through every collection, not only the one that go-keyring uses. A
// locked one is unlocked, for nothing is known of what it holds.
func search(service string) (users []string, bin string, err error) {
	bus, err := ss.NewSecretService()
	if err != nil {
		return nil, "", err
	}
	if err := unlockAll(bus); err != nil {
		return nil, "", err
	}
	items, err := find(bus, map[string]string{"service": service})
	if err != nil {
		return nil, "", err
	}
	for _, item := range items {
		var attributes map[string]string
		if err := bus.Object(secretName, item).StoreProperty("org.freedesktop.Secret.Item.Attributes", &attributes); err != nil {
			return nil, "", err
		}
		if user, ours := attributes["username"]; ours {
			users = append(users, user)
		}
	}
	return users, binOf(bus), nil
}

func unlockAll(bus *ss.SecretService) error {
	var collections []dbus.ObjectPath
	if err := bus.Object(secretName, secretPath).StoreProperty(secretService+".Collections", &collections); err != nil {
		return err
	}
	for _, path := range collections {
		var locked bool
		if err := bus.Object(secretName, path).StoreProperty("org.freedesktop.Secret.Collection.Locked", &locked); err != nil {
			return err
		}
		if !locked {
			continue
		}
		if err := bus.Unlock(path); err != nil {
			return err
		}
	}
	return nil
}

// find gives the items with these attributes in all collections.
func find(bus *ss.SecretService, attributes map[string]string) ([]dbus.ObjectPath, error) {
	var unlocked, locked []dbus.ObjectPath
	err := bus.Object(secretName, secretPath).Call(secretService+".SearchItems", 0, attributes).Store(&unlocked, &locked)
	return append(unlocked, locked...), err
}

// deleteElsewhere deletes what go-keyring does not look for: in another collection
// than its own, or there twice. because is what go-keyring answered, and the
// answer where there is nothing else.
func deleteElsewhere(service, user string, because error) error {
	bus, err := ss.NewSecretService()
	if err != nil {
		return err
	}
	attributes := map[string]string{"service": service, "username": user}
	items, err := find(bus, attributes)
	if err != nil || len(items) == 0 {
		return cmp.Or(err, because)
	}
	for _, item := range items {
		if err := bus.Unlock(item); err != nil {
			return err
		}
		if err := bus.Delete(item); err != nil {
			return err
		}
	}
	if items, err = find(bus, attributes); err == nil && len(items) > 0 {
		err = errRemains // a person may have said no
	}
	return err
}

// binOf reports whose bin what is deleted goes to: that of KeePassXC, which also
// keeps a history, or nobody's that is known.
func binOf(bus *ss.SecretService) string {
	if nameOn(bus.Conn) == KeePassXC {
		return "KeePassXC"
	}
	return ""
}
