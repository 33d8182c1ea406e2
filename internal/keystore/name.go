package keystore

import (
	"errors"
)

// Name says which keychain the system has.
type Name string

// The names. Unnamed is a keychain that cannot be told, and that of macOS, which is
// called just that.
const (
	Unnamed           Name = ""
	CredentialManager Name = "credential-manager"
	GNOMEKeyring      Name = "gnome-keyring"
	KDEWallet         Name = "kde-wallet"
	KeePassXC         Name = "keepassxc"
)

// The causes of Unavailable where a keychain is there and has no place yet to keep
// anything in: a person has to make one.
var (
	ErrNoKeyring = errors.New("the secret service has no keyring")
	ErrNoWallet  = errors.New("KDE Wallet has no wallet")
	ErrNoGroup   = errors.New("KeePassXC has no open database that shows a group to other programs")
)

// noPlace is which of these errors it is in the keychain of that name.
func noPlace(in Name) error {
	switch in {
	case KDEWallet:
		return ErrNoWallet
	case KeePassXC:
		return ErrNoGroup
	default:
		return ErrNoKeyring
	}
}
