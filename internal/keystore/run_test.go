package keystore

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"pleokeycheck/internal/secret"
)

// hang is a call that blocks until release is closed.
func hang() (call func(int) error, release chan struct{}) {
	release = make(chan struct{})
	return func(int) error { <-release; return nil }, release
}

func TestDeadlineOfEveryCall(t *testing.T) {
	tests := []struct {
		name    string
		options []Option
		want    time.Duration
	}{
		{"default", nil, 30 * time.Second},
		{"given", []Option{WithTimeout(5 * time.Second)}, 5 * time.Second},
		{"zero", []Option{WithTimeout(0)}, 30 * time.Second},
	}
	operations := map[string]func(*Keychain, context.Context) error{
		"get":    func(k *Keychain, ctx context.Context) error { _, err := k.Get(ctx, slot); return err },
		"set":    func(k *Keychain, ctx context.Context) error { return k.Set(ctx, slot, secret.New(newKey)) },
		"delete": func(k *Keychain, ctx context.Context) error { return k.Delete(ctx, slot) },
		"search": func(k *Keychain, ctx context.Context) error { _, err := k.Search(ctx); return err },
		"probe":  func(k *Keychain, ctx context.Context) error { return k.Probe(ctx) },
	}
	for _, tt := range tests {
		for name, do := range operations {
			t.Run(tt.name+" "+name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					d := newDouble(t, oldKey)
					call, release := hang()
					d.get, d.delete, d.search = call, call, call
					start := time.Now()
					err := do(New(append(tt.options, WithBackend(d))...), t.Context())
					var e *Error
					if !errors.As(err, &e) || e.Kind != TimedOut || e.Op != name {
						t.Errorf("got %v", err)
					}
					if took := time.Since(start); took != tt.want {
						t.Errorf("took %v, want %v", took, tt.want)
					}
					close(release)
				})
			})
		}
	}
}

// The deadline is one of a call and not of the operation: a person may have to
// answer more than one prompt.
func TestSlowCallsAreNotOverdue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDouble(t, oldKey)
		slow := func() error { <-time.After(29 * time.Second); return nil }
		d.get = func(int) error { return slow() }
		d.set = func(int, string) error { return slow() }
		if err := New(WithBackend(d)).Set(t.Context(), slot, secret.New(newKey)); err != nil || d.holds() != newKey {
			t.Errorf("Set() = %v, holds %q", err, d.holds())
		}
	})
}

func TestCancelAnswersAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDouble(t, oldKey)
		call, release := hang()
		d.get = call
		k := New(WithBackend(d))
		start := time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err := k.Get(ctx, slot)
		if !errors.Is(err, context.Canceled) || KindOf(err) != Other || time.Since(start) != time.Second {
			t.Errorf("Get() = %v after %v", err, time.Since(start))
		}
		// It waits for its turn, and can be cancelled there too.
		ctx, cancel = context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := k.Get(ctx, slot); !errors.Is(err, context.DeadlineExceeded) || KindOf(err) != TimedOut {
			t.Errorf("Get() in the queue = %v", err)
		}
		if _, err := k.Get(ctx, slot); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Get() with a context that has ended = %v", err)
		}
		close(release)
		if _, err := k.Get(t.Context(), slot); err != nil {
			t.Errorf("Get() afterwards = %v", err)
		}
	})
}

// While a call hangs, later ones answer and no goroutine is added for them; when
// it ends after all, the keychain works again.
func TestAfterACallThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDouble(t, oldKey)
		call, release := hang()
		d.get = call
		k := New(WithBackend(d))
		if _, err := k.Get(t.Context(), slot); KindOf(err) != TimedOut {
			t.Fatalf("Get() = %v", err)
		}
		goroutines, start := runtime.NumGoroutine(), time.Now()
		for range 100 {
			_, getErr := k.Get(t.Context(), slot)
			for _, err := range []error{getErr, k.Set(t.Context(), slot, secret.New(newKey)), k.Delete(t.Context(), slot), k.Probe(t.Context())} {
				if KindOf(err) != TimedOut || !errors.Is(err, errBusy) {
					t.Fatalf("got %v", err)
				}
			}
		}
		if time.Since(start) != 0 || runtime.NumGoroutine() > goroutines || len(d.calls()) != 1 {
			t.Errorf("took %v, %d goroutines, calls %v", time.Since(start), runtime.NumGoroutine()-goroutines, d.calls())
		}
		close(release)
		synctest.Wait()
		if key, err := k.Get(t.Context(), slot); err != nil || key.Reveal() != oldKey {
			t.Errorf("Get() afterwards = %v", err)
		}
	})
}

// A call that waits for its turn behind one that hangs is answered too.
func TestQueueBehindACallThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDouble(t, oldKey)
		call, release := hang()
		d.get = call
		k := New(WithBackend(d))
		start := time.Now()
		answers := make(chan error)
		for range 5 {
			go func() { _, err := k.Get(t.Context(), slot); answers <- err }()
		}
		for range 5 {
			if err := <-answers; KindOf(err) != TimedOut {
				t.Errorf("Get() = %v", err)
			}
		}
		if time.Since(start) != 30*time.Second || len(d.calls()) != 1 {
			t.Errorf("took %v, calls %v", time.Since(start), d.calls())
		}
		close(release)
	})
}

func TestOneCallAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDouble(t, oldKey) // fails the test if two calls run at once
		d.get = func(int) error { <-time.After(time.Second); return nil }
		k := New(WithBackend(d))
		answers := make(chan error)
		for range 10 {
			go func() { _, err := k.Get(t.Context(), slot); answers <- err }()
		}
		for range 10 {
			if err := <-answers; err != nil {
				t.Errorf("Get() = %v", err)
			}
		}
	})
}

// What a caller was not told of does not stay in the keychain.
func TestSetThatIsGivenUpIsTakenBack(t *testing.T) {
	tests := []struct {
		name, before string
		hangIn       string // "get", "set" or "read back"
		calls        int
	}{
		{"before the write", oldKey, "get", 1},
		{"in the write", oldKey, "set", 4},
		{"in the write of a new one", "", "set", 4},
		{"in the read back", oldKey, "read back", 5},
		{"in the read back of a new one", "", "read back", 5},
	}
	for _, tt := range tests {
		for _, cancelled := range []bool{false, true} {
			t.Run(tt.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					d := newDouble(t, tt.before)
					release := make(chan struct{})
					d.get = func(n int) error {
						if n == 1 && tt.hangIn == "get" || n == 2 && tt.hangIn == "read back" {
							<-release
						}
						return nil
					}
					d.set = func(n int, _ string) error {
						if n == 1 && tt.hangIn == "set" {
							<-release
						}
						return nil
					}
					ctx, cancel := context.WithCancel(t.Context())
					defer cancel()
					if cancelled {
						time.AfterFunc(time.Second, cancel)
					}
					err := New(WithBackend(d)).Set(ctx, slot, secret.New(newKey))
					if errors.Is(err, context.Canceled) != cancelled || (KindOf(err) == TimedOut) == cancelled {
						t.Errorf("Set() = %v", err)
					}
					close(release)
					synctest.Wait()
					if d.holds() != tt.before || len(d.calls()) != tt.calls {
						t.Errorf("holds %q after %v, want %q", d.holds(), d.calls(), tt.before)
					}
				})
			})
		}
	}
}
