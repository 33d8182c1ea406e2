package keystore

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"pleokeycheck/internal/env"
)

// Service is the name under which all keys stand in the keychain.
const Service = "pleo-key-check"

var errSlot = errors.New("environment and connection must be given, and the server of a custom environment, without a slash or control character")

// Slot is the place of one key. Slots can be compared.
type Slot struct {
	Environment string // one of those of package env
	// Server names the server that the key is bound to; see ServerName. It is
	// empty for the servers of Pleo, which the environment names.
	Server     string
	Connection string // the id of the connection
	// found is the account of a place that this version would not make itself.
	found string
}

// ServerName is the name of a server in a slot: its host and port, to be read by
// people, and a digest of the whole address, so that another address, also one
// on the same host, is another slot.
func ServerName(address string) string {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = u.Host
	}
	sum := sha256.Sum256([]byte(address))
	return fmt.Sprintf("%s~%x", host, sum[:8])
}

// account is the name of the slot within Service.
func (s Slot) account() (string, error) {
	if s.found != "" {
		return s.found, nil
	}
	if s.Environment == env.Custom && s.Server == "" {
		return "", errSlot
	}
	parts := []string{s.Environment, s.Server, s.Connection}
	if s.Server == "" {
		parts = []string{s.Environment, s.Connection}
	}
	for _, part := range parts {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool { return r == '/' || r < ' ' || r == 0x7f }) {
			return "", errSlot
		}
	}
	return strings.Join(parts, "/"), nil
}

// slotOf is the slot of an account that was found in the keychain, whatever its
// form.
func slotOf(account string) Slot {
	parts := strings.Split(account, "/")
	s := Slot{Environment: parts[0], Connection: parts[len(parts)-1]}
	if len(parts) == 3 {
		s.Server = parts[1]
	}
	if own, err := s.account(); err != nil || own != account {
		s.found = account
	}
	return s
}

// EarlierSlot is the place in which versions that did not bind a key to the
// address of its server kept that of a custom server. A key in it is never read:
// nobody knows which server it was for. It is there to be emptied.
func EarlierSlot(connection string) Slot { return slotOf(env.Custom + "/" + connection) }

func compareSlots(a, b Slot) int {
	return cmp.Or(cmp.Compare(a.Environment, b.Environment), cmp.Compare(a.Server, b.Server),
		cmp.Compare(a.Connection, b.Connection), cmp.Compare(a.found, b.found))
}

// slotsOf are the slots of accounts, each once, in a fixed order.
func slotsOf(accounts []string) []Slot {
	slots := make([]Slot, len(accounts))
	for i, account := range accounts {
		slots[i] = slotOf(account)
	}
	slices.SortFunc(slots, compareSlots)
	return slices.Compact(slots)
}
