package keystore

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"pleokeycheck/internal/secret"
)

// defaultTimeout is enough for a person to type the password of the keychain.
const defaultTimeout = 30 * time.Second

var (
	errEmpty     = errors.New("the key is empty")
	errTooLarge  = errors.New("the key is longer than this keychain takes")
	errRemains   = errors.New("the key is still there after its removal")
	errDifferent = errors.New("the keychain holds something else than was written")
)

// ErrServer is the cause of a NotFound where the slot names a server: the key may
// be kept for another address.
var ErrServer = errors.New("no key is kept for this address")

// Keychain reads and writes keys. It may be used from several goroutines; the
// calls queue. No method returns later than its context or its deadlines allow,
// whatever the keychain does.
//
// A call that is given up (context or deadline) cannot be stopped, only left
// alone. While it hangs beyond its deadline, every other call answers TimedOut at
// once; when it ends after all, what it wrote is taken back, and the Keychain
// works again.
type Keychain struct {
	backend Backend
	timeout time.Duration
	goos    string
	turn    chan struct{} // holds a token while an operation runs

	mu       sync.Mutex
	answerBy time.Time // when the backend call that runs is overdue; zero: none runs
}

// Option changes how a Keychain works.
type Option func(*Keychain)

// WithBackend replaces the keychain of the operating system.
func WithBackend(b Backend) Option { return func(k *Keychain) { k.backend = b } }

// WithTimeout sets the deadline of every single keychain call; an operation may
// make several. The default is 30 seconds; zero and less mean the default.
func WithTimeout(d time.Duration) Option {
	return func(k *Keychain) {
		if d > 0 {
			k.timeout = d
		}
	}
}

// New returns the keychain of the operating system. It does not touch it yet.
func New(opts ...Option) *Keychain {
	k := &Keychain{backend: system{}, timeout: defaultTimeout, goos: runtime.GOOS, turn: make(chan struct{}, 1)}
	for _, opt := range opts {
		opt(k)
	}
	return k
}

// Get returns the key in the slot, or an *Error of kind NotFound where there is
// none. There is none in what can be no slot, as of a file that somebody edited.
func (k *Keychain) Get(ctx context.Context, slot Slot) (secret.Key, error) {
	var key secret.Key
	account, err := slot.account()
	if err != nil {
		return key, &Error{Op: "get", Kind: NotFound, Err: err}
	}
	err = k.run(ctx, "get", func(o *operation) (err error) {
		key, err = o.get(account)
		return err
	})
	if slot.Server != "" && KindOf(err) == NotFound {
		err = &Error{Op: "get", Kind: NotFound, Err: fmt.Errorf("%w: %w", ErrServer, err)}
	}
	if err != nil {
		return secret.Key{}, err
	}
	return key, nil
}

// Set puts the key into the slot in the place of any earlier one, reads it back
// and compares. On failure the earlier key is put back where that is possible,
// also when the context ends or a deadline passes meanwhile. The error is an
// *Error; of kind Mismatch where the keychain took the key and holds another.
func (k *Keychain) Set(ctx context.Context, slot Slot, key secret.Key) error {
	account, err := slot.account()
	switch {
	case err != nil:
		return &Error{Op: "set", Kind: Other, Err: err}
	case key.Empty():
		return &Error{Op: "set", Kind: Other, Err: errEmpty}
	case !fits(k.goos, account, len(key.Reveal())):
		return &Error{Op: "set", Kind: TooLarge, Err: errTooLarge}
	}
	return k.run(ctx, "set", func(o *operation) error { return o.replace(account, key) })
}

// Delete removes the key from the slot and makes sure that it is gone. It is no
// error if there was none. The error is an *Error.
func (k *Keychain) Delete(ctx context.Context, slot Slot) error {
	account, err := slot.account()
	if err != nil {
		return nil // nothing can be in it
	}
	return k.run(ctx, "delete", func(o *operation) error { return o.clear(account) })
}

// Found is what a search of the keychain found.
type Found struct {
	// Slots are all places that hold a key of this program, of this version or an
	// earlier one, in a fixed order.
	Slots []Slot
	// Bin is the name of the keychain where it is known to keep what is deleted,
	// as KeePassXC does; empty otherwise.
	Bin string
}

// Search asks the keychain itself for everything of this program, also what no
// saved connection leads to. What has to be unlocked for that is. The error is an
// *Error; after one it is not known what the keychain holds.
func (k *Keychain) Search(ctx context.Context) (Found, error) {
	var found Found
	err := k.run(ctx, "search", func(o *operation) error {
		return o.call(func(b Backend) error {
			accounts, bin, err := b.Search(Service)
			if err == nil {
				found = Found{slotsOf(accounts), bin}
			}
			return err
		})
	})
	if err != nil {
		return Found{}, err
	}
	return found, nil
}
