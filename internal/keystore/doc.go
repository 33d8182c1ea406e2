// Package keystore keeps keys in the keychain of the operating system: Secret
// Service on Linux, Keychain on macOS, Credential Manager on Windows. It is the
// only importer of go-keyring.
//
// It owns the deadline around every keychain call (a person may have to type a
// password, and a prompt that nobody answers blocks for ever), the order of the
// calls (one at a time), the proof of every write and removal by a read, the search
// for everything of this program, the names of the places ([Slot]), and the words
// for what went wrong ([Kind]).
//
// It never writes a key anywhere else, never puts one into an error, never logs,
// and never starts a D-Bus daemon.
package keystore
