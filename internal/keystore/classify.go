package keystore

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"

	"github.com/zalando/go-keyring"
)

// classify finds the kind of an error of the backend.
func classify(err error) Kind {
	var (
		start *exec.Error
		dial  *net.OpError
	)
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return NotFound
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return TooLarge
	case errors.Is(err, keyring.ErrUnsupportedPlatform), errors.Is(err, errNoBus),
		errors.Is(err, ErrNoKeyring), errors.Is(err, ErrNoWallet), errors.Is(err, ErrNoGroup):
		return Unavailable
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return TimedOut
	case errors.As(err, &start), errors.As(err, &dial), errors.Is(err, io.EOF), errors.Is(err, os.ErrNotExist):
		return Unavailable
	case errors.Is(err, os.ErrPermission):
		return Denied
	}
	if kind := classifySystem(err); kind != "" {
		return kind
	}
	for _, p := range phrases {
		if strings.Contains(err.Error(), p.text) {
			return p.kind
		}
	}
	return Other
}

var errNoBus = errors.New("there is no session bus")

// securityExits are the exit statuses of /usr/bin/security on macOS: the lowest
// byte of the OSStatus codes of Apple's SecBase.h.
var securityExits = map[int]Kind{
	36:  Locked,      // errSecInteractionNotAllowed, -25308
	37:  Unavailable, // errSecNoDefaultKeychain, -25307
	44:  NotFound,    // errSecItemNotFound, -25300
	50:  Unavailable, // errSecNoSuchKeychain, -25294
	51:  Denied,      // errSecAuthFailed, -25293
	53:  Unavailable, // errSecNotAvailable, -25291
	128: Denied,      // errSecUserCanceled, -128
}

// windowsErrors are the system error codes that the credential functions of
// Windows document (wincred.h), and those of the RPC layer below them.
var windowsErrors = map[uintptr]Kind{
	5:    Denied,      // ERROR_ACCESS_DENIED
	1168: NotFound,    // ERROR_NOT_FOUND
	1223: Denied,      // ERROR_CANCELLED
	1312: Unavailable, // ERROR_NO_SUCH_LOGON_SESSION
	1722: Unavailable, // RPC_S_SERVER_UNAVAILABLE
	1783: TooLarge,    // RPC_X_BAD_STUB_DATA, for a value that is too long
}

// busErrors are the names of D-Bus errors (D-Bus Specification, and Secret
// Service API Draft 0.2).
var busErrors = map[string]Kind{
	"org.freedesktop.DBus.Error.ServiceUnknown": Unavailable,
	"org.freedesktop.DBus.Error.NameHasNoOwner": Unavailable,
	"org.freedesktop.DBus.Error.NoServer":       Unavailable,
	"org.freedesktop.DBus.Error.Disconnected":   Unavailable,
	"org.freedesktop.DBus.Error.NoReply":        TimedOut,
	"org.freedesktop.DBus.Error.Timeout":        TimedOut,
	"org.freedesktop.DBus.Error.TimedOut":       TimedOut,
	"org.freedesktop.DBus.Error.AccessDenied":   Denied,
	"org.freedesktop.DBus.Error.AuthFailed":     Denied,
	"org.freedesktop.Secret.Error.IsLocked":     Locked,
}

// busSpawnErrors begins the names of errors about a service that cannot be started.
const busSpawnErrors = "org.freedesktop.DBus.Error.Spawn."

// phrases are parts of the texts of errors that go-keyring v0.2.8 and godbus v5.2.2
// have no type for. Nowhere else in the program is an error read by its text.
var phrases = []struct {
	text string
	kind Kind
}{
	{phraseNotUnlocked, Locked}, // prompt dismissed, wrong password, or no display to ask on
	{"not provided by any .service files", Unavailable},
	{"invalid bus address", Unavailable},
	{"couldn't determine address of session bus", Unavailable},
	{"dbus: invalid address", Unavailable},
	{"dbus: authentication failed", Unavailable},
	{"dbus: authentication protocol error", Unavailable},
}

const (
	phraseNotUnlocked  = "failed to unlock correct collection"
	phraseDefaultAlias = "/aliases/default'"
)

// isDefaultNotUnlocked reports whether the default collection, found by its alias,
// could not be unlocked. go-keyring says so as well where there is no collection.
func isDefaultNotUnlocked(err error) bool {
	return err != nil && strings.Contains(err.Error(), phraseNotUnlocked) && strings.Contains(err.Error(), phraseDefaultAlias)
}
