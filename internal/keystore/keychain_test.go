package keystore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"pleokeycheck/internal/secret"
)

var errDemo = errors.New("demo failure")

func TestGet(t *testing.T) {
	tests := []struct {
		name, value string
		err         error
		slot        Slot
		want        Kind
	}{
		{"there", oldKey, nil, slot, ""},
		{"not there", "", nil, slot, NotFound},
		{"of another connection", oldKey, nil, Slot{Environment: "demo", Connection: "other"}, NotFound},
		{"of another environment", oldKey, nil, Slot{Environment: "staging", Connection: "canary"}, NotFound},
		{"fails", oldKey, errDemo, slot, Other},
		{"no environment", oldKey, nil, Slot{Connection: "canary"}, NotFound},
		{"no connection", oldKey, nil, Slot{Environment: "demo"}, NotFound},
		{"slash", oldKey, nil, Slot{Environment: "demo", Connection: "canary/x"}, NotFound},
		{"line break", oldKey, nil, Slot{Environment: "demo", Connection: "canary\n"}, NotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDouble(t, tt.value)
			d.get = func(int) error { return tt.err }
			key, err := New(WithBackend(d)).Get(t.Context(), tt.slot)
			if KindOf(err) != tt.want || key.Empty() != (err != nil) {
				t.Errorf("Get() = %d bytes, %v, want kind %q", len(key.Reveal()), err, tt.want)
			}
			if err == nil && key.Reveal() != tt.value {
				t.Error("another key")
			}
		})
	}
}

func TestSet(t *testing.T) {
	swap := func(value string) func(*double, int) {
		return func(d *double, n int) {
			if n == 1 {
				d.store(value, Service+" demo/canary")
			}
		}
	}
	swapAll := func(d *double, _ int) { d.store("fake-other", Service+" demo/canary") }
	lose := func(d *double, n int) {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.items, Service+" demo/canary")
	}
	failSet := func(err error, numbers ...int) func(int, string) error {
		fail := failOn(err, numbers...)
		return func(n int, _ string) error { return fail(n) }
	}
	tests := []struct {
		name     string
		before   string
		get      func(int) error
		set      func(int, string) error
		delete   func(int) error
		afterSet func(*double, int)
		want     Kind
		holds    string
		calls    string
		lost     bool // the error says that what was there could not be put back
	}{
		{name: "new", holds: newKey, calls: "get set get"},
		{name: "replaces", before: oldKey, holds: newKey, calls: "get set get"},
		{name: "the same again", before: newKey, holds: newKey, calls: "get set get"},
		{name: "the earlier cannot be read", before: oldKey, get: failOn(errDemo, 1), want: Other, holds: oldKey, calls: "get"},
		{name: "the write fails", before: oldKey, set: failSet(errDemo, 1), want: Other, holds: oldKey, calls: "get set get"},
		{name: "the write of a new one fails", set: failSet(errDemo, 1), want: Other, calls: "get set get"},
		{name: "too large for the library", set: failSet(keyring.ErrSetDataTooBig, 1), want: TooLarge, calls: "get set get"},
		{name: "nothing works any more", before: oldKey, set: failSet(errDemo, 1), get: failOn(errDemo, 2), want: Other, holds: oldKey, calls: "get set get"},
		{name: "something else is stored", before: oldKey, afterSet: swap("fake-other"), want: Mismatch, holds: oldKey, calls: "get set get set get"},
		{name: "something else is stored, new", afterSet: swap("fake-other"), want: Mismatch, calls: "get set get delete get"},
		{name: "cut off", before: oldKey, afterSet: swap(newKey[:8]), want: Mismatch, holds: oldKey, calls: "get set get set get"},
		{name: "nothing is stored", before: oldKey, afterSet: lose, want: Mismatch, calls: "get set get set get", lost: true},
		{name: "nothing is stored, new", afterSet: lose, want: Mismatch, calls: "get set get delete get"},
		{name: "cannot be read back", before: oldKey, get: failOn(errDemo, 2), want: Other, holds: oldKey, calls: "get set get set get"},
		{name: "cannot be read back, new", get: failOn(errDemo, 2), want: Other, calls: "get set get delete get"},
		{name: "cannot be put back", before: oldKey, afterSet: swap("fake-other"), set: failSet(errDemo, 2), want: Mismatch, holds: "fake-other", calls: "get set get set", lost: true},
		{name: "something else is put back", before: oldKey, afterSet: swapAll, want: Mismatch, holds: "fake-other", calls: "get set get set get", lost: true},
		{name: "cannot be removed again", afterSet: swap("fake-other"), delete: failOn(errDemo, 1), want: Mismatch, holds: "fake-other", calls: "get set get delete", lost: true},
		{name: "cannot be read after it was put back", before: oldKey, afterSet: swap("fake-other"), get: failOn(errDemo, 3), want: Mismatch, holds: oldKey, calls: "get set get set get", lost: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDouble(t, tt.before)
			d.get, d.set, d.delete, d.afterSet = tt.get, tt.set, tt.delete, tt.afterSet
			err := New(WithBackend(d)).Set(t.Context(), slot, secret.New(newKey))
			if KindOf(err) != tt.want {
				t.Errorf("Set() = %v, want kind %q", err, tt.want)
			}
			if lost := err != nil && strings.Contains(err.Error(), "could not be put back"); lost != tt.lost {
				t.Errorf("Set() = %v, which says that the earlier key is lost: %v", err, lost)
			}
			if got := d.holds(); got != tt.holds {
				t.Errorf("holds %q, want %q", got, tt.holds)
			}
			if got := strings.Join(d.calls(), " "); got != tt.calls {
				t.Errorf("calls %q, want %q", got, tt.calls)
			}
			noKeyIn(t, err)
		})
	}
}

