package keystore

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"
)

const (
	oldKey = "fake-old-key-0001"
	newKey = "fake-new-key-0002"
)

var slot = Slot{Environment: "demo", Connection: "canary"}

// double is a keychain in memory. The functions, where set, run before the call
// they are named after, may block, and an error ends the call; n counts the calls
// of that kind from 1. After runs behind a successful write.
type double struct {
	t        *testing.T
	get      func(n int) error
	set      func(n int, value string) error
	delete   func(n int) error
	search   func(n int) error
	bin      string // what search answers
	afterSet func(d *double, n int)

	mu    sync.Mutex
	items map[string]string
	count map[string]int
	busy  int
	log   []string
}

func newDouble(t *testing.T, value string) *double {
	d := &double{t: t, items: map[string]string{}, count: map[string]int{}}
	if value != "" {
		d.items[Service+" demo/canary"] = value
	}
	return d
}

// begin counts the call and holds the rule that there is only one at a time.
func (d *double) begin(op string) (n int, end func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.busy++
	if d.busy > 1 {
		d.t.Errorf("%s while another call runs", op)
	}
	d.count[op]++
	d.log = append(d.log, op)
	return d.count[op], func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.busy--
	}
}

func (d *double) Get(service, user string) (string, error) {
	n, end := d.begin("get")
	defer end()
	if d.get != nil {
		if err := d.get(n); err != nil {
			return "", err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	value, ok := d.items[service+" "+user]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return value, nil
}

func (d *double) Set(service, user, password string) error {
	n, end := d.begin("set")
	defer end()
	if d.set != nil {
		if err := d.set(n, password); err != nil {
			return err
		}
	}
	d.store(password, service+" "+user)
	if d.afterSet != nil {
		d.afterSet(d, n)
	}
	return nil
}

func (d *double) Delete(service, user string) error {
	n, end := d.begin("delete")
	defer end()
	if d.delete != nil {
		if err := d.delete(n); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.items[service+" "+user]; !ok {
		return keyring.ErrNotFound
	}
	delete(d.items, service+" "+user)
	return nil
}

func (d *double) Search(service string) (users []string, bin string, err error) {
	n, end := d.begin("search")
	defer end()
	if d.search != nil {
		if err := d.search(n); err != nil {
			return nil, "", err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for name := range d.items {
		if user, ours := strings.CutPrefix(name, service+" "); ours {
			users = append(users, user)
		}
	}
	return users, d.bin, nil
}

func (d *double) store(value, name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.items[name] = value
}

// holds returns what the slot of the tests holds, "" for nothing.
func (d *double) holds() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.items[Service+" demo/canary"]
}

func (d *double) calls() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.log...)
}

// stubborn makes Delete answer nil without doing anything.
type stubborn struct{ *double }

func (s stubborn) Delete(_, _ string) error { return nil }

// failOn returns a function that fails the calls with these numbers.
func failOn(err error, numbers ...int) func(int) error {
	return func(n int) error {
		for _, number := range numbers {
			if n == number {
				return err
			}
		}
		return nil
	}
}

// probeAccount belongs to no environment, so that nothing is ever stored in it.
const probeAccount = "probe/none"

// Probe reports whether there is a keychain that can be used, by reading a slot
// that does not exist. It may make the system ask for the keychain's password.
// The error is an *Error.
func (k *Keychain) Probe(ctx context.Context) error {
	return k.run(ctx, "probe", func(o *operation) error {
		_, err := o.get(probeAccount)
		if KindOf(err) == NotFound {
			return nil
		}
		return err
	})
}
