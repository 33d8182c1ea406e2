package keystore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"github.com/zalando/go-keyring"
)

func TestClassify(t *testing.T) {
	const collection = "failed to unlock correct collection '/org/freedesktop/secrets/"
	tests := []struct {
		name string
		err  error
		want Kind
	}{
		{"not found", keyring.ErrNotFound, NotFound},
		{"too big", keyring.ErrSetDataTooBig, TooLarge},
		{"unsupported", keyring.ErrUnsupportedPlatform, Unavailable},
		{"no bus", errNoBus, Unavailable},
		{"no dbus-launch", &exec.Error{Name: "dbus-launch", Err: exec.ErrNotFound}, Unavailable},
		{"address leads nowhere", &net.OpError{Op: "dial", Net: "unix", Err: os.NewSyscallError("connect", syscall.ENOENT)}, Unavailable},
		{"bus of another user", &net.OpError{Op: "dial", Net: "unix", Err: os.NewSyscallError("connect", syscall.EACCES)}, Unavailable},
		{"bus ended", io.EOF, Unavailable},
		{"permission", fmt.Errorf("demo: %w", os.ErrPermission), Denied},
		{"deadline", context.DeadlineExceeded, TimedOut},
		{"no service", errors.New("The name org.freedesktop.secrets was not provided by any .service files"), Unavailable},
		{"bad address", errors.New("dbus: invalid bus address (no transport)"), Unavailable},
		{"unsupported address", errors.New("dbus: invalid bus address (invalid or unsupported transport)"), Unavailable},
		{"no address", errors.New("dbus: couldn't determine address of session bus"), Unavailable},
		{"not let onto the bus", errors.New("dbus: authentication failed"), Unavailable},
		{"not a bus", errors.New("dbus: authentication protocol error"), Unavailable},
		{"login not unlocked", errors.New(collection + "collection/login'"), Locked},
		{"default not unlocked", errors.New(collection + "aliases/default'"), Locked},
		{"no default", fmt.Errorf("%w: %w", ErrNoKeyring, errors.New(collection+"aliases/default'")), Unavailable},
		{"anything else", errors.New("demo"), Other},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := classify(tt.err); got != tt.want {
				t.Errorf("classify(%v) = %q, want %q", tt.err, got, tt.want)
			}
		})
	}
}

func TestIsDefaultNotUnlocked(t *testing.T) {
	tests := []struct {
		err  error
		want bool
	}{
		{nil, false},
		{errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'"), true},
		{errors.New("failed to unlock correct collection '/org/freedesktop/secrets/collection/login'"), false},
		{errors.New("no such object '/org/freedesktop/secrets/aliases/default'"), false},
	}
	for _, tt := range tests {
		if got := isDefaultNotUnlocked(tt.err); got != tt.want {
			t.Errorf("isDefaultNotUnlocked(%v) = %v", tt.err, got)
		}
	}
}

func TestCodesOfOtherSystems(t *testing.T) {
	// OSStatus codes of SecBase.h; an exit status is their lowest byte.
	for status, want := range map[int]Kind{-25308: Locked, -25307: Unavailable, -25300: NotFound, -25294: Unavailable, -25293: Denied, -25291: Unavailable, -128: Denied, -1: ""} {
		if got := securityExits[status&0xff]; got != want {
			t.Errorf("exit status of %d: %q, want %q", status, got, want)
		}
	}
	for code, want := range map[uintptr]Kind{5: Denied, 1168: NotFound, 1223: Denied, 1312: Unavailable, 87: ""} {
		if got := windowsErrors[code]; got != want {
			t.Errorf("Windows error %d: %q, want %q", code, got, want)
		}
	}
}