// A write that reports a failure and still changes something is undone.
func TestSetUndoesHalfAWrite(t *testing.T) {
	for _, before := range []string{oldKey, ""} {
		d := newDouble(t, before)
		d.set = func(n int, _ string) error {
			if n > 1 {
				return nil
			}
			d.store("fake-half", Service+" demo/canary")
			return errDemo
		}
		err := New(WithBackend(d)).Set(t.Context(), slot, secret.New(newKey))
		if KindOf(err) != Mismatch || !errors.Is(err, errDemo) || d.holds() != before {
			t.Errorf("Set() = %v and holds %q, want %q", err, d.holds(), before)
		}
	}
}

func TestSetRefuses(t *testing.T) {
	tests := []struct {
		name, goos string
		slot       Slot
		size       int
		want       Kind
	}{
		{"empty", "linux", slot, 0, Other},
		{"no slot", "linux", Slot{}, 20, Other},
		{"Windows, longest", "windows", slot, 2560, ""},
		{"Windows, too long", "windows", slot, 2561, TooLarge},
		{"macOS, longest", "darwin", slot, 3000 - len(Service) - len("demo/canary"), ""},
		{"macOS, too long", "darwin", slot, 3001 - len(Service) - len("demo/canary"), TooLarge},
		{"Linux", "linux", slot, 100_000, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDouble(t, "")
			k := New(WithBackend(d))
			k.goos = tt.goos
			err := k.Set(t.Context(), tt.slot, secret.New(strings.Repeat("f", tt.size)))
			if KindOf(err) != tt.want {
				t.Errorf("Set() = %v, want kind %q", err, tt.want)
			}
			if called := len(d.calls()) > 0; called != (tt.want == "") {
				t.Errorf("the keychain was called: %v", d.calls())
			}
		})
	}
}

func TestDelete(t *testing.T) {
	tests := []struct {
		name, before string
		get, delete  func(int) error
		slot         Slot
		want         Kind
		holds, calls string
	}{
		{name: "there", before: oldKey, slot: slot, calls: "delete get"},
		{name: "not there", slot: slot, calls: "delete get"},
		{name: "fails", before: oldKey, delete: failOn(errDemo, 1), slot: slot, want: Other, holds: oldKey, calls: "delete"},
		{name: "cannot be verified", before: oldKey, get: failOn(errDemo, 1), slot: slot, want: Other, calls: "delete get"},
		{name: "no slot", before: oldKey, holds: oldKey},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDouble(t, tt.before)
			d.get, d.delete = tt.get, tt.delete
			err := New(WithBackend(d)).Delete(t.Context(), tt.slot)
			if KindOf(err) != tt.want || d.holds() != tt.holds {
				t.Errorf("Delete() = %v, holds %q, want kind %q, %q", err, d.holds(), tt.want, tt.holds)
			}
			if got := strings.Join(d.calls(), " "); got != tt.calls {
				t.Errorf("calls %q, want %q", got, tt.calls)
			}
		})
	}
	t.Run("without effect", func(t *testing.T) {
		err := New(WithBackend(stubborn{newDouble(t, oldKey)})).Delete(t.Context(), slot)
		if KindOf(err) != Mismatch {
			t.Errorf("Delete() = %v", err)
		}
		noKeyIn(t, err)
	})
}

