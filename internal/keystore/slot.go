package keystore

import (
	"errors"
	"strings"
)

// Service is the name under which all keys stand in the keychain.
const Service = "pleo-key-check"

// probeAccount belongs to no environment, so that nothing is ever stored in it.
const probeAccount = "probe/none"

var errSlot = errors.New("environment and connection must be given, without a slash or control character")

// Slot is the place of one key.
type Slot struct {
	Environment string // "staging", "production" or "demo"
	Connection  string // the id of the connection
}

// account is the name of the slot within Service.
func (s Slot) account() (string, error) {
	for _, part := range []string{s.Environment, s.Connection} {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool { return r == '/' || r < ' ' || r == 0x7f }) {
			return "", errSlot
		}
	}
	return s.Environment + "/" + s.Connection, nil
}
