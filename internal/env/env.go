// Package env names the environments that a key can be of, once for everything
// that stores, shows or compares them.
package env

// The environments. Demo is a server inside this program, and Custom one whose
// address the person gave.
const (
	Staging    = "staging"
	Production = "production"
	Demo       = "demo"
	Custom     = "custom"
)

// All are those that can be chosen by name: Custom takes an address.
func All() []string { return []string{Staging, Production, Demo} }