func TestProbe(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want Kind
	}{{nil, ""}, {errDemo, Other}, {errNoBus, Unavailable}} {
		d := newDouble(t, oldKey)
		d.get = func(int) error { return tt.err }
		if err := New(WithBackend(d)).Probe(t.Context()); KindOf(err) != tt.want {
			t.Errorf("Probe() = %v, want kind %q", err, tt.want)
		}
		if !slices.Equal(d.calls(), []string{"get"}) {
			t.Errorf("calls %v", d.calls())
		}
	}
}

// echoing is an error whose text and fields hold a key.
type echoing struct{ Body []any }

func (e echoing) Error() string { return fmt.Sprint(e.Body...) }

func TestErrorsNeverEchoTheKey(t *testing.T) {
	for name, cause := range map[string]error{
		"text":            errors.New("cannot store " + newKey),
		"of the earlier":  errors.New("cannot replace " + oldKey),
		"wrapped":         fmt.Errorf("demo: %w", fmt.Errorf("command -w '%s'", newKey)),
		"in a field":      echoing{[]any{"demo", newKey}},
		"behind a silent": &silent{echoing{[]any{newKey}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDouble(t, oldKey)
			d.set = func(int, string) error { return cause }
			err := New(WithBackend(d)).Set(t.Context(), slot, secret.New(newKey))
			if KindOf(err) != Other {
				t.Errorf("kind %q", KindOf(err))
			}
			noKeyIn(t, err)
		})
	}
}

type silent struct{ err error }

func (s *silent) Error() string { return "demo" }
func (s *silent) Unwrap() error { return s.err }

func noKeyIn(t *testing.T, err error) {
	t.Helper()
	for e := err; e != nil; e = errors.Unwrap(e) {
		text := fmt.Sprintf("%v %+v %#v", e, e, e)
		for _, key := range []string{oldKey, newKey, "fake-other", "fake-half"} {
			if strings.Contains(text, key) {
				t.Errorf("the error holds a key: %s", text)
			}
		}
	}
}

func TestPanicOfTheLibrary(t *testing.T) {
	d := newDouble(t, oldKey)
	d.get = func(int) error { panic("demo " + oldKey) }
	k := New(WithBackend(d))
	_, err := k.Get(t.Context(), slot)
	if KindOf(err) != Other || !errors.Is(err, errPanic) {
		t.Errorf("Get() = %v", err)
	}
	noKeyIn(t, err)
	d.get = nil
	if _, err := k.Get(t.Context(), slot); err != nil {
		t.Errorf("Get() afterwards = %v", err)
	}
}

func TestKindOf(t *testing.T) {
	tests := []struct {
		err  error
		want Kind
	}{
		{nil, ""},
		{errDemo, Other},
		{context.Canceled, Other},
		{&Error{Op: "get", Kind: Locked, Err: errDemo}, Locked},
		{fmt.Errorf("demo: %w", &Error{Op: "get", Kind: Denied, Err: errDemo}), Denied},
	}
	for _, tt := range tests {
		if got := KindOf(tt.err); got != tt.want {
			t.Errorf("KindOf(%v) = %q, want %q", tt.err, got, tt.want)
		}
	}
	err := &Error{Op: "get", Kind: NotFound, Err: keyring.ErrNotFound}
	if got, want := err.Error(), "keychain get: not-found: secret not found in keyring"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if !errors.Is(err, keyring.ErrNotFound) {
		t.Error("the cause is lost")
	}
}
