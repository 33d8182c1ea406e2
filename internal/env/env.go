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

// DemoOther is what Demo plays as the other environment. It cannot be chosen:
// a key is only tried there. DemoOtherPath is where it is below Demo's address.
const (
	DemoOther     = "demo-other"
	DemoOtherPath = "/production"
)

// Other is the counterpart of Staging, Production or Demo: a key made in one is
// not known in the other.
func Other(name string) (other string, ok bool) {
	switch name {
	case Staging:
		return Production, true
	case Production:
		return Staging, true
	case Demo:
		return DemoOther, true
	}
	return "", false
}

// All are those that can be chosen by name, that of most people first: Custom
// takes an address.
func All() []string { return []string{Production, Staging, Demo} }
