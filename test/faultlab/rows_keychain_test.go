package faultlab

import (
	"context"
	"errors"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// fakeKeychain is a keychain in memory. The functions, where set, run before
// the call that they are named after, may block, and an error ends the call.
type fakeKeychain struct {
	get, set func(call int) error
	stored   func(value string) string // what is kept of a value

	mu    sync.Mutex
	value string
	gets  int
	sets  int
}

// absent is the error that the contract of keystore.Backend asks for where
// there is no key. Its value may be imported by keystore alone.
type absent struct{}

func (absent) Error() string { return "secret not found in keyring" }

func (absent) Is(target error) bool { return target.Error() == absent{}.Error() }

func (k *fakeKeychain) Get(_, _ string) (string, error) {
	k.mu.Lock()
	k.gets++
	n := k.gets
	k.mu.Unlock()
	if k.get != nil {
		if err := k.get(n); err != nil {
			return "", err
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.value == "" {
		return "", absent{}
	}
	return k.value, nil
}

func (k *fakeKeychain) Set(_, _, value string) error {
	k.mu.Lock()
	k.sets++
	n := k.sets
	k.mu.Unlock()
	if k.set != nil {
		if err := k.set(n); err != nil {
			return err
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.value = value
	if k.stored != nil {
		k.value = k.stored(value)
	}
	return nil
}

func (k *fakeKeychain) Delete(_, _ string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.value == "" {
		return absent{}
	}
	k.value = ""
	return nil
}

func (k *fakeKeychain) Search(string) (users []string, bin string, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.value != "" {
		users = []string{"demo/canary"}
	}
	return users, "", nil
}

// keychainRows are faults of the keychain, which is a double here; the real
// one is tested by package keystore. The check then never starts.
func keychainRows() []row {
	const patience = 50 * time.Millisecond
	slot := keystore.Slot{Environment: "demo", Connection: "canary"}
	use := func(k *fakeKeychain, do func(context.Context, *keystore.Keychain) error, options ...keystore.Option) func(*lab) {
		return func(l *lab) {
			l.run = func() *check.Result {
				chain := keystore.New(append([]keystore.Option{keystore.WithBackend(k)}, options...)...)
				err := do(l.ctx, chain)
				if err == nil {
					l.t.Error("the keychain had no fault")
					err = errors.New("no fault")
				}
				return check.Unstarted(l.in, service.KeychainFinding(l.ctx, err), time.Now())
			}
		}
	}
	read := func(ctx context.Context, k *keystore.Keychain) error {
		_, err := k.Get(ctx, slot)
		return err
	}
	write := func(ctx context.Context, k *keystore.Keychain) error { return k.Set(ctx, slot, secret.New(canary)) }
	always := func(err error) func(int) error { return func(int) error { return err } }
	hang := func(l *lab) func(int) error {
		l.stays = true
		return func(int) error {
			l.until()
			return errors.New("the row has ended")
		}
	}
	// No step has failed: none has begun.
	w := func(kind check.Kind, variant string) want { return unclear(kind, "").as(variant) }
	var onBus []row // what a keychain behind D-Bus says
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		onBus = []row{
			{"there is no keychain", use(&fakeKeychain{get: always(dbus.Error{Name: "org.freedesktop.DBus.Error.ServiceUnknown"})}, read), w(check.KeychainUnavailable, "")},
			{"the connection to the keychain is lost", use(&fakeKeychain{get: always(dbus.ErrClosed)}, read), w(check.KeychainUnavailable, "")},
			{"KDE Wallet has no wallet", use(&fakeKeychain{get: always(keystore.ErrNoWallet)}, read), w(check.KeychainUnavailable, check.VariantNoWallet)},
			{"KeePassXC shows no group", use(&fakeKeychain{get: always(keystore.ErrNoGroup)}, read), w(check.KeychainUnavailable, check.VariantNoGroup)},
			{"the secret service has no keyring", use(&fakeKeychain{get: always(keystore.ErrNoKeyring)}, read), w(check.KeychainUnavailable, check.VariantNoKeyring)},
			{"the keychain is locked", use(&fakeKeychain{get: always(dbus.Error{Name: "org.freedesktop.Secret.Error.IsLocked"})}, read), w(check.KeychainLocked, "")},
		}
	}
	return append(onBus, []row{
		{"the key is gone", use(&fakeKeychain{}, read), w(check.KeychainFailed, check.VariantKeyGone)},
		{"the person dismisses the keychain's question", use(&fakeKeychain{get: always(errors.New("failed to unlock correct collection '/fake'"))}, read), w(check.KeychainLocked, "")},
		{"the system denies the keychain", use(&fakeKeychain{get: always(os.ErrPermission)}, read), w(check.KeychainDenied, "")},
		{"the keychain hangs", func(l *lab) {
			use(&fakeKeychain{get: hang(l)}, read, keystore.WithTimeout(patience))(l)
		}, w(check.KeychainTimeout, "")},
		{"the keychain hangs on writing", func(l *lab) {
			use(&fakeKeychain{set: hang(l)}, write, keystore.WithTimeout(patience))(l)
		}, w(check.KeychainTimeout, "")},
		{"an earlier call still hangs", func(l *lab) {
			use(&fakeKeychain{get: hang(l)}, func(ctx context.Context, k *keystore.Keychain) error {
				_ = read(ctx, k)
				return read(ctx, k)
			}, keystore.WithTimeout(patience))(l)
		}, w(check.KeychainTimeout, "")},
		{"the person cancels while the keychain hangs", func(l *lab) {
			hangs := hang(l)
			use(&fakeKeychain{get: func(n int) error {
				l.cancel()
				return hangs(n)
			}}, read)(l)
		}, want{kind: check.Cancelled, verdict: check.Stopped}},
		{"the keychain keeps something else", use(&fakeKeychain{stored: func(v string) string { return v[:8] }}, write), w(check.KeychainFailed, check.VariantDiffers)},
		{"the keychain keeps nothing", use(&fakeKeychain{stored: func(string) string { return "" }}, write), w(check.KeychainFailed, check.VariantDiffers)},
		{"the permission is lost while a key is replaced", use(&fakeKeychain{value: "fake-old-key", get: func(n int) error {
			if n == 2 {
				return os.ErrPermission
			}
			return nil
		}}, write), w(check.KeychainDenied, "")},
		{"the keychain's error repeats the key", use(&fakeKeychain{set: always(errors.New("cannot store " + canary))}, write), w(check.KeychainFailed, "")},
		{"the keychain's library breaks down", use(&fakeKeychain{get: func(int) error { panic(canary) }}, read), w(check.KeychainFailed, "")},
		{"the key is vanished between two uses", use(&fakeKeychain{value: "fake-old-key"}, func(ctx context.Context, k *keystore.Keychain) error {
			if err := read(ctx, k); err != nil {
				return err
			}
			_ = k.Delete(ctx, slot)
			return read(ctx, k)
		}), w(check.KeychainFailed, check.VariantKeyGone)},
		{"the answer of the keychain is refused for its size (the error is a double)", func(l *lab) {
			l.run = func() *check.Result {
				err := &keystore.Error{Op: "set", Kind: keystore.TooLarge, Err: errors.New(strings.Repeat("too large ", 3))}
				return check.Unstarted(l.in, service.KeychainFinding(l.ctx, err), time.Now())
			}
		}, w(check.KeychainFailed, check.VariantTooLarge)},
	}...)
}
